import { OCCUPANCY_STATUSES } from './codes';
import { addMonths, toDayNumber, type IsoDate } from './interval';
import type { StockColumns } from './stock';
import { INTERIM, OCCUPIED, UNKNOWN, VACANT } from './unit-reading';

/** V1 over time, as columns parallel to `days`. */
export interface VacancySeries {
  /** Days since 1970-01-01: the first day of the span, then one a month, and the last day. */
  readonly days: readonly number[];
  /** V1; null where nothing is lettable. Not held back at low coverage: show `lower` and `upper` then. */
  readonly value: readonly (number | null)[];
  readonly vacant: readonly number[];
  /** Occupied, interim and vacant units. */
  readonly lettable: readonly number[];
  readonly unknown: readonly number[];
  /** V13. */
  readonly coverage: readonly (number | null)[];
  /** V14. */
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/** The days of a monthly series: `from`, each month after it, and `to` itself. Empty where `to` lies before `from`. */
export function listMonths(from: IsoDate, to: IsoDate): number[] {
  const days: number[] = [];
  for (let month = 0; addMonths(from, month) < to; month += 1) days.push(toDayNumber(addMonths(from, month)));
  if (from <= to) days.push(toDayNumber(to));
  return days;
}

/**
 * V1 on each of `days` (rising) for the units that `selection` keeps (1; null keeps all). One sweep: each
 * occupancy adds to its first day and takes away after its last, so the work does not grow with the days.
 */
export function seriesOfVacancy(
  stock: StockColumns,
  selection: Uint8Array | null,
  days: readonly number[]
): VacancySeries {
  const changes = sweep(stock, selection, days);
  const running = new Int32Array(OCCUPANCY_STATUSES.length + 1);
  const points = days.map((_, point) => {
    for (let column = 0; column < running.length; column += 1) {
      running[column]! += changes[point * running.length + column]!;
    }
    const vacant = running[VACANT]!;
    const lettable = running[OCCUPIED]! + running[INTERIM]! + vacant;
    const existing = running[EXISTING]!;
    const known = running.subarray(0, EXISTING).reduce((sum, units) => sum + units, 0) - running[UNKNOWN]!;
    return { vacant, lettable, existing, unknown: existing - known };
  });
  const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  return {
    days,
    value: points.map(({ vacant, lettable }) => ratio(vacant, lettable)),
    vacant: points.map(({ vacant }) => vacant),
    lettable: points.map(({ lettable }) => lettable),
    unknown: points.map(({ unknown }) => unknown),
    coverage: points.map(({ existing, unknown }) => ratio(existing - unknown, existing)),
    lower: points.map(({ vacant, lettable, unknown }) => ratio(vacant, lettable + unknown)),
    upper: points.map(({ vacant, lettable, unknown }) => ratio(vacant + unknown, lettable + unknown))
  };
}

/** The column after the statuses: units that exist. */
const EXISTING = OCCUPANCY_STATUSES.length;

/** Per point and column, by how many units the count changes since the point before. */
function sweep(stock: StockColumns, selection: Uint8Array | null, days: readonly number[]): Int32Array {
  const { units, occupancies } = stock;
  const width = EXISTING + 1;
  const changes = new Int32Array((days.length + 1) * width);
  const pointOf = indexDays(days);
  for (let unit = 0; unit < units.from.length; unit += 1) {
    if (selection !== null && selection[unit] !== 1) continue;
    const unitFrom = units.from[unit]!;
    const unitTo = units.to[unit]!;
    changes[pointOf(unitFrom) * width + EXISTING]! += 1;
    changes[pointOf(unitTo) * width + EXISTING]! -= 1;
    for (let row = occupancies.first[unit]!; row < occupancies.first[unit + 1]!; row += 1) {
      const from = Math.max(unitFrom, occupancies.from[row]!);
      const to = Math.min(unitTo, occupancies.to[row]!);
      if (from >= to) continue;
      const status = occupancies.status[row]!;
      changes[pointOf(from) * width + status]! += 1;
      changes[pointOf(to) * width + status]! -= 1;
    }
  }
  return changes;
}

/** Looks up the first point that is not before a day; `days.length` for a day after all of them. */
function indexDays(days: readonly number[]): (day: number) => number {
  const first = days[0] ?? 0;
  const last = days.at(-1) ?? -1;
  const points = new Int32Array(Math.max(0, last - first + 1));
  for (let day = first, point = 0; day <= last; day += 1) {
    if (day > days[point]!) point += 1;
    points[day - first] = point;
  }
  return (day) => {
    if (day <= first) return 0;
    return day > last ? days.length : points[day - first]!;
  };
}

/** The days of the time strip: monthly from the start of the quarter's span up to today, or its end if earlier. */
export function listStripDays(span: { readonly from: IsoDate; readonly to: IsoDate }, today: IsoDate): number[] {
  return listMonths(span.from, today < span.to ? today : span.to);
}
