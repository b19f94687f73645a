import { eq, sql } from 'drizzle-orm';
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
  /** Whom an answer goes to, where that is not the sender. */
  readonly replyTo?: string;
  /** One press of the mail program ends these mails: a POST to this address (RFC 8058). */
  readonly unsubscribeUrl?: string;
  /** An iCalendar file with a METHOD that comes with it. */
  readonly calendar?: string;
  /** What it is about, such as `enquiry/<id>`, for `dropMailsAbout`. */
  readonly about?: string;
}

/** Subject and text of a mail in one language. */
export type MailText = Pick<NewMail, 'subject' | 'body'>;

/**
 * Writes a mail in the transaction of the context: it exists if and only if what it is about does. One line, single
 * addresses and one link are all that its header can ever hold.
 * @throws {DomainError} `invalid` `email_invalid` for what is no single address; `mail_link_invalid`, `calendar_invalid`
 */
export async function queueMail(
  { db }: Pick<ServiceContext, 'db'>,
  { recipient, subject, body, locale, about, ...wanted }: NewMail
): Promise<void> {
  const values = {
    recipient: addressOf(recipient),
    subject: subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(),
    replyTo: wanted.replyTo === undefined ? null : addressOf(wanted.replyTo),
    unsubscribeUrl: wanted.unsubscribeUrl === undefined ? null : linkOf(wanted.unsubscribeUrl),
    calendar: wanted.calendar === undefined ? null : calendarOf(wanted.calendar)
  };
  const now = new Date();
  await db.insert(mail).values({ ...values, body, locale, about: about ?? null, createdAt: now, nextAttemptAt: now });
  await db.execute(sql`select pg_notify(${MAIL_CHANNEL}, '')`);
}

/** Takes back the mails about something, and forgets that those which went out were ever sent. */
export async function dropMailsAbout({ db }: Pick<ServiceContext, 'db'>, about: string): Promise<void> {
  await db.delete(mail).where(eq(mail.about, about));
}

/** The method of an iCalendar file (RFC 5545, 3.7.2); null where it has none. */
export function calendarMethod(calendar: string): 'REQUEST' | 'CANCEL' | null {
  const [, method] = /^METHOD:(REQUEST|CANCEL)\r?$/m.exec(calendar) ?? [];
  return method === 'REQUEST' || method === 'CANCEL' ? method : null;
}

function addressOf(text: string): string {
  const address = normaliseEmail(text);
  if (address === null) throw new DomainError('invalid', 'email_invalid', { field: 'email' });
  return address;
}

function linkOf(text: string): string {
  const isLink = /^https?:\/\/[!-;=?-~]+$/.test(text) && URL.canParse(text);
  if (!isLink) throw new DomainError('invalid', 'mail_link_invalid');
  return text;
}

function calendarOf(text: string): string {
  if (calendarMethod(text) === null) throw new DomainError('invalid', 'calendar_invalid');
  return text;
}
