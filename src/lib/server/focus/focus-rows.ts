import { sql, type SQL } from 'drizzle-orm';
import { can } from '../../domain/access';
import type {
  AreaType,
  BuildingPart,
  PlanUse,
  RenewalState,
  ShownStatus,
  StoreyType,
  UnitKind,
  UseClass,
  VacancyReason
} from '../../domain/codes';
import { toDayNumber } from '../../domain/interval';
import type { ServiceContext } from '../context';
import { business, usePlan } from '../db/schema';
import { isListingShown } from '../listing/listing-visibility';
import { localText } from '../record/translation';
import type { QuarterDetail } from '../quarter';
import { isUnitWithheld, seenOccupancy } from '../record/visibility';
import { planWords } from '../use-plan/plan-words';

/** The houses of one block, or one house. */
export type FocusScope = { readonly block: number } | { readonly building: number };

export type BuildingRow = {
  id: number;
  sequence: number | null;
  street: string | null;
  houseNumber: string | null;
  isCourtyard: boolean;
  isMonument: boolean;
  eavesM: number | null;
  ridgeM: number | null;
  geometry: string;
};
export type StoreyRow = {
  id: number;
  building: number;
  part: BuildingPart;
  level: number;
  type: StoreyType;
  sort: number;
  baseM: number;
  heightM: number;
};
export type UnitRow = {
  id: number;
  storey: number;
  code: string;
  position: number;
  kind: UnitKind;
  areaSqm: number | null;
  areaType: AreaType | null;
  frontageM: number | null;
  isStepFree: boolean | null;
  isShopUsePlausible: boolean;
  from: number | null;
  to: number | null;
};
export type OccupancyRow = {
  unit: number;
  from: number | null;
  to: number | null;
  status: ShownStatus;
  use: UseClass | null;
  reason: VacancyReason | null;
  activatableMonths: number | null;
  isStartKnown: boolean;
  checkedOn: number | null;
  business: number | null;
  businessName: string | null;
};
export type RenewalRow = { building: number; from: number | null; to: number | null; state: RenewalState };
export type TargetRow = { unit: number; use: PlanUse; wish: string | null; targetOn: number };
export type PlanRow = { id: number; title: string; horizonOn: string };
export type ListingRow = { id: number; unit: number };

export interface FocusRows {
  /** The first day that the quarter shows, for what has an open beginning. */
  readonly firstDay: number;
  readonly buildings: readonly BuildingRow[];
  readonly storeys: readonly StoreyRow[];
  readonly units: readonly UnitRow[];
  readonly occupancies: readonly OccupancyRow[];
  readonly renewals: readonly RenewalRow[];
  readonly plan: PlanRow | null;
  readonly targets: readonly TargetRow[];
  readonly listings: readonly ListingRow[];
}

/** Days since 1970-01-01 of a date expression. */
const day = (date: SQL) => sql`(${date} - date '1970-01-01')`;
const lower = (range: SQL) => day(sql`lower(${range})`);
const upper = (range: SQL) => day(sql`upper(${range})`);

/** Reads all rows of a scope in one snapshot, each already without what the actor may not see. */
export async function readFocusRows(
  context: ServiceContext,
  quarter: QuarterDetail,
  scope: FocusScope
): Promise<FocusRows> {
  const inScope = 'block' in scope ? sql`b.block_id = ${scope.block}` : sql`b.id = ${scope.building}`;
  const scopedUnits = sql`unit join building b on b.id = unit.building_id and ${inScope}`;
  return context.db.transaction(
    async (db) => {
      const [buildings, storeys, units, occupancies, renewals, plans, targets, listings] = await Promise.all([
        db.execute<BuildingRow>(sql`
          select b.id, b.sequence, b.street, b.house_number as "houseNumber", b.is_courtyard as "isCourtyard",
            b.is_monument as "isMonument", b.eaves_m as "eavesM", b.ridge_m as "ridgeM", b.geometry
          from building b where ${inScope} order by b.is_courtyard, b.sequence nulls last, b.id`),
        db.execute<StoreyRow>(sql`
          select s.id, s.building_id as building, s.part, s.level, s.type, s.sort, s.base_m as "baseM", s.height_m as "heightM"
          from storey s join building b on b.id = s.building_id and ${inScope}
          order by s.part, s.sort, s.id`),
        db.execute<UnitRow>(sql`
          select unit.id, unit.storey_id as storey, unit.code, unit.position, unit.kind, unit.area_sqm as "areaSqm",
            unit.area_type as "areaType", unit.frontage_m as "frontageM", unit.is_step_free as "isStepFree",
            unit.is_shop_use_plausible as "isShopUsePlausible",
            ${lower(sql`unit.valid`)} as "from", ${upper(sql`unit.valid`)} as "to"
          from ${scopedUnits} order by unit.position, unit.id`),
        db.execute<OccupancyRow>(occupancyRows(context, scopedUnits)),
        db.execute<RenewalRow>(sql`
          select r.building_id as building, ${lower(sql`r.valid`)} as "from", ${upper(sql`r.valid`)} as "to", r.state
          from building_renewal r join building b on b.id = r.building_id and ${inScope}
          order by lower(r.valid)`),
        db.execute<PlanRow>(sql`
          select ${usePlan.id}, ${localText(context, { entity: 'use_plan', field: 'title', id: usePlan.id, base: usePlan.title })} as title,
            ${usePlan.horizonOn} as "horizonOn"
          from ${usePlan} where ${isLeadPlan(quarter)}`),
        db.execute<TargetRow>(sql`
          select g.unit_id as unit, g.use_class as use, ${day(sql`g.target_on`)} as "targetOn", ${planWords(context, 'wish', 'g')} as wish
          from use_plan_unit g join ${usePlan} on ${usePlan.id} = g.plan_id and ${isLeadPlan(quarter)}
          where g.unit_id in (select unit.id from ${scopedUnits}) order by g.unit_id`),
        db.execute<ListingRow>(sql`
          select listing.id, listing.unit_id as unit from listing join ${scopedUnits} on unit.id = listing.unit_id
          where ${isListingShown(context)} and listing.is_address_released and unit.location_precision in ('exact', 'building')
          order by listing.id`)
      ]);
      return {
        firstDay: toDayNumber(quarter.settings.timeSpan.from),
        buildings,
        storeys,
        units,
        occupancies,
        renewals,
        plan: plans[0] ?? null,
        targets,
        listings
      };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' }
  );
}

/** The plan that "planned use" shows: the latest adopted version of the quarter's lead plan, else the one in consultation. */
function isLeadPlan(quarter: QuarterDetail): SQL {
  return sql`${usePlan.id} = (select p.id from use_plan p
    where p.quarter_id = ${quarter.id} and p.series = ${quarter.settings.leadPlan} and p.status in ('consultation', 'adopted')
    order by p.status = 'adopted' desc, p.version desc limit 1)`;
}

/**
 * A withheld unit has one row over its own existence: nothing of its occupancies is read, so that not
 * even the day of a change can be told. Its last check is that of the whole house.
 */
function occupancyRows(context: ServiceContext, scopedUnits: SQL): SQL {
  const showsAllBusinesses = can(context.actor, 'natural-person:read');
  const name = localText(context, { entity: 'business', field: 'name', id: business.id, base: business.name });
  const seen = seenOccupancy(context);
  return sql`
    select unit.id as unit, ${lower(seen.valid)} as "from", ${upper(seen.valid)} as "to", o.status, o.use_class as use,
      o.reason, o.activatable_months as "activatableMonths", o.is_start_known as "isStartKnown",
      ${day(sql`o.checked_on`)} as "checkedOn", business.id as business, ${name} as "businessName"
    from ${scopedUnits}
    join occupancy o on o.unit_id = unit.id
    left join tenancy t on t.id = o.tenancy_id
    left join business on business.id = t.business_id and (business.is_public or ${showsAllBusinesses}::boolean)
    where not ${isUnitWithheld(context.actor)} and ${seen.isSeen}
    union all
    select unit.id, ${lower(sql`unit.valid`)}, ${upper(sql`unit.valid`)}, 'withheld', null, null, null, false,
      (select ${day(sql`max(c.checked_on)`)} from unit h join occupancy c on c.unit_id = h.id
        where h.building_id = unit.building_id and c.checked_on <= ${context.today}::date), null, null
    from ${scopedUnits} where ${isUnitWithheld(context.actor)}
    order by 2`;
}
