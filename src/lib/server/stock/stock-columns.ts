import { sql, type SQL } from 'drizzle-orm';
import { AREA_TYPES, OCCUPANCY_STATUSES, STOREY_TYPES, UNIT_KINDS, USE_CLASSES } from '../../domain/codes';
import { NO_AREA_TYPE, NOT_JUDGED, OPEN_END, type StockColumns } from '../../domain/stock';
import type { ServiceContext } from '../context';

/**
 * The stock of a quarter with the numbers of its units. It holds the true state of dwellings: only
 * `figure.ts`, `plan-figure.ts`, `attribute-table.ts` and `plan-stock.ts`, which apply the rules of disclosure, and
 * `worklist.ts`, which is for those who may change it, may read it.
 */
export interface QuarterStock {
  readonly columns: StockColumns;
  /** Id of each unit's row, rising. */
  readonly unitId: Int32Array;
  /** Per occupancy row: index into `USE_CLASSES`, or `NO_USE`. */
  readonly useClass: Uint8Array;
  /** Per occupancy row: the day of the last check, or `NEVER_CHECKED`. */
  readonly checkedOn: Int32Array;
  /** What was worked out from these columns, dropped with them. */
  readonly results: Map<string, unknown>;
}

export const NO_USE = 255;
export const NEVER_CHECKED = -2147483648;

export type StockArea =
  | { readonly kind: 'quarter' }
  | { readonly kind: 'building'; readonly id: number }
  | { readonly kind: 'block'; readonly slug: string }
  /** Single units by the ids of their rows; one outside the quarter is not found. */
  | { readonly kind: 'units'; readonly ids: Int32Array };

/** Longest time that a city's stock may take to read; pages have a shorter limit. */
const READ_TIMEOUT = '60s';

type UnitArrays = Record<
  | 'id'
  | 'building'
  | 'block'
  | 'district'
  | 'kind'
  | 'level'
  | 'storeyType'
  | 'areaSqm'
  | 'areaType'
  | 'frontageM'
  | 'isShopUsePlausible'
  | 'isStatusPublic'
  | 'from'
  | 'to',
  string | null
>;
type OccupancyArrays = Record<
  'unit' | 'from' | 'to' | 'status' | 'activatableMonths' | 'isStartKnown' | 'knownEnd' | 'useClass' | 'checkedOn',
  string | null
>;

/** Everything that `read` reads belongs to one moment. */
export function inSnapshot<T>(context: ServiceContext, read: (snapshot: ServiceContext) => Promise<T>): Promise<T> {
  return context.db.transaction((db) => read({ ...context, db }), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only'
  });
}

/**
 * Reads units and occupancies of an area; `snapshot` comes from `inSnapshot`. The database packs each column
 * into one array and the driver hands over its text: a row of objects per unit would take a city's stock
 * several seconds.
 */
export async function readStock(snapshot: ServiceContext, area: StockArea): Promise<QuarterStock> {
  const { db } = snapshot;
  if (area.kind === 'quarter') await db.execute(sql`select set_config('statement_timeout', ${READ_TIMEOUT}, true)`);
  const [units, occupancies] = await Promise.all([
    db.execute<UnitArrays>(unitArrays(snapshot, area)),
    db.execute<OccupancyArrays>(occupancyArrays(snapshot, area))
  ]);
  return pack(units[0]!, occupancies[0]!);
}

function pack(units: UnitArrays, occupancies: OccupancyArrays): QuarterStock {
  const unitId = Int32Array.from(readArray(units.id));
  return {
    columns: {
      units: {
        building: Int32Array.from(readArray(units.building)),
        block: Int32Array.from(readArray(units.block)),
        district: Int32Array.from(readArray(units.district)),
        kind: Uint8Array.from(readArray(units.kind)),
        level: Int16Array.from(readArray(units.level)),
        storeyType: Uint8Array.from(readArray(units.storeyType)),
        areaSqm: readMetric(units.areaSqm),
        areaType: Uint8Array.from(readArray(units.areaType)),
        frontageM: readMetric(units.frontageM),
        isShopUsePlausible: Uint8Array.from(readArray(units.isShopUsePlausible)),
        isStatusPublic: Uint8Array.from(readArray(units.isStatusPublic)),
        from: Int32Array.from(readArray(units.from)),
        to: Int32Array.from(readArray(units.to))
      },
      occupancies: {
        first: countStarts(unitId, readArray(occupancies.unit)),
        from: Int32Array.from(readArray(occupancies.from)),
        to: Int32Array.from(readArray(occupancies.to)),
        status: Uint8Array.from(readArray(occupancies.status)),
        activatableMonths: Int16Array.from(readArray(occupancies.activatableMonths)),
        isStartKnown: Uint8Array.from(readArray(occupancies.isStartKnown)),
        knownEnd: Int32Array.from(readArray(occupancies.knownEnd))
      }
    },
    unitId,
    useClass: Uint8Array.from(readArray(occupancies.useClass)),
    checkedOn: Int32Array.from(readArray(occupancies.checkedOn)),
    results: new Map()
  };
}

/** PostgreSQL's text of an array of numbers without nulls: JSON but for the braces. */
function readArray(text: string | null): number[] {
  return text === null ? [] : (JSON.parse(`[${text.slice(1, -1)}]`) as number[]);
}

/** The database says -1 where a metric is not known. */
function readMetric(text: string | null): Float64Array {
  const values = Float64Array.from(readArray(text));
  for (let row = 0; row < values.length; row += 1) if (values[row]! < 0) values[row] = NaN;
  return values;
}

/** Both lists are sorted by unit. */
function countStarts(unitId: Int32Array, owners: readonly number[]): Int32Array {
  const first = new Int32Array(unitId.length + 1);
  let row = 0;
  for (let unit = 0; unit < unitId.length; unit += 1) {
    first[unit] = row;
    while (row < owners.length && owners[row] === unitId[unit]) row += 1;
  }
  first[unitId.length] = row;
  if (row !== owners.length) throw new Error('the stock has occupancies of a unit that it does not have');
  return first;
}

function inArea(context: ServiceContext, area: StockArea): SQL {
  const quarter = sql`b.quarter_id = (select id from quarter where slug = ${context.quarter})`;
  if (area.kind === 'building') return sql`b.id = ${area.id} and ${quarter}`;
  if (area.kind === 'quarter') return quarter;
  if (area.kind === 'units') return sql`u.id = any(${`{${area.ids.join()}}`}::integer[]) and ${quarter}`;
  return sql`b.block_id = (select k.id from block k join quarter q on q.id = k.quarter_id
    where q.slug = ${context.quarter} and k.slug = ${area.slug})`;
}

/** The index of a code in its list, -1 for null. */
const codeIndex = (codes: readonly string[], column: SQL) =>
  sql`coalesce(array_position(array[${sql.join(
    codes.map((code) => sql`${code}`),
    sql`, `
  )}]::text[], ${column}) - 1, -1)`;
const day = (date: SQL, absent: number) => sql`coalesce(${date} - date '1970-01-01', ${absent}::int)`;
const packed = (column: SQL) => sql`array_agg(${column})::text`;

function unitArrays(context: ServiceContext, area: StockArea): SQL {
  return sql`
    select ${packed(sql`t.id`)} as id, ${packed(sql`t.building_id`)} as building, ${packed(sql`t.block_id`)} as block,
      ${packed(sql`t.district_id`)} as district, ${packed(sql`t.kind`)} as kind, ${packed(sql`t.level`)} as level,
      ${packed(sql`t.storey_type`)} as "storeyType", ${packed(sql`t.area_sqm`)} as "areaSqm", ${packed(sql`t.area_type`)} as "areaType",
      ${packed(sql`t.frontage_m`)} as "frontageM", ${packed(sql`t.is_shop_use_plausible`)} as "isShopUsePlausible",
      ${packed(sql`t.is_status_public`)} as "isStatusPublic", ${packed(sql`t.from_day`)} as "from", ${packed(sql`t.to_day`)} as "to"
    from (
      select u.id, u.building_id, coalesce(b.block_id, -1) as block_id, coalesce(b.district_id, -1) as district_id,
        ${codeIndex(UNIT_KINDS, sql`u.kind`)} as kind, s.level, ${codeIndex(STOREY_TYPES, sql`s.type`)} as storey_type,
        coalesce(u.area_sqm, -1) as area_sqm,
        case when u.area_type is null then ${NO_AREA_TYPE}::int else ${codeIndex(AREA_TYPES, sql`u.area_type`)} end as area_type,
        coalesce(u.frontage_m, -1) as frontage_m, u.is_shop_use_plausible::int as is_shop_use_plausible,
        (u.kind <> 'dwelling' and u.disclosure <> 'withheld' and u.location_precision in ('exact', 'building'))::int as is_status_public,
        ${day(sql`lower(u.valid)`, -OPEN_END)} as from_day, ${day(sql`upper(u.valid)`, OPEN_END)} as to_day
      from unit u join building b on b.id = u.building_id join storey s on s.id = u.storey_id
      where ${inArea(context, area)} order by u.id) t`;
}

function occupancyArrays(context: ServiceContext, area: StockArea): SQL {
  return sql`
    select ${packed(sql`t.unit_id`)} as unit, ${packed(sql`t.from_day`)} as "from", ${packed(sql`t.to_day`)} as "to",
      ${packed(sql`t.status`)} as status, ${packed(sql`t.activatable_months`)} as "activatableMonths",
      ${packed(sql`t.is_start_known`)} as "isStartKnown", ${packed(sql`t.known_end`)} as "knownEnd",
      ${packed(sql`t.use_class`)} as "useClass", ${packed(sql`t.checked_on`)} as "checkedOn"
    from (
      select o.unit_id, lower(o.valid) - date '1970-01-01' as from_day, ${day(sql`upper(o.valid)`, OPEN_END)} as to_day,
        ${codeIndex(OCCUPANCY_STATUSES, sql`o.status`)} as status, coalesce(o.activatable_months, ${NOT_JUDGED}::int) as activatable_months,
        o.is_start_known::int as is_start_known, ${day(sql`y.known_end_on`, OPEN_END)} as known_end,
        case when o.use_class is null then ${NO_USE}::int else ${codeIndex(USE_CLASSES, sql`o.use_class`)} end as use_class,
        ${day(sql`o.checked_on`, NEVER_CHECKED)} as checked_on
      from occupancy o join unit u on u.id = o.unit_id join building b on b.id = u.building_id
      left join tenancy y on y.id = o.tenancy_id
      where ${inArea(context, area)} order by o.unit_id, lower(o.valid)) t`;
}
