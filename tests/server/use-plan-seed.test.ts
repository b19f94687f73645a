import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findGeodataFolder } from '../../geodata/steps/read';
import { differContents } from '../../src/lib/domain/plan/plan-change';
import { seedQuarter } from '../../src/lib/server/db/seed';
import { readPlanHeads } from '../../src/lib/server/use-plan/plan-head';
import { readPlan } from '../../src/lib/server/use-plan/plan-content';
import { savePlanChange } from '../../src/lib/server/use-plan/plan-save';
import { closeConsultation, removePlan } from '../../src/lib/server/use-plan/plan-step';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, PLANNER } from '../support/factories';

let database: TestDatabase;
let geodata: string;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  geodata = mkdtempSync(join(tmpdir(), 'iq-ost-plans-'));
  cpSync(findGeodataFolder(), geodata, { recursive: true });
  await seed();
});
afterAll(async () => {
  rmSync(geodata, { recursive: true });
  await database.close();
});

const seed = () => seedQuarter(database, 'iq-ost', undefined, geodata);
const planner = () => contextOf(database.db, { actor: PLANNER, quarter: 'iq-ost' });
const pathOf = (ref: string) => join(geodata, `quarters/iq-ost/plans/${ref}.json`);

/** Writes other words into a plan of the folder. */
function rewrite(ref: string, change: (text: string) => string): void {
  writeFileSync(pathOf(ref), change(readFileSync(pathOf(ref), 'utf8')));
}

async function planOf(ref: string) {
  const head = (await readPlanHeads(planner())).find((plan) => plan.ref === ref);
  return head === undefined ? undefined : readPlan(planner(), head.id);
}

it('shows every kind of plan: adopted, in consultation, and a draft that joins, divides and draws', async () => {
  const plans = await Promise.all(['iq-ost', 'markthof', 'hofgarten'].map(planOf));
  expect(plans.map((plan) => plan?.status)).toEqual(['adopted', 'consultation', 'draft']);
  const [, market, garden] = plans;
  expect(market?.consultation).toEqual({ from: '2026-11-02', to: '2027-04-30' });
  expect(market?.content.areas.map(({ kind }) => kind).sort()).toEqual(['building', 'courtyard']);
  expect(garden?.content.entries.filter(({ parts }) => parts.length > 1)).toHaveLength(1);
  expect(garden?.content.entries.filter(({ joinedTo }) => joinedTo !== null)).toHaveLength(1);
  const [{ sqm } = { sqm: 0 }] = await database.sql<{ sqm: number }[]>`
    select area_sqm as sqm from use_plan_area where plan_id = ${garden!.id}`;
  expect(sqm).toBeGreaterThan(200);
  expect(sqm).toBeLessThan(320);
});

it('changes nothing the second time, and follows its author, also in what is frozen for everybody else', async () => {
  const before = await planOf('markthof');
  await seed();
  expect(await planOf('markthof')).toEqual(before);
  rewrite('markthof', (text) =>
    text.replace('"Offene Werkstatt"', '"Fahrradwerkstatt"').replace('"storeys": 1', '"storeys": 2')
  );
  await seed();
  const after = await planOf('markthof');
  expect(after?.content.areas.map(({ storeys }) => storeys).sort()).toEqual([0, 2]);
  expect(after?.content.entries.flatMap(({ parts }) => parts.map(({ wish }) => wish))).toContain('Fahrradwerkstatt');
});

it('leaves alone what people drew or decided, and a draft that they removed', async () => {
  const garden = (await planOf('hofgarten'))!;
  const copy = { entries: garden.content.entries.slice(1), areas: garden.content.areas };
  const change = differContents(garden.content, {
    ...copy,
    entries: copy.entries.filter(({ joinedTo }) => joinedTo === null)
  });
  await savePlanChange(planner(), { planId: garden.id, change, action: 'draw_plan' });
  const drawn = (await planOf('hofgarten'))!;
  const market = (await planOf('markthof'))!;
  await closeConsultation(planner(), { planId: market.id });
  rewrite('hofgarten', (text) => text.replace('"Unverpacktladen"', '"Anders"'));
  rewrite('markthof', (text) => text.replace('"Offene Werkstatt"', '"Anders"'));
  await seed();
  expect((await planOf('hofgarten'))?.content).toEqual(drawn.content);
  expect((await planOf('markthof'))?.status).toBe('draft');
  await removePlan(planner(), { planId: market.id });
  await seed();
  expect(await planOf('markthof')).toBeUndefined();
});

it('takes a plan away with its author, but not one that people have commented on', async () => {
  const lead = (await planOf('iq-ost'))!;
  await database.sql`insert into plan_comment (plan_id, body, locale) values (${lead.id}, 'Schön.', 'de')`;
  const text = readFileSync(pathOf('iq-ost'), 'utf8');
  writeFileSync(pathOf('other'), text.replace('"ref": "iq-ost"', '"ref": "other"'));
  await seed();
  expect((await planOf('other'))?.status).toBe('adopted');
  rmSync(pathOf('other'));
  await seed();
  expect(await planOf('other')).toBeUndefined();
  writeFileSync(pathOf('other'), text.replace('"ref": "iq-ost"', '"ref": "other"'));
  rmSync(pathOf('iq-ost'));
  const quarter = join(geodata, 'quarters/iq-ost/quarter.json');
  writeFileSync(quarter, readFileSync(quarter, 'utf8').replace('"leadPlan": "iq-ost"', '"leadPlan": "other"'));
  await seed();
  expect((await planOf('iq-ost'))?.content).toEqual(lead.content);
});
