import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import type { LocalText } from '../../domain/local-text';
import { isSameData } from '../../domain/plan/plan-change';
import type { RuleExample } from '../../domain/plan/plan-rule';
import type { RuleCondition } from '../../domain/plan/rule-condition';
import { checkRule, type RuleInput, type RuleText } from '../../domain/plan/rule-input';
import { rejectIssues } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { planRule } from '../db/schema';
import { findSurveySource } from '../record/survey-source';
import { dropTexts, readTexts, writeTexts } from '../record/text-record';

/** A rule as its form begins with it; texts in every language. */
export interface RuleRecord {
  readonly id: number;
  readonly version: number;
  readonly ref: string;
  readonly isActive: boolean;
  readonly texts: Readonly<Record<RuleText, LocalText>>;
  readonly legalSource: string;
  readonly link: string | null;
  readonly condition: RuleCondition;
  readonly examples: readonly RuleExample[];
}

export interface RuleClaim {
  readonly id: number;
  /** The version that its author had seen; null takes the rule as it is. */
  readonly version: number | null;
}

const ENTITY = 'plan_rule';

type RuleRow = {
  id: number;
  version: number;
  ref: string;
  isActive: boolean;
  title: string;
  hint: string;
  legalSource: string;
  link: string | null;
  condition: string;
  examples: string;
};

const RULES = sql`
  select rule.id, rule.ref, rule.is_active as "isActive", rule.title, rule.hint, rule.legal_source as "legalSource", rule.link,
    rule.condition::text as condition, rule.examples::text as examples,
    coalesce((select v.version from record_version v where v.entity = 'plan_rule' and v.entity_id = rule.id), 0) as version
  from plan_rule rule join quarter q on q.id = rule.quarter_id`;

/** Every rule in its order, those that are switched off too. Throws `forbidden`. */
export async function listRules(context: ServiceContext): Promise<readonly RuleRecord[]> {
  assertCapable(context, 'rule:change');
  const rows = await context.db.execute<RuleRow>(
    sql`${RULES} where q.slug = ${context.quarter} order by rule.position, rule.id`
  );
  const records: RuleRecord[] = [];
  for (const row of rows) records.push(await toRecord(context, row));
  return records;
}

/** One rule. Throws `forbidden`, `not_found`. */
export async function readRule(context: ServiceContext, id: number): Promise<RuleRecord> {
  assertCapable(context, 'rule:change');
  return toRecord(context, await findRule(context, id));
}

/**
 * Adds a rule after the last one, switched on.
 * @throws {DomainError} `forbidden`, `invalid`: `rule_fails_example` at the example that it does not keep
 */
export async function addRule(context: ServiceContext, rule: RuleInput): Promise<Changed<number>> {
  assertCapable(context, 'rule:change');
  rejectIssues(checkRule(rule));
  return inChange(context, [], async (inside) => {
    const [last] = await inside.db.execute<{ position: number; quarterId: number }>(sql`
      select q.id as "quarterId", coalesce(max(r.position), 0)::integer as position
      from quarter q left join plan_rule r on r.quarter_id = q.id where q.slug = ${context.quarter} group by q.id`);
    const [made] = await inside.db
      .insert(planRule)
      .values({
        ...columnsOf(rule),
        quarterId: last!.quarterId,
        ref: `rule-${randomUUID().slice(0, 8)}`,
        position: last!.position + 1,
        sourceId: await findSurveySource(inside, 'other')
      })
      .returning({ id: planRule.id });
    await writeTexts(inside, { entity: ENTITY, id: made!.id }, rule.texts);
    return { note: { action: 'change_rule', entity: ENTITY, entityId: made!.id }, result: made!.id };
  });
}

/**
 * Another condition, examples or words of a rule.
 * @throws {DomainError} `forbidden`, `not_found`, `invalid` (`rule_fails_example` at an example, `nothing_changed` at the
 * title), `conflict`
 */
export async function changeRule(
  context: ServiceContext,
  { rule, ...input }: RuleInput & { readonly rule: RuleClaim }
): Promise<Changed<number>> {
  assertCapable(context, 'rule:change');
  rejectIssues(checkRule(input));
  const { id } = await findRule(context, rule.id);
  return inChange(context, [{ entity: ENTITY, ...rule }], async (inside) => {
    const wanted = columnsOf(input);
    const [before] = await inside.db.select().from(planRule).where(eq(planRule.id, id));
    const isSame = (Object.keys(wanted) as (keyof typeof wanted)[]).every((key) =>
      isSameData(before![key], wanted[key])
    );
    if (!isSame) await inside.db.update(planRule).set(wanted).where(eq(planRule.id, id));
    const isTranslated = await writeTexts(inside, { entity: ENTITY, id }, input.texts);
    if (isSame && !isTranslated) rejectIssues([{ field: 'title', code: 'nothing_changed' }]);
    return { note: { action: 'change_rule', entity: ENTITY, entityId: id }, result: id };
  });
}

/** Switches a rule on or off. Errors as `changeRule`; `nothing_changed` where it is so already. */
export async function switchRule(
  context: ServiceContext,
  { rule, isActive }: { readonly rule: RuleClaim; readonly isActive: boolean }
): Promise<Changed<number>> {
  assertCapable(context, 'rule:change');
  const { id } = await findRule(context, rule.id);
  return inChange(context, [{ entity: ENTITY, ...rule }], async ({ db }) => {
    const changed = await db.execute(sql`
      update plan_rule set is_active = ${isActive}::boolean
      where id = ${id} and is_active <> ${isActive}::boolean returning 1`);
    if (changed.length === 0) rejectIssues([{ field: 'form', code: 'nothing_changed' }]);
    return { note: { action: 'change_rule', entity: ENTITY, entityId: id }, result: id };
  });
}

/** Takes a rule out. Errors as `changeRule`. */
export async function removeRule(context: ServiceContext, rule: RuleClaim): Promise<Changed<number>> {
  assertCapable(context, 'rule:change');
  const { id } = await findRule(context, rule.id);
  return inChange(context, [{ entity: ENTITY, ...rule }], async (inside) => {
    await dropTexts(inside, { entity: ENTITY, id });
    await inside.db.delete(planRule).where(eq(planRule.id, id));
    return { note: { action: 'change_rule', entity: ENTITY, entityId: id }, result: id };
  });
}

async function findRule({ db, quarter }: ServiceContext, id: number): Promise<RuleRow> {
  const [row] = isId(id) ? await db.execute<RuleRow>(sql`${RULES} where q.slug = ${quarter} and rule.id = ${id}`) : [];
  if (!row) throw new DomainError('not_found', 'plan_rule_not_found', { id });
  return row;
}

async function toRecord(context: ServiceContext, row: RuleRow): Promise<RuleRecord> {
  const { id, version, ref, isActive, title, hint, legalSource, link, condition, examples } = row;
  return {
    ...{ id, version, ref, isActive, legalSource, link },
    condition: JSON.parse(condition) as RuleCondition,
    examples: JSON.parse(examples) as RuleExample[],
    texts: await readTexts<RuleText>(context, { entity: ENTITY, id, base: { title, hint } })
  };
}

function columnsOf({ texts, legalSource, link, condition, examples }: RuleInput) {
  return {
    title: texts.base.title ?? '',
    hint: texts.base.hint ?? '',
    legalSource: legalSource ?? '',
    link,
    condition: condition as RuleCondition,
    examples: [...examples]
  };
}
