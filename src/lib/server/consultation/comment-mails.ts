import type { CommentOutcome } from '../../domain/plan-codes';
import type { MailText } from '../mail/queue';

/**
 * To whoever commented. `secret` opens their own page. Nobody has proven that the address is theirs: no word of what
 * they wrote, and not their name, stands in any of these mails.
 */
export interface CommenterMail {
  readonly locale: string;
  readonly planTitle: string;
  readonly secret: string;
}

/** A plan on which comments wait to be read. */
export interface WaitingPlan {
  readonly planId: number;
  readonly title: string;
  readonly count: number;
}

/** Writes the mails around comments; services know no language. */
export interface CommentMails {
  receipt(to: CommenterMail): MailText;
  answer(to: CommenterMail & { readonly outcome: CommentOutcome; readonly reply: string }): MailText;
  /** Why stands on their own page alone. */
  rejection(to: CommenterMail): MailText;
  /** To somebody of the desk. */
  waiting(to: { readonly locale: string; readonly name: string; readonly plans: readonly WaitingPlan[] }): MailText;
}
