import { and, eq, inArray, sql } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import {
  applyChange,
  differContents,
  isEmptyChange,
  type PlanChange,
  type PlanConflict
} from '../../domain/plan/plan-change';
import { checkContent } from '../../domain/plan/plan-check';
import type { PlanContent, PlanUnit } from '../../domain/plan/plan-content';
import { refuse, rejectIssues } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { usePlanArea, usePlanTarget } from '../db/schema';
import { getQuarter } from '../quarter';
import { idList } from '../record/visibility';
import { readStoredContents } from './plan-content';
import { findOpenPlan, findPlan, type StoredPlan } from './plan-record';
import { toAreaRow, toTargetRows } from './plan-rows';

/** Somebody else drew on the same units or areas meanwhile; nothing was written. */
export class PlanChangedMeanwhile extends DomainError {
  readonly conflict: PlanConflict;

  constructor(conflict: PlanConflict) {
    super('conflict', 'plan_changed_meanwhile', { count: conflict.entries.length + conflict.areas.length });
    this.name = 'PlanChangedMeanwhile';
    this.conflict = conflict;
  }
}

export interface PlanSaving {
  readonly planId: number;
  readonly change: PlanChange;
  readonly action: 'draw_plan' | 'import_plan';
}

/**
 * Draws a change on a draft, whole or not at all; the content that results. What others drew elsewhere on the plan
 * meanwhile stays. A change that is there already, such as one that is sent again, answers with the latest event.
 * @throws {PlanChangedMeanwhile} where the change does not find what it expects
 * @throws {InvalidInput} naming `units.<id>.…` and `areas.<id>.…`
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `plan_is_frozen`
 */
export async function savePlanChange(
  context: ServiceContext,
  { planId, change, action }: PlanSaving
): Promise<Changed<PlanContent>> {
  assertCapable(context, 'plan:change');
  await findOpenPlan(context, planId);
  const already = await findSameContent(context, planId, change);
  if (already !== null) return already;
  const { settings } = await getQuarter(context);
  return inChange(context, [{ entity: 'use_plan', id: planId, version: null }], async (inside) => {
    const plan = await findOpenPlan(inside, planId);
    const before = await readStored(inside, planId);
    const { content, conflict } = applyChange(before, change);
    if (conflict !== null) throw new PlanChangedMeanwhile(conflict);
    const effective = differContents(before, content);
    // Somebody else did the same between the look above and our turn.
    if (isEmptyChange(effective)) throw refuse('busy');
    const units = await readUnits(inside, { ...plan, contents: [before, content] });
    const { areaTolerance } = settings.parameters;
    // What reality has overtaken since it was drawn keeps nobody from drawing elsewhere.
    const known = new Set(checkContent(before, { units, areaTolerance }).map(({ field, code }) => `${field} ${code}`));
    rejectIssues(
      checkContent(content, { units, areaTolerance }).filter(({ field, code }) => !known.has(`${field} ${code}`))
    );
    await writeChange(inside, planId, effective);
    const unitIds = effective.entries.map(({ unitId }) => unitId);
    return {
      note: {
        ...{ action, entity: 'use_plan', entityId: planId, unitIds },
        buildingIds: [...new Set(unitIds.flatMap((id) => units.get(id)?.buildingId ?? []))],
        detail: { units: unitIds.length, areas: effective.areas.length }
      },
      result: content
    };
  });
}

/**
 * Throws `changed_since` where what a plan says does not fit together, such as a unit joined to one that has no target
 * any more: what was drawn later builds on what would go. Nothing is to hold together of a plan that is gone. Call it
 * within the change.
 */
export async function assertPlanSound(context: ServiceContext, planId: number): Promise<void> {
  const content = await readStored(context, planId);
  if (content.entries.length === 0) return;
  const [plan, { settings }] = await Promise.all([findPlan(context, planId), getQuarter(context)]);
  const units = await readUnits(context, { ...plan, contents: [content, content] });
  const issues = checkContent(content, { units, areaTolerance: settings.parameters.areaTolerance });
  if (issues.length > 0) throw refuse('changed_since');
}

async function readStored(context: ServiceContext, planId: number): Promise<PlanContent> {
  return (await readStoredContents(context, [planId])).get(planId)!;
}

async function findSameContent(
  context: ServiceContext,
  planId: number,
  change: PlanChange
): Promise<Changed<PlanContent> | null> {
  const before = await readStored(context, planId);
  const { content, conflict } = applyChange(before, change);
  if (conflict !== null || !isEmptyChange(differContents(before, content))) return null;
  const [latest] = isEmptyChange(change)
    ? []
    : await context.db.execute<{ id: number }>(sql`
        select id from audit_event where entity = 'use_plan' and entity_id = ${planId} order by id desc limit 1`);
  if (!latest) rejectIssues([{ field: 'form', code: 'nothing_changed' }]);
  return { eventId: latest!.id, result: before };
}

/** The units that the contents speak of, where they lie in the plan's area and exist still, or were drawn on before. */
async function readUnits(
  { db, today }: ServiceContext,
  {
    quarterId,
    blockId,
    contents
  }: StoredPlan & { readonly contents: readonly [before: PlanContent, after: PlanContent] }
): Promise<ReadonlyMap<number, PlanUnit>> {
  const [before, after] = contents.map(({ entries }) => entries.map(({ unitId }) => unitId)) as [number[], number[]];
  const rows = await db.execute<PlanUnit & Record<string, unknown>>(sql`
    select u.id as "unitId", u.building_id as "buildingId", u.area_sqm as "areaSqm", u.frontage_m as "frontageM"
    from unit u join building b on b.id = u.building_id and b.quarter_id = ${quarterId}
      and (${blockId}::integer is null or b.block_id = ${blockId}::integer)
    where u.id = any(${idList([...before, ...after])})
      and (upper_inf(u.valid) or upper(u.valid) > ${today}::date or u.id = any(${idList(before)}))`);
  return new Map(rows.map((unit) => [unit.unitId, unit]));
}

/** Takes the rows of what changes away and writes them anew. */
async function writeChange({ db }: ServiceContext, planId: number, { entries, areas }: PlanChange): Promise<void> {
  if (entries.length > 0) {
    const ids = entries.map(({ unitId }) => unitId);
    await db.delete(usePlanTarget).where(and(eq(usePlanTarget.planId, planId), inArray(usePlanTarget.unitId, ids)));
  }
  if (areas.length > 0) {
    const ids = areas.map(({ areaId }) => areaId);
    await db.delete(usePlanArea).where(and(eq(usePlanArea.planId, planId), inArray(usePlanArea.areaId, ids)));
  }
  await insertContent({ db }, planId, {
    entries: entries.flatMap(({ after }) => after ?? []),
    areas: areas.flatMap(({ after }) => after ?? [])
  });
}

/** Writes entries and areas of a plan that has none of them yet. Call it within the change that they belong to. */
export async function insertContent(
  { db }: Pick<ServiceContext, 'db'>,
  planId: number,
  { entries, areas }: PlanContent
): Promise<void> {
  const targets = entries.flatMap((entry) => toTargetRows(planId, entry));
  if (targets.length > 0) await db.insert(usePlanTarget).values(targets);
  if (areas.length > 0) await db.insert(usePlanArea).values(areas.map((area) => toAreaRow(planId, area)));
}
