import { sql } from 'drizzle-orm';
import type { BuildingReference } from '../../domain/building';
import type { BuildingFacts } from '../../domain/building-facts';
import type { BuildingPart, RenewalState, StoreyType, UnitKind } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { parseDateRange, type DateRange } from '../../domain/interval';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { groupRows } from '../record/grouping';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from '../record/reference';

/** A storey as the editor of a house draws it. Heights in metres above the ground floor's floor. */
export interface StoreyRecord {
  readonly id: number;
  readonly part: BuildingPart;
  readonly level: number;
  readonly type: StoreyType;
  readonly baseM: number;
  readonly heightM: number;
  /** Those of today, from the left as seen from the street. */
  readonly units: readonly { id: number; code: string; kind: UnitKind; areaSqm: number | null }[];
  /** False where a unit stands or ever stood on it: the storey must stay then. */
  readonly isRemovable: boolean;
}

/** A house as the forms of the desk begin with it. */
export interface BuildingRecord extends BuildingReference {
  /** What a save names, so that nobody writes over somebody else. */
  readonly version: number;
  readonly facts: BuildingFacts;
  /** Newest first. */
  readonly renewals: readonly { readonly id: number; readonly state: RenewalState; readonly valid: DateRange }[];
  /** From the attic down, part by part. */
  readonly storeys: readonly StoreyRecord[];
}

type FactsRow = BuildingReferenceRow & Omit<BuildingFacts, 'street' | 'houseNumber'> & { version: number };
type StoreyRow = Omit<StoreyRecord, 'units' | 'isRemovable'> & { isRemovable: boolean };
type UnitRow = { storey: number; id: number; code: string; kind: UnitKind; areaSqm: number | null };

/** Throws `forbidden`, `not_found`. */
export async function readBuildingRecord(context: ServiceContext, id: number): Promise<BuildingRecord> {
  assertCapable(context, 'structure:change');
  const { db } = context;
  const [[row], renewals, storeys, units] = await Promise.all([
    db.execute<FactsRow>(sql`
      select ${BUILDING_REFERENCE}, b.postcode, b.name, b.is_address_checked as "isAddressChecked",
        b.is_monument as "isMonument", b.built_year as "builtYear", b.storeys_above as "storeysAbove",
        b.roof_storeys as "roofStoreys",
        coalesce((select v.version from record_version v where v.entity = 'building' and v.entity_id = b.id), 0) as version
      from building b join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter} where b.id = ${id}`),
    db.execute<{ id: number; state: RenewalState; valid: string }>(sql`
      select id, state, valid::text as valid from building_renewal where building_id = ${id}
      order by lower(valid) desc nulls last`),
    db.execute<StoreyRow>(sql`
      select s.id, s.part, s.level, s.type, s.base_m as "baseM", s.height_m as "heightM",
        not exists (select from unit u where u.storey_id = s.id) as "isRemovable"
      from storey s where s.building_id = ${id} order by s.part, s.sort desc`),
    db.execute<UnitRow>(sql`
      select u.storey_id as storey, u.id, u.code, u.kind, u.area_sqm as "areaSqm" from unit u
      where u.building_id = ${id} and u.valid @> ${context.today}::date order by u.position, u.id`)
  ]);
  if (!row) throw new DomainError('not_found', 'building_not_found', { id });
  const { version, street, houseNumber, postcode, name, isAddressChecked, isMonument, builtYear } = row;
  const { storeysAbove, roofStoreys } = row;
  const onStorey = groupRows(units, ({ storey }) => storey);
  return {
    ...toBuildingReference(row),
    version,
    facts: {
      ...{ street, houseNumber, postcode, name, isAddressChecked, isMonument, builtYear, storeysAbove, roofStoreys }
    },
    renewals: renewals.map((entry) => ({ ...entry, valid: parseDateRange(entry.valid) })),
    storeys: storeys.map((storey) => ({
      ...storey,
      units: (onStorey.get(storey.id) ?? []).map(({ storey: _storey, ...unit }) => unit)
    }))
  };
}
