import type { ViewingState } from '../../domain/codes';
import { isEnquiryOpen } from '../../domain/enquiry';
import { DomainError } from '../../domain/errors';
import { judgeText, normaliseText } from '../../domain/public-form';
import { nextViewingStates } from '../../domain/viewing';
import { findLink } from '../auth/link';
import { takeAttempt } from '../auth/throttle';
import type { ServiceContext } from '../context';
import { account, enquiryMessage } from '../db/schema';
import { eq } from 'drizzle-orm';
import { queueMail } from '../mail/queue';
import { getQuarter } from '../quarter';
import { listOfferers, mailOfferers, mailSeeker } from './enquiry-letter';
import type { EnquiryMails, NamedOffer } from './enquiry-mails';
import {
  eraseEnquiry,
  listMessages,
  listViewings,
  lockEnquiry,
  setEnquiryState,
  toEnquiryFacts,
  toViewingEntry,
  type Enquiry,
  type EnquiryFacts,
  type Message,
  type ViewingEntry
} from './enquiry-record';
import { nameForOffice, nameForSeeker, readOfferedSpace } from './offered-space';
import { factsOf, invitationOf, moveViewing, tellOfferers } from './viewing';
import { writeViewings } from './viewing-calendar';

/** An enquiry as whoever asked sees it on their own page. */
export interface OwnEnquiry extends EnquiryFacts {
  readonly offer: NamedOffer;
  /** May the offer still be seen by the public? */
  readonly isOfferShown: boolean;
  readonly messages: readonly Message[];
  readonly viewings: readonly (ViewingEntry & { readonly nextStates: readonly ViewingState[] })[];
  readonly counselling: { readonly language: string; readonly counsellor: string | null } | null;
  readonly timeZone: string;
  readonly isOpen: boolean;
}

/**
 * The enquiry behind a secret of a mail.
 * @throws {DomainError} `not_found` where the secret opens nothing, or no longer
 */
export async function getOwnEnquiry(context: ServiceContext, secret: string): Promise<OwnEnquiry> {
  const enquiry = await openOwn(context, secret);
  const [offered, messages, viewings, { settings }, counsellor] = await Promise.all([
    readOfferedSpace(context, enquiry.listingId),
    listMessages(context, enquiry.id),
    listViewings(context, enquiry.id),
    getQuarter(context),
    readCounsellor(context, enquiry)
  ]);
  if (offered === null) throw new DomainError('not_found', 'enquiry_not_found');
  const now = new Date();
  const { counsellingLanguage: language } = enquiry;
  return {
    ...toEnquiryFacts(enquiry),
    offer: nameForSeeker(offered),
    isOfferShown: offered.isShown,
    // What the desk notes for itself is nobody else's.
    messages: messages.filter(({ author }) => author !== 'note'),
    viewings: viewings.map((one) => ({ ...toViewingEntry(one), nextStates: nextViewingStates(one, 'seeker', now) })),
    counselling: language === null ? null : { language, counsellor },
    timeZone: settings.timeZone,
    isOpen: isEnquiryOpen(enquiry.state)
  };
}

/**
 * The viewings of an enquiry as a calendar file.
 * @param compose the name of its entries in the reader's language
 * @throws {DomainError} `not_found`, also where none was ever proposed
 */
export async function readOwnCalendar(
  context: ServiceContext,
  secret: string,
  { viewingSummary }: Pick<EnquiryMails, 'viewingSummary'>
): Promise<string> {
  const { id, listingId } = await openOwn(context, secret);
  const viewings = await listViewings(context, id);
  const offered = await readOfferedSpace(context, listingId);
  if (viewings.length === 0 || offered === null) throw new DomainError('not_found', 'viewing_not_found');
  return writeViewings(viewings, viewingSummary({ locale: context.locale, offer: nameForSeeker(offered) }));
}

/** What somebody does on the page of their own enquiry. */
interface OwnChange {
  readonly secret: string;
  readonly mails: EnquiryMails;
}

/**
 * Writes to whoever offers the space.
 * @throws {DomainError} `not_found`; `invalid` with `field`; `conflict` `enquiry_withdrawn`, `too_many_attempts`
 */
export async function writeMessage(
  context: ServiceContext,
  { secret, mails, text }: OwnChange & { readonly text: string }
): Promise<void> {
  const body = readText(text);
  const { id } = await openOwn(context, secret);
  await takeAttempt(context, [{ kind: 'enquiry_message', of: id }]);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const enquiry = await lockOwn(inside, id);
    await db.insert(enquiryMessage).values({ enquiryId: id, author: 'seeker', body });
    await mailOfferers(inside, enquiry, (to) => mails.seekerWrote({ ...to, text: body }));
  });
}

/**
 * Accepts a proposed viewing, or cancels one, with a word about other times where they want.
 * @throws {DomainError} `not_found`; `invalid` with `field`; `conflict` `viewing_changed`, `enquiry_withdrawn`
 */
export async function answerViewing(
  context: ServiceContext,
  wanted: OwnChange & { readonly viewingId: string; readonly state: 'confirmed' | 'cancelled'; readonly text: string }
): Promise<void> {
  const { secret, mails, viewingId, state } = wanted;
  const text = wanted.text.trim() === '' ? null : readText(wanted.text);
  const { id } = await openOwn(context, secret);
  await takeAttempt(context, [{ kind: 'enquiry_message', of: id }]);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const enquiry = await lockOwn(inside, id);
    const before = (await listViewings(inside, id)).find((one) => one.id === viewingId);
    const viewing = await moveViewing(inside, { enquiry, viewingId, state, party: 'seeker' });
    if (text !== null) await db.insert(enquiryMessage).values({ enquiryId: id, author: 'seeker', body: text });
    const invited = { enquiry, viewing, mails };
    await tellOfferers(inside, { ...invited, text, hadInvitation: before?.state === 'confirmed' });
    const facts = await factsOf(inside, viewing);
    const calendar = await invitationOf(inside, invited);
    if (state === 'confirmed') {
      await mailSeeker(inside, enquiry, (to) => mails.viewingConfirmed({ ...to, viewing: facts }), calendar);
    } else {
      // Their calendar has it, and only a mail takes it out again.
      const compose = mails.viewingCancelled;
      await mailSeeker(inside, enquiry, (to) => compose({ ...to, text: null, viewing: facts }), calendar);
    }
  });
}

/**
 * Withdraws the enquiry; it stays to be read until it is deleted. Viewings that lie ahead are cancelled.
 * @throws {DomainError} `not_found`; `conflict` `enquiry_withdrawn`
 */
export async function withdrawEnquiry(context: ServiceContext, { secret, mails }: OwnChange): Promise<void> {
  const { id } = await openOwn(context, secret);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const enquiry = await lockOwn(inside, id);
    await cancelAhead(inside, { enquiry, mails });
    await setEnquiryState(inside, enquiry, { state: 'withdrawn', isByDesk: false });
    await mailOfferers(inside, enquiry, mails.enquiryWithdrawn);
  });
}

/**
 * Deletes the enquiry at once with everything in it, also the mails that have not gone out. Whoever offers the space is
 * told that it is gone, without a word about the person.
 * @throws {DomainError} `not_found`
 */
export async function deleteOwnEnquiry(context: ServiceContext, { secret, mails }: OwnChange): Promise<void> {
  const { id } = await openOwn(context, secret);
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const enquiry = await lockEnquiry(inside, id);
    const offerers = await listOfferers(inside, enquiry);
    if (isEnquiryOpen(enquiry.state)) {
      await setEnquiryState(inside, enquiry, { state: 'withdrawn', isByDesk: false });
    }
    await eraseEnquiry(inside, id);
    for (const { email: recipient, locale } of offerers) {
      const offered = await readOfferedSpace({ ...inside, locale }, enquiry.listingId);
      const words = mails.enquiryErased({ locale, offer: nameForOffice(offered!) });
      await queueMail(inside, { recipient, locale, ...words });
    }
  });
}

async function cancelAhead(inside: ServiceContext, { enquiry, mails }: { enquiry: Enquiry; mails: EnquiryMails }) {
  const now = new Date();
  for (const { id: viewingId, state, startsAt } of await listViewings(inside, enquiry.id)) {
    if (startsAt <= now || (state !== 'proposed' && state !== 'confirmed')) continue;
    const viewing = await moveViewing(inside, { enquiry, viewingId, state: 'cancelled', party: 'seeker' });
    if (state === 'confirmed') {
      await tellOfferers(inside, { enquiry, viewing, mails, text: null, hadInvitation: true });
    }
  }
}

async function openOwn(context: ServiceContext, secret: string): Promise<Enquiry> {
  const id = await findLink(context, 'enquiry', secret);
  if (id === null) throw new DomainError('not_found', 'enquiry_not_found');
  return lockEnquiry(context, id);
}

/** Held, and not withdrawn meanwhile. */
async function lockOwn(inside: ServiceContext, id: string): Promise<Enquiry> {
  const enquiry = await lockEnquiry(inside, id);
  if (enquiry.state === 'withdrawn') throw new DomainError('conflict', 'enquiry_withdrawn');
  return enquiry;
}

async function readCounsellor({ db }: ServiceContext, { counsellorId }: Enquiry): Promise<string | null> {
  if (counsellorId === null) return null;
  const [found] = await db.select({ name: account.name }).from(account).where(eq(account.id, counsellorId));
  return found?.name ?? null;
}

function readText(text: string): string {
  const issue = judgeText(text);
  if (issue !== null) throw new DomainError('invalid', issue, { field: 'text' });
  return normaliseText(text);
}
