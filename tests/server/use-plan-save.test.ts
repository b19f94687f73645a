import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differContents, invertChange } from '../../src/lib/domain/plan/plan-change';
import { EMPTY_PLAN, type PlanArea, type PlanContent } from '../../src/lib/domain/plan/plan-content';
import { InvalidInput } from '../../src/lib/domain/refusal';
import type { ServiceContext } from '../../src/lib/server/context';
import type { usePlan } from '../../src/lib/server/db/schema';
import { readContents, readPlan } from '../../src/lib/server/use-plan/plan-content';
import { PlanChangedMeanwhile, savePlanChange } from '../../src/lib/server/use-plan/plan-save';
import { readPlanUnits } from '../../src/lib/server/use-plan/plan-units';
import { content, entry, joined, part } from '../domain/plan/plan-factory';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
let factory: Factory;
let planner: ServiceContext;
let units: readonly [number, number, number];
let elsewhere: number;
let blockId: number;

const COURTYARD: PlanArea = {
  ...{ id: '5a0f5f0e-8c43-4b77-9c3e-0d6e6ad3a001', kind: 'courtyard', use: 'courtyard', storeys: 0 },
  ...{ targetOn: '2029-06-30', wish: 'Spielhof', reason: null, translations: { en: { wish: 'Playground' } } },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [12.4061, 51.3451],
        [12.4062, 51.3451],
        [12.4062, 51.3452],
        [12.4061, 51.3451]
      ]
    ]
  }
};

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  factory = await Factory.open(database.db);
  planner = contextOf(database.db, { actor: PLANNER });
  const district = await factory.district();
  const block = await factory.block({ districtId: district.id });
  const other = await factory.block({ districtId: district.id, slug: 'other' });
  blockId = block.id;
  const house = await factory.building({ blockId });
  const storey = await factory.storey({ buildingId: house.id });
  const made: number[] = [];
  for (const position of [1, 2, 3]) {
    const { id } = await factory.unit({
      buildingId: house.id,
      storeyId: storey.id,
      position,
      areaSqm: 60,
      frontageM: 6
    });
    await factory.occupancy({ unitId: id });
    made.push(id);
  }
  units = made as unknown as [number, number, number];
  const far = await factory.building({ blockId: other.id });
  const farStorey = await factory.storey({ buildingId: far.id });
  elsewhere = (await factory.unit({ buildingId: far.id, storeyId: farStorey.id })).id;
});

afterAll(() => database.close());

let count = 0;

async function plan(fields: Partial<typeof usePlan.$inferInsert> = {}): Promise<number> {
  return (await factory.plan({ ref: `plan-${++count}`, blockId, status: 'draft', ...fields })).id;
}

async function draw(planId: number, to: PlanContent, from?: PlanContent, context = planner) {
  const before = from ?? (await readPlan(planner, planId)).content;
  return savePlanChange(context, { planId, change: differContents(before, to), action: 'draw_plan' });
}

describe('drawing', () => {
  it('stores what was drawn, as it was drawn, with the area of the ground', async () => {
    const id = await plan();
    const [a, b, c] = units;
    const words = { wish: 'Café', reason: 'Weil.', translations: { ar: { wish: 'مقهى' } } };
    const drawn = content(
      [
        entry(
          a,
          part('gastronomy', { ...words, areaSqm: 100.5, frontageM: 10 }),
          part('retail', { areaSqm: 19.5, frontageM: 2 })
        ),
        joined(b, a),
        entry(c, part('reserved'))
      ],
      [COURTYARD]
    );
    const { result, eventId } = await draw(id, drawn);
    expect(result).toEqual(drawn);
    expect((await readPlan(planner, id)).content).toEqual(drawn);
    const [area] = await database.sql`select area_sqm as sqm from use_plan_area where plan_id = ${id}`;
    expect(area!.sqm).toBeCloseTo(38.6, -1);
    const [event] = await database.sql`
      select action, entity_id as plan, unit_ids as units, detail from audit_event where id = ${eventId}`;
    expect(event).toEqual({ action: 'draw_plan', plan: id, units: [a, b, c], detail: { units: 3, areas: 1 } });
  });

  it('goes back to where it came from', async () => {
    const id = await plan();
    const change = differContents(EMPTY_PLAN, content([entry(units[0], part('health'))], [COURTYARD]));
    await savePlanChange(planner, { planId: id, change, action: 'draw_plan' });
    await savePlanChange(planner, { planId: id, change: invertChange(change), action: 'draw_plan' });
    expect((await readPlan(planner, id)).content).toEqual(EMPTY_PLAN);
  });

  it('keeps what two planners draw at once on different units', async () => {
    const id = await plan();
    const [a, b] = units;
    await Promise.all([
      draw(id, content([entry(a, part('health'))]), EMPTY_PLAN),
      draw(id, content([entry(b, part('culture'))]), EMPTY_PLAN)
    ]);
    expect((await readPlan(planner, id)).content).toEqual(
      content([entry(a, part('health')), entry(b, part('culture'))])
    );
  });

  it('names what is there where both drew on one unit, and writes nothing', async () => {
    const id = await plan();
    const [a, b] = units;
    await draw(id, content([entry(a, part('health'))]), EMPTY_PLAN);
    const late = draw(id, content([entry(a, part('retail')), entry(b, part('retail'))]), EMPTY_PLAN);
    const conflict = {
      entries: [
        {
          change: { unitId: a, before: null, after: entry(a, part('retail')) },
          present: entry(a, part('health'))
        }
      ],
      areas: []
    };
    const error = await late.catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(PlanChangedMeanwhile);
    expect(error).toMatchObject({ kind: 'conflict', code: 'plan_changed_meanwhile', conflict });
    expect((await readPlan(planner, id)).content).toEqual(content([entry(a, part('health'))]));
  });

  it('answers a change that is sent again as it answered the first time', async () => {
    const id = await plan();
    const drawn = content([entry(units[0], part('health'))]);
    const first = await draw(id, drawn, EMPTY_PLAN);
    expect(await draw(id, drawn, EMPTY_PLAN)).toEqual(first);
    await expect(draw(id, drawn, drawn)).rejects.toThrow(InvalidInput);
  });

  it('refuses what is not sound, and units of another block, naming them', async () => {
    const id = await plan();
    const [a] = units;
    const cases = [
      [content([entry(elsewhere, part('health'))]), { field: `units.${elsewhere}`, code: 'unit_not_in_plan' }],
      [content([joined(a, units[1])]), { field: `units.${a}`, code: 'join_without_lead' }],
      [
        content([entry(a, part('health', { areaSqm: 20 }), part('retail', { areaSqm: 20 }))]),
        { code: 'areas_do_not_balance' }
      ]
    ] as const;
    for (const [drawn, issue] of cases) {
      await expect(draw(id, drawn, EMPTY_PLAN)).rejects.toMatchObject({ issues: [expect.objectContaining(issue)] });
    }
    expect((await readPlan(planner, id)).content).toEqual(EMPTY_PLAN);
  });

  it('goes on elsewhere where reality has ended a unit that was drawn on', async () => {
    const id = await plan();
    const [building] =
      await database.sql`select building_id as id, storey_id as storey from unit where id = ${units[0]}`;
    const gone = await factory.unit({ buildingId: building!.id, storeyId: building!.storey, position: 9 });
    await draw(id, content([entry(gone.id, part('health'))]));
    await database.sql`update unit set valid = '[2004-01-01,2026-11-01)' where id = ${gone.id}`;
    const drawn = content([entry(gone.id, part('health')), entry(units[0], part('retail'))]);
    expect((await draw(id, drawn)).result).toEqual(drawn);
    const fresh = await plan();
    await expect(draw(fresh, content([entry(gone.id, part('health'))]))).rejects.toThrow(InvalidInput);
  });

  it.each(['consultation', 'adopted', 'withdrawn'] as const)('is over once the plan is in %s', async (status) => {
    const id = await plan({ status });
    await expect(draw(id, content([entry(units[0], part('health'))]))).rejects.toMatchObject({
      code: 'plan_is_frozen'
    });
  });

  it('is for planners, on plans that there are', async () => {
    const id = await plan();
    const drawn = content([entry(units[0], part('health'))]);
    for (const role of ['public', 'owner', 'counsellor'] as const) {
      const context = { ...planner, actor: actorOf(role) };
      await expect(draw(id, drawn, EMPTY_PLAN, context)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    for (const nowhere of [2_000_000_000, 1.5, Number.NaN]) {
      await expect(draw(nowhere, drawn, EMPTY_PLAN)).rejects.toMatchObject({ kind: 'not_found' });
    }
  });
});

describe('reading', () => {
  it('shows drafts to planners only, and contents in the order asked for', async () => {
    const [draft, open] = [await plan(), await plan({ status: 'consultation' })];
    expect((await readContents(planner, [open, draft, open])).map(({ id }) => id)).toEqual([open, draft]);
    const anybody = contextOf(database.db);
    expect((await readContents(anybody, [open, draft])).map(({ id }) => id)).toEqual([open]);
    await expect(readPlan(anybody, draft)).rejects.toMatchObject({ kind: 'not_found', code: 'use_plan_not_found' });
  });

  it('names the plan that one is based on, and the latest version, as far as the reader sees them', async () => {
    const first = await plan({ status: 'adopted', title: 'Erster' });
    const [{ series } = { series: '' }] = await database.sql<{ series: string }[]>`
      select series from use_plan where id = ${first}`;
    const second = await plan({ series, version: 2, basedOnId: first });
    const based = await plan({ status: 'consultation', basedOnId: second });
    expect(await readPlan(planner, second)).toMatchObject({
      ...{ version: 2, isLatestVersion: true, basedOn: { id: first, title: 'Erster', version: 1 } }
    });
    expect(await readPlan(planner, first)).toMatchObject({ isLatestVersion: false, basedOn: null });
    const anybody = contextOf(database.db);
    expect(await readPlan(anybody, first)).toMatchObject({ isLatestVersion: true });
    expect(await readPlan(anybody, based)).toMatchObject({ basedOn: null });
  });

  it('gives the units of the area with what this reader may see of them', async () => {
    const [shop] = units;
    const [row] = await database.sql<{ building: number; storey: number; occupancy: number }[]>`
      select u.building_id as building, u.storey_id as storey, o.id as occupancy
      from unit u join occupancy o on o.unit_id = u.id where u.id = ${shop}`;
    const tenancy = await factory.tenancy({ unitId: shop, knownEndOn: '2027-03-31' });
    await database.sql`update occupancy set tenancy_id = ${tenancy.id} where id = ${row!.occupancy}`;
    const home = await factory.unit({
      buildingId: row!.building,
      storeyId: row!.storey,
      kind: 'dwelling',
      position: 8
    });
    await factory.occupancy({ unitId: home.id, useClass: 'housing' });
    const seen = async (context: ServiceContext) =>
      (await readPlanUnits(context, { blockId }, TODAY)).filter(({ unitId }) => [shop, home.id].includes(unitId));
    expect(await seen(planner)).toMatchObject([
      { unitId: shop, status: 'occupied', use: 'retail', knownEndOn: '2027-03-31', areaSqm: 60, frontageM: 6 },
      { unitId: home.id, status: 'occupied', use: 'housing' }
    ]);
    expect(await seen(contextOf(database.db))).toMatchObject([
      { unitId: shop, status: 'occupied', use: 'retail', knownEndOn: null },
      { unitId: home.id, status: 'withheld', use: null, knownEndOn: null }
    ]);
    const quarter = await readPlanUnits(planner, { blockId: null });
    expect(quarter.map(({ unitId }) => unitId)).toContain(elsewhere);
  });
});
