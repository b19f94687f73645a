import { USE_CLASSES } from './codes';
import { toDayNumber } from './interval';
import { SPACE_WISHES, STOREY_PLACES, type SpaceFilter, type SpaceSort, type SpaceWish } from './space';
import { NOT_RECORDED, orderSpaces, type SpaceColumns } from './space-columns';
import type { MissedWish, NearMisses } from './space-finding';

/** For each row a bit per wish of the filter that the space does not fulfil. */
export interface SpaceMisses {
  readonly missed: Uint16Array;
  /** Those of `missed` that may well be fulfilled: what they take is not recorded, or the rent is on request. */
  readonly unknown: Uint16Array;
}

/** The bit of a wish. */
export const WISH_BITS = Object.fromEntries(SPACE_WISHES.map((wish, place) => [wish, 1 << place])) as Readonly<
  Record<SpaceWish, number>
>;

/** The wishes that a filter has, in the order of `SPACE_WISHES`. */
export function listWishes(filter: SpaceFilter): readonly SpaceWish[] {
  const has: Readonly<Record<SpaceWish, boolean>> = {
    use: filter.uses.length > 0,
    area: filter.minSqm !== null || filter.maxSqm !== null,
    rent: filter.maxRentCents !== null || !filter.withOnRequest,
    storey: filter.storeys.length > 0,
    frontage: filter.hasFrontage,
    step_free: filter.isStepFree,
    power: filter.minPowerKw !== null,
    extractor: filter.hasExtractor,
    toilet: filter.hasToilet,
    divisible: filter.isDivisible,
    available: filter.availableBy !== null
  };
  return SPACE_WISHES.filter((wish) => has[wish]);
}

/**
 * Which wishes each space misses. What is not recorded fulfils no wish: a search that promises an extractor must
 * not show a space that may have none; but it is told apart, so that one can ask.
 */
export function findMisses(columns: SpaceColumns, filter: SpaceFilter): SpaceMisses {
  const count = columns.listingId.length;
  const missed = new Uint16Array(count);
  const unknown = new Uint16Array(count);
  for (const wish of listWishes(filter)) {
    const bit = WISH_BITS[wish];
    const judge = judgeOf(wish, columns, filter);
    for (let row = 0; row < count; row += 1) {
      const verdict = judge(row);
      if (verdict === MET) continue;
      missed[row]! |= bit;
      if (verdict === UNKNOWN) unknown[row]! |= bit;
    }
  }
  return { missed, unknown };
}

/** The rows that miss nothing, in the order of the sort. */
export function listFound(columns: SpaceColumns, { missed }: SpaceMisses, sort: SpaceSort): Int32Array {
  return orderSpaces(columns, sort).filter((row) => missed[row] === 0);
}

export interface NearMissRows {
  /** At most as many as asked for. */
  readonly rows: readonly { readonly row: number; readonly missed: readonly MissedWish[] }[];
  readonly withoutWish: NearMisses['withoutWish'];
}

/**
 * The spaces that miss the fewest wishes, of these first those that miss fewer for sure, then in the order of the
 * sort; and what giving up each single wish would bring. For a search that finds nothing.
 */
export function findNearMisses(
  columns: SpaceColumns,
  misses: SpaceMisses,
  { filter, sort, limit }: { readonly filter: SpaceFilter; readonly sort: SpaceSort; readonly limit: number }
): NearMissRows {
  const { missed, unknown } = misses;
  let fewest = Infinity;
  for (const bits of missed) fewest = Math.min(fewest, countBits(bits));
  const nearest = orderSpaces(columns, sort).filter((row) => countBits(missed[row]!) === fewest);
  const bySureMisses = Array.from({ length: fewest === Infinity ? 0 : fewest + 1 }, () => [] as number[]);
  for (const row of nearest) bySureMisses[countBits(missed[row]! & ~unknown[row]!)]!.push(row);
  return {
    rows: bySureMisses
      .flat()
      .slice(0, limit)
      .map((row) => ({ row, missed: listMissed(misses, row) })),
    withoutWish: countWithoutWish(missed, filter)
  };
}

/** The wishes that the space of a row misses, in the order of `SPACE_WISHES`. */
export function listMissed({ missed, unknown }: SpaceMisses, row: number): readonly MissedWish[] {
  return SPACE_WISHES.filter((wish) => (missed[row]! & WISH_BITS[wish]) !== 0).map((wish) => ({
    wish,
    isUnknown: (unknown[row]! & WISH_BITS[wish]) !== 0
  }));
}

function countWithoutWish(missed: Uint16Array, filter: SpaceFilter): NearMisses['withoutWish'] {
  const counts = listWishes(filter).map((wish) => {
    const others = ~WISH_BITS[wish];
    let count = 0;
    for (const bits of missed) if ((bits & others) === 0) count += 1;
    return { wish, count };
  });
  return counts.sort((a, b) => b.count - a.count);
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

const MET = 0;
const MISSED = 1;
const UNKNOWN = 2;
type Judgement = typeof MET | typeof MISSED | typeof UNKNOWN;
type Judge = (row: number) => Judgement;

function judgeOf(wish: SpaceWish, columns: SpaceColumns, filter: SpaceFilter): Judge {
  switch (wish) {
    case 'use': {
      const wanted = maskCodes(USE_CLASSES, filter.uses);
      return (row) => ((columns.uses[row]! & wanted) === 0 ? MISSED : MET);
    }
    case 'area':
      return judgeRange(columns.areaSqm, filter.minSqm ?? 0, filter.maxSqm ?? Infinity);
    case 'rent':
      return judgeRent(columns, filter);
    case 'storey': {
      const wanted = maskCodes(STOREY_PLACES, filter.storeys);
      return (row) => ((wanted & (1 << columns.storey[row]!)) === 0 ? MISSED : MET);
    }
    case 'frontage':
      return judgeTernary(columns.hasFrontage);
    case 'step_free':
      return judgeTernary(columns.isStepFree);
    case 'power':
      return judgeRange(columns.powerKw, filter.minPowerKw ?? 0, Infinity);
    case 'extractor':
      return judgeTernary(columns.hasExtractor);
    case 'toilet':
      return judgeTernary(columns.hasToilet);
    case 'divisible':
      return judgeTernary(columns.isDivisible);
    case 'available': {
      const last = filter.availableBy === null ? Infinity : toDayNumber(filter.availableBy);
      return (row) => (columns.availableOn[row]! > last ? MISSED : MET);
    }
  }
}

function judgeRent({ rentCents, isOnRequest }: SpaceColumns, { maxRentCents, withOnRequest }: SpaceFilter): Judge {
  const onRequest = withOnRequest ? MET : UNKNOWN;
  // A stated rent is enough where no highest one is set, even if the area that it is for is not recorded.
  if (maxRentCents === null) return (row) => (isOnRequest[row] === 1 ? onRequest : MET);
  const within = judgeRange(rentCents, 0, maxRentCents);
  return (row) => (isOnRequest[row] === 1 ? onRequest : within(row));
}

function judgeTernary(values: Int8Array): Judge {
  return (row) => {
    const value = values[row]!;
    if (value === NOT_RECORDED) return UNKNOWN;
    return value === 1 ? MET : MISSED;
  };
}

/** Both bounds belong to the range. */
function judgeRange(values: Float64Array, min: number, max: number): Judge {
  return (row) => {
    const value = values[row]!;
    if (Number.isNaN(value)) return UNKNOWN;
    return value >= min && value <= max ? MET : MISSED;
  };
}

function maskCodes<T extends string>(codes: readonly T[], chosen: readonly T[]): number {
  return chosen.reduce((mask, code) => mask | (1 << codes.indexOf(code)), 0);
}
