import { sql } from 'drizzle-orm';
import type { ZoneBasis, ZoneType } from '../../domain/plan-codes';
import { InvalidInput } from '../../domain/refusal';
import {
  evaluateRules,
  hintsOf,
  type HintUnit,
  type PlanRule,
  type RuleGround,
  type RuleHint
} from '../../domain/plan/plan-rule';
import type { PlanArea } from '../../domain/plan/plan-content';
import { checkCondition, type RuleCondition } from '../../domain/plan/rule-condition';
import { factsOf, type RuleStock, type RuleZone } from '../../domain/plan/rule-facts';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { getQuarter } from '../quarter';
import { localText } from '../record/translation';
import { readContents, readPlan } from './plan-content';
import { readPlanHeads } from './plan-head';
import { readPlanUnits, type PlanScope } from './plan-units';

/** The hints on a plan, with the rules that they come from. */
export interface PlanHints {
  readonly hints: readonly RuleHint[];
  readonly rules: readonly PlanRule[];
  /** The units that hints are about, house by house. */
  readonly units: readonly HintUnit[];
  /** The areas that hints are about. */
  readonly areas: readonly PlanArea[];
}

/** Rules, zones and units of a plan's area, as far as the actor may see them. Throws `not_found` for a plan that they may not. */
export async function readRuleGround(context: ServiceContext, planId: number): Promise<RuleGround> {
  return readGround(context, await readPlan(context, planId));
}

/**
 * What the rules have to say of a plan. They rest on the plan, on what is built, and on what this reader may know of
 * today, so that no hint tells what is withheld. Throws `not_found`.
 */
export async function listHints(context: ServiceContext, planId: number): Promise<PlanHints> {
  const plan = await readPlan(context, planId);
  const ground = await readGround(context, plan);
  const hints = hintsOf(ground, plan.content);
  const speaking = new Set(hints.map(({ ruleId }) => ruleId));
  const concerned = new Set(hints.flatMap(({ unitIds }) => unitIds));
  const drawn = new Set(hints.map(({ areaId }) => areaId));
  return {
    hints,
    rules: ground.rules.filter(({ id }) => speaking.has(id)),
    units: ground.units
      .filter(({ unitId }) => concerned.has(unitId))
      .map(({ unitId, code, building }) => ({ unitId, code, building })),
    areas: plan.content.areas.filter(({ id }) => drawn.has(id))
  };
}

async function readGround(context: ServiceContext, scope: PlanScope): Promise<RuleGround> {
  const [stock, rules] = await Promise.all([readRuleStock(context, scope), readActiveRules(context)]);
  return { ...stock, rules };
}

/** On how many targets of a plan a rule would give its hint now, and on how many it could not be checked. */
export interface RuleReach {
  readonly plan: { readonly id: number; readonly title: string; readonly version: number };
  readonly targets: number;
  readonly given: number;
  readonly unknown: number;
}

/**
 * What a condition would do to the plans of the quarter, whether it is saved or not.
 * @throws {DomainError} `forbidden`, `invalid` for what is no condition
 */
export async function previewRule(context: ServiceContext, condition: unknown): Promise<readonly RuleReach[]> {
  assertCapable(context, 'rule:change');
  if (checkCondition(condition).length > 0) throw new InvalidInput([{ field: 'condition', code: 'required' }]);
  const heads = await readPlanHeads(context);
  const plans = await readContents(
    context,
    heads.filter(({ status }) => status !== 'withdrawn').map(({ id }) => id)
  );
  const stocks = new Map<number | null, RuleStock>();
  for (const { blockId } of plans) {
    if (!stocks.has(blockId)) stocks.set(blockId, await readRuleStock(context, { blockId }));
  }
  return plans.map(({ id, title, version, blockId, content }) => {
    const targets = factsOf(stocks.get(blockId)!, content);
    const hints = evaluateRules([{ id: 0, condition: condition as RuleCondition }], targets);
    const given = hints.filter(({ missing }) => missing.length === 0).length;
    return { plan: { id, title, version }, targets: targets.length, given, unknown: hints.length - given };
  });
}

async function readRuleStock(context: ServiceContext, scope: PlanScope): Promise<Omit<RuleGround, 'rules'>> {
  const [units, zones, { settings }] = await Promise.all([
    readPlanUnits(context, scope),
    readRuleZones(context, scope),
    getQuarter(context)
  ]);
  return { units, zones, countsRaisedGroundFloor: settings.parameters.countsRaisedGroundFloor };
}

type ZoneRow = {
  blockId: number;
  buildingIds: string;
  zoneType: ZoneType | null;
  zoneBasis: ZoneBasis | null;
  isConsentArea: boolean | null;
};

async function readRuleZones({ db, quarter }: ServiceContext, { blockId }: PlanScope): Promise<readonly RuleZone[]> {
  const rows = await db.execute<ZoneRow>(sql`
    select k.id as "blockId", k.zone_type as "zoneType", k.zone_basis as "zoneBasis", k.is_consent_area as "isConsentArea",
      (select coalesce(json_agg(b.id order by b.id), '[]')::text from building b where b.block_id = k.id) as "buildingIds"
    from block k join quarter q on q.id = k.quarter_id and q.slug = ${quarter}
    where ${blockId}::integer is null or k.id = ${blockId}::integer order by k.id`);
  return rows.map(({ buildingIds, ...zone }) => ({ ...zone, buildingIds: JSON.parse(buildingIds) as number[] }));
}

type RuleRow = Omit<PlanRule, 'condition'> & { condition: string };

/** The rules that are switched on, in their order, in the reader's language. */
async function readActiveRules(context: ServiceContext): Promise<readonly PlanRule[]> {
  const text = (field: 'title' | 'hint') =>
    localText(context, { entity: 'plan_rule', field, id: sql`r.id`, base: sql`r.${sql.identifier(field)}` });
  const rows = await context.db.execute<RuleRow>(sql`
    select r.id, r.ref, ${text('title')} as title, ${text('hint')} as hint, r.legal_source as "legalSource", r.link,
      r.condition::text as condition
    from plan_rule r join quarter q on q.id = r.quarter_id and q.slug = ${context.quarter}
    where r.is_active order by r.position, r.id`);
  return rows.map(({ condition, ...rule }) => ({ ...rule, condition: JSON.parse(condition) as RuleCondition }));
}
