import { sql, type SQL } from 'drizzle-orm';
import type { BuildingReference } from '../../domain/building';
import type { ServiceContext } from '../context';
import { RevisionMemo } from '../record/revision';
import { readPage, toPage, type Page } from '../record/table';
import { localText } from '../record/translation';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from '../record/reference';

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
  address: sql`b.street, substring(b.house_number from '^[0-9]{1,6}')::int, b.house_number, b.id`,
  storeys: sql`b.storeys_above desc nulls last, b.id`,
  units: sql`n.count desc nulls last, b.id`,
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
};

const totals = new RevisionMemo<number>('geometry');

/** The houses of the quarter, or of one district, a page at a time. A page behind the last one is empty. */
export async function listBuildings(
  context: ServiceContext,
  input: BuildingListInput = {}
): Promise<Page<BuildingListRow>> {
  const { limit, offset, page } = readPage(input.page);
  const sort = input.sort ?? 'address';
  const exists = sql`u.valid @> ${context.today}::date`;
  const inArea =
    input.districtCode === undefined
      ? sql`b.quarter_id = (select id from quarter where slug = ${context.quarter})`
      : sql`b.district_id = (select d.id from district d join quarter q on q.id = d.quarter_id
          where q.slug = ${context.quarter} and d.code = ${input.districtCode})`;
  const counted =
    sort === 'units'
      ? sql`left join (select u.building_id, count(*) as count from unit u where ${exists} group by 1) n on n.building_id = b.id`
      : sql``;
  const [rows, total] = await Promise.all([
    context.db.execute<Row>(sql`
      with picked as (
        select id, row_number() over () as place from (
          select b.id from building b ${counted} where ${inArea}
          order by ${ORDER[sort]} limit ${limit} offset ${offset}) slice)
      select ${BUILDING_REFERENCE}, b.name, d.code as "districtCode",
        ${localText<string | null>(context, { entity: 'district', field: 'name', id: sql`d.id`, base: sql`d.name` })} as "districtName",
        b.storeys_above as "storeysAbove", b.footprint_sqm as "footprintSqm", b.is_monument as "isMonument",
        (select count(*)::int from unit u where u.building_id = b.id and ${exists}) as "unitCount"
      from picked join building b on b.id = picked.id left join district d on d.id = b.district_id
      order by picked.place`),
    totals.get(context, `${context.quarter} ${input.districtCode ?? ''}`, async () => {
      const [count] = await context.db.execute<{ total: number }>(
        sql`select count(*)::int as total from building b where ${inArea}`
      );
      return count!.total;
    })
  ]);
  return toPage(rows.map(toListRow), { page, total });
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
