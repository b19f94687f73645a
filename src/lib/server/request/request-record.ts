import { and, eq } from 'drizzle-orm';
import { isUuid } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import { toDayNumber } from '../../domain/interval';
import { dropLinks, issueLink } from '../auth/link';
import type { ServiceContext } from '../context';
import { quarter, spaceAlert, spaceRequest } from '../db/schema';
import { dropMailsAbout, queueMail, type MailText, type NewMail } from '../mail/queue';
import { listFitting } from '../space/space-idea';
import type { RequestMail } from './request-mails';

export type SpaceRequest = typeof spaceRequest.$inferSelect;

export const aboutRequest = (id: string): string => `request/${id}`;

/**
 * A request of the quarter, held until the transaction ends.
 * @throws {DomainError} `not_found`
 */
export async function lockRequest({ db, quarter: slug }: ServiceContext, id: string): Promise<SpaceRequest> {
  const [found] = isUuid(id)
    ? await db
        .select({ request: spaceRequest })
        .from(spaceRequest)
        .innerJoin(quarter, and(eq(quarter.id, spaceRequest.quarterId), eq(quarter.slug, slug)))
        .where(eq(spaceRequest.id, id))
        .for('update', { of: spaceRequest })
    : [];
  if (!found) throw new DomainError('not_found', 'request_not_found');
  return found.request;
}

/** Writes to whoever stored the request, in their language, with a link of its own to their page. */
export async function mailRequester(
  context: ServiceContext,
  of: SpaceRequest,
  compose: (to: RequestMail) => MailText & Pick<NewMail, 'unsubscribeUrl'>,
  replyTo?: string
): Promise<void> {
  const { id, locale, name, email, criteria } = of;
  const days = Math.max(1, toDayNumber(of.expiresOn) - toDayNumber(context.today));
  const secret = await issueLink(context, { kind: 'manage_request', subject: id, days });
  await queueMail(context, {
    ...{ recipient: email, locale, about: aboutRequest(id) },
    ...compose({ locale, name, criteria, secret }),
    ...(replyTo !== undefined && { replyTo })
  });
}

/** Keeps that the person has seen what fits now: alerts tell of what comes. */
export async function markKnown(context: ServiceContext, of: Pick<SpaceRequest, 'id' | 'criteria'>): Promise<void> {
  const listingIds = await listFitting(context, of.criteria);
  await markTold(context, of.id, listingIds);
}

export async function markTold(
  { db }: Pick<ServiceContext, 'db'>,
  requestId: string,
  listingIds: readonly number[]
): Promise<void> {
  if (listingIds.length === 0) return;
  await db
    .insert(spaceAlert)
    .values(listingIds.map((listingId) => ({ requestId, listingId })))
    .onConflictDoNothing();
}

/** Deletes a request with its links, its mails and what was told of it. Nothing stays. */
export async function eraseRequest({ db }: Pick<ServiceContext, 'db'>, id: string): Promise<void> {
  await dropLinks({ db }, 'confirm_request', id);
  await dropLinks({ db }, 'manage_request', id);
  await dropMailsAbout({ db }, aboutRequest(id));
  await db.delete(spaceRequest).where(eq(spaceRequest.id, id));
}
