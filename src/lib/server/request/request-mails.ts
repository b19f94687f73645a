import type { IsoDate } from '../../domain/interval';
import type { Match, MatchingRules } from '../../domain/matching';
import type { SpaceCard } from '../../domain/space';
import type { RequestCriteria, SpaceIdea } from '../../domain/space-request';
import type { MailText } from '../mail/queue';

/** To whoever stored a request. `secret` opens what the link in the mail is for. */
export interface RequestMail {
  readonly locale: string;
  readonly name: string | null;
  readonly criteria: RequestCriteria;
  readonly secret: string;
}

/** A space that an alert is about. */
export interface FittingSpace {
  readonly card: SpaceCard;
  /** Why it fits an idea, by the quarter's rules of today; null for a search, which it meets as a whole. */
  readonly explained: {
    readonly match: Match;
    readonly idea: SpaceIdea;
    readonly rules: MatchingRules;
    readonly today: IsoDate;
  } | null;
}

/** Writes the mails around requests; services know no language. */
export interface RequestMails {
  /** Asks whether it was really the owner of the address. */
  confirmRequest(to: RequestMail & { readonly days: number }): MailText;
  requestStored(to: RequestMail & { readonly expiresOn: IsoDate; readonly hasAlerts: boolean }): MailText;
  alert(to: RequestMail & { readonly spaces: readonly FittingSpace[] }): MailText & { readonly unsubscribeUrl: string };
  requestCounsellor(to: RequestMail & { readonly counsellor: string }): MailText;
}
