import { asc, inArray, sql } from 'drizzle-orm';
import type { Polygon } from 'geojson';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import { sortContent, type PlanArea, type PlanContent, type PlanEntry } from '../../domain/plan/plan-content';
import type { PlanHead } from '../../domain/plan/plan-head';
import type { ServiceContext } from '../context';
import { usePlanArea, usePlanTarget } from '../db/schema';
import { readPlanHeads } from './plan-head';

export interface PlanRecord extends PlanHead {
  readonly content: PlanContent;
}

/** A plan with all that it says. Throws `not_found`, also for a draft that the actor may not see. */
export async function readPlan(context: ServiceContext, planId: number): Promise<PlanRecord> {
  const [plan] = await readContents(context, [planId]);
  if (!plan) throw new DomainError('not_found', 'use_plan_not_found', { id: planId });
  return plan;
}

/** Those of the plans that the actor may see, in the order of `planIds`; each once. */
export async function readContents(context: ServiceContext, planIds: readonly number[]): Promise<PlanRecord[]> {
  const wanted = [...new Set(planIds)].filter(isId);
  if (wanted.length === 0) return [];
  const list = sql`${`{${wanted.join(',')}}`}::integer[]`;
  const heads = new Map((await readPlanHeads(context, sql`use_plan.id = any(${list})`)).map((head) => [head.id, head]));
  const contents = await readStoredContents(context, [...heads.keys()]);
  return wanted.flatMap((id) => {
    const head = heads.get(id);
    return head === undefined ? [] : [{ ...head, content: contents.get(id)! }];
  });
}

/** What is stored under each id, whoever asks; one without rows says nothing. */
export async function readStoredContents(
  { db }: Pick<ServiceContext, 'db'>,
  planIds: readonly number[]
): Promise<ReadonlyMap<number, PlanContent>> {
  if (planIds.length === 0) return new Map();
  const [targets, areas] = await Promise.all([
    db
      .select()
      .from(usePlanTarget)
      .where(inArray(usePlanTarget.planId, [...planIds]))
      .orderBy(asc(usePlanTarget.planId), asc(usePlanTarget.unitId), asc(usePlanTarget.part)),
    db
      .select()
      .from(usePlanArea)
      .where(inArray(usePlanArea.planId, [...planIds]))
  ]);
  return new Map(
    planIds.map((id) => [
      id,
      sortContent({
        entries: toEntries(targets.filter(({ planId }) => planId === id)),
        areas: areas.filter(({ planId }) => planId === id).map(toArea)
      })
    ])
  );
}

/** Rows of one plan in the order of unit and part. */
function toEntries(rows: readonly (typeof usePlanTarget.$inferSelect)[]): PlanEntry[] {
  const entries: PlanEntry[] = [];
  for (const row of rows) {
    const { unitId, joinedToId, useClass, targetOn, wish, reason, translations, areaSqm, frontageM } = row;
    const last = entries.at(-1);
    const parts =
      useClass === null || targetOn === null
        ? []
        : [{ use: useClass, targetOn, wish, reason, translations, areaSqm, frontageM }];
    if (last?.unitId === unitId) entries[entries.length - 1] = { ...last, parts: [...last.parts, ...parts] };
    else entries.push({ unitId, joinedTo: joinedToId, parts });
  }
  return entries;
}

function toArea(row: typeof usePlanArea.$inferSelect): PlanArea {
  const { areaId: id, kind, useClass: use, storeys, wish, reason, translations, targetOn } = row;
  const { coordinates } = JSON.parse(row.geometry) as Polygon;
  const rings = coordinates.map((ring) => ring.map(([lon, lat]) => [lon!, lat!] as const));
  return {
    id,
    kind,
    use,
    storeys,
    wish,
    reason,
    translations,
    targetOn,
    geometry: { type: 'Polygon', coordinates: rings }
  };
}
