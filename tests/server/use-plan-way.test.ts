import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PLAN_STATUSES } from '../../src/lib/domain/codes';
import { differContents } from '../../src/lib/domain/plan/plan-change';
import { EMPTY_PLAN, type PlanContent } from '../../src/lib/domain/plan/plan-content';
import { PLAN_STEPS, planStepFrom } from '../../src/lib/domain/plan/plan-state';
import { asKnownOn } from '../../src/lib/server/change/past-knowledge';
import { listChangesSince } from '../../src/lib/server/change/change';
import { undoChange } from '../../src/lib/server/change/undo';
import type { ServiceContext } from '../../src/lib/server/context';
import { readPlan } from '../../src/lib/server/use-plan/plan-content';
import { listPlanHistory } from '../../src/lib/server/use-plan/plan-history';
import { copyPlan, createPlan, describePlan } from '../../src/lib/server/use-plan/plan-making';
import { readPlanTexts } from '../../src/lib/server/use-plan/plan-record';
import { savePlanChange } from '../../src/lib/server/use-plan/plan-save';
import {
  adoptPlan,
  closeConsultation,
  openConsultation,
  removePlan,
  withdrawPlan
} from '../../src/lib/server/use-plan/plan-step';
import { content, entry, joined, part } from '../domain/plan/plan-factory';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
let factory: Factory;
let planner: ServiceContext;
let units: readonly [number, number];
let blockId: number;
let planId: number;

const anybody = () => contextOf(database.db);
const words = (title: string, summary = 'Worum es geht.') => ({
  texts: { base: { title, summary }, others: { en: { title: `${title} (en)`, summary: null } }, confirmed: [] },
  horizonOn: '2031-12-31'
});
const HEALTH = part('health', { wish: 'Arztpraxis' });

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  factory = await Factory.open(database.db);
  planner = contextOf(database.db, { actor: PLANNER });
  const district = await factory.district();
  blockId = (await factory.block({ districtId: district.id })).id;
  const house = await factory.building({ blockId });
  const storey = await factory.storey({ buildingId: house.id });
  const made = [];
  for (const position of [1, 2]) {
    made.push((await factory.unit({ buildingId: house.id, storeyId: storey.id, position, areaSqm: 60 })).id);
  }
  units = made as unknown as [number, number];
});

beforeEach(async () => {
  planId = (await createPlan(planner, { ...words('Neuer Plan'), blockId })).result;
});

afterAll(() => database.close());

async function draw(to: PlanContent, id = planId) {
  const { content: before } = await readPlan(planner, id);
  return savePlanChange(planner, { planId: id, change: differContents(before, to), action: 'draw_plan' });
}

/** The plan of the test, brought to `status` as people bring it there. */
async function bringTo(status: (typeof PLAN_STATUSES)[number]): Promise<void> {
  if (status === 'draft') return;
  await draw(content([entry(units[0], HEALTH)]));
  await openConsultation(planner, { planId, from: TODAY, to: '2026-12-31' });
  if (status !== 'consultation') await adoptPlan(planner, { planId, adoptedOn: TODAY, decision: 'Beschluss 1' });
  if (status === 'withdrawn') await withdrawPlan(planner, { planId });
}

describe('making', () => {
  it('begins an empty draft for a block or the quarter, in more than one language', async () => {
    const plan = await readPlan(planner, planId);
    expect(plan).toMatchObject({
      ...{ title: 'Neuer Plan', status: 'draft', version: 1, blockId, horizonOn: '2031-12-31', content: EMPTY_PLAN },
      ...{ series: plan.ref, basedOn: null, isLatestVersion: true }
    });
    expect((await readPlan({ ...planner, locale: 'en' }, planId)).title).toBe('Neuer Plan (en)');
    const wide = await createPlan(planner, { ...words('Überall'), blockId: null });
    expect(await readPlan(planner, wide.result)).toMatchObject({ blockId: null, blockName: null });
  });

  it('names what is missing', async () => {
    await expect(createPlan(planner, { ...words(''), horizonOn: 'bald', blockId: 2_000_000 })).rejects.toMatchObject({
      issues: [
        { field: 'title', code: 'required' },
        { field: 'horizonOn', code: 'not_a_day' },
        { field: 'blockId', code: 'unknown_code' }
      ]
    });
  });

  it('copies all that a plan says into a scenario of its own', async () => {
    const drawn = content([
      entry(units[0], part('retail', { areaSqm: 70 }), part('health', { areaSqm: 50 })),
      joined(units[1], units[0])
    ]);
    await draw(drawn);
    const { result: same } = await copyPlan(planner, { planId, as: 'copy' });
    const { result: other } = await copyPlan(planner, { planId, as: 'copy', title: 'Variante' });
    expect(await readPlan(planner, same)).toMatchObject({
      ...{ title: 'Neuer Plan', status: 'draft', version: 1, content: drawn },
      basedOn: { id: planId, title: 'Neuer Plan', version: 1 }
    });
    const english = { ...planner, locale: 'en' };
    expect((await readPlan(english, same)).title).toBe('Neuer Plan (en)');
    expect((await readPlan(english, other)).title).toBe('Variante');
    expect((await readPlan(planner, other)).series).not.toBe((await readPlan(planner, planId)).series);
    await draw(EMPTY_PLAN, other);
    expect((await readPlan(planner, planId)).content).toEqual(drawn);
  });

  it('makes the next version of a frozen plan, one at a time', async () => {
    await bringTo('adopted');
    const { content: drawn, series } = await readPlan(planner, planId);
    const tries = await Promise.allSettled([
      copyPlan(planner, { planId, as: 'version' }),
      copyPlan(planner, { planId, as: 'version' })
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'step_not_possible' } });
    const [made] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.result] : []));
    expect(await readPlan(planner, made!)).toMatchObject({
      ...{ version: 2, series, status: 'draft', content: drawn, basedOn: { id: planId } }
    });
    expect((await readPlan(planner, planId)).isLatestVersion).toBe(false);
    expect((await readPlan(anybody(), planId)).isLatestVersion).toBe(true);
  });

  it('describes a draft, and says what others did meanwhile', async () => {
    const { recordVersion } = await readPlanTexts(planner, planId);
    await draw(content([entry(units[0], HEALTH)]));
    const plan = { id: planId, version: recordVersion };
    await expect(describePlan(planner, { plan, ...words('Anders') })).rejects.toMatchObject({
      code: 'changed_meanwhile'
    });
    const meanwhile = await listChangesSince(planner, { entity: 'use_plan', id: planId, version: recordVersion });
    expect(meanwhile.map(({ action, rowCount }) => [action, rowCount])).toEqual([['draw_plan', 1]]);
    await describePlan(planner, { plan: { ...plan, version: null }, ...words('Anders') });
    expect(await readPlan(planner, planId)).toMatchObject({ title: 'Anders' });
    await expect(
      describePlan(planner, { plan: { id: planId, version: null }, ...words('Anders') })
    ).rejects.toMatchObject({ issues: [{ field: 'form', code: 'nothing_changed' }] });
  });
});

describe('the way of a plan', () => {
  it('leads from the draft to the public and to the decision', async () => {
    await draw(content([entry(units[0], HEALTH)]));
    await expect(readPlan(anybody(), planId)).rejects.toThrow('use_plan_not_found');
    await openConsultation(planner, { planId, from: '2026-12-01', to: '2026-12-31' });
    expect(await readPlan(anybody(), planId)).toMatchObject({
      ...{ status: 'consultation', consultation: { from: '2026-12-01', to: '2026-12-31' } }
    });
    await adoptPlan(planner, { planId, adoptedOn: '2026-11-20', decision: 'Stadtrat, VII-DS-1' });
    expect(await readPlan(anybody(), planId)).toMatchObject({
      ...{ status: 'adopted', adoptedOn: '2026-11-20', decision: 'Stadtrat, VII-DS-1' }
    });
    await withdrawPlan(planner, { planId, note: 'Überholt.' });
    expect(await readPlan(anybody(), planId)).toMatchObject({ status: 'withdrawn', withdrawnOn: TODAY });
  });

  it('goes back to the draft, and ends a period that has begun', async () => {
    await bringTo('consultation');
    await closeConsultation(planner, { planId, note: 'Wird neu gezeichnet.' });
    expect(await readPlan(planner, planId)).toMatchObject({
      status: 'draft',
      consultation: { from: TODAY, to: TODAY }
    });
    await expect(readPlan(anybody(), planId)).rejects.toThrow('use_plan_not_found');
    await draw(content([entry(units[1], HEALTH)]));
    await openConsultation(planner, { planId, from: '2027-01-01', to: '2027-01-31' });
    await closeConsultation(planner, { planId });
    expect(await readPlan(planner, planId)).toMatchObject({ consultation: null });
  });

  it('asks nobody about an empty plan, and in no period that is over', async () => {
    const later = { planId, from: TODAY, to: '2026-12-31' };
    await expect(openConsultation(planner, later)).rejects.toMatchObject({
      issues: [{ field: 'form', code: 'plan_is_empty' }]
    });
    await draw(content([entry(units[0], HEALTH)]));
    const cases = [
      [{ from: '2026-12-31', to: '2026-12-01' }, 'end_not_after_start'],
      [{ from: '2026-10-01', to: '2026-11-21' }, 'out_of_range'],
      [{ from: TODAY, to: '2026-02-30' }, 'not_a_day']
    ] as const;
    for (const [period, code] of cases) {
      await expect(openConsultation(planner, { planId, ...period })).rejects.toMatchObject({
        issues: [{ field: 'to', code }]
      });
    }
    await openConsultation(planner, later);
    await expect(adoptPlan(planner, { planId, adoptedOn: '2026-11-23', decision: null })).rejects.toMatchObject({
      issues: [{ field: 'adoptedOn', code: 'in_the_future' }]
    });
  });

  const taken = {
    open_consultation: () => openConsultation(planner, { planId, from: TODAY, to: '2026-12-31' }),
    close_consultation: () => closeConsultation(planner, { planId }),
    adopt: () => adoptPlan(planner, { planId, adoptedOn: TODAY, decision: null }),
    withdraw: () => withdrawPlan(planner, { planId }),
    remove: () => removePlan(planner, { planId })
  } as const;

  it.each(PLAN_STATUSES)('has from %s the steps that its table names, and no other', async (status) => {
    for (const step of PLAN_STEPS) {
      planId = (await createPlan(planner, { ...words('Tabelle'), blockId })).result;
      if (status === 'draft') await draw(content([entry(units[0], HEALTH)]));
      await bringTo(status);
      const outcome = await taken[step]().then(
        () => 'taken',
        (error: unknown) => (error as { code: string }).code
      );
      const refused = step === 'remove' ? 'plan_is_frozen' : 'step_not_possible';
      expect([step, outcome]).toEqual([step, planStepFrom(status, step) === null ? refused : 'taken']);
    }
  });

  it('removes a draft whole, but not once people have commented on it', async () => {
    await draw(content([entry(units[0], HEALTH)]));
    await removePlan(planner, { planId });
    const [left] = await database.sql`
      select (select count(*)::integer from use_plan_target where plan_id = ${planId}) as targets,
        (select count(*)::integer from translation where entity = 'use_plan' and entity_id = ${planId}) as texts`;
    expect(left).toEqual({ targets: 0, texts: 0 });
    await expect(readPlan(planner, planId)).rejects.toThrow('use_plan_not_found');

    planId = (await createPlan(planner, { ...words('Besprochen'), blockId })).result;
    await bringTo('consultation');
    await database.sql`insert into plan_comment (plan_id, body, locale) values (${planId}, 'Schön.', 'de')`;
    await closeConsultation(planner, { planId });
    await expect(removePlan(planner, { planId })).rejects.toMatchObject({ code: 'still_referred_to' });
    expect((await readPlan(planner, planId)).content.entries).toHaveLength(1);
  });
});

describe('what is frozen', () => {
  const frozen = ['consultation', 'adopted', 'withdrawn'] as const;

  it.each(frozen)('stays as it is through every service: %s', async (status) => {
    const drawing = await draw(content([entry(units[1], HEALTH)]));
    await bringTo(status);
    const before = await readPlan(planner, planId);
    const attempts = {
      draw: () => draw(EMPTY_PLAN),
      import: () =>
        savePlanChange(planner, {
          ...{ planId, action: 'import_plan' },
          change: differContents(before.content, EMPTY_PLAN)
        }),
      describe: () => describePlan(planner, { plan: { id: planId, version: null }, ...words('Anders') }),
      undo: () => undoChange(planner, { eventId: drawing.eventId, note: null }),
      remove: () => removePlan(planner, { planId })
    };
    for (const [name, attempt] of Object.entries(attempts)) {
      await expect(attempt(), name).rejects.toMatchObject({ kind: 'conflict' });
    }
    expect(await readPlan(planner, planId)).toEqual(before);
  });

  it.each(frozen)('stays as it is in the database itself: %s', async (status) => {
    await bringTo(status);
    const { sql } = database;
    const statements = [
      sql`update use_plan_target set wish = 'x' where plan_id = ${planId}`,
      sql`delete from use_plan_target where plan_id = ${planId}`,
      sql`insert into use_plan_target (plan_id, unit_id, part, use_class, target_on)
        values (${planId}, ${units[1]}, 1, 'health', '2030-01-01')`,
      sql`insert into use_plan_area (area_id, plan_id, kind, use_class, storeys, geometry, area_sqm, target_on)
        values (gen_random_uuid(), ${planId}, 'courtyard', 'courtyard', 0, '{}', 1, '2030-01-01')`,
      sql`update use_plan set title = 'x' where id = ${planId}`,
      sql`update translation set text = 'x' where entity = 'use_plan' and entity_id = ${planId}`,
      sql`delete from use_plan where id = ${planId}`
    ];
    for (const statement of statements) await expect(statement).rejects.toThrow('is not a draft any more');
  });

  it('takes back no decision', async () => {
    await draw(content([entry(units[0], HEALTH)]));
    const { eventId } = await openConsultation(planner, { planId, from: TODAY, to: '2026-12-31' });
    await expect(undoChange(planner, { eventId, note: null })).rejects.toMatchObject({ code: 'cannot_undo' });
  });
});

describe('the history of a plan', () => {
  it('says who changed what, unit by unit', async () => {
    const [a, b] = units;
    await draw(content([entry(a, part('retail'))]));
    await draw(content([entry(a, part('retail', { areaSqm: 60 }), part('health', { areaSqm: 60 })), joined(b, a)]));
    await describePlan(planner, { plan: { id: planId, version: null }, ...words('Umbenannt') });
    const { entries, units: named, isMore } = await listPlanHistory(planner, planId);
    expect(entries.map(({ action }) => action)).toEqual(['describe_plan', 'draw_plan', 'draw_plan', 'create_plan']);
    expect(entries[0]!.head).toEqual(
      expect.arrayContaining([
        { field: 'title', locale: null, before: 'Neuer Plan', after: 'Umbenannt' },
        { field: 'title', locale: 'en', before: 'Neuer Plan (en)', after: 'Umbenannt (en)' }
      ])
    );
    expect(entries[1]!.change.entries).toEqual([
      {
        unitId: a,
        before: entry(a, part('retail')),
        after: entry(a, part('retail', { areaSqm: 60 }), part('health', { areaSqm: 60 }))
      },
      { unitId: b, before: null, after: joined(b, a) }
    ]);
    expect(entries.map(({ canUndo }) => canUndo)).toEqual([true, true, true, false]);
    expect(named.map(({ id }) => id).sort()).toEqual([a, b].sort());
    expect(isMore).toBe(false);
  });

  it('takes a drawing back, and brings it again', async () => {
    const drawn = content([entry(units[0], HEALTH), entry(units[1], part('retail'))]);
    const { eventId } = await draw(drawn);
    const undone = await undoChange(planner, { eventId, note: null });
    expect((await readPlan(planner, planId)).content).toEqual(EMPTY_PLAN);
    await undoChange(planner, { eventId: undone.eventId, note: null });
    expect((await readPlan(planner, planId)).content).toEqual(drawn);
    const [latest] = (await listPlanHistory(planner, planId)).entries;
    expect(latest).toMatchObject({ action: 'undo', undoesId: undone.eventId });
  });

  it('refuses to take back what was drawn over since, or what something drawn since builds on', async () => {
    const [a, b] = units;
    const first = await draw(content([entry(a, part('retail'))]));
    await draw(content([entry(a, part('retail')), joined(b, a)]));
    await expect(undoChange(planner, { eventId: first.eventId, note: null })).rejects.toMatchObject({
      code: 'changed_since'
    });
    const gone = await draw(EMPTY_PLAN);
    await draw(content([entry(a, HEALTH)]));
    await expect(undoChange(planner, { eventId: gone.eventId, note: null })).rejects.toMatchObject({
      code: 'changed_since'
    });
    expect((await readPlan(planner, planId)).content).toEqual(content([entry(a, HEALTH)]));
  });

  it('is kept by the day: what was known then is read as it was', async () => {
    const { id } = await factory.plan({ ref: 'of-old', blockId, status: 'draft' });
    await factory.target({ planId: id, unitId: units[0], useClass: 'health', targetOn: '2030-01-01' });
    const old = content([entry(units[0], part('health', { targetOn: '2030-01-01' }))]);
    await draw(content([joined(units[0], units[1]), entry(units[1], part('retail'))]), id);
    const then = await asKnownOn(planner, '2026-11-21', (context) => readPlan(context, id));
    expect(then.content).toEqual(old);
    expect((await readPlan(planner, id)).content).not.toEqual(old);
  });
});
