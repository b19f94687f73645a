import { and, asc, eq } from 'drizzle-orm';
import { isUuid } from '../../domain/account';
import type { EnquiryState, MessageAuthor, UseClass, ViewingState } from '../../domain/codes';
import { firstAnswerMinutes } from '../../domain/enquiry';
import { DomainError } from '../../domain/errors';
import type { IsoDate } from '../../domain/interval';
import { dropLinks } from '../auth/link';
import type { ServiceContext } from '../context';
import { account, enquiry, enquiryMessage, enquiryStatistic, quarter, viewing } from '../db/schema';
import { dropMailsAbout } from '../mail/queue';

export type Enquiry = typeof enquiry.$inferSelect;
export type Viewing = typeof viewing.$inferSelect;

/** What was said, for a reader who may see it. */
export interface Message {
  readonly id: string;
  readonly at: Date;
  readonly author: MessageAuthor;
  /** The name of the account that wrote; null where it was whoever asked. */
  readonly by: string | null;
  readonly body: string;
}

export interface ViewingEntry {
  readonly id: string;
  readonly startsAt: Date;
  readonly durationMinutes: number;
  readonly place: string;
  readonly state: ViewingState;
}

/** What both sides of an enquiry see of it. */
export interface EnquiryFacts {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly useClass: UseClass | null;
  readonly state: EnquiryState;
  readonly createdAt: Date;
  readonly expiresOn: IsoDate;
}

/**
 * An enquiry of the quarter, held until the transaction ends.
 * @throws {DomainError} `not_found`
 */
export async function lockEnquiry({ db, quarter: slug }: ServiceContext, id: string): Promise<Enquiry> {
  const [found] = isUuid(id)
    ? await db
        .select({ enquiry })
        .from(enquiry)
        .innerJoin(quarter, and(eq(quarter.id, enquiry.quarterId), eq(quarter.slug, slug)))
        .where(eq(enquiry.id, id))
        .for('update', { of: enquiry })
    : [];
  if (!found) throw new DomainError('not_found', 'enquiry_not_found');
  return found.enquiry;
}

/** What was said in an enquiry, in order. */
export async function listMessages({ db }: Pick<ServiceContext, 'db'>, enquiryId: string): Promise<Message[]> {
  return db
    .select({
      id: enquiryMessage.id,
      at: enquiryMessage.at,
      author: enquiryMessage.author,
      by: account.name,
      body: enquiryMessage.body
    })
    .from(enquiryMessage)
    .leftJoin(account, eq(account.id, enquiryMessage.accountId))
    .where(eq(enquiryMessage.enquiryId, enquiryId))
    .orderBy(asc(enquiryMessage.at), asc(enquiryMessage.id));
}

/** The viewings of an enquiry by their time. */
export async function listViewings({ db }: Pick<ServiceContext, 'db'>, enquiryId: string): Promise<Viewing[]> {
  return db
    .select()
    .from(viewing)
    .where(eq(viewing.enquiryId, enquiryId))
    .orderBy(asc(viewing.startsAt), asc(viewing.id));
}

export function toEnquiryFacts({ name, email, phone, useClass, state, createdAt, expiresOn }: Enquiry): EnquiryFacts {
  return { name, email, phone, useClass, state, createdAt, expiresOn };
}

export function toViewingEntry({ id, startsAt, durationMinutes, place, state }: Viewing): ViewingEntry {
  return { id, startsAt, durationMinutes, place, state };
}

/**
 * Sets the state of an enquiry, and what stays of it for the figures. The first state after `new` that the desk sets is
 * its first answer.
 */
export async function setEnquiryState(
  { db }: Pick<ServiceContext, 'db'>,
  of: Enquiry,
  { state, isByDesk }: { readonly state: EnquiryState; readonly isByDesk: boolean }
): Promise<void> {
  const now = new Date();
  const isAnswer = isByDesk && of.firstAnsweredAt === null && state !== 'new';
  await db
    .update(enquiry)
    .set({ state, ...(isAnswer && { firstAnsweredAt: now }) })
    .where(eq(enquiry.id, of.id));
  await db
    .update(enquiryStatistic)
    .set({ outcome: state, ...(isAnswer && { firstAnswerMinutes: firstAnswerMinutes(of.createdAt, now) }) })
    .where(eq(enquiryStatistic.id, of.statisticId));
}

export const aboutEnquiry = (id: string): string => `enquiry/${id}`;

/**
 * Deletes an enquiry with all that was said and arranged in it, its links and its mails, also those in which somebody
 * else reads of it. What stays is a row of the figures, which is about nobody.
 */
export async function eraseEnquiry({ db }: Pick<ServiceContext, 'db'>, id: string): Promise<void> {
  await dropLinks({ db }, 'enquiry', id);
  await dropMailsAbout({ db }, aboutEnquiry(id));
  await db.delete(enquiry).where(eq(enquiry.id, id));
}
