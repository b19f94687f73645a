import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmOccupancy, changeOccupancy } from '../../src/lib/server/unit/occupancy';
import { listWorklist } from '../../src/lib/server/worklist';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
const houses: number[] = [];
const units: number[] = [];
const as = (actor = PLANNER) => contextOf(database.db, { actor });
const ALL = { due: 'all', buildingId: null } as const;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  const make = await Factory.open(database.db);
  for (const checks of [['2026-11-01', null], ['2020-01-01']]) {
    const house = await make.building();
    const storey = await make.storey({ buildingId: house.id });
    houses.push(house.id);
    for (const checkedOn of checks) {
      const unit = await make.unit({ buildingId: house.id, storeyId: storey.id });
      await make.occupancy({ unitId: unit.id, checkedOn });
      units.push(unit.id);
    }
    const gone = await make.unit({
      ...{ buildingId: house.id, storeyId: storey.id },
      valid: { from: '2004-01-01', to: '2020-01-01' }
    });
    await make.occupancy({ unitId: gone.id, valid: { from: '2004-01-01', to: '2020-01-01' } });
  }
});

afterAll(() => database.close());

describe('the worklist', () => {
  it('names the units of today, the longest unchecked first, with what a confirmation needs', async () => {
    const { units: page, counts } = await listWorklist(as(), ALL);
    expect(page.rows.map(({ id }) => id)).toEqual([units[1], units[2], units[0]]);
    expect(page.total).toBe(3);
    expect(counts).toEqual({ never: 1, outdated: 1, old: 0, ageing: 0, fresh: 1 });
    expect(page.rows[0]).toMatchObject({
      ...{ version: 0, freshness: 'never' },
      state: { status: 'occupied', use: 'retail', checkedOn: null, from: '2004-01-01' }
    });
  });

  it('narrows down to what is due and to one house', async () => {
    const due = await listWorklist(as(), { ...ALL, due: 'due' });
    expect(due.units.rows.map(({ id }) => id)).toEqual([units[1], units[2]]);
    const house = await listWorklist(as(), { ...ALL, buildingId: houses[0]! });
    expect(house.units.rows.map(({ id }) => id)).toEqual([units[1], units[0]]);
  });

  it('shows owners their own houses and nobody else anything', async () => {
    const owner = actorOf('owner', { buildingIds: [houses[1]!] });
    expect((await listWorklist(as(owner), ALL)).units.rows.map(({ id }) => id)).toEqual([units[2]]);
    await expect(listWorklist(as(owner), { ...ALL, buildingId: houses[0]! })).rejects.toMatchObject({
      ...{ kind: 'forbidden', code: 'role_needed' }
    });
    for (const role of ['public', 'seeker', 'business', 'counsellor'] as const) {
      await expect(listWorklist(as(actorOf(role)), ALL)).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });

  it('puts a confirmed unit behind the others at once, in the whole city as in one house', async () => {
    const evidence = { method: 'visit', checkedOn: TODAY } as const;
    await confirmOccupancy(as(), { units: [{ id: units[1]!, version: 0 }], evidence });
    const { units: page } = await listWorklist(as(), ALL);
    expect(page.rows.map(({ id, version, freshness }) => [id, version, freshness])).toEqual([
      [units[2], 0, 'outdated'],
      [units[0], 0, 'fresh'],
      [units[1], 1, 'fresh']
    ]);
    const inHouse = await listWorklist(as(), { ...ALL, buildingId: houses[0]! });
    expect(inHouse.units.rows.map(({ id }) => id)).toEqual([units[0], units[1]]);
  });

  it('takes the state of today, not one that lies ahead', async () => {
    await changeOccupancy(as(), {
      ...{ units: [{ id: units[2]!, version: null }], from: '2027-01-01', to: null, note: null },
      occupancy: {
        ...{ status: 'vacant', useClass: null, reason: null, activatableMonths: null, isStartKnown: true },
        tenancy: null
      },
      evidence: { method: 'owner', checkedOn: TODAY }
    });
    const { units: page } = await listWorklist(as(), { ...ALL, due: 'outdated' });
    expect(page.rows[0]).toMatchObject({ id: units[2], state: { status: 'occupied', checkedOn: '2020-01-01' } });
  });
});
