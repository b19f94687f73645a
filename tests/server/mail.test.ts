import { eq } from 'drizzle-orm';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/lib/server/db/client';
import { mail } from '../../src/lib/server/db/schema';
import { listOutbox, retryMail } from '../../src/lib/server/mail/outbox';
import { dropMailsAbout, queueMail } from '../../src/lib/server/mail/queue';
import { MailSender, startMailSender } from '../../src/lib/server/mail/sender';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, contextOf } from '../support/factories';

let database: TestDatabase;
let server: SMTPServer;
let smtpUrl: string;
const received: { to: string; text: string }[] = [];
/** What the server answers to the recipient, in the place of taking the mail. */
let refusal: { responseCode: number } | null = null;
const failures: string[] = [];
const options = () => ({ smtpUrl, from: 'karte@example.org', onFailure: (text: string) => void failures.push(text) });
const MAIL = { recipient: 'ada@example.org', subject: 'Grüße', body: 'link=geheim\nÄ ع', locale: 'de' };

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      refusal === null ? done() : done(Object.assign(new Error('refused'), refusal)),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join(' ');
        received.push({ to, text: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  await database.db.delete(mail);
  received.length = 0;
  failures.length = 0;
  refusal = null;
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(resolve));
  await database.close();
});

const stored = async () => (await database.db.select().from(mail))[0]!;

describe('the queue', () => {
  it('holds a mail if and only if its transaction does', async () => {
    await database.db
      .transaction(async (db) => {
        await queueMail({ db }, MAIL);
        throw new Error('undone');
      })
      .catch(() => undefined);
    expect(await database.db.$count(mail)).toBe(0);
  });

  it('keeps a subject to one line', async () => {
    await queueMail(database, { ...MAIL, subject: 'Hallo\r\nBcc: b@example.org\u2028X' });
    expect((await stored()).subject).toBe('Hallo Bcc: b@example.org X');
  });

  it.each(['a@example.org\r\nBcc: b@example.org', 'a@example.org, b@example.org', '<a@example.org>', ''])(
    'refuses the recipient %j',
    async (recipient) => {
      await expect(queueMail(database, { ...MAIL, recipient })).rejects.toMatchObject({ code: 'email_invalid' });
      await expect(queueMail(database, { ...MAIL, replyTo: recipient })).rejects.toMatchObject({
        code: 'email_invalid'
      });
    }
  );

  it.each(['https://a.example/x>\r\nBcc: b@example.org', 'https://a.example/x y', 'javascript:alert(1)', 'x', ''])(
    'refuses %j as the link that ends mails',
    async (unsubscribeUrl) => {
      await expect(queueMail(database, { ...MAIL, unsubscribeUrl })).rejects.toMatchObject({
        code: 'mail_link_invalid'
      });
    }
  );

  it('refuses a calendar that says not what it is for', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR';
    await expect(queueMail(database, { ...MAIL, calendar })).rejects.toMatchObject({ code: 'calendar_invalid' });
  });

  it('takes back the mails about one thing, and no others', async () => {
    for (const about of ['enquiry/a', 'enquiry/b', undefined]) {
      await queueMail(database, { ...MAIL, ...(about && { about }) });
    }
    await dropMailsAbout(database, 'enquiry/a');
    const left = await database.db.select({ about: mail.about }).from(mail).orderBy(mail.about);
    expect(left).toEqual([{ about: 'enquiry/b' }, { about: null }]);
  });
});

describe('sending', () => {
  it('delivers what is due as it was written, and empties it', async () => {
    await queueMail(database, MAIL);
    const sender = new MailSender(database.db, options());
    expect(await sender.sendDue()).toBe(1);
    sender.close();
    expect(received).toHaveLength(1);
    expect(received[0]!.to).toBe('ada@example.org');
    expect(received[0]!.text).toMatch(/^From: karte@example\.org/m);
    expect(received[0]!.text).toMatch(/^Content-Language: de/m);
    expect(await stored()).toMatchObject({ body: '', attempts: 1, lastError: null });
    expect((await stored()).sentAt).not.toBeNull();
  });

  it('sends answers elsewhere, offers to end such mails, and brings a calendar; none of it is kept', async () => {
    const unsubscribeUrl = 'https://karte.example.org/ar/requests/geheim/unsubscribe';
    const calendar = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'END:VCALENDAR', ''].join('\r\n');
    await queueMail(database, { ...MAIL, replyTo: 'Eve@Example.org', unsubscribeUrl, calendar });
    const sender = new MailSender(database.db, options());
    await sender.sendDue();
    sender.close();
    const [head = ''] = received[0]!.text.replace(/\r\n[ \t]+/g, ' ').split('\r\n\r\n');
    expect(head).toMatch(/^Reply-To: eve@example\.org$/m);
    expect(head).toContain(`List-Unsubscribe: <${unsubscribeUrl}>`);
    expect(head).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(received[0]!.text).toMatch(/^Content-Type: text\/calendar; .*method=REQUEST/m);
    expect(received[0]!.text).toContain('viewing.ics');
    expect(await stored()).toMatchObject({ replyTo: null, unsubscribeUrl: null, calendar: null });
  });

  it('tries again later when the server says not now, with growing pauses', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T12:00:00Z') });
    refusal = { responseCode: 451 };
    await queueMail(database, MAIL);
    const sender = new MailSender(database.db, options());
    await sender.sendDue();
    expect((await stored()).nextAttemptAt).toEqual(new Date('2026-11-22T12:01:00Z'));
    expect(await sender.sendDue()).toBe(0);
    vi.setSystemTime(Date.parse('2026-11-22T12:01:00Z'));
    expect(await sender.sendDue()).toBe(1);
    expect((await stored()).nextAttemptAt).toEqual(new Date('2026-11-22T12:06:00Z'));
    refusal = null;
    vi.setSystemTime(Date.parse('2026-11-22T12:06:00Z'));
    await sender.sendDue();
    sender.close();
    expect(received).toHaveLength(1);
    expect(await stored()).toMatchObject({ attempts: 3, body: '', isGivenUp: false });
    expect(failures).toHaveLength(2);
    expect(failures.join()).not.toContain('geheim');
  });

  it('gives a mail up at once whose recipient is refused for good, until an administrator tries again', async () => {
    refusal = { responseCode: 550 };
    await queueMail(database, MAIL);
    const sender = new MailSender(database.db, options());
    await sender.sendDue();
    expect(await stored()).toMatchObject({ isGivenUp: true, attempts: 1, body: MAIL.body });
    expect(await sender.nextDueAt()).toBeNull();
    refusal = null;
    const administrator = contextOf(database.db, { actor: actorOf('administrator') });
    await retryMail(administrator, (await stored()).id);
    expect(await sender.sendDue()).toBe(1);
    sender.close();
    expect(received).toHaveLength(1);
    await expect(retryMail(administrator, (await stored()).id)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(retryMail(administrator, "' or 1=1")).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('never sends one twice, however many processes send', async () => {
    for (let count = 0; count < 12; count += 1) {
      await queueMail(database, { ...MAIL, recipient: `person-${count}@example.org` });
    }
    const others = [1, 2, 3].map(() => openDatabase(database.url, { poolSize: 2 }));
    const senders = [database, ...others].map(({ db }) => new MailSender(db, options()));
    const counts = await Promise.all(senders.map((sender) => sender.sendDue()));
    for (const sender of senders) sender.close();
    for (const other of others) await other.close();
    expect(counts.reduce((sum, count) => sum + count)).toBe(12);
    expect(new Set(received.map(({ to }) => to)).size).toBe(12);
    expect(received).toHaveLength(12);
  });

  it('starts by itself: with what was left, and with what comes while it runs', async () => {
    await queueMail(database, MAIL);
    const running = await startMailSender(database, options());
    await vi.waitFor(() => expect(received).toHaveLength(1), { timeout: 5000 });
    await queueMail(database, { ...MAIL, recipient: 'bob@example.org' });
    await vi.waitFor(() => expect(received).toHaveLength(2), { timeout: 5000 });
    await running.close();
    await queueMail(database, { ...MAIL, recipient: 'eve@example.org' });
    expect((await database.db.select().from(mail).where(eq(mail.recipient, 'eve@example.org')))[0]?.sentAt).toBeNull();
  });
});

describe('the outbox', () => {
  it('is for administrators alone', async () => {
    await queueMail(database, MAIL);
    const read = (role: 'public' | 'planner' | 'administrator') =>
      listOutbox(contextOf(database.db, { actor: actorOf(role) }));
    await expect(read('public')).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(read('planner')).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await read('administrator')).toMatchObject([{ recipient: 'ada@example.org', body: MAIL.body }]);
  });
});
