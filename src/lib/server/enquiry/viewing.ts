import { eq } from 'drizzle-orm';
import { isCode, VIEWING_STATES } from '../../domain/codes';
import { stateAfterProposal } from '../../domain/enquiry';
import { DomainError } from '../../domain/errors';
import { judgeText, normaliseText } from '../../domain/public-form';
import { MAX_PLACE_LENGTH, nextViewingStates, readViewingStart, VIEWING_MINUTES } from '../../domain/viewing';
import type { ServiceContext } from '../context';
import { enquiryMessage, viewing } from '../db/schema';
import { getQuarter } from '../quarter';
import { changeEnquiry, nameAnswerer } from './enquiry-answer';
import { listOfferers, mailOfferers, mailSeeker, type Enclosure } from './enquiry-letter';
import type { EnquiryMails, ViewingFacts } from './enquiry-mails';
import { listViewings, setEnquiryState, type Enquiry, type Viewing } from './enquiry-record';
import { nameForSeeker, readOfferedSpace } from './offered-space';
import { writeInvitation } from './viewing-calendar';

export interface NewViewing {
  readonly enquiryId: string;
  /** In the quarter's time: `2026-12-01`, `14:30`. */
  readonly day: string;
  readonly time: string;
  readonly durationMinutes: number;
  readonly place: string;
  /** A word to whoever asked; empty for none. */
  readonly text: string;
  readonly mails: EnquiryMails;
}

/**
 * Proposes a viewing, with an invitation for the calendar of whoever asked.
 * @throws {DomainError} `forbidden`; `not_found`; `invalid` with `field`; `conflict` `enquiry_withdrawn`
 */
export async function proposeViewing(context: ServiceContext, wanted: NewViewing): Promise<void> {
  const { enquiryId, mails } = wanted;
  await changeEnquiry(context, { id: enquiryId, action: 'arrange_viewing' }, async (inside, opened) => {
    const { enquiry } = opened;
    if (enquiry.state === 'withdrawn') throw new DomainError('conflict', 'enquiry_withdrawn');
    const facts = await readFacts(inside, wanted);
    const { startsAt, durationMinutes, place } = facts;
    const text = readWords(wanted.text);
    const { accountId, name, replyTo } = await nameAnswerer(inside, opened);
    const [made] = await inside.db
      .insert(viewing)
      .values({ enquiryId, startsAt, durationMinutes, place, state: 'proposed' })
      .returning();
    if (text !== null) {
      await inside.db.insert(enquiryMessage).values({ enquiryId, author: 'office', accountId, body: text });
    }
    const state = stateAfterProposal(enquiry.state);
    await setEnquiryState(inside, enquiry, { state, isByDesk: true });
    await mailSeeker(inside, enquiry, (to) => mails.proposal({ ...to, from: name, text, viewing: facts }), {
      ...(replyTo !== undefined && { replyTo }),
      ...(await invitationOf(inside, { enquiry, viewing: made!, mails }))
    });
    return state;
  });
}

/**
 * The desk ends a viewing: cancels it, of which whoever asked is told, or keeps that it was held.
 * @throws {DomainError} `forbidden`; `not_found`; `invalid` with `field`
 */
export async function endViewing(
  context: ServiceContext,
  wanted: {
    readonly enquiryId: string;
    readonly viewingId: string;
    readonly state: string;
    readonly text: string;
    readonly mails: EnquiryMails;
  }
): Promise<void> {
  const { enquiryId, viewingId, state, mails } = wanted;
  await changeEnquiry(context, { id: enquiryId, action: 'arrange_viewing' }, async (inside, opened) => {
    const { enquiry } = opened;
    const text = readWords(wanted.text);
    const changed = await moveViewing(inside, { enquiry, viewingId, state, party: 'desk' });
    if (changed.state !== 'cancelled') return enquiry.state;
    const { accountId, replyTo } = await nameAnswerer(inside, opened);
    if (text !== null) {
      await inside.db.insert(enquiryMessage).values({ enquiryId, author: 'office', accountId, body: text });
    }
    const facts = await factsOf(inside, changed);
    await mailSeeker(inside, enquiry, (to) => mails.viewingCancelled({ ...to, text, viewing: facts }), {
      ...(replyTo !== undefined && { replyTo }),
      ...(await invitationOf(inside, { enquiry, viewing: changed, mails }))
    });
    return enquiry.state;
  });
}

/**
 * Moves a viewing on, where `party` may; calendars learn it by the next sequence number (RFC 5545, 3.8.7.4).
 * @throws {DomainError} `not_found` where it is not one of the enquiry; `conflict` `viewing_changed`
 */
export async function moveViewing(
  { db }: Pick<ServiceContext, 'db'>,
  wanted: {
    readonly enquiry: Enquiry;
    readonly viewingId: string;
    readonly state: string;
    readonly party: 'desk' | 'seeker';
  }
): Promise<Viewing> {
  const { enquiry, viewingId, state, party } = wanted;
  const found = (await listViewings({ db }, enquiry.id)).find(({ id }) => id === viewingId);
  if (!found) throw new DomainError('not_found', 'viewing_not_found');
  const now = new Date();
  if (!isCode(VIEWING_STATES, state) || !nextViewingStates(found, party, now).includes(state)) {
    throw new DomainError('conflict', 'viewing_changed');
  }
  const [moved] = await db
    .update(viewing)
    .set({ state, sequence: found.sequence + 1, changedAt: now })
    .where(eq(viewing.id, viewingId))
    .returning();
  return moved!;
}

/** What is told of a viewing, in the quarter's time. */
export async function factsOf(
  context: Pick<ServiceContext, 'db' | 'quarter' | 'locale'>,
  { startsAt, durationMinutes, place }: Viewing
): Promise<ViewingFacts> {
  const { settings } = await getQuarter(context);
  return { startsAt, durationMinutes, place, timeZone: settings.timeZone };
}

interface Invited {
  readonly enquiry: Enquiry;
  readonly viewing: Viewing;
  readonly mails: EnquiryMails;
}

/** The calendar entry of a viewing for whoever gets a mail about it; none where nobody answers for the offer. */
export async function invitationOf(
  context: ServiceContext,
  { enquiry, viewing: of, mails }: Invited
): Promise<Pick<Enclosure, 'calendar'>> {
  const [first] = await listOfferers(context, enquiry);
  if (first === undefined) return {};
  const offers = new Map<string, Awaited<ReturnType<typeof readOfferedSpace>>>();
  for (const locale of new Set([enquiry.locale, ...(await listOfferers(context, enquiry)).map((to) => to.locale)])) {
    offers.set(locale, await readOfferedSpace({ ...context, locale }, enquiry.listingId));
  }
  const organizer = { name: first.name ?? first.email, email: first.email };
  return {
    calendar: ({ locale, email, name }) => {
      const offer = nameForSeeker(offers.get(locale)!);
      return writeInvitation(of, {
        ...{ organizer, attendee: { name, email } },
        summary: mails.viewingSummary({ locale, offer })
      });
    }
  };
}

/** Tells those who answer for the offer what whoever asked decided about a viewing. */
export async function tellOfferers(
  context: ServiceContext,
  { text, hadInvitation, ...invited }: Invited & { readonly text: string | null; readonly hadInvitation: boolean }
): Promise<void> {
  const { enquiry, viewing: of, mails } = invited;
  const facts = await factsOf(context, of);
  const isConfirmed = of.state === 'confirmed';
  const enclosure = isConfirmed || hadInvitation ? await invitationOf(context, invited) : {};
  const compose = (to: Parameters<Parameters<typeof mailOfferers>[2]>[0]) =>
    mails.viewingAnswered({ ...to, text, isConfirmed, viewing: facts });
  await mailOfferers(context, enquiry, compose, enclosure);
}

async function readFacts(context: ServiceContext, wanted: NewViewing): Promise<ViewingFacts> {
  const { timeZone } = (await getQuarter(context)).settings;
  const { day, time, durationMinutes } = wanted;
  const startsAt = readViewingStart({ day, time, timeZone }, new Date());
  if (typeof startsAt === 'string') {
    const field = startsAt === 'not_a_time' || startsAt === 'time_not_there' ? 'time' : 'day';
    throw new DomainError('invalid', startsAt, { field });
  }
  if (!VIEWING_MINUTES.some((minutes) => minutes === durationMinutes)) {
    throw new DomainError('invalid', 'unknown_code', { field: 'duration' });
  }
  const place = wanted.place.trim().normalize('NFC');
  const issue = /\n/.test(place) ? 'text_characters' : judgeText(place, MAX_PLACE_LENGTH);
  if (issue !== null) throw new DomainError('invalid', issue, { field: 'place' });
  return { startsAt, durationMinutes, place, timeZone };
}

function readWords(text: string): string | null {
  if (text.trim() === '') return null;
  const issue = judgeText(text);
  if (issue !== null) throw new DomainError('invalid', issue, { field: 'text' });
  return normaliseText(text);
}
