import { sql, type SQL } from 'drizzle-orm';
import type { PlanStatus, PlanUse, ShownStatus, UseClass } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import type { IsoDate } from '../../domain/interval';
import { comparePlan } from '../../domain/plan-difference';
import type { UsePlanDetail } from '../../domain/unit';
import type { ServiceContext } from '../context';
import { usePlan } from '../db/schema';
import { provenanceColumns, toProvenance, type ProvenanceRow } from '../record/provenance';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { localText } from '../record/translation';
import { isUnitWithheld, seenOccupancy } from '../record/visibility';
import { isPlanShown } from './plan-head';
import { planWords } from './plan-words';

export interface UsePlanSummary {
  readonly id: number;
  readonly title: string;
  readonly summary: string;
  readonly status: PlanStatus;
  readonly adoptedOn: IsoDate | null;
  readonly horizonOn: IsoDate;
  readonly targetCount: number;
}

type PlanRow = ProvenanceRow & {
  id: number;
  title: string;
  summary: string;
  status: PlanStatus;
  adoptedOn: string | null;
  horizonOn: string;
  targetCount: number;
};
type TargetRow = UnitReferenceRow & {
  use: PlanUse;
  wish: string | null;
  reason: string | null;
  targetOn: string;
  status: ShownStatus | null;
  today: UseClass | null;
};

/** The plans of the quarter that the actor may see: adopted ones first, then by horizon. */
export async function listUsePlans(context: ServiceContext): Promise<UsePlanSummary[]> {
  return (await readPlans(context, sql`true`)).map(toSummary);
}

/** A plan with its targets, each beside what the unit is used for on `date`. Throws `not_found`. */
export async function getUsePlan(context: ServiceContext, id: number, date: IsoDate): Promise<UsePlanDetail> {
  const [[row], targets] = await Promise.all([
    readPlans(context, sql`use_plan.id = ${id}`),
    readTargets(context, id, date)
  ]);
  if (!row) throw new DomainError('not_found', 'use_plan_not_found', { id });
  const { title, summary, status, adoptedOn, horizonOn } = row;
  return {
    ...{ id, title, summary, status, adoptedOn, horizonOn },
    targets: targets.map((target) => ({
      unit: toUnitReference(target),
      use: target.use,
      wish: target.wish,
      reason: target.reason,
      targetOn: target.targetOn,
      difference: comparePlan(target.use, {
        status: target.status ?? 'unknown',
        use: target.today,
        kind: target.kind
      })
    })),
    provenance: toProvenance(row)
  };
}

function readPlans(context: ServiceContext, condition: SQL): Promise<readonly PlanRow[]> {
  const text = (field: 'title' | 'summary') =>
    localText(context, { entity: 'use_plan', field, id: usePlan.id, base: usePlan[field] });
  return context.db.execute<PlanRow>(sql`
    select use_plan.id, ${text('title')} as title, ${text('summary')} as summary, use_plan.status,
      use_plan.adopted_on::text as "adoptedOn", use_plan.horizon_on::text as "horizonOn",
      (select count(*)::int from use_plan_unit g where g.plan_id = use_plan.id) as "targetCount", ${provenanceColumns(context)}
    from use_plan join source on source.id = use_plan.source_id
    where use_plan.quarter_id = (select id from quarter where slug = ${context.quarter})
      and ${isPlanShown(context)} and ${condition}
    order by use_plan.status = 'adopted' desc, use_plan.horizon_on, use_plan.id`);
}

function readTargets(context: ServiceContext, id: number, date: IsoDate): Promise<readonly TargetRow[]> {
  const seen = seenOccupancy(context);
  return context.db.execute<TargetRow>(sql`
    select g.target_id as target, g.use_class as use, ${planWords(context, 'wish', 'g')} as wish,
      ${planWords(context, 'reason', 'g')} as reason, g.target_on::text as "targetOn", ${UNIT_REFERENCE},
      case when ${isUnitWithheld(context.actor)} then 'withheld' else o.status end as status, o.use_class as today
    from use_plan_unit g join unit on unit.id = g.unit_id
    join building b on b.id = unit.building_id
    left join occupancy o on o.unit_id = unit.id and not ${isUnitWithheld(context.actor)}
      and ${seen.isSeen} and ${seen.valid} @> ${date}::date
    where g.plan_id = ${id}
    order by b.is_courtyard, b.sequence nulls last, b.id, unit.code, unit.id`);
}

function toSummary(row: PlanRow): UsePlanSummary {
  const { id, title, summary, status, adoptedOn, horizonOn, targetCount } = row;
  return { id, title, summary, status, adoptedOn, horizonOn, targetCount };
}
