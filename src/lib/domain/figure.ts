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
 * disclosure (`withheld`: then every count is null, too).
 */
export interface Figure {
  readonly code: FigureCode;
  /** A ratio 0–1; for V11 square metres. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly measure: FigureMeasure;
  /** Units of unknown status, outside the ratio. */
  readonly unknown: number | null;
  /** V13 of the same set. */
  readonly coverage: number | null;
  /** V14 of the same set: always contains the value of V1. */
  readonly range: readonly [lower: number, upper: number] | null;
  readonly absence: 'empty' | 'low_coverage' | 'withheld' | null;
}

/** Which units a figure covers. */
export const FIGURE_GROUPS = ['all', 'commercial', 'dwelling'] as const;
export type FigureGroup = (typeof FIGURE_GROUPS)[number];
