import { expect } from '@playwright/test';
import type { OpenDatabase } from '../../../src/lib/server/db/client';

/** A mail as it waits in the outbox. */
export interface OutgoingMail {
  readonly recipient: string;
  readonly locale: string;
  readonly subject: string;
  readonly body: string;
  readonly replyTo: string | null;
  readonly unsubscribeUrl: string | null;
  readonly calendar: string | null;
}

/** The mails that the application under test has written: without an SMTP server they wait in its outbox. */
export function driveMails(open: () => OpenDatabase) {
  const all = (recipient: string): Promise<readonly OutgoingMail[]> => open().sql<OutgoingMail[]>`
    select recipient, locale, subject, body, reply_to as "replyTo", unsubscribe_url as "unsubscribeUrl", calendar
    from mail where recipient = ${recipient} order by created_at, id`;

  return {
    get: {
      all,
      /** The newest mail to somebody whose text holds `part`, once it is written. */
      async holding(recipient: string, part: string, { timeout = 20_000 } = {}): Promise<OutgoingMail> {
        let found: OutgoingMail | undefined;
        await expect
          .poll(
            async () => {
              found = (await all(recipient)).findLast(({ body, subject }) => `${subject}\n${body}`.includes(part));
              return found !== undefined;
            },
            { message: `a mail to ${recipient} with ${part}`, timeout }
          )
          .toBe(true);
        return found!;
      },
      /** The path of the link in a mail whose address holds `part`. */
      pathIn({ body }: OutgoingMail, part: string): string {
        const link = [...body.matchAll(/https?:\/\/\S+/g)].map(([text]) => text).find((text) => text.includes(part));
        if (link === undefined) throw new Error(`The mail has no link with ${part}:\n${body}`);
        return new URL(link).pathname;
      }
    }
  };
}

export type MailsDriver = ReturnType<typeof driveMails>;
