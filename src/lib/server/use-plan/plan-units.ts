import { sql } from 'drizzle-orm';
import type { AreaType, BuildingPart, ShownStatus, StoreyType, UseClass } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import type { PlanUnitFacts } from '../../domain/plan/plan-unit-facts';
import type { ServiceContext } from '../context';
import { toBuildingReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { isUnitWithheld, reachesUnit, seenOccupancy } from '../record/visibility';

type FactsRow = UnitReferenceRow & {
  isMonument: boolean;
  storeyId: number;
  part: BuildingPart;
  level: number;
  storeyType: StoreyType;
  position: number;
  areaType: AreaType | null;
  frontageM: number | null;
  hasOwnEntrance: boolean;
  isStepFree: boolean | null;
  hasSecondEscapeRoute: boolean | null;
  hasExtractor: boolean | null;
  status: ShownStatus | null;
  use: UseClass | null;
  knownEndOn: string | null;
};

/** The area of a plan: a block, or with null the whole quarter. */
export interface PlanScope {
  readonly blockId: number | null;
}

/**
 * All units that exist on `date` (today) in a plan's area, house by house along the street, from below, from the left.
 * A unit whose status is not for this reader says `withheld` and no use.
 */
export async function readPlanUnits(
  context: ServiceContext,
  { blockId }: PlanScope,
  date: IsoDate = context.today
): Promise<PlanUnitFacts[]> {
  const seen = seenOccupancy(context);
  const seesEnd = reachesUnit(context.actor, 'tenancy-terms:read');
  const rows = await context.db.execute<FactsRow>(sql`
    select ${UNIT_REFERENCE}, b.is_monument as "isMonument", s.id as "storeyId", s.part, s.level, s.type as "storeyType",
      unit.position, unit.area_type as "areaType", unit.frontage_m as "frontageM",
      unit.has_own_entrance as "hasOwnEntrance", unit.is_step_free as "isStepFree", unit.has_extractor as "hasExtractor",
      unit.has_second_escape_route as "hasSecondEscapeRoute",
      case when ${isUnitWithheld(context.actor)} then 'withheld' else o.status end as status, o.use_class as use,
      case when ${seesEnd} and o.status in ('occupied', 'interim')
        then coalesce(t.known_end_on, upper(o.valid))::text end as "knownEndOn"
    from unit join building b on b.id = unit.building_id and (${blockId}::integer is null or b.block_id = ${blockId}::integer)
    join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter}
    join storey s on s.id = unit.storey_id
    left join occupancy o on o.unit_id = unit.id and not ${isUnitWithheld(context.actor)}
      and ${seen.isSeen} and ${seen.valid} @> ${date}::date
    left join tenancy t on t.id = o.tenancy_id
    where unit.valid @> ${date}::date
    order by b.is_courtyard, b.sequence nulls last, b.id, s.part, s.sort, unit.position, unit.id`);
  return rows.map(toFacts);
}

function toFacts(row: FactsRow): PlanUnitFacts {
  const { unitId, buildingId, code, kind, areaSqm, isMonument, storeyId, part, level, storeyType, position } = row;
  const { areaType, frontageM, hasOwnEntrance, isStepFree, hasSecondEscapeRoute, hasExtractor, use, knownEndOn } = row;
  return {
    ...{ unitId, buildingId, areaSqm, frontageM, code, kind, isMonument, storeyId, part, level, storeyType, position },
    ...{ areaType, hasOwnEntrance, isStepFree, hasSecondEscapeRoute, hasExtractor, use, knownEndOn },
    building: toBuildingReference(row),
    status: row.status ?? 'unknown'
  };
}
