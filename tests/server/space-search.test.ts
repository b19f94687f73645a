import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EMPTY_SPACE_FILTER, type SpaceFilter } from '../../src/lib/domain/space';
import { EMPTY_SPACE_SEARCH } from '../../src/lib/domain/space-filter';
import type { SpaceIdea } from '../../src/lib/domain/space-request';
import type { ServiceContext } from '../../src/lib/server/context';
import * as schema from '../../src/lib/server/db/schema';
import { moveListing } from '../../src/lib/server/listing/listing-state';
import { listFitting, matchIdea } from '../../src/lib/server/space/space-idea';
import { listFoundIds, listSpaceCards, searchSpaces, SPACE_PAGE_SIZE } from '../../src/lib/server/space/space-search';
import { changeOccupancy } from '../../src/lib/server/unit/occupancy';
import { correctUnit } from '../../src/lib/server/unit/unit-facts';
import { readUnitRecords } from '../../src/lib/server/unit/unit-record';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
let make: Factory;
let house: { readonly id: number };
let storey: { readonly id: number };
let blockId: number;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const district = await make.district();
  blockId = (await make.block({ districtId: district.id, name: 'Block 99' })).id;
  house = await make.building({ blockId, street: 'Geheimgasse', houseNumber: '77', at: [12.4, 51.34] });
  storey = await make.storey({ buildingId: house.id });
  await offer({ listing: { title: 'Erster', suitableUses: ['retail'] } });
  await offer({ listing: { title: 'Zweiter', suitableUses: ['office'] }, unit: { areaSqm: 90 } });
});

afterAll(() => database.close());

interface OfferDraft {
  readonly unit?: Partial<typeof schema.unit.$inferInsert>;
  readonly occupancy?: Partial<typeof schema.occupancy.$inferInsert>;
  readonly listing?: Partial<typeof schema.listing.$inferInsert>;
}

/** A vacant shop of 50 m² at street level that is offered, unless told. */
async function offer({ unit, occupancy, listing }: OfferDraft = {}) {
  const made = await make.unit({ buildingId: house.id, storeyId: storey.id, ...unit });
  await make.occupancy({ unitId: made.id, status: 'vacant', useClass: null, ...occupancy });
  const offered = await make.listing({ unitId: made.id, rentCentsPerSqm: 1000, ...listing });
  return { unitId: made.id, id: offered.id };
}

const here = (overrides: Partial<ServiceContext> = {}) => contextOf(database.db, overrides);
const search = (filter: Partial<SpaceFilter> = {}, context = here()) =>
  searchSpaces(context, { ...EMPTY_SPACE_SEARCH, filter: { ...EMPTY_SPACE_FILTER, ...filter } });
const idea = (fields: Partial<SpaceIdea> = {}): SpaceIdea => ({
  ...{ use: 'culture', minSqm: null, maxSqm: null, maxRentCents: null, startsOn: null, needs: [], languages: [] },
  ...fields
});

/** Everything that a reader can get to know of the offers, with one that may be there. */
async function everything(context: ServiceContext, id: number) {
  return {
    all: await search({}, context),
    found: await search({ uses: ['culture'] }, context),
    near: await search({ uses: ['culture'], minSqm: 5000, hasToilet: true }, context),
    ids: await listFoundIds(context, EMPTY_SPACE_SEARCH),
    cards: await listSpaceCards(context, [id]),
    matches: await matchIdea(context, idea(), { limit: 50 }),
    fitting: await listFitting(context, { kind: 'idea', idea: idea() }),
    searched: await listFitting(context, { kind: 'search', filter: { ...EMPTY_SPACE_FILTER, uses: ['culture'] } })
  };
}

describe('what may not be seen', () => {
  const bait = { title: 'Köder', suitableUses: ['culture' as const] };
  const made: number[] = [];

  afterEach(async () => {
    for (const id of made.splice(0)) await database.db.delete(schema.listing).where(eq(schema.listing.id, id));
  });

  const readers = [here.bind(null, {}), here.bind(null, { actor: PLANNER })];

  it.each<[string, OfferDraft]>([
    ['a draft', { listing: { status: 'draft' } }],
    ['one in review', { listing: { status: 'review' } }],
    ['one that was let', { listing: { status: 'let' } }],
    ['one that has run out', { listing: { status: 'expired' } }],
    ['one that was withdrawn', { listing: { status: 'withdrawn' } }],
    ['one of tomorrow', { listing: { publishedOn: '2026-11-23' } }],
    ['one that runs out today', { listing: { expiresOn: TODAY } }],
    ['a unit that is let', { occupancy: { status: 'occupied' } }],
    ['a hidden place', { unit: { locationPrecision: 'hidden' } }],
    [
      'a unit that is not there any more',
      {
        unit: { valid: { from: '2004-01-01', to: '2026-01-01' } },
        occupancy: { valid: { from: '2004-01-01', to: '2026-01-01' } }
      }
    ]
  ])('leaves no trace in results, counts and near misses for any reader: %s', async (_, draft) => {
    const before = await Promise.all(readers.map((reader) => everything(reader(), 0)));
    const { id } = await offer({ ...draft, listing: { ...bait, ...draft.listing } });
    made.push(id);
    expect(await Promise.all(readers.map((reader) => everything(reader(), id)))).toEqual(before);
  });

  it('would leave one everywhere if it could be seen', async () => {
    const before = await everything(here(), 0);
    const { id } = await offer({ listing: bait });
    made.push(id);
    const after = await everything(here(), id);
    for (const key of Object.keys(before) as (keyof typeof before)[]) expect(after[key]).not.toEqual(before[key]);
    expect(after.all.facets.uses.culture).toBe(1);
    expect(after.near.nearMisses!.spaces.map(({ card }) => card.title)).toEqual(['Köder']);
  });

  it('tells neither unit nor house nor position where the address is not released, to no reader', async () => {
    const places: OfferDraft[] = [{ listing: { isAddressReleased: false } }, { unit: { locationPrecision: 'block' } }];
    for (const draft of places) {
      const { id, unitId } = await offer({
        unit: { code: 'GEHEIM-1', position: 5, ...draft.unit },
        listing: { ...bait, ...draft.listing }
      });
      made.push(id);
      for (const reader of readers) {
        const [card] = await listSpaceCards(reader(), [id]);
        expect(card).toMatchObject({ unitId: null, buildingId: null, unit: null, position: null });
        expect(card!.block).toEqual({ slug: 'focus', name: 'Block 99' });
        const { all: _, ids: __, ...about } = await everything(reader(), id);
        const matches = about.matches.matches.filter(({ cards }) => cards.some(({ listingId }) => listingId === id));
        expect(matches).toHaveLength(1);
        const text = JSON.stringify([about.found, about.cards, about.near.nearMisses!.spaces.slice(0, 1), matches]);
        expect(text).toContain('Köder');
        for (const secret of ['GEHEIM-1', 'Geheimgasse', '"77"', '51.34', `"unitId":${unitId}`])
          expect(text).not.toContain(secret);
      }
    }
  });
});

describe('searchSpaces', () => {
  it('gives cards with what a list shows, in the reader’s language', async () => {
    const { id, unitId } = await offer({
      listing: { title: 'Laden mit Bild', status: 'reserved', confirmedOn: '2026-11-01' }
    });
    await database.db.insert(schema.translation).values({
      ...{ entity: 'listing', entityId: id, field: 'title', locale: 'en', text: 'Shop with picture' },
      ...{ state: 'reviewed' as const, sourceHash: '0' }
    });
    const picture = {
      listingId: id,
      mediaType: 'image/webp',
      widthPx: 4,
      heightPx: 3,
      data: Buffer.from('x'),
      credit: 'Test'
    };
    await database.db.insert(schema.listingFile).values([
      { ...picture, kind: 'floor_plan', position: 0, sha256: 'a', altText: 'Plan' },
      { ...picture, kind: 'photo', position: 2, sha256: 'b', altText: 'Hinten' },
      { ...picture, kind: 'photo', position: 1, sha256: 'c', altText: 'Vorne' }
    ]);
    const [card] = await listSpaceCards(here({ locale: 'en' }), [id]);
    expect(card).toMatchObject({
      ...{ listingId: id, title: 'Shop with picture', isReserved: true, unitId, buildingId: house.id, areaSqm: 50 },
      ...{ rentCentsPerSqm: 1000, nature: 'illustrative', confirmedOn: '2026-11-01', publishedOn: '2026-10-01' },
      unit: { id: unitId, building: { street: 'Geheimgasse', houseNumber: '77' } },
      photo: { sha256: 'c', altText: 'Vorne', widthPx: 4, heightPx: 3 }
    });
    expect(card!.position![0]).toBeCloseTo(12.40005, 6);
    expect(card!.position![1]).toBeCloseTo(51.34005, 6);
    expect((await listSpaceCards(here(), [id]))[0]!.title).toBe('Laden mit Bild');
    await database.db.delete(schema.listing).where(eq(schema.listing.id, id));
  });

  it('shows a page at a time, and the last for one behind it', async () => {
    const extra = await Promise.all(
      Array.from({ length: SPACE_PAGE_SIZE }, () => offer({ listing: { suitableUses: ['storage'] } }))
    );
    const pages = await Promise.all([1, 2, 99].map((page) => searchSpaces(here(), { ...EMPTY_SPACE_SEARCH, page })));
    expect(pages.map(({ cards: { page, pageCount, total, rows } }) => [page, pageCount, total, rows.length])).toEqual([
      [1, 2, SPACE_PAGE_SIZE + 2, SPACE_PAGE_SIZE],
      [2, 2, SPACE_PAGE_SIZE + 2, 2],
      [2, 2, SPACE_PAGE_SIZE + 2, 2]
    ]);
    const ids = [...pages[0]!.cards.rows, ...pages[1]!.cards.rows].map(({ listingId }) => listingId);
    expect(ids).toEqual(await listFoundIds(here(), EMPTY_SPACE_SEARCH));
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    for (const { id } of extra) await database.db.delete(schema.listing).where(eq(schema.listing.id, id));
  });

  it('says what would be found instead where nothing is', async () => {
    const { cards, nearMisses } = await search({ uses: ['office'], maxSqm: 60 });
    expect(cards).toEqual({ rows: [], page: 1, pageCount: 1, total: 0 });
    expect(nearMisses!.spaces.map(({ card, missed }) => [card.title, missed])).toEqual([
      ['Zweiter', [{ wish: 'area', isUnknown: false }]],
      ['Erster', [{ wish: 'use', isUnknown: false }]]
    ]);
    expect(nearMisses!.withoutWish).toEqual([
      { wish: 'use', count: 1 },
      { wish: 'area', count: 1 }
    ]);
    expect((await search()).nearMisses).toBeNull();
  });

  it('counts the raised ground floor as the quarter does, from the moment that it does', async () => {
    const raised = await make.storey({ buildingId: house.id, type: 'HP', level: 0, sort: 0.5 });
    const { id } = await offer({ unit: { storeyId: raised.id }, listing: { suitableUses: ['health'] } });
    expect((await search({ uses: ['health'], storeys: ['ground'] })).cards.total).toBe(1);
    const set = (counts: boolean) => database.sql`update quarter set settings =
      jsonb_set(settings, '{parameters,countsRaisedGroundFloor}', ${String(counts)}::jsonb)`;
    await set(false);
    expect((await search({ uses: ['health'], storeys: ['ground'] })).cards.total).toBe(0);
    await set(true);
    await database.db.delete(schema.listing).where(eq(schema.listing.id, id));
  });
});

describe('listSpaceCards', () => {
  it('keeps the order given, each once, without those that are not offered', async () => {
    const ids = await listFoundIds(here(), EMPTY_SPACE_SEARCH);
    const asked = [...ids.toReversed(), ids[0]!, 999_999, -1];
    expect((await listSpaceCards(here(), asked)).map(({ listingId }) => listingId)).toEqual(ids.toReversed());
    expect(await listSpaceCards(here(), [])).toEqual([]);
  });
});

describe('after a change', () => {
  const planner = () => here({ actor: PLANNER });

  it('the next search shows it: an offer made public, its unit corrected, let, and vacant again', async () => {
    const { id, unitId } = await offer({ listing: { status: 'review', suitableUses: ['culture'] } });
    const found = async (filter: Partial<SpaceFilter> = {}) =>
      (await search({ uses: ['culture'], ...filter })).cards.total;
    expect(await found()).toBe(0);
    await moveListing(planner(), { listing: { id, version: null }, step: 'publish', note: null });
    expect(await found()).toBe(1);

    expect(await found({ minSqm: 70 })).toBe(0);
    const [record] = await readUnitRecords(planner(), [unitId]);
    await correctUnit(planner(), {
      unit: { id: unitId, version: null },
      facts: { ...record!.facts, areaSqm: 71 },
      note: null
    });
    expect(await found({ minSqm: 70 })).toBe(1);

    const occupy = (status: 'occupied' | 'vacant') =>
      changeOccupancy(planner(), {
        ...{ units: [{ id: unitId, version: null }], from: TODAY, to: null, note: null },
        occupancy: {
          status,
          useClass: status === 'occupied' ? 'culture' : null,
          reason: null,
          activatableMonths: null,
          isStartKnown: true,
          tenancy: null
        },
        evidence: { method: 'visit', checkedOn: TODAY }
      });
    await occupy('occupied');
    expect(await found()).toBe(0);
    await occupy('vacant');
    await database.db.update(schema.listing).set({ status: 'public' }).where(eq(schema.listing.id, id));
    expect(await found()).toBe(1);
    await database.db.delete(schema.listing).where(eq(schema.listing.id, id));
    expect(await found()).toBe(0);
  });
});
