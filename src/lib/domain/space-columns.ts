import { USE_CLASSES } from './codes';
import { rememberDays } from './day-memo';
import { STOREY_PLACES, type Space, type SpaceSort } from './space';
import { canBeDivided, hasShopWindow, monthlyRentCents, storeyPlaceOf, usesOf } from './space-facts';

/** Of yes, no and "not recorded". */
export const NOT_RECORDED = -1;

/** Spaces as columns, for searching a city's in some milliseconds. Rows are in the order of their listings' ids. */
export interface SpaceColumns {
  readonly listingId: Int32Array;
  /** A bit for each of `USE_CLASSES` that the space suits or may suit. */
  readonly uses: Uint16Array;
  /** NaN: not recorded. */
  readonly areaSqm: Float64Array;
  /** Cold rent of the whole space and month; NaN where it is on request or the area is not recorded. */
  readonly rentCents: Float64Array;
  readonly isOnRequest: Uint8Array;
  /** Index into `STOREY_PLACES`. */
  readonly storey: Uint8Array;
  /** 1 yes, 0 no, or `NOT_RECORDED`; likewise the other four. */
  readonly hasFrontage: Int8Array;
  readonly isStepFree: Int8Array;
  readonly hasExtractor: Int8Array;
  readonly hasToilet: Int8Array;
  readonly isDivisible: Int8Array;
  /** NaN: not recorded. */
  readonly powerKw: Float64Array;
  /** Day numbers. */
  readonly availableOn: Int32Array;
  /** -1 where no day is named. */
  readonly publishedOn: Int32Array;
  /** Rows by sort, made when first asked for. */
  readonly orders: Map<SpaceSort, Int32Array>;
}

/** @param spaces in the order of their listings' ids, none twice */
export function packSpaces(spaces: readonly Space[], countsRaisedGroundFloor: boolean): SpaceColumns {
  const count = spaces.length;
  const columns: SpaceColumns = {
    listingId: new Int32Array(count),
    uses: new Uint16Array(count),
    areaSqm: new Float64Array(count),
    rentCents: new Float64Array(count),
    isOnRequest: new Uint8Array(count),
    storey: new Uint8Array(count),
    hasFrontage: new Int8Array(count),
    isStepFree: new Int8Array(count),
    hasExtractor: new Int8Array(count),
    hasToilet: new Int8Array(count),
    isDivisible: new Int8Array(count),
    powerKw: new Float64Array(count),
    availableOn: new Int32Array(count),
    publishedOn: new Int32Array(count),
    orders: new Map()
  };
  const day = rememberDays();
  for (let row = 0; row < count; row += 1) {
    const space = spaces[row]!;
    columns.listingId[row] = space.listingId;
    columns.uses[row] = usesOf(space).reduce((bits, use) => bits | (1 << USE_CLASSES.indexOf(use)), 0);
    columns.areaSqm[row] = space.areaSqm ?? NaN;
    columns.rentCents[row] = monthlyRentCents(space) ?? NaN;
    columns.isOnRequest[row] = space.rentCentsPerSqm === null ? 1 : 0;
    columns.storey[row] = STOREY_PLACES.indexOf(storeyPlaceOf(space, countsRaisedGroundFloor));
    columns.hasFrontage[row] = toTernary(hasShopWindow(space, countsRaisedGroundFloor));
    columns.isStepFree[row] = toTernary(space.isStepFree);
    columns.hasExtractor[row] = toTernary(space.hasExtractor);
    columns.hasToilet[row] = toTernary(space.hasToilet);
    columns.isDivisible[row] = toTernary(canBeDivided(space));
    columns.powerKw[row] = space.powerKw ?? NaN;
    columns.availableOn[row] = day(space.availableOn);
    columns.publishedOn[row] = space.publishedOn === null ? -1 : day(space.publishedOn);
  }
  return columns;
}

/**
 * All rows in the order of a sort: newest published, lowest rent, smallest area or soonest available first; what has
 * no value comes last, of equals the later offer first.
 */
export function orderSpaces(columns: SpaceColumns, sort: SpaceSort): Int32Array {
  const kept = columns.orders.get(sort);
  if (kept) return kept;
  const count = columns.listingId.length;
  const value = sortValue(columns, sort);
  // Value and row in one number each, because numbers sort ten times faster without a function that compares.
  const keys = new Float64Array(count);
  for (let row = 0; row < count; row += 1) keys[row] = value(row) * count + (count - 1 - row);
  keys.sort();
  const order = Int32Array.from(keys, (key) => count - 1 - (key % count));
  columns.orders.set(sort, order);
  return order;
}

const LAST = 10_000_000_000;

/** A whole number from 0 to `LAST` per row. */
function sortValue(columns: SpaceColumns, sort: SpaceSort): (row: number) => number {
  const orLast = (value: number) => (Number.isNaN(value) ? LAST : Math.min(LAST - 1, Math.round(value)));
  switch (sort) {
    case 'newest':
      return (row) => (columns.publishedOn[row]! < 0 ? LAST : LAST - 1 - columns.publishedOn[row]!);
    case 'rent':
      return (row) => orLast(columns.rentCents[row]!);
    case 'area':
      return (row) => orLast(columns.areaSqm[row]! * 100);
    case 'available':
      return (row) => Math.max(0, columns.availableOn[row]!);
  }
}

function toTernary(value: boolean | null): number {
  if (value === null) return NOT_RECORDED;
  return value ? 1 : 0;
}
