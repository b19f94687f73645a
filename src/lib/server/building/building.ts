import { sql } from 'drizzle-orm';
import type { BuildingDetail } from '../../domain/building';
import type { RenewalState, SourceNature } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import { parseDateRange, type IsoDate } from '../../domain/interval';
import type { ServiceContext } from '../context';
import { building } from '../db/schema';
import type { Bounds } from '../db/schema/columns';
import { listMeasuresOfBuilding } from '../measure/measure';
import { provenanceColumns, toProvenance, type ProvenanceRow } from '../record/provenance';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from '../record/reference';
import { localText } from '../record/translation';

type DetailRow = BuildingReferenceRow &
  ProvenanceRow & {
    ref: string;
    postcode: string | null;
    name: string | null;
    isAddressChecked: boolean;
    districtCode: string | null;
    districtName: string | null;
    blockSlug: string | null;
    blockName: string | null;
    blockIsAssumption: boolean | null;
    storeysAbove: number | null;
    roofStoreys: number | null;
    eavesM: number | null;
    ridgeM: number | null;
    builtYear: number | null;
    isMonument: boolean;
    footprintSqm: number;
    bounds: string;
  };
type RenewalRow = { state: RenewalState; valid: string; nature: SourceNature };

/** A house with its facts; `date` decides the state of its measures. Throws `not_found`. */
export async function getBuilding(context: ServiceContext, id: number, date: IsoDate): Promise<BuildingDetail> {
  const [[row], renewals, measures] = await Promise.all([
    context.db.execute<DetailRow>(sql`
      select ${BUILDING_REFERENCE}, b.ref, b.postcode,
        ${localText<string | null>(context, { entity: 'building', field: 'name', id: sql`b.id`, base: sql`b.name` })} as name, b.is_address_checked as "isAddressChecked",
        d.code as "districtCode", ${localText<string | null>(context, { entity: 'district', field: 'name', id: sql`d.id`, base: sql`d.name` })} as "districtName",
        k.slug as "blockSlug", ${localText<string | null>(context, { entity: 'block', field: 'name', id: sql`k.id`, base: sql`k.name` })} as "blockName",
        k.is_assumption as "blockIsAssumption", b.storeys_above as "storeysAbove", b.roof_storeys as "roofStoreys",
        b.eaves_m as "eavesM", b.ridge_m as "ridgeM", b.built_year as "builtYear", b.is_monument as "isMonument",
        b.footprint_sqm as "footprintSqm", b.bounds, ${provenanceColumns(context)}
      from building b
      join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter}
      join source on source.id = b.source_id
      left join district d on d.id = b.district_id
      left join block k on k.id = b.block_id
      where b.id = ${id}`),
    context.db.execute<RenewalRow>(sql`
      select r.state, r.valid::text as valid, source.nature from building_renewal r join source on source.id = r.source_id
      where r.building_id = ${id} order by lower(r.valid) desc nulls last`),
    listMeasuresOfBuilding(context, id, date)
  ]);
  if (!row) throw new DomainError('not_found', 'building_not_found', { id });
  const bounds = building.bounds.mapFromDriverValue(row.bounds) as Bounds;
  return {
    ...toBuildingReference(row),
    ref: row.ref,
    postcode: row.postcode,
    name: row.name,
    isAddressChecked: row.isAddressChecked,
    district: row.districtCode === null ? null : { code: row.districtCode, name: row.districtName! },
    block:
      row.blockSlug === null
        ? null
        : { slug: row.blockSlug, name: row.blockName!, isAssumption: row.blockIsAssumption! },
    storeysAbove: row.storeysAbove,
    roofStoreys: row.roofStoreys,
    eavesM: row.eavesM,
    ridgeM: row.ridgeM,
    builtYear: row.builtYear,
    isMonument: row.isMonument,
    footprintSqm: row.footprintSqm,
    center: [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2],
    bounds,
    renewals: renewals.map(({ state, valid, nature }) => ({ state, valid: parseDateRange(valid), nature })),
    measures,
    provenance: toProvenance(row)
  };
}
