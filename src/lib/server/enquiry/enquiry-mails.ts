import type { BuildingReference } from '../../domain/building';
import type { UseClass } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import type { MailText } from '../mail/queue';

/** The offer as a mail names it, in the language of the mail. */
export interface NamedOffer {
  readonly listingId: number;
  readonly title: string;
  /** Null where whoever reads the mail may not know the house. */
  readonly building: BuildingReference | null;
}

export interface ViewingFacts {
  readonly startsAt: Date;
  readonly durationMinutes: number;
  readonly place: string;
  /** IANA name, the quarter's. */
  readonly timeZone: string;
}

/** To whoever asked. `secret` opens their own page. */
export interface SeekerMail {
  readonly locale: string;
  readonly name: string;
  readonly offer: NamedOffer;
  readonly secret: string;
}

/** To whoever offers the space. */
export interface OfficeMail {
  readonly locale: string;
  readonly offer: NamedOffer;
  readonly enquiryId: string;
  readonly seekerName: string;
}

/** Writes the mails around enquiries; services know no language. */
export interface EnquiryMails {
  /** Without the text: nobody shall send words of theirs to somebody else's address through us. */
  receipt(to: SeekerMail & { readonly expiresOn: IsoDate }): MailText;
  answer(to: SeekerMail & { readonly from: string; readonly text: string }): MailText;
  proposal(
    to: SeekerMail & { readonly from: string; readonly text: string | null; readonly viewing: ViewingFacts }
  ): MailText;
  viewingConfirmed(to: SeekerMail & { readonly viewing: ViewingFacts }): MailText;
  viewingCancelled(to: SeekerMail & { readonly text: string | null; readonly viewing: ViewingFacts }): MailText;
  counsellorFound(to: SeekerMail & { readonly counsellor: string }): MailText;
  newEnquiry(
    to: OfficeMail & { readonly text: string; readonly phone: string | null; readonly use: UseClass | null }
  ): MailText;
  seekerWrote(to: OfficeMail & { readonly text: string }): MailText;
  viewingAnswered(
    to: OfficeMail & { readonly text: string | null; readonly isConfirmed: boolean; readonly viewing: ViewingFacts }
  ): MailText;
  enquiryWithdrawn(to: OfficeMail): MailText;
  /** What a calendar calls a viewing. */
  viewingSummary(to: Pick<SeekerMail, 'locale' | 'offer'>): string;
  /** Says nothing about the person any more. */
  enquiryErased(to: Pick<OfficeMail, 'locale' | 'offer'>): MailText;
}
