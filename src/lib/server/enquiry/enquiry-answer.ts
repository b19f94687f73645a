import { eq } from 'drizzle-orm';
import { isCode, ENQUIRY_STATES, type AuditAction, type EnquiryState } from '../../domain/codes';
import { isEnquiryOpen, nextEnquiryStates, stateAfterAnswer } from '../../domain/enquiry';
import { DomainError } from '../../domain/errors';
import { judgeText, normaliseText } from '../../domain/public-form';
import { assertCapable } from '../authorise';
import { inChange } from '../change/audit';
import type { ServiceContext } from '../context';
import { account, enquiryMessage } from '../db/schema';
import { openEnquiry, type OpenedEnquiry } from './enquiry-desk';
import { mailSeeker } from './enquiry-letter';
import type { EnquiryMails } from './enquiry-mails';
import { eraseEnquiry, setEnquiryState } from './enquiry-record';

/** Who answers for the desk, as whoever asked is told. */
export interface Answerer {
  readonly accountId: string | null;
  readonly name: string;
  /** Where answers by mail go: the address that the offer names, else the account's own. */
  readonly replyTo?: string;
}

/** Who the actor is to whoever asked about an offer. */
export async function nameAnswerer(
  { db, actor }: Pick<ServiceContext, 'db' | 'actor'>,
  { offered }: Pick<OpenedEnquiry, 'offered'>
): Promise<Answerer> {
  const [own] =
    actor.account === null
      ? []
      : await db.select({ email: account.email }).from(account).where(eq(account.id, actor.account.id));
  const replyTo = offered.contactEmail ?? own?.email;
  return {
    accountId: actor.account?.id ?? null,
    name: actor.account?.name ?? offered.contactName ?? '',
    ...(replyTo !== undefined && { replyTo })
  };
}

/**
 * Does something to an enquiry that the actor may answer, as one change that the audit list knows by the offer, the
 * house and the resulting state: nothing in it is about whoever asked.
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function changeEnquiry(
  context: ServiceContext,
  { id, action }: { readonly id: string; readonly action: AuditAction },
  write: (inside: ServiceContext, opened: OpenedEnquiry) => Promise<EnquiryState>
): Promise<void> {
  assertCapable(context, 'enquiry:answer');
  await inChange(context, [], async (inside) => {
    const opened = await openEnquiry(inside, id);
    const state = await write(inside, opened);
    const { listingId, unitId, building } = opened.offered;
    const place = { unitIds: [unitId], buildingIds: [building.id] };
    const note = { action, entity: 'listing', entityId: listingId, ...place, detail: { state } };
    return { note, result: undefined };
  });
}

export interface Answer {
  readonly id: string;
  readonly text: string;
  /** The state that it leads to; null for what follows of itself. */
  readonly state: string | null;
  readonly mails: EnquiryMails;
}

/**
 * Writes to whoever asked, in the desk's words.
 * @throws {DomainError} `forbidden`; `not_found`; `invalid` with `field`; `conflict` `enquiry_withdrawn`
 */
export async function answerEnquiry(context: ServiceContext, { id, text, state, mails }: Answer): Promise<void> {
  await changeEnquiry(context, { id, action: 'answer_enquiry' }, async (inside, opened) => {
    const { enquiry } = opened;
    if (enquiry.state === 'withdrawn') throw new DomainError('conflict', 'enquiry_withdrawn');
    const body = readText(text);
    const next = state === null ? stateAfterAnswer(enquiry.state) : readState(enquiry.state, state, true);
    const { accountId, name, replyTo } = await nameAnswerer(inside, opened);
    await inside.db.insert(enquiryMessage).values({ enquiryId: id, author: 'office', accountId, body });
    await setEnquiryState(inside, enquiry, { state: next, isByDesk: true });
    const compose = (to: Parameters<EnquiryMails['answer']>[0]) => mails.answer(to);
    await mailSeeker(inside, enquiry, (to) => compose({ ...to, from: name, text: body }), replyTo ? { replyTo } : {});
    return next;
  });
}

/**
 * Keeps a note that the desk alone reads.
 * @throws {DomainError} `forbidden`; `not_found`; `invalid` with `field`
 */
export async function noteEnquiry(
  context: ServiceContext,
  { id, text }: { readonly id: string; readonly text: string }
): Promise<void> {
  await changeEnquiry(context, { id, action: 'change_enquiry' }, async (inside, { enquiry }) => {
    const body = readText(text, 'note');
    const accountId = inside.actor.account?.id ?? null;
    await inside.db.insert(enquiryMessage).values({ enquiryId: id, author: 'note', accountId, body });
    return enquiry.state;
  });
}

/**
 * Sets the state of an enquiry without a word to whoever asked, such as after a telephone call.
 * @throws {DomainError} `forbidden`; `not_found`; `invalid` `unknown_code` with `field`
 */
export async function setState(
  context: ServiceContext,
  { id, state }: { readonly id: string; readonly state: string }
): Promise<void> {
  await changeEnquiry(context, { id, action: 'change_enquiry' }, async (inside, { enquiry }) => {
    const next = readState(enquiry.state, state);
    await setEnquiryState(inside, enquiry, { state: next, isByDesk: true });
    return next;
  });
}

/**
 * Deletes an enquiry before its time, as where somebody asks for it by telephone.
 * @throws {DomainError} `forbidden`; `not_found`
 */
export async function deleteEnquiry(context: ServiceContext, id: string): Promise<void> {
  await changeEnquiry(context, { id, action: 'delete_enquiry' }, async (inside, { enquiry }) => {
    const state = isEnquiryOpen(enquiry.state) ? 'declined' : enquiry.state;
    await setEnquiryState(inside, enquiry, { state, isByDesk: false });
    await eraseEnquiry(inside, id);
    return state;
  });
}

function readText(text: string, field = 'text'): string {
  const issue = judgeText(text);
  if (issue !== null) throw new DomainError('invalid', issue, { field });
  return normaliseText(text);
}

function readState(from: EnquiryState, wanted: string, mayStay = false): EnquiryState {
  const isNext = isCode(ENQUIRY_STATES, wanted) && nextEnquiryStates(from).includes(wanted);
  if (isNext || (mayStay && wanted === from && from !== 'new')) return wanted as EnquiryState;
  throw new DomainError('invalid', 'unknown_code', { field: 'state' });
}
