import { and, asc, eq, isNull, lte, min } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { nextMailAttempt } from '../../domain/account';
import type { Database, Sql } from '../db/client';
import { errorText } from '../db/failure';
import { mail } from '../db/schema';
import { calendarMethod, MAIL_CHANNEL } from './queue';

export interface SenderOptions {
  readonly smtpUrl: string;
  readonly from: string;
  /** Called with one sentence when a mail could not be sent. */
  readonly onFailure: (text: string) => void;
}

/** How long an SMTP server may be silent. */
const PATIENCE_MS = 20_000;
/** So often the table is looked at even if nobody says that there is something. */
const LONGEST_PAUSE_MS = 5 * 60_000;
/** What is due and still there is being sent by another process at this moment. */
const SHORTEST_PAUSE_MS = 1000;
const LONGEST_ERROR = 300;

const isDue = (now: Date) => and(isWaiting, lte(mail.nextAttemptAt, now));
const isWaiting = and(isNull(mail.sentAt), eq(mail.isGivenUp, false));

/** Sends the mails of the outbox through one SMTP server. */
export class MailSender {
  readonly #db: Database;
  readonly #options: SenderOptions;
  readonly #transport;

  constructor(db: Database, options: SenderOptions) {
    this.#db = db;
    this.#options = options;
    const timeouts = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
    this.#transport = createTransport({ url: options.smtpUrl, ...timeouts });
  }

  /** Sends what is due, one by one; how many were taken on. Several processes may do so at once. */
  async sendDue(): Promise<number> {
    for (let count = 0; ; count += 1) if (!(await this.#sendOne())) return count;
  }

  /** When the next mail is due; null where none waits. */
  async nextDueAt(): Promise<Date | null> {
    const [row] = await this.#db
      .select({ at: min(mail.nextAttemptAt) })
      .from(mail)
      .where(isWaiting);
    return row?.at ?? null;
  }

  close(): void {
    this.#transport.close();
  }

  /**
   * Takes one mail and holds its row until the server has answered, so that no other process sends it too. False
   * where none is due.
   */
  #sendOne(): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      const [due] = await tx
        .select()
        .from(mail)
        .where(isDue(new Date()))
        .orderBy(asc(mail.nextAttemptAt))
        .limit(1)
        .for('update', { skipLocked: true });
      if (!due) return false;
      const outcome = await this.#deliver(due);
      await tx.update(mail).set(outcome).where(eq(mail.id, due.id));
      return true;
    });
  }

  async #deliver(due: typeof mail.$inferSelect): Promise<Partial<typeof mail.$inferInsert>> {
    const { id, recipient, subject, body, locale, replyTo } = due;
    const attempts = due.attempts + 1;
    const { from } = this.#options;
    try {
      await this.#transport.sendMail({
        from,
        to: { name: '', address: recipient },
        ...(replyTo !== null && { replyTo: { name: '', address: replyTo } }),
        subject,
        text: body,
        // The same mail, sent once more after a crash, is known by its id.
        messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
        headers: { 'Content-Language': locale, 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(due) },
        ...invitationOf(due),
        disableFileAccess: true,
        disableUrlAccess: true
      });
      // What holds keys or somebody else's address is not kept once it has served.
      const emptied = { body: '', replyTo: null, unsubscribeUrl: null, calendar: null };
      return { attempts, sentAt: new Date(), lastError: null, ...emptied };
    } catch (error) {
      const next = isFinal(error) ? null : nextMailAttempt(attempts, new Date());
      const lastError = errorText(error).slice(0, LONGEST_ERROR);
      this.#options.onFailure(`A mail could not be sent${next === null ? ' and is given up' : ''}: ${lastError}`);
      return { attempts, lastError, ...(next === null ? { isGivenUp: true } : { nextAttemptAt: next }) };
    }
  }
}

/** For mail programs that show a button to end such mails: it sends a POST (RFC 8058, 3.1). */
function unsubscribeHeaders({ unsubscribeUrl }: typeof mail.$inferSelect): Record<string, string> {
  if (unsubscribeUrl === null) return {};
  return { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** An iCalendar file, as a part that mail programs offer to answer and as a file (RFC 6047, 2.4). */
function invitationOf({ calendar }: typeof mail.$inferSelect) {
  const method = calendar === null ? null : calendarMethod(calendar);
  return calendar === null || method === null
    ? {}
    : { icalEvent: { method, content: calendar, filename: 'viewing.ics' } };
}

/** The server will never take this mail (RFC 5321, 4.2.1: 5yz), such as one to an unknown mailbox. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false;
  return error.code === 'EENVELOPE' && typeof error.responseCode === 'number' && error.responseCode >= 500;
}

/**
 * Sends mails as they come until it is closed: woken by the database, and by the clock for what waits.
 */
export async function startMailSender(
  { db, sql }: { readonly db: Database; readonly sql: Sql },
  options: SenderOptions
): Promise<{ close(): Promise<void> }> {
  const sender = new MailSender(db, options);
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let isAskedAgain = false;
  let running: Promise<void> | null = null;

  const work = async (): Promise<void> => {
    do {
      isAskedAgain = false;
      await sender.sendDue();
    } while (isAskedAgain && !isClosed);
    const due = await sender.nextDueAt();
    const pauseMs = due === null ? LONGEST_PAUSE_MS : due.getTime() - Date.now();
    schedule(Math.min(Math.max(pauseMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS));
  };
  const schedule = (pauseMs: number): void => {
    if (!isClosed) timer = setTimeout(wake, pauseMs).unref();
  };
  const wake = (): void => {
    clearTimeout(timer);
    if (isClosed) return;
    isAskedAgain = true;
    running ??= work()
      .catch((error: unknown) => {
        options.onFailure(`Mails cannot be sent at the moment: ${errorText(error)}`);
        schedule(LONGEST_PAUSE_MS);
      })
      .finally(() => {
        running = null;
        if (isAskedAgain) wake();
      });
  };
  const listening = await sql.listen(MAIL_CHANNEL, wake, wake);
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await listening.unlisten();
      await running;
      sender.close();
    }
  };
}
