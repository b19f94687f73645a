import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getBuilding } from '../../src/lib/server/building/building';
import { correctBuilding } from '../../src/lib/server/building/building-facts';
import type { ServiceContext } from '../../src/lib/server/context';
import { loadFocus } from '../../src/lib/server/focus/focus';
import { changeOccupancy, correctOccupancy } from '../../src/lib/server/unit/occupancy';
import { asKnownOn } from '../../src/lib/server/change/past-knowledge';
import { getUnit } from '../../src/lib/server/unit/unit';
import { readUnitRecords } from '../../src/lib/server/unit/unit-record';
import { divideUnit } from '../../src/lib/server/unit/unit-structure';
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
import { actorOf, contextOf, Factory, PLANNER, TODAY } from '../support/factories';

/** Days from the database's own clock, because that is what it records with. */
let yesterday: string;
let today: string;
let database: TestDatabase;
let context: ServiceContext;
let house: DeskHouse;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  const [days] = await database.sql<{ yesterday: string; today: string }[]>`
    select (d - 1)::text as yesterday, d::text as today from (select (now() at time zone 'Europe/Berlin')::date as d) now`;
  ({ yesterday, today } = days!);
  const factory = await Factory.open(database.db);
  context = contextOf(database.db, { actor: PLANNER, today: today > TODAY ? today : TODAY });
  const district = await factory.district();
  const block = await factory.block({ districtId: district.id });
  house = await buildDeskHouse(factory);
  await database.sql`update building set block_id = ${block.id}, district_id = ${district.id}`;
  await database.sql`alter table audit_row disable trigger audit_row_append_only`;
  await database.sql`delete from audit_row`;
  await database.sql`alter table audit_row enable trigger audit_row_append_only`;
  const unit = { id: house.unitIds[0]!, version: null };
  const [record] = await readUnitRecords(context, [unit.id]);
  // It was never let in those years, and is let now; then the unit is divided and the house has another number.
  await correctOccupancy(context, {
    ...{ unit, entryId: record!.history[0]!.id, from: '2010-01-01', to: '2012-01-01', occupancy: VACANT },
    ...{ evidence: EVIDENCE, note: null }
  });
  await changeOccupancy(context, {
    ...{ units: [{ id: house.unitIds[1]!, version: null }], from: '2020-01-01', to: null },
    ...{ occupancy: letTo(null), evidence: EVIDENCE, note: null }
  });
  const parts = [partOf('A', 20), partOf('B', 30)];
  await divideUnit(context, { unit, on: '2025-01-01', parts, evidence: EVIDENCE, note: null });
  const facts = { street: 'Ludwigstraße', houseNumber: '1', postcode: null, name: null, isAddressChecked: true };
  await correctBuilding(context, {
    ...{ building: { id: house.buildingId, version: null }, note: null },
    facts: { ...facts, isMonument: false, builtYear: 1900, storeysAbove: 5, roofStoreys: null }
  });
});
afterAll(() => database.close());

const then = <T>(read: (inside: ServiceContext) => Promise<T>) => asKnownOn(context, yesterday, read);

describe('as known before', () => {
  it('a unit has its old history and no successors', async () => {
    const id = house.unitIds[0]!;
    expect(await historyOf(context, id)).toBe('2010 vacant, 2012 vacant, end 2025-01-01');
    expect(await then((inside) => historyOf(inside, id))).toBe('2010 occupied 500, 2015 vacant');
    expect(await then((inside) => historyOf(inside, house.unitIds[1]!))).toBe('2010 occupied 500, 2015 vacant');
    const [unitThen, unitNow] = [
      await then((inside) => getUnit(inside, id, '2014-06-01')),
      await getUnit(context, id, '2014-06-01')
    ];
    expect(JSON.stringify(unitThen)).toContain('occupied');
    expect(JSON.stringify(unitNow)).not.toContain('"occupied"');
  });

  it('units that a division made are not there', async () => {
    const [made] = await database.sql<{ id: number }[]>`select max(id) as id from unit`;
    expect((await getUnit(context, made!.id, TODAY)).code).toBe('B');
    expect(await refusalOf(() => then((inside) => getUnit(inside, made!.id, TODAY)))).toMatch(/^not_found/);
  });

  it('the house has its old address', async () => {
    const read = (inside: ServiceContext) => getBuilding(inside, house.buildingId, TODAY);
    expect(JSON.stringify(await read(context))).toContain('Ludwigstraße');
    expect(JSON.stringify(await then(read))).not.toContain('Ludwigstraße');
    expect(JSON.stringify(await then(read))).toContain('Eisenbahnstraße');
  });

  it('the focus has the units of then', async () => {
    const count = (focus: Awaited<ReturnType<typeof loadFocus>>) => focus.units.id.length;
    expect(count(await loadFocus(context))).toBe(5);
    expect(count(await then((inside) => loadFocus(inside)))).toBe(3);
    expect(count(await loadFocus(context))).toBe(5);
  });

  it('what was recorded today is known by its end', async () => {
    const asToday = { ...context, today: today > context.today ? today : context.today };
    expect(await asKnownOn(asToday, today, (inside) => historyOf(inside, house.unitIds[0]!))).toBe(
      await historyOf(context, house.unitIds[0]!)
    );
  });
});

describe('past knowledge', () => {
  it('is for planners', async () => {
    for (const role of ['public', 'owner', 'seeker', 'business', 'counsellor'] as const) {
      const by = contextOf(database.db, { actor: { ...actorOf(role), buildingIds: [house.buildingId] } });
      expect(await refusalOf(() => asKnownOn(by, yesterday, async () => null))).toMatch(/^forbidden/);
    }
  });

  it.each(['9999-12-31', '2026-02-30', '0001-01-01', '\0', ''])('is refused for %j', async (day) => {
    expect(await refusalOf(() => asKnownOn(context, day, async () => null))).toBe('invalid parameter_invalid');
  });

  it('can only be read', async () => {
    const write = (inside: ServiceContext) =>
      changeOccupancy(inside, {
        ...{ units: [{ id: house.unitIds[2]!, version: null }], from: '2020-01-01', to: null },
        ...{ occupancy: letTo(null), evidence: EVIDENCE, note: null }
      });
    await expect(then(write)).rejects.toThrow();
    expect(await historyOf(context, house.unitIds[2]!)).toBe('2010 occupied 500, 2015 vacant');
  });
});
