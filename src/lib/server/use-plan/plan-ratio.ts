import { eq, sql } from 'drizzle-orm';
import { can } from '../../domain/access';
import { USE_CLASSES } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { PLAN_RATIO_KEYS } from '../../domain/plan-codes';
import { checkRatio, RESTRICTED_RATIOS, type PlanRatio, type RatioFacts } from '../../domain/plan/plan-ratio';
import { rejectIssues } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { planRatio } from '../db/schema';
import { findSurveySource } from '../record/survey-source';

/** A ratio as its form begins with it. */
export type RatioRecord = PlanRatio & { readonly version: number };

const ENTITY = 'plan_ratio';

type RatioRow = { -readonly [Key in keyof RatioRecord]: RatioRecord[Key] };

/** The ratios of the quarter by key and use; those about rents only for whoever may read all rents. */
export async function listPlanRatios(context: ServiceContext): Promise<PlanRatio[]> {
  return (await readRatios(context)).map(({ version: _, ...ratio }) => ratio);
}

/** The ratios with the versions that a change names. Throws `forbidden`. */
export async function listRatioRecords(context: ServiceContext): Promise<RatioRecord[]> {
  assertCapable(context, 'plan:change');
  return readRatios(context);
}

/**
 * Another value or citation of a ratio. The effects of every plan follow at once.
 * @throws {DomainError} `forbidden`, `not_found`, `invalid` (`nothing_changed` at the value), `conflict`
 */
export async function changePlanRatio(
  context: ServiceContext,
  {
    ratio,
    facts
  }: { readonly ratio: { readonly id: number; readonly version: number | null }; readonly facts: RatioFacts }
): Promise<Changed<number>> {
  assertCapable(context, 'plan:change');
  const { id } = ratio;
  const before = (await readRatios(context)).find((one) => one.id === id);
  if (!isId(id) || before === undefined) throw new DomainError('not_found', 'plan_ratio_not_found', { id });
  rejectIssues(checkRatio(before.key, facts));
  return inChange(context, [{ entity: ENTITY, ...ratio }], async (inside) => {
    const [stored] = await inside.db.select().from(planRatio).where(eq(planRatio.id, id));
    const { value, citation, link, isAssumption } = facts;
    const wanted = { value, citation: citation.trim(), link, isAssumption };
    const isSame = (Object.keys(wanted) as (keyof typeof wanted)[]).every((key) => stored![key] === wanted[key]);
    if (isSame) rejectIssues([{ field: 'value', code: 'nothing_changed' }]);
    const sourceId = await findSurveySource(inside, 'other');
    await inside.db
      .update(planRatio)
      .set({ ...wanted, sourceId })
      .where(eq(planRatio.id, id));
    const { key, use } = before;
    return { note: { action: 'change_ratio', entity: ENTITY, entityId: id, detail: { key, use } }, result: id };
  });
}

async function readRatios(context: ServiceContext): Promise<RatioRecord[]> {
  const mayReadRents = can(context.actor, 'tenancy-terms:read');
  const rows = await context.db.execute<RatioRow>(sql`
    select r.id, r.key, r.use_class as use, r.value, r.citation, r.link, r.is_assumption as "isAssumption",
      coalesce((select v.version from record_version v where v.entity = ${ENTITY} and v.entity_id = r.id), 0) as version
    from plan_ratio r join quarter q on q.id = r.quarter_id and q.slug = ${context.quarter}`);
  const place = ({ key, use }: PlanRatio) =>
    PLAN_RATIO_KEYS.indexOf(key) * (USE_CLASSES.length + 1) + (use === null ? -1 : USE_CLASSES.indexOf(use));
  return rows.filter(({ key }) => mayReadRents || !RESTRICTED_RATIOS.has(key)).sort((a, b) => place(a) - place(b));
}
