import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import { areaSqm, overlapRatio, unite, type Area } from '../../src/lib/domain/geometry';
import type { ServiceContext } from '../../src/lib/server/context';
import { unit } from '../../src/lib/server/db/schema';
import { changeOccupancy } from '../../src/lib/server/unit/occupancy';
import { convertUnit, divideUnit, mergeUnits, type UnitPart } from '../../src/lib/server/unit/unit-structure';
import { createTestDatabase, type TestDatabase } from '../support/database';
import {
  buildDeskHouse,
  EVIDENCE,
  historyOf,
  letTo,
  partOf,
  refusalOf,
  VACANT,
  type DeskHouse
} from '../support/desk-house';
import { actorOf, contextOf, Factory, PLANNER } from '../support/factories';

let database: TestDatabase;
let factory: Factory;
let context: ServiceContext;
let house: DeskHouse;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  factory = await Factory.open(database.db);
  context = contextOf(database.db, { actor: PLANNER });
});
afterAll(() => database.close());
beforeEach(async () => {
  house = await buildDeskHouse(factory);
});

const unitAt = (index: number) => house.unitIds[index]!;
const claim = (index = 0, version: number | null = 0) => ({ id: unitAt(index), version });
const request = { on: '2026-01-01', evidence: EVIDENCE, note: null } as const;
const divide = (parts: readonly UnitPart[], overrides: object = {}) =>
  divideUnit(context, { ...request, unit: claim(), parts, ...overrides });
const merge = (indexes: readonly number[], into: UnitPart, overrides: object = {}) =>
  mergeUnits(context, { ...request, units: indexes.map((index) => claim(index)), into, ...overrides });
const read = async (id: number) => (await database.db.select().from(unit).where(eq(unit.id, id)))[0]!;
const shapeOf = async (id: number) => JSON.parse((await read(id)).geometry) as Area;
const countUnits = () => database.db.$count(unit, eq(unit.buildingId, house.buildingId));
const countRows = async () =>
  (
    await database.sql`select (select count(*) from audit_event)::integer as events, (select count(*) from audit_row)::integer as rows`
  )[0];
const set = (fields: Partial<typeof unit.$inferInsert>, ...ids: readonly number[]) =>
  Promise.all(ids.map((id) => database.db.update(unit).set(fields).where(eq(unit.id, id))));

describe('a division', () => {
  it('ends the unit with its tenancy and opens its parts, which name it', async () => {
    await changeOccupancy(context, {
      ...{ units: [claim()], from: '2020-01-01', to: null, occupancy: letTo(null), evidence: EVIDENCE, note: null }
    });
    const { result } = await divide([partOf('A', 30, { occupancy: letTo(null, 70_000) }), partOf('B', 20)], {
      unit: claim(0, 1)
    });
    expect(await historyOf(context, unitAt(0))).toBe(
      '2010 occupied 500, 2015 vacant, 2020 occupied 900, end 2026-01-01'
    );
    expect(await historyOf(context, result[0]!)).toBe('2026 occupied 700');
    expect(await historyOf(context, result[1]!)).toBe('2026 vacant');
    expect((await read(unitAt(0))).valid).toEqual({ from: '2004-01-01', to: '2026-01-01' });
    const links =
      await database.sql`select unit_id as id, predecessor_id as old from unit_predecessor where predecessor_id = ${unitAt(0)} order by 1`;
    expect(links).toEqual(result.map((id) => ({ id, old: unitAt(0) })));
    const [tenancy] =
      await database.sql`select upper(valid)::text as to from tenancy where unit_id = ${unitAt(0)} order by valid desc`;
    expect(tenancy).toEqual({ to: '2026-01-01' });
  });

  it('parts the shape by area, without gap or overlap, and stands in the order of the parts', async () => {
    const whole = await shapeOf(unitAt(0));
    const { result } = await divide([partOf('A', 10), partOf('B', 25), partOf('C', 15)]);
    const shapes = await Promise.all(result.map(shapeOf));
    const areas = shapes.map((shape) => areaSqm(shape) / areaSqm(whole));
    for (const [index, share] of [0.2, 0.5, 0.3].entries()) expect(areas[index]).toBeCloseTo(share, 3);
    expect(overlapRatio(whole, unite(shapes))).toBeCloseTo(1, 6);
    expect(overlapRatio(shapes[0]!, shapes[1]!)).toBeCloseTo(0, 6);
    const order = await database.sql<{ code: string }[]>`
      select code from unit where storey_id = ${house.storeyId} and upper_inf(valid) order by position, id`;
    expect(order.map(({ code }) => code)).toEqual(['A', 'B', 'C', 'EG-2', 'EG-3']);
  });

  it.each([
    ['too_few_parts', [partOf('A', 50)], {}],
    ['too_few_parts', [], {}],
    ['out_of_range', Array.from({ length: 13 }, (_, index) => partOf(`P${index}`, 3.8)), {}],
    ['unit_not_there_then', [partOf('A', 25), partOf('B', 25)], { on: '2004-01-01' }],
    ['unit_has_later_changes', [partOf('A', 25), partOf('B', 25)], { on: '2014-01-01' }],
    ['changed_meanwhile', [partOf('A', 25), partOf('B', 25)], { unit: null }]
  ] as const)('is refused: %s', async (code, parts, overrides) => {
    const own = 'unit' in overrides ? { unit: claim(0, 7) } : overrides;
    const before = await countRows();
    expect(await refusalOf(() => divide(parts, own))).toBe(`conflict ${code}`);
    expect([await countUnits(), await countRows()]).toEqual([3, before]);
  });

  it.each([
    ['parts areas_do_not_balance', [partOf('A', 25), partOf('B', 26.1)]],
    ['parts areas_partly_unknown', [partOf('A', 25), partOf('B', null)]],
    ['parts area_types_differ', [partOf('A', 25), partOf('B', 25, { areaType: 'sales' })]],
    ['parts.1.code code_taken', [partOf('A', 25), partOf('eg-2', 25)]],
    ['parts.1.code codes_repeat', [partOf('A', 25), partOf('a', 25)]],
    ['parts.0.code not_text', [partOf('A\0', 25), partOf('B', 25)]],
    ['parts.0.code too_long', [partOf('A'.repeat(10_000_000), 25), partOf('B', 25)]],
    ['parts.0.kind unknown_code', [partOf('A', 25, { kind: 'castle' as 'shop' }), partOf('B', 25)]],
    ['parts.0.areaType unknown_code', [partOf('A', 25, { areaType: 'wish' as 'usable' }), partOf('B', 25)]],
    ['parts.0.areaSqm not_positive', [partOf('A', NaN), partOf('B', 25)]],
    ['parts.0.areaSqm not_positive', [partOf('A', 1e-50), partOf('B', 50)]],
    ['parts.1.areaSqm not_positive', [partOf('A', 25), partOf('B', 1e300)]],
    [
      'parts.0.status unknown_code',
      [partOf('A', 25, { occupancy: { ...VACANT, status: 'x' as 'vacant' } }), partOf('B', 25)]
    ],
    ['businessId business_unknown', [partOf('A', 25, { occupancy: letTo(2 ** 40) }), partOf('B', 25)]]
  ] as const)('is refused at its field: %s', async (issue, parts) => {
    const before = await countRows();
    expect(await refusalOf(() => divide(parts))).toBe(`invalid ${issue}`);
    expect([await countUnits(), await countRows()]).toEqual([3, before]);
  });

  it('takes the code of the unit that it ends', async () => {
    expect((await divide([partOf('EG-1', 25), partOf('EG-4', 25)])).result).toHaveLength(2);
  });

  it('is refused for what ended already, for shapes in pieces, and for slivers', async () => {
    await divide([partOf('A', 25), partOf('B', 25)]);
    expect(
      await refusalOf(() => divide([partOf('C', 25), partOf('D', 25)], { unit: claim(0, null), on: '2025-01-01' }))
    ).toBe('conflict unit_has_successors');
    const pieces = unite([await shapeOf(unitAt(0)), await shapeOf(unitAt(2))]);
    expect(pieces.type).toBe('MultiPolygon');
    await set({ geometry: JSON.stringify(pieces) }, unitAt(1));
    expect(await refusalOf(() => divide([partOf('C', 25), partOf('D', 25)], { unit: claim(1) }))).toBe(
      'conflict shape_not_divisible'
    );
    await set({ areaSqm: 1_000_000 }, unitAt(2));
    const slivers = () => divide([partOf('C', 0.01), partOf('D', 999_999.99)], { unit: claim(2) });
    expect(['accepted', 'conflict shape_not_divisible']).toContain(await refusalOf(slivers));
  });

  it('is for planners, and for units of the quarter', async () => {
    const owner = contextOf(database.db, { actor: { ...actorOf('owner'), buildingIds: [house.buildingId] } });
    const parts = [partOf('A', 25), partOf('B', 25)];
    expect(await refusalOf(() => divideUnit(owner, { ...request, unit: claim(), parts }))).toMatch(/^forbidden/);
    for (const id of [NaN, 2 ** 40, 2_147_483_647, -1]) {
      expect(await refusalOf(() => divide(parts, { unit: { id, version: null } }))).toBe('not_found unit_not_found');
    }
  });
});

describe('a merge', () => {
  it('makes one of what lies side by side', async () => {
    const { result } = await merge([0, 1], partOf('AB', 100));
    const shape = await shapeOf(result[0]!);
    const before = unite([await shapeOf(unitAt(0)), await shapeOf(unitAt(1))]);
    expect(areaSqm(shape)).toBeCloseTo(areaSqm(before), 3);
    const links =
      await database.sql`select predecessor_id as id from unit_predecessor where unit_id = ${result[0]!} order by 1`;
    expect(links).toEqual([{ id: unitAt(0) }, { id: unitAt(1) }]);
    for (const index of [0, 1]) expect(await historyOf(context, unitAt(index))).toMatch(/end 2026-01-01$/);
  });

  it('is refused over storeys and houses, for one unit, and out of balance', async () => {
    const upper = await factory.storey({ buildingId: house.buildingId, level: 1 });
    const above = await factory.unit({ buildingId: house.buildingId, storeyId: upper.id });
    const foreign = await buildDeskHouse(factory, 1);
    const units = (id: number) => ({ units: [claim(), { id, version: 0 }] });
    expect(await refusalOf(() => merge([], partOf('X', 100), units(above.id)))).toBe('conflict not_one_storey');
    expect(await refusalOf(() => merge([], partOf('X', 100), units(foreign.unitIds[0]!)))).toBe(
      'conflict not_one_storey'
    );
    expect(await refusalOf(() => merge([0, 0], partOf('X', 50)))).toBe('conflict too_few_units');
    expect(await refusalOf(() => merge([], partOf('X', 50)))).toBe('conflict too_few_units');
    expect(await refusalOf(() => merge([0, 1], partOf('X', 97.9)))).toBe('invalid parts areas_do_not_balance');
    expect(await countUnits()).toBe(4);
  });

  it.each([
    ['shop_front', 'shop_front', 'shop_front'],
    ['shop_front', 'consent', 'withheld'],
    ['shop_front', 'withheld', 'withheld']
  ] as const)('never discloses more: %s and %s give %s', async (first, second, expected) => {
    await set({ disclosure: first }, unitAt(0));
    await set({ disclosure: second }, unitAt(1));
    const { result } = await merge([0, 1], partOf('AB', 100));
    expect((await read(result[0]!)).disclosure).toBe(expected);
  });

  it.each([
    ['exact', 'exact', 'exact'],
    ['exact', 'building', 'block'],
    ['hidden', 'exact', 'hidden'],
    ['block', 'hidden', 'hidden']
  ] as const)('never shows a place more exactly: %s and %s give %s', async (first, second, expected) => {
    await set({ locationPrecision: first }, unitAt(0));
    await set({ locationPrecision: second }, unitAt(1));
    const { result } = await merge([0, 1], partOf('AB', 100));
    expect((await read(result[0]!)).locationPrecision).toBe(expected);
  });
});

describe('a conversion', () => {
  it('makes another kind of unit, whose disclosure has to be decided anew', async () => {
    const { result } = await convertUnit(context, {
      ...request,
      unit: claim(),
      into: partOf('WE 1', 45, { kind: 'dwelling', areaType: 'living' })
    });
    const made = await read(result[0]!);
    expect(made).toMatchObject({
      kind: 'dwelling',
      areaSqm: 45,
      areaType: 'living',
      disclosure: 'withheld',
      isShopUsePlausible: false
    });
    expect(await shapeOf(result[0]!)).toEqual(await shapeOf(unitAt(0)));
  });

  it('divides a house only as one: a storey form that was open meanwhile is told', async () => {
    const version = async () =>
      (
        await database.db.execute(
          sql`select version from record_version where entity = 'building' and entity_id = ${house.buildingId}`
        )
      )[0];
    expect(await version()).toBeUndefined();
    await convertUnit(context, { ...request, unit: claim(), into: partOf('EG-1', 50) });
    expect(await version()).toEqual({ version: 1 });
  });
});
