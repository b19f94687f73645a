import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_SPACE_FILTER } from '../../src/lib/domain/space';
import type { SpaceIdea } from '../../src/lib/domain/space-request';
import * as schema from '../../src/lib/server/db/schema';
import { publicSpaces } from '../../src/lib/server/space/public-spaces';
import { listFitting, matchIdea } from '../../src/lib/server/space/space-idea';
import { neighbourRows } from '../../src/lib/server/space/space-neighbours';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory } from '../support/factories';

let database: TestDatabase;
let make: Factory;
let buildingId: number;
const storeyIds: number[] = [];
const here = () => contextOf(database.db);

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  buildingId = (await make.building()).id;
  for (const level of [0, 1]) storeyIds.push((await make.storey({ buildingId, level })).id);
});

afterAll(() => database.close());

afterEach(async () => {
  await database.sql`delete from listing`;
  await database.sql`delete from occupancy`;
  await database.sql`delete from unit`;
});

interface OfferDraft {
  readonly storey?: number;
  readonly unit?: Partial<typeof schema.unit.$inferInsert>;
  readonly listing?: Partial<typeof schema.listing.$inferInsert> | null;
}

/** A vacant shop of 50 m² with a shop window that is offered for 10 € a square metre, unless told. */
async function offer(position: number, { storey = 0, unit, listing }: OfferDraft = {}): Promise<number> {
  const made = await make.unit({ buildingId, storeyId: storeyIds[storey]!, position, frontageM: 5, ...unit });
  await make.occupancy({ unitId: made.id, status: 'vacant', useClass: null, valid: made.valid });
  if (listing === null) return 0;
  return (await make.listing({ unitId: made.id, rentCentsPerSqm: 1000, suitableUses: ['retail'], ...listing })).id;
}

const ideaOf = (fields: Partial<SpaceIdea> = {}): SpaceIdea => ({
  ...{ use: 'retail', minSqm: null, maxSqm: null, maxRentCents: null, startsOn: null, needs: [], languages: [] },
  ...fields
});

async function pairs(): Promise<number[][]> {
  const spaces = await publicSpaces(here());
  const rows = await neighbourRows(here(), spaces);
  return rows.map((pair) => pair.map((row) => spaces.rows[row]!.space.listingId));
}

describe('neighbourRows', () => {
  it('pairs what stands side by side on one storey, in the order of the front', async () => {
    const right = await offer(2);
    const left = await offer(1);
    await offer(3, { storey: 1 });
    expect(await pairs()).toEqual([[left, right]]);
  });

  it('does not pair what another unit stands between, unless that is gone', async () => {
    const left = await offer(1);
    await offer(1.5, { listing: null });
    const right = await offer(2);
    expect(await pairs()).toEqual([]);
    await database.sql`update occupancy set valid = daterange('2004-01-01', '2020-01-01') where unit_id in (select id from unit where position = 1.5)`;
    await database.sql`update unit set valid = daterange('2004-01-01', '2020-01-01') where position = 1.5`;
    expect(await pairs()).toEqual([[left, right]]);
  });

  it('does not tell who is whose neighbour where a place may not be shown', async () => {
    await offer(1);
    await offer(2, { listing: { isAddressReleased: false } });
    await offer(3);
    await offer(4, { unit: { locationPrecision: 'block' } });
    expect(await pairs()).toEqual([]);
  });

  it('does not pair a unit with itself that is offered twice', async () => {
    const id = await offer(1);
    const [first] = await database.db.select().from(schema.listing).where(eq(schema.listing.id, id));
    await make.listing({ unitId: first!.unitId });
    expect(await pairs()).toEqual([]);
  });
});

describe('matchIdea', () => {
  it('offers neighbours joined and parts of what can be divided, each with the cards of its spaces', async () => {
    const left = await offer(1);
    const right = await offer(2);
    const large = await offer(9, { unit: { areaSqm: 300 }, listing: { divisibleFromSqm: 80 } });
    const { matches, total } = await matchIdea(here(), ideaOf({ minSqm: 90, maxSqm: 100, maxRentCents: 100_000 }), {
      limit: 2
    });
    expect(
      matches.map(({ match, cards }) => [
        match.option.kind,
        match.option.areaSqm,
        cards.map(({ listingId }) => listingId)
      ])
    ).toEqual([
      ['part', 100, [large]],
      ['joined', 100, [left, right]]
    ]);
    expect(matches.map(({ match }) => match.score)).toEqual([1, 1]);
    expect(total).toBe(4);
  });

  it('explains by the quarter’s rules', async () => {
    await offer(1, { unit: { hasExtractor: false }, listing: { suitableUses: ['gastronomy'] } });
    const { matches } = await matchIdea(here(), ideaOf({ use: 'gastronomy', maxSqm: 60 }), { limit: 9 });
    expect(matches[0]!.match.reasons).toEqual([
      { criterion: 'use', verdict: 'met', points: 10, outOf: 10, origin: 'wish' },
      { criterion: 'area', verdict: 'met', points: 10, outOf: 10, origin: 'wish' },
      { criterion: 'extractor', verdict: 'missed', points: 0, outOf: 10, origin: 'use' }
    ]);
  });

  it('finds nothing where nothing is offered', async () => {
    expect(await matchIdea(here(), ideaOf(), { limit: 9 })).toEqual({ matches: [], total: 0 });
  });
});

describe('listFitting', () => {
  it('gives what fits an idea well by itself, as a whole or in part', async () => {
    const idea = ideaOf({ minSqm: 40, maxSqm: 60 });
    const whole = await offer(1);
    const part = await offer(3, { unit: { areaSqm: 300 }, listing: { divisibleFromSqm: 50 } });
    await offer(5, { unit: { areaSqm: 300 } });
    await offer(7, { listing: { suitableUses: ['storage'] } });
    await offer(9, { unit: { areaSqm: 20 } });
    await offer(10, { unit: { areaSqm: 20 } });
    expect(await listFitting(here(), { kind: 'idea', idea })).toEqual([whole, part]);
  });

  it('gives what a search finds', async () => {
    const found = await offer(1, { unit: { hasToilet: true } });
    await offer(3);
    expect(await listFitting(here(), { kind: 'search', filter: { ...EMPTY_SPACE_FILTER, hasToilet: true } })).toEqual([
      found
    ]);
  });

  it('gives only what was published since, and nothing that is promised to somebody', async () => {
    await offer(1, { listing: { publishedOn: '2026-11-01' } });
    await offer(3, { listing: { publishedOn: '2026-11-20', status: 'reserved' } });
    const news = await offer(5, { listing: { publishedOn: '2026-11-20' } });
    const search = { kind: 'search' as const, filter: EMPTY_SPACE_FILTER };
    expect(await listFitting(here(), search, { since: '2026-11-20' })).toEqual([news]);
    expect(await listFitting(here(), { kind: 'idea', idea: ideaOf() }, { since: '2026-11-20' })).toEqual([news]);
    expect(await listFitting(here(), search)).toHaveLength(2);
  });
});
