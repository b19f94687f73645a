import type { AreaType } from './codes';

/** The definitions of vacancy that a reader may switch between (domain notes 1.4). */
export const FIGURE_CODES = [
  'V1',
  'V2',
  'V3',
  'V4',
  'V5',
  'V6',
  'V7',
  'V8',
  'V9',
  'V10',
  'V11',
  'V12',
  'V13',
  'V14',
  'V15',
  'V16'
] as const;
export type FigureCode = (typeof FIGURE_CODES)[number];

/** V15 (rents) is internal only; V16 (re-letting time) needs closed spells. Both are outside the public switch. */
export const PUBLIC_FIGURE_CODES = FIGURE_CODES.slice(0, 14);

/** What a figure counts in. */
export type FigureMeasure = 'units' | 'sqm' | 'metres' | 'sqm_days';

/**
 * One figure, never a number alone. `value` is null where there is no value: an empty denominator
 * (`empty`), coverage under the quarter's minimum (`low_coverage`: show the range only), or a rule of
 * disclosure (`withheld`: then every count is null, too). V14 has no value but its range, without an absence.
 */
export interface Figure {
  readonly code: FigureCode;
  /** A ratio 0–1; for V11 square metres. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly measure: FigureMeasure;
  /** Units that nobody can place in the ratio: of unknown status, for V6 and V7 also vacant ones not judged or undated. */
  readonly unknown: number | null;
  /** Share of the figure's own set that it rests on; V13 for V1. A unit without area or frontage lowers that of V2, V4, V9, V11. */
  readonly coverage: number | null;
  /** What the value would be if nothing (lower) or all (upper) that is unknown counted; V14 for V1. Contains the value. */
  readonly range: readonly [lower: number, upper: number] | null;
  readonly absence: 'empty' | 'low_coverage' | 'withheld' | null;
  /** Units under works and units that cannot be used: outside the ratio (but in V5), shown beside it. */
  readonly works?: number | null;
  readonly unusable?: number | null;
  /** V2, V9, V11: the one type of area that is added, and how many units are left out as measured in another. */
  readonly areaType?: AreaType | null;
  readonly otherAreaTypes?: number | null;
  /**
   * `public_units`: counted among the units alone whose own status is public, because the whole set, or this
   * way of measuring it, may not be shown. Say so beside the figure. Absent where nothing had to be left out.
   */
  readonly basis?: FigureBasis;
  /** V11: change in area by units that exist on only one of both days, outside the value. */
  readonly stockChangeSqm?: number | null;
}

/** The whole of a set, or only its units whose own status is public. */
export type FigureBasis = 'all_units' | 'public_units';

/** Which units a figure covers. */
export const FIGURE_GROUPS = ['all', 'commercial', 'dwelling'] as const;
export type FigureGroup = (typeof FIGURE_GROUPS)[number];
