import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDirectoryFilter } from '../../src/lib/domain/business-directory';
import { undoChange } from '../../src/lib/server/change/undo';
import { correctBusiness } from '../../src/lib/server/business/business-facts';
import { readBusinessRecord } from '../../src/lib/server/business/business-record';
import { listDirectory } from '../../src/lib/server/business/directory';
import type { ServiceContext } from '../../src/lib/server/context';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, contextOf, PLANNER } from '../support/factories';

/** A Thursday that is no holiday, 19:30 in Leipzig. */
const NOW = new Date('2026-11-19T18:30:00Z');
const TODAY = '2026-11-19';

let database: TestDatabase;
const context = (fields: Partial<ServiceContext> = {}): ServiceContext => ({
  ...contextOf(database.db, { quarter: 'iq-ost' }),
  today: TODAY,
  ...fields
});
const find = (query: string, fields: Partial<ServiceContext> = {}) =>
  listDirectory(context(fields), {
    date: TODAY,
    filter: readDirectoryFilter(new URLSearchParams(query)),
    wordsOf: ({ branch }) => (branch?.code.startsWith('56') ? 'Gastronomie' : ''),
    now: NOW
  });
const namesFor = async (query: string) => (await find(query)).businesses.map(({ name }) => name);

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
});

afterAll(() => database.close());

describe('the directory', () => {
  it('lists the businesses that are there on a day, each with its unit and a place on the map', async () => {
    const { businesses, total } = await find('');
    expect(businesses).toHaveLength(total);
    expect(total).toBeGreaterThan(20);
    for (const { units, position, name } of businesses) {
      expect(units.length, name).toBeGreaterThan(0);
      expect(position![0], name).toBeCloseTo(12.4067, 2);
    }
  });

  it('knows what is open at that moment, and what is not', async () => {
    const open = await namesFor('open=now');
    expect(open).toContain('Restaurant Zimtgarten');
    expect(open).not.toContain('Café Dritte Tasse');
    const { businesses } = await find('');
    expect(businesses.find(({ name }) => name === 'Restaurant Zimtgarten')!.opening).toMatchObject({
      ...{ state: 'open', until: { day: TODAY, minute: 22 * 60 } }
    });
  });

  it('knows what is open on another day and hour', async () => {
    expect(await namesFor('open=su&hour=08:00')).toContain('Bäckerei Ofenglut');
    expect(await namesFor('open=su&hour=15:00')).not.toContain('Bäckerei Ofenglut');
    // Wednesday the 25th is an ordinary day: the one that was a holiday is over.
    expect(await namesFor('open=we&hour=10:00')).toContain('Lotusblatt Markt');
  });

  it('says nothing of "now" on a page about another day', async () => {
    const filter = readDirectoryFilter(new URLSearchParams());
    const then = { date: '2020-01-01', filter, wordsOf: () => '', now: NOW };
    const { businesses } = await listDirectory(context(), then);
    expect(businesses.map(({ opening }) => opening)).toEqual(businesses.map(() => null));
  });

  it('finds by branch, open places and words, also those of the branch', async () => {
    expect(await namesFor('q=gastronomie')).toContain('Fladenofen');
    expect(await namesFor('branch=health')).toContain('Praxis Neun Nadeln');
    expect(await namesFor('training=1')).toContain('Bäckerei Ofenglut');
    expect(await namesFor('training=1&branch=property')).toEqual([]);
  });

  it('finds by languages only where the business agreed to show them', async () => {
    const named = await namesFor('language=ar');
    expect(named).toContain('Restaurant Zimtgarten');
    await database.sql`update business set languages_consent = false where ref = 'zimtgarten'`;
    expect(await namesFor('language=ar')).not.toContain('Restaurant Zimtgarten');
    const { facets } = await find('');
    expect(facets.languages.find(({ language }) => language === 'ar')!.count).toBe(named.length - 1);
    await database.sql`update business set languages_consent = true where ref = 'zimtgarten'`;
  });

  it('shows nobody of the public a business whose name is not public', async () => {
    const [hidden] = await database.sql<{ name: string }[]>`select name from business where ref = 'schnittmuster'`;
    expect(await namesFor('')).not.toContain(hidden!.name);
    const seen = await find('', { actor: PLANNER });
    expect(seen.businesses.map(({ name }) => name)).toContain(hidden!.name);
  });

  it('has no place on the map where not even the house may be shown', async () => {
    const positionOf = async () =>
      (await find('')).businesses.find(({ name }) => name === 'Restaurant Zimtgarten')?.position ?? null;
    const set = (precision: string) => database.sql`
      update unit set location_precision = ${precision} where id in (select o.unit_id from occupancy o
        join tenancy t on t.id = o.tenancy_id join business b on b.id = t.business_id and b.ref = 'zimtgarten')`;
    await set('building');
    expect(await positionOf()).not.toBeNull();
    await set('block');
    expect(await positionOf()).toBeNull();
    await set('exact');
  });

  it('stands hours that nobody can read', async () => {
    await database.sql`update business set opening_hours = 'immer mal' where ref = 'lotusblatt'`;
    const { businesses } = await find('');
    expect(businesses.find(({ name }) => name === 'Lotusblatt Markt')!.opening).toBeNull();
    expect(await namesFor('open=now')).not.toContain('Lotusblatt Markt');
  });
});

describe('the entry of a business', () => {
  it('is kept by itself in every language, and taken back with its translations', async () => {
    const [row] = await database.sql<{ id: number }[]>`select id from business where ref = 'ofenglut'`;
    const id = row!.id;
    const own = context({ actor: actorOf('business', { businessIds: [id] }) });
    const { facts, texts, version } = await readBusinessRecord(own, id);
    const changed = await correctBusiness(own, {
      business: { id, version },
      facts: { ...facts, openJobs: 4, openingHours: 'Mo-Sa 05:30-18:00; PH off' },
      texts: { others: { en: { description: 'Bread from the stone oven.' } }, confirmed: [] },
      note: null
    });
    const after = await readBusinessRecord(own, id);
    expect(after.facts.openJobs).toBe(4);
    expect(after.texts.description.others.en).toEqual({ text: 'Bread from the stone oven.', isOutdated: false });
    expect(after.texts.description.others.ar).toEqual(texts.description.others.ar);
    await undoChange(context({ actor: PLANNER }), { eventId: changed.eventId, note: null });
    expect((await readBusinessRecord(own, id)).texts.description.others.en!.text).toBe(
      texts.description.others.en!.text
    );
  });

  it('is refused with hours that cannot be read, with the place', async () => {
    const [row] = await database.sql<{ id: number }[]>`select id from business where ref = 'ofenglut'`;
    const { facts } = await readBusinessRecord(context({ actor: PLANNER }), row!.id);
    const save = correctBusiness(context({ actor: PLANNER }), {
      business: { id: row!.id, version: null },
      facts: { ...facts, openingHours: 'Mo-Fr 25:00-26:00' },
      note: null
    });
    await expect(save).rejects.toMatchObject({
      issues: [{ field: 'openingHours', code: 'not_opening_hours', details: { part: 'Mo-Fr 25:00' } }]
    });
  });
});
