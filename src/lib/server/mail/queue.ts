import { sql } from 'drizzle-orm';
import { normaliseEmail } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { mail } from '../db/schema';

/** Where the sender hears that there is something new. */
export const MAIL_CHANNEL = 'mail';

export interface NewMail {
  readonly recipient: string;
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
  readonly locale: string;
}

/** Subject and text of a mail in one language. */
export type MailText = Pick<NewMail, 'subject' | 'body'>;

/**
 * Writes a mail in the transaction of the context: it exists if and only if what it is about does. One line and one
 * address are all that its header can ever hold.
 * @throws {DomainError} `invalid` `email_invalid` for what is no single address
 */
export async function queueMail(
  { db }: Pick<ServiceContext, 'db'>,
  { recipient, subject, ...rest }: NewMail
): Promise<void> {
  const address = normaliseEmail(recipient);
  if (address === null) throw new DomainError('invalid', 'email_invalid', { field: 'email' });
  const line = subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  const now = new Date();
  await db.insert(mail).values({ recipient: address, subject: line, ...rest, createdAt: now, nextAttemptAt: now });
  await db.execute(sql`select pg_notify(${MAIL_CHANNEL}, '')`);
}
