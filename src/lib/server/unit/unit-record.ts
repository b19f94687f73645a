import { sql } from 'drizzle-orm';
import { can } from '../../domain/access';
import type { BuildingPart, StoreyType } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import type { Occupancy } from '../../domain/occupancy';
import type { UnitReference } from '../../domain/unit';
import type { UnitFacts } from '../../domain/unit-facts';
import type { ServiceContext } from '../context';
import { assertMayChange } from './occupancy';
import { toUnitReference, UNIT_REFERENCE, type UnitReferenceRow } from '../record/reference';
import { readHistories } from './unit-history';
import { idList } from '../record/visibility';

/** A unit as a form of the desk begins with it, restricted values included. */
export interface UnitRecord extends UnitReference {
  readonly storeyId: number;
  readonly part: BuildingPart;
  readonly level: number;
  readonly storeyType: StoreyType;
  /** What a save names, so that nobody writes over somebody else. */
  readonly version: number;
  readonly facts: UnitFacts;
  readonly existence: { readonly from: IsoDate | null; readonly to: IsoDate | null };
  /** Oldest first. */
  readonly history: readonly {
    readonly id: number;
    readonly from: IsoDate;
    readonly to: IsoDate | null;
    readonly occupancy: Occupancy;
    readonly businessName: string | null;
  }[];
}

type RecordRow = UnitReferenceRow &
  Omit<UnitFacts, 'code' | 'kind' | 'areaSqm'> & {
    storeyId: number;
    part: BuildingPart;
    level: number;
    storeyType: StoreyType;
    version: number;
    from: IsoDate | null;
    to: IsoDate | null;
  };

/**
 * The units in the given order. Throws `forbidden` where the actor may not change one of them, `not_found`.
 */
export async function readUnitRecords(context: ServiceContext, unitIds: readonly number[]): Promise<UnitRecord[]> {
  await assertMayChange(context, unitIds, 'occupancy:change');
  const [rows, histories, names] = await Promise.all([
    context.db.execute<RecordRow>(sql`
      select ${UNIT_REFERENCE}, s.id as "storeyId", s.part, s.level, s.type as "storeyType",
        coalesce((select v.version from record_version v where v.entity = 'unit' and v.entity_id = unit.id), 0) as version,
        unit.area_type as "areaType", unit.frontage_m as "frontageM", unit.has_own_entrance as "hasOwnEntrance",
        unit.is_step_free as "isStepFree", unit.is_divisible as "isDivisible", unit.power_kw as "powerKw",
        unit.has_extractor as "hasExtractor", unit.has_toilet as "hasToilet",
        unit.has_second_escape_route as "hasSecondEscapeRoute",
        unit.is_shop_use_plausible as "isShopUsePlausible", unit.disclosure,
        unit.location_precision as "locationPrecision", lower(unit.valid)::text as "from", upper(unit.valid)::text as "to"
      from unit join building b on b.id = unit.building_id join storey s on s.id = unit.storey_id
      where unit.id = any(${idList(unitIds)})`),
    readHistories(context, unitIds),
    context.db.execute<{ id: number; name: string }>(sql`
      select distinct business.id, business.name from tenancy t join business on business.id = t.business_id
      where t.unit_id = any(${idList(unitIds)})`)
  ]);
  const byId = new Map(rows.map((row) => [row.unitId, row]));
  const nameById = new Map(names.map(({ id, name }) => [id, name]));
  return unitIds.map((id) => {
    const row = byId.get(id)!;
    const seesTerms = can(context.actor, 'tenancy-terms:read', { buildingId: row.buildingId });
    const seesPersons = can(context.actor, 'natural-person:read');
    const { code, kind, areaSqm, areaType, frontageM, hasOwnEntrance, isStepFree, isDivisible, powerKw } = row;
    const { hasExtractor, hasToilet, hasSecondEscapeRoute, isShopUsePlausible, disclosure, locationPrecision } = row;
    const { storeyId, part, level, storeyType, version, from, to } = row;
    return {
      ...toUnitReference(row),
      ...{ storeyId, part, level, storeyType, version, existence: { from, to } },
      facts: {
        ...{ code, kind, areaSqm, areaType, frontageM, hasOwnEntrance, isStepFree, isDivisible, powerKw },
        ...{ hasExtractor, hasToilet, hasSecondEscapeRoute, isShopUsePlausible, disclosure, locationPrecision }
      },
      history: histories.get(id)!.entries.map(({ id: entryId, from: start, to: end, value }) => {
        const { sourceId: _sourceId, tenancyId: _tenancyId, ...occupancy } = value;
        const tenancy = occupancy.tenancy && {
          ...occupancy.tenancy,
          partyId: seesPersons ? occupancy.tenancy.partyId : null,
          ...(seesTerms ? {} : { knownEndOn: null, rentCentsPerMonth: null })
        };
        return {
          ...{ id: entryId!, from: start, to: end, occupancy: { ...occupancy, tenancy } },
          businessName: nameById.get(occupancy.tenancy?.businessId ?? -1) ?? null
        };
      })
    };
  });
}

/** Those of the ids that the quarter has, in their order: a division that was taken back leaves links to what is gone. */
export async function keepKnownUnits(
  { db, quarter }: ServiceContext,
  unitIds: readonly number[]
): Promise<readonly number[]> {
  if (unitIds.length === 0) return [];
  const rows = await db.execute<{ id: number }>(sql`
    select unit.id from unit join building b on b.id = unit.building_id
    join quarter q on q.id = b.quarter_id and q.slug = ${quarter} where unit.id = any(${idList(unitIds)})`);
  const known = new Set(rows.map(({ id }) => id));
  return unitIds.filter((id) => known.has(id));
}

/** Businesses of the quarter that a tenancy may name, by name. Throws `forbidden`. */
export async function listTenants(context: ServiceContext): Promise<readonly { id: number; name: string }[]> {
  const seesAll = can(context.actor, 'natural-person:read');
  return [
    ...(await context.db.execute<{ id: number; name: string }>(sql`
      select business.id, business.name from business
      join quarter q on q.id = business.quarter_id and q.slug = ${context.quarter}
      where business.is_public or ${seesAll}::boolean order by business.name, business.id`))
  ];
}
