import { normaliseEmail, normaliseName } from '../account';
import type { PlanStatus } from '../codes';
import type { FormIssues } from '../form';
import type { IsoDate } from '../interval';
import type { CommentState } from '../plan-codes';
import { judgeText } from '../public-form';
import type { CommentSubject } from './plan-comment';

/** The days on which the public may comment on a plan; the first and the last belong to it. */
export interface ConsultationPeriod {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** What of a plan decides whether it may be commented on. */
export interface ConsultablePlan {
  readonly status: PlanStatus;
  readonly consultation: ConsultationPeriod | null;
}

/** `none`: people were never asked; `ahead`: they will be. */
export type ConsultationPhase = 'none' | 'ahead' | 'open' | 'over';

/** How far the consultation on a plan is on a day. A plan that is decided about takes no comments, whatever its period. */
export function consultationPhase({ status, consultation }: ConsultablePlan, today: IsoDate): ConsultationPhase {
  if (consultation === null || status === 'draft') return 'none';
  if (status !== 'consultation' || today > consultation.to) return 'over';
  return today < consultation.from ? 'ahead' : 'open';
}

/** States that the desk may set from each; whoever wrote it may withdraw from all others. */
const NEXT_STATES: Readonly<Record<CommentState, readonly CommentState[]>> = {
  received: ['published', 'rejected'],
  published: ['rejected'],
  rejected: ['published'],
  // Whoever wrote it has taken it back; nobody shows it without them.
  withdrawn: []
};

/** May the desk set `to` where a comment is `from`? */
export function canModerate(from: CommentState, to: CommentState): boolean {
  return NEXT_STATES[from].includes(to);
}

/** Only what everybody can read is answered where everybody can read it. */
export function isAnswerable(state: CommentState): boolean {
  return state === 'published';
}

/** In UTF-16 units. */
export const MAX_COMMENT_LENGTH = 3000;
export const MAX_REPLY_LENGTH = 3000;
/** Why a comment is not shown, for whoever wrote it. */
export const MAX_REASON_LENGTH = 1000;
/** One press of the desk concerns no more. */
export const MOST_COMMENTS_AT_ONCE = 100;

/** A comment as somebody wants to send it. */
export interface CommentDraft {
  readonly subject: CommentSubject | null;
  readonly text: string;
  /** As everybody may read it; empty: not named. */
  readonly name: string;
  /** Where the answer goes; empty: they look at their own page. */
  readonly email: string;
}

/**
 * What speaks against a comment, by the field of its form.
 * @param isOfPlan does the plan say anything of the subject?
 */
export function judgeComment(
  { subject, text, name, email }: CommentDraft,
  isOfPlan: (subject: CommentSubject) => boolean
): FormIssues {
  const textIssue = judgeText(text, MAX_COMMENT_LENGTH);
  return {
    ...((subject === null || !isOfPlan(subject)) && { about: { code: 'unit_not_in_plan' } }),
    ...(textIssue !== null && { text: { code: textIssue } }),
    ...(name.trim() !== '' && normaliseName(name) === null && { name: { code: 'name_invalid' } }),
    ...(email.trim() !== '' && normaliseEmail(email) === null && { email: { code: 'email_invalid' } })
  };
}
