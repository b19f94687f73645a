import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findGeodataFolder } from '../../geodata/steps/read';
import { seedQuarter } from '../../src/lib/server/db/seed';
import { listing } from '../../src/lib/server/db/schema';
import { expireListings } from '../../src/lib/server/listing/listing-expiry';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf } from '../support/factories';

let database: TestDatabase;
let geodata: string;
const path = () => join(geodata, 'quarters/iq-ost/listings.json');
type Authored = { ref: string; expiresOn?: string };

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  geodata = mkdtempSync(join(tmpdir(), 'iq-ost-offers-'));
  cpSync(findGeodataFolder(), geodata, { recursive: true });
});
afterAll(async () => {
  rmSync(geodata, { recursive: true });
  await database.close();
});

const seed = () => seedQuarter(database, 'iq-ost', undefined, geodata);
const edit = (change: (offers: Authored[]) => Authored[]) =>
  writeFileSync(path(), JSON.stringify(change(JSON.parse(readFileSync(path(), 'utf8')) as Authored[])));
const statusOf = async (ref: string) =>
  (
    await database.db
      .select({ status: listing.status })
      .from(listing)
      .where(sql`ref = ${ref}`)
  )[0]?.status;

async function askAbout(ref: string): Promise<void> {
  await database.sql`
    with counted as (insert into enquiry_statistic (quarter_id, received_on, outcome)
      select quarter_id, current_date, 'new' from listing where ref = ${ref} returning id, quarter_id)
    insert into enquiry (quarter_id, listing_id, statistic_id, locale, name, email, consented_at, expires_on)
    select c.quarter_id, l.id, c.id, 'de', 'Ada', 'ada@example.org', now(), '2099-01-01'
    from counted c, listing l where l.ref = ${ref}`;
}

it('an offer that its author removes goes; one that people have asked about is withdrawn, at every start', async () => {
  await seed();
  await askAbout('e83-eg-r');
  edit((offers) => offers.filter(({ ref }) => ref !== 'e83-eg-r' && ref !== 'hof4'));
  await seed();
  expect([await statusOf('e83-eg-r'), await statusOf('hof4')]).toEqual(['withdrawn', undefined]);
  edit((offers) => offers.filter(({ ref }) => ref !== 'lu-eg-r'));
  await seed();
  expect([await statusOf('e83-eg-r'), await statusOf('lu-eg-r')]).toEqual(['withdrawn', undefined]);
});

it('an offer that has run out by itself stays so until its author writes a later end', async () => {
  edit((offers) => offers.map((offer) => (offer.ref === 'hl88-eg' ? { ...offer, expiresOn: '2026-01-01' } : offer)));
  await seed();
  await expireListings(contextOf(database.db, { quarter: 'iq-ost', today: '2026-01-02' }));
  edit((offers) => offers.filter(({ ref }) => ref !== 'e85-eg-r'));
  await seed();
  expect(await statusOf('hl88-eg')).toBe('expired');
  edit((offers) => offers.map((offer) => (offer.ref === 'hl88-eg' ? { ...offer, expiresOn: '2099-01-01' } : offer)));
  await seed();
  expect(await statusOf('hl88-eg')).toBe('public');
});

it('a text that its author changes in another language alone is written, and counts as a version of the offer', async () => {
  const [before] = await readEnglish();
  edit((offers) => offers.map((offer) => (offer.ref === 'hl88-eg' ? { ...offer, title: NEW_TITLE } : offer)));
  await seed();
  const [after] = await readEnglish();
  expect(after).toEqual({ text: NEW_TITLE.en, version: before!.version + 1 });
});

const NEW_TITLE = { de: 'Ladenfläche, teilbar ab 60 m²', en: 'Shop to be divided', ar: 'محل قابل للتقسيم' };
const readEnglish = () =>
  database.sql<{ text: string; version: number }[]>`
    select t.text, coalesce((select v.version from record_version v where v.entity = 'listing' and v.entity_id = l.id), 0) as version
    from listing l join translation t on t.entity = 'listing' and t.entity_id = l.id and t.field = 'title' and t.locale = 'en'
    where l.ref = 'hl88-eg'`;
