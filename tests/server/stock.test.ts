import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OCCUPANCY_STATUSES, UNIT_KINDS } from '../../src/lib/domain/codes';
import { toDayNumber } from '../../src/lib/domain/interval';
import { OPEN_END } from '../../src/lib/domain/stock';
import { occupancy } from '../../src/lib/server/db/schema';
import { getFigures, getVacancySeries } from '../../src/lib/server/stock/figure';
import { areaStock, findUnitRow, quarterStock } from '../../src/lib/server/stock/stock';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
let make: Factory;
const houses: number[] = [];
const shops: number[] = [];
const dwellings: number[] = [];
const open = () => contextOf(database.db);
const planner = () => contextOf(database.db, { actor: PLANNER });

/** Four houses in a block, each with a shop and a dwelling; the first shop and the first dwelling are vacant. */
beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const district = await make.district();
  const block = await make.block({ districtId: district.id });
  for (let index = 0; index < 4; index += 1) {
    const house = await make.building({ blockId: block.id, districtId: district.id, sequence: index + 1 });
    const storey = await make.storey({ buildingId: house.id });
    const shop = await make.unit({ buildingId: house.id, storeyId: storey.id, frontageM: 6.5 });
    const dwelling = await make.unit({
      buildingId: house.id,
      storeyId: storey.id,
      kind: 'dwelling',
      areaSqm: null,
      areaType: null
    });
    houses.push(house.id);
    shops.push(shop.id);
    dwellings.push(dwelling.id);
    const status = index === 0 ? 'vacant' : 'occupied';
    const lease = await make.tenancy({ unitId: shop.id, knownEndOn: index === 1 ? '2027-03-01' : null });
    await make.occupancy({ unitId: shop.id, status, tenancyId: index === 0 ? null : lease.id, activatableMonths: 3 });
    await make.occupancy({ unitId: dwelling.id, status });
  }
});

afterAll(() => database.close());

describe('quarterStock', () => {
  it('packs units and occupancies row by row', async () => {
    const { columns, unitId } = await quarterStock(open());
    const row = findUnitRow({ unitId } as never, shops[1]!);
    const { units, occupancies } = columns;
    expect(unitId).toHaveLength(8);
    expect(UNIT_KINDS[units.kind[row]!]).toBe('shop');
    expect([units.building[row], units.areaSqm[row], units.frontageM[row], units.isStatusPublic[row]]).toEqual([
      houses[1],
      50,
      6.5,
      1
    ]);
    expect([units.from[row], units.to[row]]).toEqual([toDayNumber('2004-01-01'), OPEN_END]);
    const first = occupancies.first[row]!;
    expect(OCCUPANCY_STATUSES[occupancies.status[first]!]).toBe('occupied');
    expect(occupancies.knownEnd[first]).toBe(toDayNumber('2027-03-01'));
    const dwelling = findUnitRow({ unitId } as never, dwellings[0]!);
    expect(units.areaSqm[dwelling]).toBeNaN();
    expect(units.isStatusPublic[dwelling]).toBe(0);
  });

  it('is kept while nothing changes and read again after a change, also of another connection', async () => {
    const before = await quarterStock(open());
    expect(await quarterStock(open())).toBe(before);
    await database.db.update(occupancy).set({ activatableMonths: 9 }).where(eq(occupancy.unitId, shops[0]!));
    const after = await quarterStock(open());
    expect(after).not.toBe(before);
    const row = findUnitRow(after, shops[0]!);
    expect(after.columns.occupancies.activatableMonths[after.columns.occupancies.first[row]!]).toBe(9);
  });

  it('reads an area alone', async () => {
    expect((await areaStock(open(), { kind: 'building', id: houses[2]! })).unitId).toHaveLength(2);
    expect((await areaStock(open(), { kind: 'block', slug: 'nowhere' })).unitId).toHaveLength(0);
  });

  it('finds no row of an unknown unit', async () => {
    expect(findUnitRow(await quarterStock(open()), 999_999)).toBe(-1);
  });
});

describe('getFigures', () => {
  it('sums the whole block, dwellings included, where the rule of three allows it', async () => {
    const [v1] = await getFigures(open(), { scope: { kind: 'block' }, date: TODAY, definitions: ['V1'] });
    expect(v1).toMatchObject({ code: 'V1', value: 0.25, numerator: 2, denominator: 8, unknown: 0, basis: 'all_units' });
  });

  it('counts only public units of a single house', async () => {
    const scope = { kind: 'building', id: houses[0]! } as const;
    expect(await getFigures(open(), { scope, date: TODAY, definitions: ['V1'] })).toMatchObject([
      { numerator: 1, denominator: 1, basis: 'public_units' }
    ]);
    expect(await getFigures(planner(), { scope, date: TODAY, definitions: ['V1'] })).toMatchObject([
      { numerator: 2, denominator: 2, basis: 'all_units' }
    ]);
    const dwellingsOnly = await getFigures(open(), { scope, date: TODAY, group: 'dwelling', definitions: ['V1'] });
    expect(dwellingsOnly).toMatchObject([{ value: null, numerator: null, absence: 'withheld' }]);
  });

  it('gives district, quarter and selections, each with all fourteen definitions', async () => {
    for (const scope of [
      { kind: 'district', code: '21' },
      { kind: 'quarter' },
      { kind: 'selection', unitIds: [...shops, 999_999] }
    ] as const) {
      const figures = await getFigures(planner(), { scope, date: TODAY });
      expect(figures.map(({ code }) => code)).toEqual(Array.from({ length: 14 }, (_, index) => `V${index + 1}`));
      expect(figures[0]?.value).toBe(0.25);
    }
  });

  it('shows the public today for a day ahead', async () => {
    await make.occupancy({
      unitId: (await ahead()).id,
      status: 'occupied',
      valid: { from: '2004-01-01', to: '2027-01-01' }
    });
    const scope = { kind: 'building', id: houses[3]! } as const;
    const value = async (context: ReturnType<typeof open>) =>
      (await getFigures(context, { scope, date: '2027-06-01', group: 'commercial', definitions: ['V13'] }))[0]?.value;
    expect(await value(open())).toBe(1);
    expect(await value(planner())).toBe(0.5);
  });

  it('refuses an area that the quarter does not have', async () => {
    for (const scope of [
      { kind: 'district', code: '99' },
      { kind: 'building', id: 999_999 },
      { kind: 'block', slug: 'x' }
    ] as const) {
      await expect(getFigures(open(), { scope, date: TODAY })).rejects.toMatchObject({ kind: 'not_found' });
    }
  });
});

describe('getVacancySeries', () => {
  it('runs monthly from the start of the span to today', async () => {
    const series = await getVacancySeries(open(), { kind: 'block' });
    expect(series.days[0]).toBe(toDayNumber('2004-01-01'));
    expect(series.days.at(-1)).toBe(toDayNumber(TODAY));
    expect(series.vacant[0]).toBe(2);
  });

  it('leaves dwellings out where they may not be shown', async () => {
    const series = await getVacancySeries(open(), { kind: 'building', id: houses[0]! });
    expect([series.vacant[0], series.lettable[0]]).toEqual([1, 1]);
  });
});

async function ahead() {
  const storey = await make.storey({ buildingId: houses[3]!, level: 1 });
  return make.unit({ buildingId: houses[3]!, storeyId: storey.id });
}
