import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Occupancy } from '../../src/lib/domain/occupancy';
import { DomainError } from '../../src/lib/domain/errors';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { changeOccupancy, confirmOccupancy } from '../../src/lib/server/unit/occupancy';
import { correctStorey } from '../../src/lib/server/building/storey';
import { correctUnit } from '../../src/lib/server/unit/unit-facts';
import { divideUnit } from '../../src/lib/server/unit/unit-structure';
import { readUnitRecords } from '../../src/lib/server/unit/unit-record';
import { undoChange } from '../../src/lib/server/change/undo';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER, square, TODAY } from '../support/factories';

let database: TestDatabase;
let wide: OpenDatabase;
let factory: Factory;
let units: readonly number[];

const EVIDENCE = { method: 'visit', checkedOn: TODAY } as const;
const VACANT: Omit<Occupancy, 'checkedOn'> = {
  ...{ status: 'vacant', useClass: null, reason: 'tenant_search', activatableMonths: 3 },
  ...{ isStartKnown: true, tenancy: null }
};

/** Somebody with a connection of their own. */
const planner = () => contextOf(wide.db, { actor: PLANNER });

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  wide = openDatabase(database.url, { poolSize: 24 });
  factory = await Factory.open(database.db);
});
afterAll(async () => {
  await wide.close();
  await database.close();
});

async function buildHouse(unitCount: number) {
  const building = await factory.building();
  const made = await factory.storey({ buildingId: building.id });
  const ids: number[] = [];
  for (let index = 0; index < unitCount; index++) {
    const { geometry } = square({ at: [12.4061 + index * 0.0001, 51.3451], sizeDegrees: 0.0001 });
    const unit = await factory.unit({ buildingId: building.id, storeyId: made.id, position: index + 1, geometry });
    await factory.occupancy({ unitId: unit.id });
    ids.push(unit.id);
  }
  return { storey: made, units: ids };
}

beforeEach(async () => {
  ({ units } = await buildHouse(4));
});

const vacate = (id: number, version: number | null, from: string) =>
  changeOccupancy(planner(), {
    ...{ units: [{ id, version }], from, to: null, occupancy: VACANT, evidence: EVIDENCE, note: null }
  });

function split(outcomes: readonly PromiseSettledResult<unknown>[]) {
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  return { accepted: outcomes.length - refused.length, refused };
}

const historyOf = async (id: number) => (await readUnitRecords(planner(), [id]))[0]!;

describe('two people in one unit', () => {
  it('exactly one of two simultaneous saves on the same version lands, the other is told', async () => {
    for (let round = 0; round < 10; round++) {
      const { version } = await historyOf(units[0]!);
      const days = [`2020-01-${10 + round}`, `2021-01-${10 + round}`] as const;
      const { accepted, refused } = split(
        await Promise.allSettled(days.map((from) => vacate(units[0]!, version, from)))
      );
      expect(accepted).toBe(1);
      expect(refused).toMatchObject([
        {
          kind: 'conflict',
          code: 'changed_meanwhile',
          details: { entity: 'unit', id: units[0], version: version + 1 }
        }
      ]);
      const [[events], record] = await Promise.all([
        database.sql<{ count: number }[]>`
          select count(*)::integer as count from audit_event where unit_ids @> array[${units[0]!}::integer]`,
        historyOf(units[0]!)
      ]);
      expect(record.version).toBe(version + 1);
      expect(events!.count).toBe(version + 1);
    }
  });

  it('leaves nothing of a batch in which one unit has moved on', async () => {
    const [first, second] = [units[0]!, units[1]!];
    await vacate(second, 0, '2020-01-01');
    const before = await historyOf(first);
    const batch = changeOccupancy(planner(), {
      units: [
        { id: first, version: 0 },
        { id: second, version: 0 }
      ],
      ...{ from: '2022-01-01', to: null, occupancy: VACANT, evidence: EVIDENCE, note: null }
    });
    await expect(batch).rejects.toMatchObject({ code: 'changed_meanwhile', details: { id: second, version: 1 } });
    expect(await historyOf(first)).toEqual(before);
  });

  it('takes twenty simultaneous saves without a version one after the other', async () => {
    const days = Array.from({ length: 20 }, (_, index) => `20${String(10 + (index % 10))}-0${1 + (index % 9)}-01`);
    const { refused } = split(
      await Promise.allSettled(
        days.map((from, index) =>
          changeOccupancy(planner(), {
            ...{ units: [{ id: units[0]!, version: null }], from, to: null, evidence: EVIDENCE, note: null },
            occupancy: { ...VACANT, activatableMonths: index }
          })
        )
      )
    );
    expect(refused).toEqual([]);
    const record = await historyOf(units[0]!);
    expect(record.version).toBe(20);
    const months = record.history.map(({ occupancy }) => occupancy.activatableMonths);
    expect(new Set(months).size).toBe(new Set(days).size + 1);
  });

  it('cannot give two units of a house one code at the same moment', async () => {
    const records = await readUnitRecords(planner(), units.slice(0, 2));
    const { accepted, refused } = split(
      await Promise.allSettled(
        records.map(({ id, version, facts }) =>
          correctUnit(planner(), { unit: { id, version }, facts: { ...facts, code: 'EG-X' }, note: null })
        )
      )
    );
    expect(accepted).toBe(1);
    expect(refused).toMatchObject([{ issues: [{ field: 'code', code: 'code_taken' }] }]);
  });

  it('takes one change back only once', async () => {
    const { eventId } = await vacate(units[0]!, null, '2020-01-01');
    const { accepted, refused } = split(
      await Promise.allSettled([1, 2, 3].map(() => undoChange(planner(), { eventId, note: null })))
    );
    expect(accepted).toBe(1);
    expect(refused).toMatchObject([{ code: 'already_undone' }, { code: 'already_undone' }]);
  });
});

describe('many at once', () => {
  it('batches over the same units in opposite order never wait for each other for ever', async () => {
    const orders = [units, [...units].reverse(), [units[2]!, units[0]!, units[3]!, units[1]!]];
    const saves = Array.from({ length: 18 }, (_, index) =>
      changeOccupancy(planner(), {
        units: orders[index % orders.length]!.map((id) => ({ id, version: null })),
        ...{ from: `2015-02-${String(index + 1).padStart(2, '0')}`, to: null, evidence: EVIDENCE, note: null },
        occupancy: { ...VACANT, activatableMonths: index }
      })
    );
    expect(split(await Promise.allSettled(saves)).refused).toEqual([]);
    for (const id of units) expect((await historyOf(id)).version).toBe(18);
  });

  it('divisions, storeys, facts and confirmations of different houses never wait for each other for ever', async () => {
    const houses = await Promise.all(Array.from({ length: 6 }, () => buildHouse(2)));
    const saves = houses.flatMap((house, index) => [
      divideUnit(planner(), {
        ...{ unit: { id: house.units[0]!, version: null }, on: '2026-01-01', evidence: EVIDENCE, note: null },
        parts: ['A', 'B'].map((code) => ({
          ...{ code: `${code}${index}`, kind: 'shop' as const, areaSqm: 25, areaType: 'usable' as const },
          ...{ frontageM: null, occupancy: VACANT }
        }))
      }),
      correctStorey(planner(), {
        building: { id: house.storey.buildingId, version: null },
        correction: { id: house.storey.id, type: 'EG', level: 0, heightM: 4 + index / 10 },
        note: null
      }),
      confirmOccupancy(planner(), { units: [{ id: house.units[1]!, version: null }], evidence: EVIDENCE })
    ]);
    const { refused } = split(await Promise.allSettled(saves));
    expect(refused.map((reason) => (reason instanceof DomainError ? reason.code : reason))).toEqual([]);
  });
});
