import { USE_CLASSES } from './codes';
import { toDayNumber, type IsoDate } from './interval';
import { STOREY_PLACES, type SpaceFilter, type SpaceWish } from './space';
import {
  AREA_BANDS,
  AREA_BOUNDS,
  AVAILABILITIES,
  availabilityDay,
  POWER_STEPS_KW,
  RENT_STEPS_CENTS
} from './space-choice';
import type { SpaceColumns } from './space-columns';
import type { SpaceFacets } from './space-finding';
import { WISH_BITS, type SpaceMisses } from './space-search';

/**
 * Counts beside each choice of each filter what a search would find with this choice alone in its filter and
 * all others as they are: the spaces that miss no wish, or only the one that the filter is about.
 */
export function countFacets(
  columns: SpaceColumns,
  { missed }: SpaceMisses,
  { filter, today }: { readonly filter: SpaceFilter; readonly today: IsoDate }
): SpaceFacets {
  const rows = (wish: SpaceWish) => listMissingAtMost(missed, WISH_BITS[wish]);
  const rentRows = rows('rent');
  const onRequest = countEqual(rentRows, columns.isOnRequest, 1);
  const withRequest = filter.withOnRequest ? onRequest : 0;
  const powerRows = rows('power');
  const dayRows = rows('available');
  return {
    uses: zip(USE_CLASSES, countBits(rows('use'), columns.uses, USE_CLASSES.length)),
    areas: zip(AREA_BANDS, countBands(rows('area'), columns.areaSqm)),
    rents: RENT_STEPS_CENTS.map((most) => countBetween(rentRows, columns.rentCents, 0, most) + withRequest),
    onRequest,
    storeys: zip(STOREY_PLACES, countValues(rows('storey'), columns.storey, STOREY_PLACES.length)),
    features: {
      hasFrontage: countEqual(rows('frontage'), columns.hasFrontage, 1),
      isStepFree: countEqual(rows('step_free'), columns.isStepFree, 1),
      hasExtractor: countEqual(rows('extractor'), columns.hasExtractor, 1),
      hasToilet: countEqual(rows('toilet'), columns.hasToilet, 1),
      isDivisible: countEqual(rows('divisible'), columns.isDivisible, 1)
    },
    powers: POWER_STEPS_KW.map((least) => countBetween(powerRows, columns.powerKw, least, Infinity)),
    availabilities: zip(
      AVAILABILITIES,
      AVAILABILITIES.map((choice) =>
        countBetween(dayRows, columns.availableOn, -Infinity, toDayNumber(availabilityDay(choice, today)))
      )
    )
  };
}

/** Rows that miss no wish but, at most, that of `bit`. */
function listMissingAtMost(missed: Uint16Array, bit: number): Int32Array {
  const rows = new Int32Array(missed.length);
  let length = 0;
  for (let row = 0; row < missed.length; row += 1) if ((missed[row]! & ~bit) === 0) rows[length++] = row;
  return rows.subarray(0, length);
}

function countBits(rows: Int32Array, values: Uint16Array, size: number): number[] {
  const counts = new Int32Array(size);
  for (const row of rows) {
    const bits = values[row]!;
    for (let place = 0; place < size; place += 1) counts[place]! += (bits >> place) & 1;
  }
  return [...counts];
}

function countBands(rows: Int32Array, areaSqm: Float64Array): number[] {
  return AREA_BANDS.map((band) => {
    const { minSqm, maxSqm } = AREA_BOUNDS[band];
    return countBetween(rows, areaSqm, minSqm ?? 0, maxSqm ?? Infinity);
  });
}

function countValues(rows: Int32Array, values: Uint8Array, size: number): number[] {
  const counts = new Int32Array(size);
  for (const row of rows) counts[values[row]!]! += 1;
  return [...counts];
}

function countEqual(rows: Int32Array, values: Int8Array | Uint8Array, wanted: number): number {
  let count = 0;
  for (const row of rows) if (values[row] === wanted) count += 1;
  return count;
}

/** Both bounds belong to the range; what is not recorded (NaN) is in none. */
function countBetween(rows: Int32Array, values: Float64Array | Int32Array, min: number, max: number): number {
  let count = 0;
  for (const row of rows) if (values[row]! >= min && values[row]! <= max) count += 1;
  return count;
}

function zip<T extends string>(codes: readonly T[], counts: readonly number[]): Record<T, number> {
  return Object.fromEntries(codes.map((code, place) => [code, counts[place]!])) as Record<T, number>;
}
