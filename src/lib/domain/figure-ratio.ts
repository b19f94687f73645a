import type { Figure, FigureCode } from './figure';
import { INTERIM, OCCUPIED, UNKNOWN, UNUSABLE, VACANT, WORKS } from './unit-reading';
import type { StatusTally } from './vacancy-count';

/** What a ratio is worked out from; sums are in its `measure`. */
export interface Ratio {
  readonly code: FigureCode;
  readonly measure: Figure['measure'];
  readonly counted: number;
  readonly of: number;
  /** Units, and what they measure together. */
  readonly unknown: number;
  readonly unknownSum: number;
  readonly coverage: number | null;
  readonly works: number;
  readonly unusable: number;
}

/** A ratio with its range: the bounds put all that is unknown outside (lower) or inside (upper) what is counted. */
export function describeRatio({
  code,
  measure,
  counted,
  of,
  unknown,
  unknownSum,
  coverage,
  works,
  unusable
}: Ratio): Figure {
  const widest = of + unknownSum;
  return {
    code,
    measure,
    value: of > 0 ? counted / of : null,
    numerator: counted,
    denominator: of,
    unknown,
    coverage,
    range: widest > 0 ? [counted / widest, (counted + unknownSum) / widest] : null,
    absence: of > 0 ? null : 'empty',
    works,
    unusable
  };
}

/** Vacant of lettable by what `tally` sums; units `without` that measure only lower the coverage. */
export function describeTally(
  code: FigureCode,
  tally: StatusTally,
  { measure, without }: { readonly measure: Figure['measure']; readonly without: Float64Array | null }
): Figure {
  const unknown = tally.units[UNKNOWN]!;
  const measured = sumStatuses(tally.units);
  return describeRatio({
    code,
    measure,
    counted: tally.sum[VACANT]!,
    of: sumLettable(tally.sum),
    unknown,
    unknownSum: tally.sum[UNKNOWN]!,
    coverage: divide(measured - unknown, measured + (without === null ? 0 : sumStatuses(without))),
    works: tally.units[WORKS]!,
    unusable: tally.units[UNUSABLE]!
  });
}

/** Sum over all statuses. */
export function sumStatuses(perStatus: Float64Array): number {
  return perStatus.reduce((total, number) => total + number, 0);
}

/** Sum over occupied, interim and vacant: the base of V1. */
export function sumLettable(perStatus: Float64Array): number {
  return perStatus[OCCUPIED]! + perStatus[INTERIM]! + perStatus[VACANT]!;
}

/** A ratio, or null of nothing. */
export function divide(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
