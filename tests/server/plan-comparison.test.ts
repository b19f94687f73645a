import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeOccupancy } from '../../src/lib/server/unit/occupancy';
import { comparePlanSides } from '../../src/lib/server/use-plan/plan-comparison';
import { readPlanStock } from '../../src/lib/server/use-plan/plan-stock';
import { readPlanUnits } from '../../src/lib/server/use-plan/plan-units';
import { readTargetPicture } from '../../src/lib/server/use-plan/target-picture';
import { packPlanStock } from '../../src/lib/domain/plan/plan-stock';
import { isGroundFloorStorey } from '../../src/lib/domain/storey';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, contextOf, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
const id: Record<string, number> = {};
const open = () => contextOf(database.db, { quarter: 'iq-ost' });
const planner = () => contextOf(database.db, { quarter: 'iq-ost', actor: PLANNER });

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  const plans = await database.sql<{ ref: string; id: number }[]>`select ref, id from use_plan`;
  for (const plan of plans) id[plan.ref] = plan.id;
});

afterAll(() => database.close());

const compare = (from: number | null, to: number, context = planner()) => comparePlanSides(context, { from, to });

describe('comparePlanSides', () => {
  it('compares today with the seeded plan as the golden numbers of Block 99 say', async () => {
    const { counts, changes, differing, differingCount, plans } = await compare(null, id['iq-ost']!);
    expect(counts).toEqual({
      ...{ untouched: 12, same: 88, added: 18, removed: 0, use: 2, detail: 0, not_comparable: 1 }
    });
    expect(changes.find((row) => row.class === 'health')).toMatchObject({ units: 2, areaSqm: [236, 0, 0, 0] });
    expect([differing.length, differingCount, plans.from, plans.to.id]).toEqual([20, 20, null, id['iq-ost']]);
    const settled = differing.find((unit) => unit.class === 'use')!;
    expect(settled.from.today).not.toBeNull();
    expect(settled.to.parts).toHaveLength(1);
  });

  it('compares two plans in both directions, and a plan with itself as the same', async () => {
    const there = await compare(id['iq-ost']!, id.hofgarten!);
    expect(there.counts).toMatchObject({ removed: 98, use: 9, detail: 2, added: 0, same: 0 });
    const back = await compare(id.hofgarten!, id['iq-ost']!);
    expect(back.counts).toMatchObject({ removed: 0, use: 9, detail: 2, added: 98, same: 0 });
    expect(there.isSame).toBe(false);
    expect((await compare(id.hofgarten!, id.hofgarten!)).isSame).toBe(true);
  });

  it('lists the first of many differing units in the same order, and counts them all', async () => {
    const choice = { from: id['iq-ost']!, to: id.hofgarten! };
    const { differing } = await comparePlanSides(planner(), choice);
    expect(differing).toHaveLength(109);
    for (const most of [0, 1, 7, 50, 108, 109]) {
      const shown = await comparePlanSides(planner(), { ...choice, most });
      expect([shown.differing, shown.differingCount]).toEqual([differing.slice(0, most), 109]);
    }
  });

  it('has no draft for the public, on either side', async () => {
    await expect(compare(null, id.hofgarten!, open())).rejects.toMatchObject({ kind: 'not_found' });
    await expect(compare(id.hofgarten!, id['iq-ost']!, open())).rejects.toMatchObject({ kind: 'not_found' });
    await expect(compare(id['iq-ost']!, 999_999, open())).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('reads from memory what the units of the plan say', async () => {
    const { plans } = await compare(null, id['iq-ost']!);
    for (const context of [open(), planner(), contextOf(database.db, { quarter: 'iq-ost', actor: owner() })]) {
      const units = await readPlanUnits(context, { blockId: plans.to.blockId });
      const read = packPlanStock(
        [...units]
          .sort((a, b) => a.unitId - b.unitId)
          .map((unit) => ({ ...unit, isGroundFloor: isGroundFloorStorey(unit.storeyType, unit.level, true) }))
      );
      expect(await readPlanStock(context, [plans.to.blockId])).toEqual(read);
    }
  });
});

const owner = () => actorOf('owner', { buildingIds: [3] });

describe('what the public must not learn', () => {
  it('is the same to the byte whatever a dwelling is', async () => {
    const [dwelling] = await database.sql<{ id: number }[]>`
      select u.id from unit u join use_plan_target g on g.unit_id = u.id and g.plan_id = ${id['iq-ost']!}
      join occupancy o on o.unit_id = u.id and o.valid @> ${TODAY}::date and o.status = 'occupied'
      where u.kind = 'dwelling' order by u.id limit 1`;
    const read = async () =>
      JSON.stringify([await compare(null, id['iq-ost']!, open()), await readTargetPicture(open(), id['iq-ost']!)]);
    const [before, seen] = [await read(), await compare(null, id['iq-ost']!)];
    await changeOccupancy(planner(), {
      ...{ units: [{ id: dwelling!.id, version: null }], from: TODAY, to: null, note: null },
      occupancy: {
        ...{ status: 'vacant', useClass: null, reason: 'between_tenants', activatableMonths: null },
        ...{ isStartKnown: true, tenancy: null }
      },
      evidence: { method: 'visit', checkedOn: TODAY }
    });
    expect(await read()).toBe(before);
    expect((await compare(null, id['iq-ost']!)).counts.added).toBe(seen.counts.added + 1);
  });

  it('is when a tenancy ends', async () => {
    const ends = async (context = planner()) =>
      (await readTargetPicture(context, id['iq-ost']!)).uses.flatMap(({ untilOn }) => untilOn);
    expect(await ends()).toEqual(['2028-01-01']);
    expect(await ends(open())).toEqual([]);
    expect(await ends(contextOf(database.db, { quarter: 'iq-ost', actor: actorOf('counsellor') }))).toEqual([]);
  });
});

describe('readTargetPicture', () => {
  it('tells of the seeded plan how far each use has come', async () => {
    const { uses } = await readTargetPicture(planner(), id['iq-ost']!);
    const health = uses.find(({ use }) => use === 'health')!;
    expect(health).toMatchObject({ wanted: 5, states: { settled: 3, offered: 1, occupied: 1 } });
    expect(health.wishes.length).toBeGreaterThan(0);
  });

  it('leaves every dwelling withheld from the public, and names the offers that it may see', async () => {
    const { uses } = await readTargetPicture(open(), id['iq-ost']!);
    expect(uses.find(({ use }) => use === 'housing')).toMatchObject({ wanted: 72, states: { withheld: 72 } });
    expect(uses.find(({ use }) => use === 'retail')!.states.offered).toBe(1);
  });

  it('is not there of a draft for the public', async () => {
    await expect(readTargetPicture(open(), id.hofgarten!)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
