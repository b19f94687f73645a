import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropLinks } from '../../src/lib/server/auth/link';
import { auditEvent, jobRun, listing, listingReminder, mail } from '../../src/lib/server/db/schema';
import type { Job } from '../../src/lib/server/job/job';
import { runDueJobs } from '../../src/lib/server/job/runner';
import { expireListings, remindOfExpiry, takeDownBegun } from '../../src/lib/server/listing/listing-expiry';
import { answerAskedListing, readAskedListing } from '../../src/lib/server/listing/still-free';
import { createAccount } from '../support/accounts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { refusalOf } from '../support/desk-house';
import { contextOf, Factory, TODAY } from '../support/factories';

let database: TestDatabase;
let make: Factory;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db, {});
});
afterAll(() => database.close());

const on = (today: string) => contextOf(database.db, { today });
const MAILS = {
  reminder: (
    { name, title, expiresOn }: { name: string | null; title: string; expiresOn: string },
    secret: string
  ) => ({
    subject: title,
    body: `${name ?? '?'} ${expiresOn} ${secret}`
  })
};

/** An offer of a house of its own. */
async function offer(fields: Partial<Parameters<Factory['listing']>[0]> = {}) {
  const building = await make.building();
  const storey = await make.storey({ buildingId: building.id });
  const unit = await make.unit({ buildingId: building.id, storeyId: storey.id });
  await make.occupancy({ unitId: unit.id, status: 'vacant', useClass: null, valid: { from: '2015-01-01', to: null } });
  const made = await make.listing({ unitId: unit.id, expiresOn: '2026-12-06', ...fields });
  return { ...made, buildingId: building.id };
}
const statusOf = async (id: number) =>
  (
    await database.db
      .select()
      .from(listing)
      .where(sql`id = ${id}`)
  )[0]!.status;
const mailsAbout = (id: number) =>
  database.db
    .select()
    .from(mail)
    .where(sql`about = ${`listing/${id}`}`)
    .orderBy(mail.createdAt);
const secretIn = (body: string) => body.split(' ').at(-1)!;

describe('the end of an offer', () => {
  it('comes with its day, once, and is the product’s own doing', async () => {
    const { id } = await offer({ expiresOn: '2026-12-06' });
    const later = await offer({ expiresOn: '2026-12-07' });
    await expireListings(on('2026-12-05'));
    expect(await statusOf(id)).toBe('public');
    expect(await expireListings(on('2026-12-06'))).toBe(1);
    expect(await expireListings(on('2026-12-06'))).toBe(0);
    expect([await statusOf(id), await statusOf(later.id)]).toEqual(['expired', 'public']);
    const events = await database.db
      .select()
      .from(auditEvent)
      .where(sql`entity = 'listing' and entity_id = ${id}`);
    expect(events.map(({ action, actor, accountId }) => [action, actor, accountId])).toEqual([
      ['expire_listing', 'system', null]
    ]);
  });

  it('comes by itself on the day that a use begins which was recorded beforehand', async () => {
    const { id, unitId } = await offer({ publishedOn: '2026-10-01', expiresOn: '2027-06-01' });
    await database.sql`update occupancy set valid = '[2015-01-01,2027-01-01)' where unit_id = ${unitId}`;
    await make.occupancy({ unitId, valid: { from: '2027-01-01', to: null } });
    await takeDownBegun(on('2026-12-31'));
    expect(await statusOf(id)).toBe('public');
    await takeDownBegun(on('2027-01-01'));
    expect(await statusOf(id)).toBe('let');
  });

  it('does not come where the unit was in use when it was offered for later', async () => {
    const { id, unitId } = await offer({ publishedOn: '2026-10-01', expiresOn: '2027-06-01' });
    await database.sql`update occupancy set status = 'occupied', use_class = 'retail' where unit_id = ${unitId}`;
    await takeDownBegun(on(TODAY));
    expect(await statusOf(id)).toBe('public');
  });
});

describe('reminders', () => {
  it('go out 14 and 2 days before, each once, to the accounts of the house in their language', async () => {
    const { id, buildingId } = await offer({ expiresOn: '2027-02-01' });
    await createAccount(database.db, 'test', { role: 'owner', buildingIds: [buildingId], locale: 'ar', name: 'Ada' });
    const remind = (today: string) => remindOfExpiry(on(today), MAILS);
    expect(await remind('2027-01-17')).toBe(0);
    expect(await remind('2027-01-18')).toBe(1);
    expect(await remind('2027-01-18')).toBe(0);
    expect(await remind('2027-01-29')).toBe(0);
    expect(await remind('2027-01-30')).toBe(1);
    expect(await remind('2027-01-31')).toBe(0);
    const sent = await mailsAbout(id);
    expect(sent.map(({ locale }) => locale)).toEqual(['ar', 'ar']);
    expect(sent[0]!.body).toMatch(/^Ada 2027-02-01 [\w-]{43}$/);
    expect(await database.db.$count(listingReminder, sql`listing_id = ${id}`)).toBe(2);
  });

  it('that were missed are not made up for', async () => {
    const { id, buildingId } = await offer({ expiresOn: '2027-03-01' });
    await createAccount(database.db, 'test', { role: 'owner', buildingIds: [buildingId] });
    await remindOfExpiry(on('2027-02-28'), MAILS);
    expect(await mailsAbout(id)).toHaveLength(1);
  });

  it('go to the address for enquiries where the house has no account, and to nobody else', async () => {
    const { id } = await offer({ expiresOn: '2027-04-01', contactEmail: 'haus@example.org' });
    const silent = await offer({ expiresOn: '2027-04-01' });
    await createAccount(database.db, 'test', { role: 'owner', buildingIds: [] });
    await remindOfExpiry(on('2027-03-20'), MAILS);
    expect((await mailsAbout(id)).map(({ recipient }) => recipient)).toEqual(['haus@example.org']);
    expect(await mailsAbout(silent.id)).toEqual([]);
  });
});

describe('the link of a reminder', () => {
  async function reminded(fields: Parameters<typeof offer>[0] = {}) {
    const made = await offer({ expiresOn: '2027-05-01', contactEmail: 'haus@example.org', ...fields });
    await remindOfExpiry(on('2027-04-20'), MAILS);
    const [sent] = await mailsAbout(made.id);
    return { ...made, secret: secretIn(sent!.body) };
  }

  it('shows the offer to whoever holds it and changes nothing by being looked at', async () => {
    const { id, secret } = await reminded();
    const before = await database.db
      .select()
      .from(listing)
      .where(sql`id = ${id}`);
    expect(await readAskedListing(on('2027-04-21'), secret)).toMatchObject({ id, title: 'Laden', canConfirm: true });
    expect(
      await database.db
        .select()
        .from(listing)
        .where(sql`id = ${id}`)
    ).toEqual(before);
    expect(await refusalOf(() => readAskedListing(on('2027-04-21'), 'x'))).toBe('not_found link_not_found');
  });

  it('begins its time anew, also after its end', async () => {
    const { id, secret } = await reminded();
    await expireListings(on('2027-05-01'));
    await answerAskedListing(on('2027-05-02'), { secret, isFree: true });
    const [after] = await database.db
      .select()
      .from(listing)
      .where(sql`id = ${id}`);
    expect(after).toMatchObject({ status: 'public', expiresOn: '2027-10-29', confirmedOn: '2027-05-02' });
  });

  it('takes the offer down, after which nothing is left to say', async () => {
    const { id, secret } = await reminded();
    await answerAskedListing(on('2027-04-21'), { secret, isFree: false });
    expect(await statusOf(id)).toBe('withdrawn');
    const again = answerAskedListing(on('2027-04-21'), { secret, isFree: true });
    expect(await refusalOf(() => again)).toBe('conflict step_not_possible');
  });

  it('confirms no unit that is let, and is worth nothing once it was dropped', async () => {
    const { id, unitId, secret } = await reminded();
    await database.sql`update occupancy set status = 'occupied', use_class = 'retail' where unit_id = ${unitId}`;
    const attempt = answerAskedListing(on('2027-04-21'), { secret, isFree: true });
    expect(await refusalOf(() => attempt)).toBe('conflict unit_is_let');
    await dropLinks(database, 'confirm_listing', String(id));
    expect(await refusalOf(() => readAskedListing(on('2027-04-21'), secret))).toBe('not_found link_not_found');
  });
});

describe('jobs', () => {
  const failures: string[] = [];
  const options = {
    quarter: 'test',
    locale: 'de',
    origin: 'https://x.example',
    onFailure: (text: string) => void failures.push(text)
  };
  const at = (time: string) => ({ ...options, now: new Date(`2026-11-22T${time}:00Z`) });

  it('run when they are due, with the day of the quarter and nobody’s rights', async () => {
    const seen: string[] = [];
    const job: Job = {
      name: 'look',
      everyMinutes: 60,
      run: async ({ today, actor, origin }) => void seen.push(`${today} ${actor.roles.join()} ${origin}`)
    };
    expect(await runDueJobs(database, [job], at('23:30'))).toEqual(['look']);
    expect(await runDueJobs(database, [job], { ...options, now: new Date('2026-11-23T00:29:00Z') })).toEqual([]);
    expect(await runDueJobs(database, [job], { ...options, now: new Date('2026-11-23T00:30:00Z') })).toEqual(['look']);
    // In Leipzig the day had begun.
    expect(seen[0]).toBe('2026-11-23 public https://x.example');
  });

  it('that fail are remembered and keep nobody else from running', async () => {
    const failing: Job = { name: 'fail', everyMinutes: 5, run: () => Promise.reject(new Error('kaputt')) };
    const other: Job = { name: 'other', everyMinutes: 5, run: async () => undefined };
    expect(await runDueJobs(database, [failing, other], at('10:00'))).toEqual(['fail', 'other']);
    expect(failures.join()).toContain('kaputt');
    const [row] = await database.db
      .select()
      .from(jobRun)
      .where(sql`name = 'test fail'`);
    expect(row!.lastError).toBe('kaputt');
  });

  it('run in one process at a time', async () => {
    let running = 0;
    let most = 0;
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const slow = (name: string): Job => ({
      ...{ name, everyMinutes: 5 },
      run: async () => {
        most = Math.max(most, ++running);
        await gate;
        running -= 1;
      }
    });
    const first = runDueJobs(database, [slow('slow one')], at('11:00'));
    await expect.poll(() => running).toBe(1);
    expect(await runDueJobs(database, [slow('slow two')], at('11:00'))).toEqual([]);
    release();
    expect([await first, most]).toEqual([['slow one'], 1]);
  });
});
