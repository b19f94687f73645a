import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { can } from '../../domain/access';
import { isUuid } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { mail } from '../db/schema';
import { MAIL_CHANNEL } from './queue';

export interface OutboxMail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  /** Empty once the mail is sent. */
  readonly body: string;
  readonly locale: string;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly isGivenUp: boolean;
}

const MOST = 200;

/**
 * The newest mails, sent or not.
 * @throws {DomainError} `forbidden`
 */
export async function listOutbox(context: ServiceContext): Promise<OutboxMail[]> {
  requireOutbox(context);
  return context.db
    .select({
      id: mail.id,
      recipient: mail.recipient,
      subject: mail.subject,
      body: mail.body,
      locale: mail.locale,
      createdAt: mail.createdAt,
      sentAt: mail.sentAt,
      attempts: mail.attempts,
      lastError: mail.lastError,
      isGivenUp: mail.isGivenUp
    })
    .from(mail)
    .orderBy(desc(mail.createdAt), desc(mail.id))
    .limit(MOST);
}

/**
 * Lets a mail that was given up, or that waits, be tried at once.
 * @throws {DomainError} `forbidden`; `not_found` where it is unknown or sent already
 */
export async function retryMail(context: ServiceContext, id: string): Promise<void> {
  requireOutbox(context);
  if (!isUuid(id)) throw new DomainError('not_found', 'mail_not_found');
  const retried = await context.db
    .update(mail)
    .set({ isGivenUp: false, attempts: 0, nextAttemptAt: new Date() })
    .where(and(eq(mail.id, id), isNull(mail.sentAt)))
    .returning({ id: mail.id });
  if (retried.length === 0) throw new DomainError('not_found', 'mail_not_found');
  await context.db.execute(sql`select pg_notify(${MAIL_CHANNEL}, '')`);
}

function requireOutbox({ actor }: ServiceContext): void {
  if (!can(actor, 'outbox:read')) throw new DomainError('forbidden', 'outbox_forbidden');
}
