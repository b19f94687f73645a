import { inArray, sql } from 'drizzle-orm';
import type { Polygon } from 'geojson';
import type { PlanUse } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { isId } from '../../domain/id-list';
import {
  sortContent,
  type PlanArea,
  type PlanContent,
  type PlanEntry,
  type PlanTranslations
} from '../../domain/plan/plan-content';
import type { PlanHead } from '../../domain/plan/plan-head';
import type { ServiceContext } from '../context';
import { usePlanArea } from '../db/schema';
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
    Promise.all(planIds.map((id) => readTargets(db, id))),
    db
      .select()
      .from(usePlanArea)
      .where(inArray(usePlanArea.planId, [...planIds]))
  ]);
  return new Map(
    planIds.map((id, index) => [
      id,
      toPlanContent(
        targets[index]!,
        areas.filter(({ planId }) => planId === id)
      )
    ])
  );
}

/** A row of `use_plan_target` as far as it says something. */
export type TargetTuple = readonly [
  unitId: number,
  joinedToId: number | null,
  useClass: PlanUse | null,
  targetOn: string | null,
  wish: string | null,
  reason: string | null,
  translations: PlanTranslations,
  areaSqm: number | null,
  frontageM: number | null
];

/**
 * Targets in the order of unit and part. The database packs them into one text: ten thousand rows of objects would take
 * the driver several times as long.
 */
async function readTargets(db: ServiceContext['db'], planId: number): Promise<readonly TargetTuple[]> {
  const [row] = await db.execute<{ targets: string | null }>(sql`
    select json_agg(json_build_array(unit_id, joined_to_id, use_class, target_on, wish, reason, translations, area_sqm,
      frontage_m) order by unit_id, part)::text as targets
    from use_plan_target where plan_id = ${planId}`);
  return JSON.parse(row?.targets ?? '[]') as TargetTuple[];
}

export type AreaRow = Omit<typeof usePlanArea.$inferSelect, 'id' | 'planId' | 'areaSqm'>;

/** What the rows of one plan say; targets in the order of unit and part. */
export function toPlanContent(targets: readonly TargetTuple[], areas: readonly AreaRow[]): PlanContent {
  return sortContent({ entries: toEntries(targets), areas: areas.map(toArea) });
}

function toEntries(tuples: readonly TargetTuple[]): PlanEntry[] {
  const entries: PlanEntry[] = [];
  for (const [unitId, joinedTo, use, targetOn, wish, reason, translations, areaSqm, frontageM] of tuples) {
    const last = entries.at(-1);
    const parts =
      use === null || targetOn === null ? [] : [{ use, targetOn, wish, reason, translations, areaSqm, frontageM }];
    if (last?.unitId === unitId) entries[entries.length - 1] = { ...last, parts: [...last.parts, ...parts] };
    else entries.push({ unitId, joinedTo, parts });
  }
  return entries;
}

function toArea(row: AreaRow): PlanArea {
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
