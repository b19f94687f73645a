import { sql } from 'drizzle-orm';
import type { ShownStatus, UseClass } from '../../domain/codes';
import { areaSqm } from '../../domain/geometry';
import type { IsoDate } from '../../domain/interval';
import { comparePlan } from '../../domain/plan-difference';
import { indexEntries, mainPart, partsOf, type PlanArea, type PlanPart } from '../../domain/plan/plan-content';
import type { AreaTarget, TargetPart, UnitTarget, UsePlanDetail } from '../../domain/plan/plan-detail';
import type { PlanHead } from '../../domain/plan/plan-head';
import { wordIn } from '../../domain/plan/plan-wording';
import type { UnitReference } from '../../domain/unit';
import type { ServiceContext } from '../context';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { idList, isUnitWithheld, seenOccupancy } from '../record/visibility';
import { readContents, readPlan, type PlanRecord } from './plan-content';
import { readPlanHeads } from './plan-head';

/** The plans of the quarter that the actor may see: adopted ones first, then by horizon. */
export function listUsePlans(context: ServiceContext): Promise<PlanHead[]> {
  return readPlanHeads(context);
}

/** All of them with their targets on `date`, in the same order. */
export async function listUsePlanDetails(context: ServiceContext, date: IsoDate): Promise<UsePlanDetail[]> {
  const heads = await readPlanHeads(context);
  const plans = await readContents(
    context,
    heads.map(({ id }) => id)
  );
  return describePlans(context, { plans, heads, date });
}

/** A plan with its targets, each beside what the unit is used for on `date`. Throws `not_found`. */
export async function getUsePlan(context: ServiceContext, id: number, date: IsoDate): Promise<UsePlanDetail> {
  const plan = await readPlan(context, id);
  const heads = await readPlanHeads(context, sql`use_plan.series = ${plan.series}`);
  const [detail] = await describePlans(context, { plans: [plan], heads, date });
  return detail!;
}

interface Description {
  readonly plans: readonly PlanRecord[];
  /** At least all versions of the plans. */
  readonly heads: readonly PlanHead[];
  readonly date: IsoDate;
}

async function describePlans(context: ServiceContext, { plans, heads, date }: Description): Promise<UsePlanDetail[]> {
  const unitIds = [...new Set(plans.flatMap(({ content }) => content.entries.map(({ unitId }) => unitId)))];
  const units = await readUnits(context, unitIds, date);
  return plans.map(({ content, ...head }) => ({
    ...head,
    targets: listTargets(context, { content, units }),
    areas: content.areas.map((area) => toAreaTarget(context, area)),
    versions: heads
      .filter(({ series }) => series === head.series)
      .map(({ id, version, status, adoptedOn }) => ({ id, version, status, adoptedOn }))
      .sort((a, b) => b.version - a.version)
  }));
}

interface UnitState {
  readonly unit: UnitReference;
  readonly status: ShownStatus;
  readonly today: UseClass | null;
}

/** House by house along the street, each as far as the actor may see it on `date`. */
async function readUnits(
  context: ServiceContext,
  unitIds: readonly number[],
  date: IsoDate
): Promise<ReadonlyMap<number, UnitState>> {
  const seen = seenOccupancy(context);
  const rows = await context.db.execute<UnitReferenceRow & { status: ShownStatus | null; today: UseClass | null }>(sql`
    select ${UNIT_REFERENCE}, case when ${isUnitWithheld(context.actor)} then 'withheld' else o.status end as status,
      o.use_class as today
    from unit join building b on b.id = unit.building_id
    left join occupancy o on o.unit_id = unit.id and not ${isUnitWithheld(context.actor)}
      and ${seen.isSeen} and ${seen.valid} @> ${date}::date
    where unit.id = any(${idList(unitIds)})
    order by b.is_courtyard, b.sequence nulls last, b.id, unit.code, unit.id`);
  return new Map(
    rows.map((row) => [row.unitId, { unit: toUnitReference(row), status: row.status ?? 'unknown', today: row.today }])
  );
}

function listTargets(
  { locale }: ServiceContext,
  { content, units }: { readonly content: PlanRecord['content']; readonly units: ReadonlyMap<number, UnitState> }
): UnitTarget[] {
  const entries = indexEntries(content);
  return [...units].flatMap(([unitId, { unit, status, today }]): UnitTarget[] => {
    const parts = partsOf(entries, unitId);
    const main = mainPart(parts);
    if (main === null) return [];
    const leadId = entries.get(unitId)?.joinedTo ?? null;
    const { use, wish, reason, targetOn } = toTargetPart(main, locale);
    return [
      {
        ...{ unit, use, wish, reason, targetOn },
        joinedTo: leadId === null ? null : (units.get(leadId)?.unit ?? null),
        parts: parts.map((part) => toTargetPart(part, locale)),
        difference: comparePlan(use, { status, use: today, kind: unit.kind })
      }
    ];
  });
}

function toTargetPart(part: PlanPart, locale: string): TargetPart {
  const { use, targetOn, areaSqm: partSqm, frontageM } = part;
  return { use, targetOn, areaSqm: partSqm, frontageM, ...toWords(part, locale) };
}

function toWords(words: Pick<PlanPart, 'wish' | 'reason' | 'translations'>, locale: string) {
  return { wish: wordIn(words, 'wish', locale), reason: wordIn(words, 'reason', locale) };
}

function toAreaTarget({ locale }: ServiceContext, area: PlanArea): AreaTarget {
  const { id, kind, use, storeys, targetOn, geometry } = area;
  const coordinates = geometry.coordinates.map((ring) => ring.map((position) => [...position]));
  return {
    ...{ id, kind, use, storeys, targetOn, ...toWords(area, locale) },
    areaSqm: areaSqm({ type: 'Polygon', coordinates })
  };
}
