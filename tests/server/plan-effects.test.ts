import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../src/lib/domain/errors';
import { InvalidInput } from '../../src/lib/domain/refusal';
import { undoChange } from '../../src/lib/server/change/undo';
import type { ServiceContext } from '../../src/lib/server/context';
import { seedQuarter } from '../../src/lib/server/db/seed';
import { readEffectSheet } from '../../src/lib/server/use-plan/plan-effects';
import { changePlanRatio, listPlanRatios, listRatioRecords } from '../../src/lib/server/use-plan/plan-ratio';
import { readPlanRealisation } from '../../src/lib/server/use-plan/plan-realisation';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, contextOf, PLANNER } from '../support/factories';

let database: TestDatabase;
let planner: ServiceContext;
let reader: ServiceContext;
let adopted: number;
let draft: number;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  planner = contextOf(database.db, { actor: PLANNER, quarter: 'iq-ost' });
  reader = contextOf(database.db, { quarter: 'iq-ost' });
  const plans = await database.db.execute<{ id: number; ref: string }>(sql`select id, ref from use_plan`);
  adopted = plans.find(({ ref }) => ref === 'iq-ost')!.id;
  draft = plans.find(({ ref }) => ref === 'hofgarten')!.id;
});

afterAll(() => database.close());

const sheetFor = (context: ServiceContext, planId = adopted, besideIds: readonly number[] = []) =>
  readEffectSheet(context, { planId, besideIds });
const read = (
  figures: readonly { code: string; numerator: number | null; denominator: number | null }[],
  code: string
) => {
  const figure = figures.find((one) => one.code === code)!;
  return [figure.numerator, figure.denominator];
};

describe('the effects of the seeded plan', () => {
  it('are those that were worked out by hand', async () => {
    const { columns, hasRents } = await sheetFor(planner);
    const [today, planned] = columns;
    expect(today!.plan).toBeNull();
    expect(today!.effects.jobs.value).toBeCloseTo(95.441, 6);
    expect(planned!.effects.jobs.value).toBeCloseTo(112.729, 6);
    expect(planned!.effects.dayCarePlaces.value).toBe(49);
    expect([read(today!.indicators, 'V1'), read(planned!.indicators, 'V1')]).toEqual([
      [10, 115],
      [0, 120]
    ]);
    expect(hasRents).toBe(true);
    expect(today!.effects.rent).toMatchObject({ knownUnits: 97, cents: 7_529_400 });
    // The block without its houses: about 5189 - 3002 - 647 m².
    expect(today!.effects.ground.openSqm).toBeGreaterThan(1450);
    expect(today!.effects.ground.openSqm).toBeLessThan(1650);
  });

  it('tell the public no rent, and of vacancy only what its units tell each by itself', async () => {
    const { columns, ratios, hasRents } = await sheetFor(reader);
    expect(hasRents).toBe(false);
    expect(ratios.some(({ key }) => key === 'rent_per_sqm')).toBe(false);
    for (const { effects, indicators } of columns) {
      expect(effects.rent).toBeNull();
      expect(new Set(indicators.map(({ basis }) => basis))).toEqual(new Set(['public_units']));
    }
    expect(read(columns[0]!.indicators, 'V1')).toEqual([4, 39]);
    expect(read(columns[1]!.indicators, 'V1')).toEqual([0, 40]);
  });

  it('do not change for the public with what a dwelling is', async () => {
    const before = JSON.stringify(await sheetFor(reader));
    const progress = JSON.stringify(await readPlanRealisation(reader, adopted));
    await database.db.execute(sql`
      update occupancy o set status = case when o.status = 'vacant' then 'occupied' else 'vacant' end,
        use_class = case when o.status = 'vacant' then 'housing' end, tenancy_id = null
      from unit u where u.id = o.unit_id and upper_inf(o.valid)
        and (u.kind = 'dwelling' or u.disclosure = 'withheld')`);
    expect(JSON.stringify(await sheetFor(reader))).toBe(before);
    expect(JSON.stringify(await readPlanRealisation(reader, adopted))).toBe(progress);
    // The planner sees it.
    expect(read((await sheetFor(planner)).columns[0]!.indicators, 'V1')[0]).toBeGreaterThan(60);
  });

  it('stand beside those of plans of the same area that the reader may see', async () => {
    expect((await sheetFor(planner, adopted, [draft, adopted, 999])).columns.map(({ plan }) => plan?.id)).toEqual([
      ...[undefined, adopted, draft]
    ]);
    expect((await sheetFor(reader, adopted, [draft])).columns).toHaveLength(2);
    const othersFor = async (context: ServiceContext) => (await sheetFor(context)).others.map(({ id }) => id);
    expect(await othersFor(planner)).toContain(draft);
    expect(await othersFor(reader)).not.toContain(draft);
    await expect(sheetFor(reader, draft)).rejects.toMatchObject({ code: 'use_plan_not_found' });
    await expect(readPlanRealisation(reader, draft)).rejects.toMatchObject({ code: 'use_plan_not_found' });
  });
});

describe('ratios', () => {
  const find = async (key: string) => (await listRatioRecords(planner)).find((ratio) => ratio.key === key)!;

  it('come with who published them; those about rents are for whoever may read rents', async () => {
    const all = await listPlanRatios(planner);
    expect(all.length).toBeGreaterThan(20);
    for (const { citation } of all) expect(citation).not.toBe('');
    expect(all.some(({ isAssumption }) => isAssumption)).toBe(true);
    expect(all.some(({ isAssumption }) => !isAssumption)).toBe(true);
    const owner = { ...reader, actor: actorOf('owner', { buildingIds: [1] }) };
    for (const context of [reader, owner]) {
      expect((await listPlanRatios(context)).filter(({ key }) => key === 'rent_per_sqm')).toEqual([]);
    }
    await expect(listRatioRecords(reader)).rejects.toBeInstanceOf(DomainError);
  });

  it('can be changed with their source, and taken back; every effect follows', async () => {
    const living = await find('living_sqm_per_person');
    const facts = { value: 40, citation: 'Eigene Annahme', link: null, isAssumption: true };
    const before = (await sheetFor(reader)).columns[1]!.effects.inhabitants.value!;
    const { eventId } = await changePlanRatio(planner, { ratio: living, facts });
    const after = (await sheetFor(reader)).columns[1]!.effects.inhabitants;
    expect(after.value).toBeCloseTo((before * 45.1) / 40, 6);
    expect(after.ratios[0]).toMatchObject(facts);
    // Somebody who still sees the old one does not write over it.
    await expect(changePlanRatio(planner, { ratio: living, facts: { ...facts, value: 41 } })).rejects.toMatchObject({
      code: 'changed_meanwhile'
    });
    await undoChange(planner, { eventId, note: null });
    expect((await sheetFor(reader)).columns[1]!.effects.inhabitants.value).toBeCloseTo(before, 9);
  });

  it('refuse what says nothing', async () => {
    const place = await find('day_care_sqm_per_place');
    const change = (facts: Partial<typeof place>) =>
      changePlanRatio(planner, { ratio: { id: place.id, version: null }, facts: { ...place, ...facts } });
    await expect(change({ value: 0 })).rejects.toBeInstanceOf(InvalidInput);
    await expect(change({ citation: ' ' })).rejects.toBeInstanceOf(InvalidInput);
    await expect(change({})).rejects.toMatchObject({ issues: [{ field: 'value', code: 'nothing_changed' }] });
    await expect(changePlanRatio(planner, { ratio: { id: 9999, version: null }, facts: place })).rejects.toMatchObject({
      code: 'plan_ratio_not_found'
    });
  });

  it('that people have changed stay as they are when the folder is read again', async () => {
    const outdoor = await find('outdoor_sqm_per_person');
    await changePlanRatio(planner, { ratio: outdoor, facts: { ...outdoor, value: 7 } });
    await database.db.execute(sql`update quarter set content_hash = 'other' where slug = 'iq-ost'`);
    await database.db.execute(sql`update plan_ratio set value = 99 where key = 'day_care_sqm_per_place'`);
    const seeded = await seedQuarter(database, 'iq-ost');
    expect(seeded.kept.plan_ratio).toBe(1);
    expect((await find('outdoor_sqm_per_person')).value).toBe(7);
    expect((await find('day_care_sqm_per_place')).value).toBe(9);
  });
});
