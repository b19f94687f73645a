import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../src/lib/domain/refusal';
import type { TypedTexts } from '../../src/lib/domain/local-text';
import { hintsOf } from '../../src/lib/domain/plan/plan-rule';
import type { RuleInput, RuleText } from '../../src/lib/domain/plan/rule-input';
import { undoChange } from '../../src/lib/server/change/undo';
import type { ServiceContext } from '../../src/lib/server/context';
import { seedQuarter } from '../../src/lib/server/db/seed';
import {
  addRule,
  changeRule,
  listRules,
  readRule,
  removeRule,
  switchRule
} from '../../src/lib/server/use-plan/plan-rule';
import { readPlan } from '../../src/lib/server/use-plan/plan-content';
import { listHints, previewRule, readRuleGround } from '../../src/lib/server/use-plan/rule-facts';
import { listUsePlans } from '../../src/lib/server/use-plan/use-plan';
import { changeZone, listZones } from '../../src/lib/server/use-plan/zone';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, contextOf, PLANNER } from '../support/factories';

const ADMINISTRATOR = actorOf('administrator');

let database: TestDatabase;
let administrator: ServiceContext;
let planner: ServiceContext;
let adopted: number;
let draft: number;
const reader = (locale = 'de') => contextOf(database.db, { quarter: 'iq-ost', locale });

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  administrator = contextOf(database.db, { actor: ADMINISTRATOR, quarter: 'iq-ost' });
  planner = contextOf(database.db, { actor: PLANNER, quarter: 'iq-ost' });
  const plans = await listUsePlans(planner);
  adopted = plans.find(({ status }) => status === 'adopted')!.id;
  draft = plans.find(({ status }) => status === 'draft')!.id;
});
afterAll(() => database.close());

const ruleCalled = async (ref: string) => (await listRules(administrator)).find((rule) => rule.ref === ref)!;

/** A rule's form as it was opened. */
async function openRule(ref: string): Promise<RuleInput & { rule: { id: number; version: number } }> {
  const { id, version, texts, legalSource, link, condition, examples } = await ruleCalled(ref);
  const base = { title: texts.title.base, hint: texts.hint.base };
  const others = Object.fromEntries(
    ['en', 'ar'].map((locale) => [
      locale,
      { title: texts.title.others[locale]?.text ?? null, hint: texts.hint.others[locale]?.text ?? null }
    ])
  );
  const typed: TypedTexts<RuleText> = { base, others, confirmed: [] };
  return { rule: { id, version }, texts: typed, legalSource, link, condition, examples };
}

async function issuesOf(change: Promise<unknown>): Promise<string[]> {
  const refused: unknown = await change.then(
    () => null,
    (cause: unknown) => cause
  );
  if (!(refused instanceof InvalidInput)) throw refused;
  return refused.issues.map(({ field, code }) => `${field} ${code}`);
}

const hintsFor = async (ref: string, context = planner, plan = adopted) => {
  const { hints, rules } = await listHints(context, plan);
  const rule = rules.find((one) => one.ref === ref);
  return rule === undefined ? [] : hints.filter(({ ruleId }) => ruleId === rule.id);
};

describe('the hints on a plan', () => {
  it('come in the language of the reader, with their legal source and the units that they are about', async () => {
    const { hints, rules, units } = await listHints(reader('ar'), adopted);
    const monument = rules.find(({ ref }) => ref === 'monument')!;
    expect(monument).toMatchObject({
      legalSource: '§ 12 Abs. 1 SächsDSchG',
      link: expect.stringContaining('https://')
    });
    expect(monument.title).toMatch(/\p{Script=Arabic}/u);
    const named = new Set(units.map(({ unitId }) => unitId));
    for (const { unitIds } of hints) for (const id of unitIds) expect(named.has(id)).toBe(true);
  });

  it('speak of what is drawn on the map, too, with the outline that they are about', async () => {
    const [speaking] = await hintsFor('open-area-green', planner, draft);
    const { areas } = await listHints(planner, draft);
    expect(speaking).toMatchObject({ unitIds: [], missing: [] });
    expect(areas.map(({ id, kind }) => [id, kind])).toEqual([[speaking!.areaId, 'courtyard']]);
    expect(await hintsFor('open-area-green')).toEqual([]);
    expect((await listHints(planner, adopted)).areas).toEqual([]);
  });

  it('are the same while somebody draws: in the browser, from what it was given', async () => {
    const [ground, { content }] = [await readRuleGround(planner, adopted), await readPlan(planner, adopted)];
    expect(hintsOf(ground, content)).toEqual((await listHints(planner, adopted)).hints);
  });

  it('tell the public nothing that planners know: they are the same for both', async () => {
    expect((await listHints(reader(), adopted)).hints).toEqual((await listHints(planner, adopted)).hints);
    await expect(listHints(reader(), draft)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('on a withheld use say that it cannot be checked, whoever is in it', async () => {
    const condition = { all: [{ fact: 'present_use', comparison: 'is', value: 'housing' }] };
    const added = await addRule(administrator, {
      texts: { base: { title: 'Bewohnt', hint: 'Hier wohnt jemand.' }, others: {}, confirmed: [] },
      ...{ legalSource: '§ 1', link: null, condition },
      examples: [{ facts: { present_use: 'housing' }, expected: 'given' }]
    });
    const { ref } = await readRule(administrator, added.result);
    const dwellings = await database.sql<{ id: number }[]>`select id from unit where kind = 'dwelling'`;
    const isDwelling = new Set(dwellings.map(({ id }) => id));
    const seen = (await hintsFor(ref, reader())).filter(({ unitIds }) => unitIds.some((id) => isDwelling.has(id)));
    expect(seen.length).toBeGreaterThan(20);
    for (const { missing } of seen) expect(missing).toEqual(['present_use']);
    const known = (await hintsFor(ref)).filter(({ unitIds }) => unitIds.some((id) => isDwelling.has(id)));
    expect(known.some(({ missing }) => missing.length === 0)).toBe(true);
    await removeRule(administrator, { id: added.result, version: null });
  });
});

describe('a rule', () => {
  it('that fails one of its examples is not saved, and says at which', async () => {
    const form = await openRule('exhaust');
    const condition = { all: [{ fact: 'target_use', comparison: 'is', value: 'retail' }] };
    expect(await issuesOf(changeRule(administrator, { ...form, condition }))).toEqual([
      'examples.0 rule_fails_example',
      'examples.2 rule_fails_example',
      'examples.3 rule_fails_example'
    ]);
    expect(await ruleCalled('exhaust')).toMatchObject({ condition: form.condition, version: 0 });
  });

  it('changes its hint at once, stands in the audit list, and is taken back', async () => {
    const form = await openRule('exhaust');
    const before = await hintsFor('exhaust');
    const condition = { all: [{ fact: 'target_use', comparison: 'is', value: 'gastronomy' }] };
    const examples = [{ facts: { target_use: 'gastronomy' }, expected: 'given' } as const];
    const { eventId } = await changeRule(administrator, { ...form, condition, examples });
    expect((await hintsFor('exhaust')).length).toBeGreaterThan(before.length);
    const rows = await database.sql`select entity, old->'condition' is distinct from new->'condition' as is_changed
      from audit_row where event_id = ${eventId}`;
    expect(rows).toEqual([{ entity: 'plan_rule', is_changed: true }]);
    await expect(changeRule(administrator, form)).rejects.toMatchObject({ code: 'changed_meanwhile' });
    await undoChange(administrator, { eventId, note: null });
    expect(await hintsFor('exhaust')).toEqual(before);
  });

  it('is refused where nothing was changed, and where a text is too long', async () => {
    const form = await openRule('monument');
    expect(await issuesOf(changeRule(administrator, form))).toEqual(['title nothing_changed']);
    const texts = { ...form.texts, base: { ...form.texts.base, title: 'x'.repeat(121) } };
    expect(await issuesOf(changeRule(administrator, { ...form, texts }))).toEqual(['title too_long']);
  });

  it('that is switched off gives no hint', async () => {
    const { id, version } = await ruleCalled('monument');
    await switchRule(administrator, { rule: { id, version }, isActive: false });
    expect(await hintsFor('monument')).toEqual([]);
    expect((await readRule(administrator, id)).isActive).toBe(false);
    const again = switchRule(administrator, { rule: { id, version: null }, isActive: false });
    expect(await issuesOf(again)).toEqual(['form nothing_changed']);
    await switchRule(administrator, { rule: { id, version: null }, isActive: true });
  });

  it('can be tried on the plans before it is saved', async () => {
    const condition = { all: [{ fact: 'is_monument', comparison: 'is', value: true }] };
    const reach = await previewRule(administrator, condition);
    const { content } = await readPlan(planner, adopted);
    const own = reach.find(({ plan }) => plan.id === adopted)!;
    expect(own.targets).toBe(content.entries.flatMap(({ parts }) => parts).length);
    expect(own.given).toBeGreaterThan(0);
    expect(own.given).toBeLessThan(own.targets);
    expect(own.unknown).toBe(0);
    expect(await issuesOf(previewRule(administrator, { all: [] }))).toEqual(['condition required']);
  });

  it('is for administrators alone', async () => {
    await expect(listRules(planner)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(removeRule(planner, { id: 1, version: null })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(readRule(administrator, 999_999)).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('the kind of building area', () => {
  const zoneOf = async () => (await listZones(planner)).find(({ block }) => block.slug === 'block-99')!;

  it('is an assumption that says so, and leaves open what nobody has recorded', async () => {
    expect(await zoneOf()).toMatchObject({
      ...{ type: 'MI', basis: 'de_facto', isConsentArea: null },
      source: { nature: 'assumption', note: expect.stringContaining('nicht amtlich') }
    });
  });

  it('recorded by a planner changes the hints, and goes back with undo', async () => {
    const { block } = await zoneOf();
    const before = await hintsFor('wa-shops-restaurants');
    const { eventId } = await changeZone(planner, {
      ...{ block: { id: block.id, version: block.version }, method: 'register', note: 'Auskunft der Stadt' },
      zone: { type: 'WA', basis: 'plan', isConsentArea: true }
    });
    expect(before).toEqual([]);
    expect((await hintsFor('wa-shops-restaurants')).length).toBeGreaterThan(5);
    expect((await hintsFor('consent-contracts', reader())).every(({ missing }) => missing.length === 0)).toBe(true);
    expect(await zoneOf()).toMatchObject({ type: 'WA', source: { title: 'Register der Verwaltung' } });
    await undoChange(planner, { eventId, note: null });
    expect(await zoneOf()).toMatchObject({ type: 'MI', basis: 'de_facto', isConsentArea: null });
  });

  it('needs what it rests on, and a change', async () => {
    const { block } = await zoneOf();
    const change = (zone: { type: 'WA' | null; basis: 'plan' | null }) =>
      changeZone(planner, {
        ...{ block: { id: block.id, version: null }, method: 'other', note: null },
        zone: { ...zone, isConsentArea: null }
      });
    expect(await issuesOf(change({ type: 'WA', basis: null }))).toEqual(['basis required']);
    expect(await issuesOf(change({ type: null, basis: 'plan' }))).toEqual(['type required']);
    await change({ type: 'WA', basis: 'plan' });
    expect(await issuesOf(change({ type: 'WA', basis: 'plan' }))).toEqual(['type nothing_changed']);
    await expect(changeZone(reader(), {} as never)).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('reading the folder again', () => {
  it('leaves alone the rules and zones that people have changed, and what they took out', async () => {
    const form = await openRule('below-ground');
    const texts = { ...form.texts, base: { ...form.texts.base, hint: 'Unser eigener Hinweis.' } };
    await changeRule(administrator, { ...form, texts });
    const { id } = await ruleCalled('ge-housing');
    await removeRule(administrator, { id, version: null });
    const zone = (await listZones(planner)).find(({ block }) => block.slug === 'block-99')!;
    await changeZone(planner, {
      ...{ block: { id: zone.block.id, version: null }, method: 'press', note: null },
      zone: { type: 'MK', basis: 'plan', isConsentArea: false }
    });
    await database.sql`update quarter set content_hash = 'before'`;
    expect((await seedQuarter(database, 'iq-ost')).isChanged).toBe(true);
    expect((await ruleCalled('below-ground')).texts.hint.base).toBe('Unser eigener Hinweis.');
    expect(await ruleCalled('ge-housing')).toBeUndefined();
    expect((await listZones(planner)).find(({ block }) => block.slug === 'block-99')).toMatchObject({
      ...{ type: 'MK', basis: 'plan', isConsentArea: false }
    });
  });
});
