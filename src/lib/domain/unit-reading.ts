import { OCCUPANCY_STATUSES } from './codes';
import { OPEN_END, type StockColumns } from './stock';

export const OCCUPIED = OCCUPANCY_STATUSES.indexOf('occupied');
export const VACANT = OCCUPANCY_STATUSES.indexOf('vacant');
export const INTERIM = OCCUPANCY_STATUSES.indexOf('interim');
export const WORKS = OCCUPANCY_STATUSES.indexOf('works');
export const UNUSABLE = OCCUPANCY_STATUSES.indexOf('unusable');
export const UNKNOWN = OCCUPANCY_STATUSES.indexOf('unknown');

/** The days that figures look at, as numbers since 1970-01-01; the period is half-open. */
export interface CountDays {
  readonly day: number;
  /** V9 looks at the whole period, V11 compares `day` with its first day. */
  readonly period: { readonly from: number; readonly to: number };
  /** V8: a use that is known to end on this day or before is coming free. */
  readonly availableBy: number;
}

/**
 * What the occupancy rows of one unit say, clipped to the unit's own existence. One object is filled again
 * for each unit, so that a pass over a whole city allocates nothing.
 */
export interface UnitReading {
  /** 1 where the unit exists on the day, and on the first day of the period. */
  existsNow: 0 | 1;
  existedBefore: 0 | 1;
  /** Status index on these days; `UNKNOWN` where no row covers the day. */
  now: number;
  before: number;
  /** Row of the day, -1 where none covers it. */
  row: number;
  /** First day of the vacancy that the row of the day belongs to, and whether it is truly the first. */
  vacantSince: number;
  isStartKnown: number;
  /** Days of the period: on which the unit existed, of known status, lettable (O, Z, V), vacant. */
  existingDays: number;
  knownDays: number;
  lettableDays: number;
  vacantDays: number;
}

export function createReading(): UnitReading {
  return {
    existsNow: 0,
    existedBefore: 0,
    now: UNKNOWN,
    before: UNKNOWN,
    row: -1,
    vacantSince: 0,
    isStartKnown: 0,
    existingDays: 0,
    knownDays: 0,
    lettableDays: 0,
    vacantDays: 0
  };
}

/** Fills `reading` for one unit; false (and then without content) where it exists on none of the days. */
export function readUnit(stock: StockColumns, unit: number, days: CountDays, reading: UnitReading): boolean {
  const { day, period } = days;
  const unitFrom = stock.units.from[unit]!;
  const unitTo = stock.units.to[unit]!;
  const clipFrom = Math.max(period.from, unitFrom);
  const clipTo = Math.min(period.to, unitTo);
  reading.existsNow = unitFrom <= day && day < unitTo ? 1 : 0;
  reading.existedBefore = unitFrom <= period.from && period.from < unitTo ? 1 : 0;
  reading.existingDays = Math.max(0, clipTo - clipFrom);
  if (reading.existsNow + reading.existedBefore + reading.existingDays === 0) return false;
  reading.now = UNKNOWN;
  reading.before = UNKNOWN;
  reading.row = -1;
  reading.knownDays = 0;
  reading.lettableDays = 0;
  reading.vacantDays = 0;
  const { first, from, to, status, isStartKnown } = stock.occupancies;
  const end = first[unit + 1]!;
  let since = 0;
  let knowsStart = 0;
  let vacantUntil = -OPEN_END;
  for (let row = first[unit]!; row < end; row += 1) {
    const rowFrom = from[row]!;
    const rowTo = to[row]!;
    const is = status[row]!;
    if (is === VACANT) {
      if (rowFrom !== vacantUntil) {
        since = rowFrom;
        knowsStart = isStartKnown[row]!;
      }
      vacantUntil = rowTo;
    }
    if (rowFrom <= period.from && period.from < rowTo) reading.before = is;
    if (rowFrom <= day && day < rowTo) {
      reading.now = is;
      reading.row = row;
      reading.vacantSince = since;
      reading.isStartKnown = knowsStart;
    }
    const overlap = Math.min(rowTo, clipTo) - Math.max(rowFrom, clipFrom);
    if (overlap <= 0 || is === UNKNOWN) continue;
    reading.knownDays += overlap;
    if (is === VACANT) reading.vacantDays += overlap;
    if (is === VACANT || is === OCCUPIED || is === INTERIM) reading.lettableDays += overlap;
  }
  return true;
}
