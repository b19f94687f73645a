import type { ServiceContext } from '../context';
import { issueLink } from '../auth/link';
import { toDayNumber } from '../../domain/interval';
import { queueMail, type MailText } from '../mail/queue';
import type { NamedOffer, OfficeMail, SeekerMail } from './enquiry-mails';
import { aboutEnquiry, type Enquiry } from './enquiry-record';
import { nameForOffice, nameForSeeker, readOfferedSpace } from './offered-space';
import { findOfferers, type Offerer } from './offerer';

/** What goes with a mail beside its words. */
export interface Enclosure {
  readonly replyTo?: string;
  /** An iCalendar file for whoever gets the mail. */
  readonly calendar?: (to: { readonly locale: string; readonly email: string; readonly name: string }) => string;
}

/** The offer of an enquiry as whoever reads `locale` knows it; offers are never deleted while somebody asks about them. */
async function readOffer(context: ServiceContext, of: Enquiry, locale: string) {
  const offered = await readOfferedSpace({ ...context, locale }, of.listingId);
  if (offered === null) throw new Error(`The offer ${of.listingId} of an enquiry is gone.`);
  return offered;
}

/** Everybody who answers for the offer of an enquiry. */
export async function listOfferers(context: ServiceContext, of: Enquiry): Promise<readonly Offerer[]> {
  return findOfferers(context, await readOffer(context, of, context.locale));
}

/** Writes to whoever asked, in their language, with a link of its own to their page. */
export async function mailSeeker(
  context: ServiceContext,
  of: Enquiry,
  compose: (to: SeekerMail) => MailText,
  { replyTo, calendar }: Enclosure = {}
): Promise<void> {
  const { id, locale, name, email } = of;
  const offer: NamedOffer = nameForSeeker(await readOffer(context, of, locale));
  const days = Math.max(1, toDayNumber(of.expiresOn) - toDayNumber(context.today));
  const secret = await issueLink(context, { kind: 'enquiry', subject: id, days });
  await queueMail(context, {
    ...{ recipient: email, locale, about: aboutEnquiry(id) },
    ...compose({ locale, name, offer, secret }),
    ...(replyTo !== undefined && { replyTo }),
    ...(calendar && { calendar: calendar({ locale, email, name }) })
  });
}

/** Writes to everybody who answers for the offer, in their languages; answers go to whoever asked. */
export async function mailOfferers(
  context: ServiceContext,
  of: Enquiry,
  compose: (to: OfficeMail) => MailText,
  { calendar }: Pick<Enclosure, 'calendar'> = {}
): Promise<void> {
  for (const { locale, email, name } of await listOfferers(context, of)) {
    const offer = nameForOffice(await readOffer(context, of, locale));
    await queueMail(context, {
      ...{ recipient: email, locale, about: aboutEnquiry(of.id), replyTo: of.email },
      ...compose({ locale, offer, enquiryId: of.id, seekerName: of.name }),
      ...(calendar && { calendar: calendar({ locale, email, name: name ?? email }) })
    });
  }
}
