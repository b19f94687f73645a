import { sql, type SQL } from 'drizzle-orm';
import type { BuildingReference } from '../domain/building';
import type { ServiceContext } from './context';
import { readPage, toPage, type Page } from './table';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from './reference';

export const BUILDING_SORTS = ['address', 'storeys', 'units', 'footprint'] as const;
export type BuildingSort = (typeof BUILDING_SORTS)[number];

export interface BuildingListRow extends BuildingReference {
  readonly name: string | null;
  readonly district: { readonly code: string; readonly name: string } | null;
  readonly storeysAbove: number | null;
  readonly footprintSqm: number;
  readonly isMonument: boolean;
  readonly unitCount: number;
}

export interface BuildingListInput {
  readonly districtCode?: string;
  readonly page?: number;
  readonly sort?: BuildingSort;
}

const ORDER: Readonly<Record<BuildingSort, SQL>> = {
  address: sql`b.street nulls last, b.house_number nulls last, b.id`,
  storeys: sql`b.storeys_above desc nulls last, b.id`,
  units: sql`b.unit_count desc, b.id`,
  footprint: sql`b.footprint_sqm desc, b.id`
};

type Row = BuildingReferenceRow & {
  name: string | null;
  districtCode: string | null;
  districtName: string | null;
  storeysAbove: number | null;
  footprintSqm: number;
  isMonument: boolean;
  unitCount: number;
  total: number;
};

/** The houses of the quarter, or of one district, a page at a time. A page behind the last one is empty. */
export async function listBuildings(
  context: ServiceContext,
  input: BuildingListInput = {}
): Promise<Page<BuildingListRow>> {
  const { limit, offset, page } = readPage(input.page);
  const sort = input.sort ?? 'address';
  const inDistrict = input.districtCode === undefined ? sql`true` : sql`d.code = ${input.districtCode}`;
  const unitCount = sql`(select count(*)::int from unit u where u.building_id = b.id and u.valid @> ${context.today}::date)`;
  const houses = sql`building b join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter}
    left join district d on d.id = b.district_id where ${inDistrict}`;
  const counted = sql`select b.*, d.code as district_code, d.name as district_name, ${sort === 'units' ? unitCount : sql`0`} as unit_count from ${houses}`;
  const [rows, [count]] = await Promise.all([
    context.db.execute<Row>(sql`
      with picked as (select * from (${counted}) b order by ${ORDER[sort]} limit ${limit} offset ${offset})
      select ${BUILDING_REFERENCE}, b.name, b.district_code as "districtCode", b.district_name as "districtName",
        b.storeys_above as "storeysAbove", b.footprint_sqm as "footprintSqm", b.is_monument as "isMonument",
        ${unitCount} as "unitCount"
      from picked b order by ${sort === 'units' ? sql`"unitCount" desc, b.id` : ORDER[sort]}`),
    context.db.execute<{ total: number }>(sql`select count(*)::int as total from ${houses}`)
  ]);
  return toPage(rows.map(toListRow), { page, total: count?.total ?? 0 });
}

function toListRow(row: Row): BuildingListRow {
  return {
    ...toBuildingReference(row),
    name: row.name,
    district: row.districtCode === null ? null : { code: row.districtCode, name: row.districtName! },
    storeysAbove: row.storeysAbove,
    footprintSqm: row.footprintSqm,
    isMonument: row.isMonument,
    unitCount: row.unitCount
  };
}
