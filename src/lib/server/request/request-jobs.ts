import { and, eq, isNotNull, isNull, lt, lte, or } from 'drizzle-orm';
import { explainMatch } from '../../domain/matching';
import { listOptions } from '../../domain/space-option';
import type { SpaceCard } from '../../domain/space';
import { pruneLinks } from '../auth/link';
import type { ServiceContext } from '../context';
import { enquiry, quarter, spaceAlert, spaceRequest } from '../db/schema';
import { eraseEnquiry } from '../enquiry/enquiry-record';
import type { Job } from '../job/job';
import { getQuarter } from '../quarter';
import { listFitting } from '../space/space-idea';
import { listSpaceCards } from '../space/space-search';
import { CONFIRM_DAYS } from './request';
import type { FittingSpace, RequestMails } from './request-mails';
import { eraseRequest, lockRequest, mailRequester, markTold, type SpaceRequest } from './request-record';

const DAY_MS = 24 * 60 * 60_000;
/** The rest of many is told with the next mail. */
const MOST_SPACES = 10;

/** What the product does by itself for people who look for a space. */
export function requestJobs(mailsFrom: (origin: string) => RequestMails): readonly Job[] {
  return [
    {
      name: 'space_alerts',
      everyMinutes: 60,
      run: async ({ origin, ...context }) => void (await sendAlerts(context, mailsFrom(origin)))
    },
    { name: 'forget_seekers', everyMinutes: 24 * 60, run: async (context) => void (await forgetSeekers(context)) }
  ];
}

/**
 * Mails to each person with alerts what fits and was not told yet; how many mails. Each is written together with what
 * it tells, so that nothing is told twice or lost, whenever the job is cut off.
 */
export async function sendAlerts(context: ServiceContext, mails: RequestMails): Promise<number> {
  const waiting = await context.db
    .select({ id: spaceRequest.id })
    .from(spaceRequest)
    .innerJoin(quarter, and(eq(quarter.id, spaceRequest.quarterId), eq(quarter.slug, context.quarter)))
    .where(and(isNotNull(spaceRequest.confirmedAt), isNotNull(spaceRequest.alertsFrom)))
    .orderBy(spaceRequest.createdAt, spaceRequest.id);
  let count = 0;
  for (const { id } of waiting) {
    const isSent = await context.db.transaction((db) => sendAlert({ ...context, db }, id, mails));
    if (isSent) count += 1;
  }
  return count;
}

async function sendAlert(inside: ServiceContext, id: string, mails: RequestMails): Promise<boolean> {
  const [still] = await inside.db.select({ id: spaceRequest.id }).from(spaceRequest).where(eq(spaceRequest.id, id));
  // Deleted or paused since the list was read.
  if (!still) return false;
  const request = await lockRequest(inside, id);
  if (request.alertsFrom === null) return false;
  const context = { ...inside, locale: request.locale };
  const fitting = await listFitting(context, request.criteria);
  const told = await inside.db
    .select({ listingId: spaceAlert.listingId })
    .from(spaceAlert)
    .where(eq(spaceAlert.requestId, id));
  const known = new Set(told.map(({ listingId }) => listingId));
  const fresh = fitting.filter((listingId) => !known.has(listingId)).slice(0, MOST_SPACES);
  const cards = await listSpaceCards(context, fresh);
  if (cards.length === 0) return false;
  const spaces = await explainSpaces(context, request, cards);
  await mailRequester(context, request, (to) => mails.alert({ ...to, spaces }));
  await markTold(
    inside,
    id,
    cards.map(({ listingId }) => listingId)
  );
  return true;
}

/** Each space with the reasons of its best option, as a whole or in part. */
async function explainSpaces(
  context: ServiceContext,
  { criteria }: SpaceRequest,
  cards: readonly SpaceCard[]
): Promise<readonly FittingSpace[]> {
  if (criteria.kind === 'search') return cards.map((card) => ({ card, explained: null }));
  const { idea } = criteria;
  const rules = (await getQuarter(context)).settings.parameters;
  return cards.map((card) => {
    const options = listOptions({ spaces: [card], neighbours: [] }, idea);
    const matches = options.map((option) => explainMatch(idea, option, rules));
    const [match] = matches.sort((a, b) => b.score - a.score);
    return { card, explained: { match: match!, idea, rules, today: context.today } };
  });
}

/**
 * Deletes what is about people and whose time is over: enquiries and requests, requests that nobody confirmed, links.
 * @returns how many enquiries and requests
 */
export async function forgetSeekers(context: ServiceContext, now = new Date()): Promise<number> {
  const { db, today } = context;
  const enquiries = await db.select({ id: enquiry.id }).from(enquiry).where(lte(enquiry.expiresOn, today));
  for (const { id } of enquiries) await db.transaction((tx) => eraseEnquiry({ db: tx }, id));
  const unconfirmed = and(
    isNull(spaceRequest.confirmedAt),
    lt(spaceRequest.createdAt, new Date(now.getTime() - CONFIRM_DAYS * DAY_MS))
  );
  const requests = await db
    .select({ id: spaceRequest.id })
    .from(spaceRequest)
    .where(or(lte(spaceRequest.expiresOn, today), unconfirmed));
  for (const { id } of requests) await db.transaction((tx) => eraseRequest({ db: tx }, id));
  await pruneLinks({ db });
  return enquiries.length + requests.length;
}
