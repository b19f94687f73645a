import { normaliseEmail, normaliseName } from '../../domain/account';
import type { UseClass } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { addDays, type IsoDate } from '../../domain/interval';
import { judgeText, normaliseText } from '../../domain/public-form';
import { issueLink } from '../auth/link';
import { takeAttempt } from '../auth/throttle';
import type { ServiceContext } from '../context';
import { enquiry, enquiryMessage, enquiryStatistic } from '../db/schema';
import { queueMail } from '../mail/queue';
import { getQuarter } from '../quarter';
import {
  announceHandover,
  assertCounselled,
  listCounsellingLanguages,
  type CounsellingMails
} from '../request/counselling';
import type { EnquiryMails, NamedOffer } from './enquiry-mails';
import { aboutEnquiry } from './enquiry-record';
import { nameForOffice, nameForSeeker, readOfferedSpace, type OfferedSpace } from './offered-space';
import { findOfferers } from './offerer';

/** What the form of an enquiry shows around its fields. */
export interface EnquiryOffer {
  readonly offer: NamedOffer;
  /** Whom it goes to, where the offer names somebody. */
  readonly contactName: string | null;
  /** In which somebody can be asked; ISO 639. */
  readonly counsellingLanguages: readonly string[];
  /** The first day on which it will be deleted. */
  readonly expiresOn: IsoDate;
}

/**
 * The offer that somebody wants to ask about.
 * @throws {DomainError} `not_found` where the public may not see it, whoever asks
 */
export async function getEnquiryOffer(context: ServiceContext, listingId: number): Promise<EnquiryOffer> {
  const [offered, expiresOn, counsellingLanguages] = await Promise.all([
    requireShown(context, listingId),
    readExpiry(context),
    listCounsellingLanguages(context)
  ]);
  return { offer: nameForSeeker(offered), contactName: offered.contactName, counsellingLanguages, expiresOn };
}

export interface NewEnquiry {
  readonly listingId: number;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly use: UseClass | null;
  readonly text: string;
  /** With consent of its own; null without counselling. */
  readonly counsellingLanguage: string | null;
  /** The network address that it comes from. */
  readonly address: string;
  readonly mails: EnquiryMails & CounsellingMails;
}

/**
 * Sends an enquiry of somebody who agreed that it is stored: to whoever offers the space, with a receipt that holds the
 * link to their own page.
 * @throws {DomainError} `not_found` where the public may not see the offer; `invalid` with `field`; `conflict`
 * `too_many_attempts`
 */
export async function sendEnquiry(context: ServiceContext, wanted: NewEnquiry): Promise<void> {
  const { listingId, phone, use: useClass, text, counsellingLanguage, address, mails } = wanted;
  const email = normaliseEmail(wanted.email);
  if (email === null) throw new DomainError('invalid', 'email_invalid', { field: 'email' });
  const name = normaliseName(wanted.name);
  if (name === null) throw new DomainError('invalid', 'name_invalid', { field: 'name' });
  const issue = judgeText(text);
  if (issue !== null) throw new DomainError('invalid', issue, { field: 'message' });
  await assertCounselled(context, counsellingLanguage);
  const offered = await requireShown(context, listingId);
  const { id: quarterId, settings } = await getQuarter(context);
  await takeAttempt(context, [
    { kind: 'enquiry_address', of: address },
    { kind: 'enquiry_mail', of: email }
  ]);
  const days = settings.parameters.enquiryDays;
  const expiresOn = addDays(context.today, days);
  const body = normaliseText(text);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const now = new Date();
    const [statistic] = await db
      .insert(enquiryStatistic)
      .values({ quarterId, receivedOn: context.today, outcome: 'new' })
      .returning({ id: enquiryStatistic.id });
    const [made] = await db
      .insert(enquiry)
      .values({
        ...{ quarterId, listingId, statisticId: statistic!.id, locale: context.locale, name, email, phone, useClass },
        ...{ consentedAt: now, counsellingLanguage, createdAt: now, expiresOn },
        counsellingConsentedAt: counsellingLanguage === null ? null : now
      })
      .returning({ id: enquiry.id });
    const enquiryId = made!.id;
    await db.insert(enquiryMessage).values({ enquiryId, author: 'seeker', body, at: now });
    const about = aboutEnquiry(enquiryId);
    const secret = await issueLink(inside, { kind: 'enquiry', subject: enquiryId, days });
    const { locale } = context;
    const receipt = mails.receipt({ locale, name, offer: nameForSeeker(offered), secret, expiresOn });
    await queueMail(inside, { recipient: email, locale, about, ...receipt });
    for (const offerer of await findOfferers(inside, offered)) {
      const named = await readOfferedSpace({ ...inside, locale: offerer.locale }, listingId);
      const to = { locale: offerer.locale, offer: nameForOffice(named!), enquiryId, seekerName: name };
      const words = mails.newEnquiry({ ...to, text: body, phone, use: useClass });
      await queueMail(inside, { recipient: offerer.email, locale: offerer.locale, about, replyTo: email, ...words });
    }
    if (counsellingLanguage === null) return;
    await announceHandover(
      inside,
      { language: counsellingLanguage, seekerName: name, email, text: body, about },
      mails
    );
  });
}

async function requireShown(context: ServiceContext, listingId: number): Promise<OfferedSpace> {
  const offered = await readOfferedSpace(context, listingId);
  if (!offered?.isShown) throw new DomainError('not_found', 'listing_not_found', { id: listingId });
  return offered;
}

async function readExpiry(context: ServiceContext): Promise<IsoDate> {
  const { settings } = await getQuarter(context);
  return addDays(context.today, settings.parameters.enquiryDays);
}
