import { sql } from 'drizzle-orm';
import { can } from '../../domain/access';
import type {
  AreaType,
  BuildingPart,
  PlanStatus,
  ShownStatus,
  SourceNature,
  StoreyType,
  UseClass,
  VacancyReason
} from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { parseDateRange, type IsoDate } from '../../domain/interval';
import type { UnitDetail, UnitHistoryEntry, UnitReference } from '../../domain/unit';
import type { ServiceContext } from '../context';
import { business, usePlan } from '../db/schema';
import { findListingOfUnit } from '../listing/listing';
import { provenanceColumns, toProvenance, type ProvenanceRow } from '../record/provenance';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { localText } from '../record/translation';
import { planWords } from '../use-plan/plan-words';
import { isPlanShown } from '../use-plan/plan-head';
import { isUnitWithheld, seenOccupancy } from '../record/visibility';

type DetailRow = UnitReferenceRow &
  ProvenanceRow & {
    part: BuildingPart;
    level: number;
    storeyType: StoreyType;
    position: number;
    areaType: AreaType | null;
    frontageM: number | null;
    hasOwnEntrance: boolean;
    isStepFree: boolean | null;
    isDivisible: boolean | null;
    powerKw: number | null;
    hasExtractor: boolean | null;
    hasToilet: boolean | null;
    hasSecondEscapeRoute: boolean | null;
    isShopUsePlausible: boolean;
    valid: string;
    isWithheld: boolean;
  };
type HistoryRow = {
  valid: string;
  status: ShownStatus;
  use: UseClass | null;
  reason: VacancyReason | null;
  isStartKnown: boolean;
  checkedOn: string | null;
  business: number | null;
  businessName: string | null;
  nature: SourceNature;
};
type TargetRow = {
  plan: number;
  title: string;
  status: PlanStatus;
  use: UseClass;
  wish: string | null;
  reason: string | null;
  targetOn: string;
};

/**
 * A unit with its history, plan target and offer, as far as the actor may see them. The history holds every
 * interval, so that a page shows any date of it; where several plans name the unit, the target is that of the
 * plan with the earliest horizon not before `date`, else of the last one. Throws `not_found`.
 */
export async function getUnit(context: ServiceContext, id: number, date: IsoDate): Promise<UnitDetail> {
  const [[row], history, target, listing, predecessors, successors] = await Promise.all([
    context.db.execute<DetailRow>(sql`
      select ${UNIT_REFERENCE}, s.part, s.level, s.type as "storeyType", unit.position, unit.area_type as "areaType",
        unit.frontage_m as "frontageM", unit.has_own_entrance as "hasOwnEntrance", unit.is_step_free as "isStepFree",
        unit.is_divisible as "isDivisible", unit.power_kw as "powerKw", unit.has_extractor as "hasExtractor",
        unit.has_toilet as "hasToilet", unit.has_second_escape_route as "hasSecondEscapeRoute",
        unit.is_shop_use_plausible as "isShopUsePlausible", unit.valid::text as valid,
        ${isUnitWithheld(context.actor)} as "isWithheld", ${provenanceColumns(context)}
      from unit join building b on b.id = unit.building_id
      join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter}
      join storey s on s.id = unit.storey_id
      join source on source.id = unit.source_id
      where unit.id = ${id}`),
    readHistory(context, id),
    readTarget(context, id, date),
    findListingOfUnit(context, id),
    listRelated(context, id, 'predecessors'),
    listRelated(context, id, 'successors')
  ]);
  if (!row) throw new DomainError('not_found', 'unit_not_found', { id });
  const valid = parseDateRange(row.valid);
  const { part, level, storeyType, position, areaType, frontageM, hasOwnEntrance, isStepFree, isDivisible } = row;
  const { powerKw, hasExtractor, hasToilet, hasSecondEscapeRoute, isShopUsePlausible } = row;
  return {
    ...toUnitReference(row),
    ...{ part, level, storeyType, position, areaType, frontageM, hasOwnEntrance, isStepFree, isDivisible },
    ...{ powerKw, hasExtractor, hasToilet, hasSecondEscapeRoute, isShopUsePlausible },
    valid,
    history: row.isWithheld ? [{ ...WITHHELD_ENTRY, valid, nature: row.nature }] : history.map(toHistoryEntry),
    target,
    listing,
    predecessors,
    successors,
    provenance: toProvenance(row)
  };
}

const WITHHELD_ENTRY = {
  status: 'withheld',
  use: null,
  reason: null,
  isStartKnown: false,
  checkedOn: null,
  business: null
} as const;

function readHistory(context: ServiceContext, id: number): Promise<readonly HistoryRow[]> {
  const seen = seenOccupancy(context);
  const name = localText(context, { entity: 'business', field: 'name', id: business.id, base: business.name });
  return context.db.execute<HistoryRow>(sql`
    select ${seen.valid}::text as valid, o.status, o.use_class as use, o.reason, o.is_start_known as "isStartKnown",
      o.checked_on::text as "checkedOn", business.id as business, ${name} as "businessName", source.nature
    from unit join occupancy o on o.unit_id = unit.id
    join source on source.id = o.source_id
    left join tenancy t on t.id = o.tenancy_id
    left join business on business.id = t.business_id
      and (business.is_public or ${can(context.actor, 'natural-person:read')}::boolean)
    where unit.id = ${id} and not ${isUnitWithheld(context.actor)} and ${seen.isSeen}
    order by lower(o.valid) desc`);
}

function toHistoryEntry(row: HistoryRow): UnitHistoryEntry {
  const { status, use, reason, isStartKnown, checkedOn, nature } = row;
  return {
    ...{ status, use, reason, isStartKnown, checkedOn, nature },
    valid: parseDateRange(row.valid),
    business: row.business === null ? null : { id: row.business, name: row.businessName! }
  };
}

async function readTarget(context: ServiceContext, id: number, date: IsoDate): Promise<UnitDetail['target']> {
  const [row] = await context.db.execute<TargetRow>(sql`
    select use_plan.id as plan, ${localText(context, { entity: 'use_plan', field: 'title', id: usePlan.id, base: usePlan.title })} as title,
      use_plan.status, g.use_class as use, ${planWords(context, 'wish', 'g')} as wish,
      ${planWords(context, 'reason', 'g')} as reason, g.target_on::text as "targetOn"
    from use_plan_unit g join use_plan on use_plan.id = g.plan_id
    where g.unit_id = ${id} and ${isPlanShown(context)} and use_plan.status <> 'withdrawn'
    order by use_plan.status = 'adopted' desc, use_plan.version desc, use_plan.horizon_on < ${date}::date,
      abs(use_plan.horizon_on - ${date}::date), use_plan.id limit 1`);
  if (!row) return null;
  const { plan, title, status, use, wish, reason, targetOn } = row;
  return { plan: { id: plan, title, status }, use, wish, reason, targetOn };
}

async function listRelated(
  context: ServiceContext,
  id: number,
  direction: 'predecessors' | 'successors'
): Promise<UnitReference[]> {
  const link =
    direction === 'predecessors'
      ? sql`p.predecessor_id = unit.id and p.unit_id = ${id}`
      : sql`p.unit_id = unit.id and p.predecessor_id = ${id}`;
  const rows = await context.db.execute<UnitReferenceRow>(sql`
    select ${UNIT_REFERENCE} from unit_predecessor p join unit on ${link}
    join building b on b.id = unit.building_id order by unit.code, unit.id`);
  return rows.map(toUnitReference);
}
