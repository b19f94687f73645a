import type { DurationClass, FreshnessClass, PlanDifference, RenewalState, ShownStatus, UseClass } from './codes';

/**
 * The focus block as of one day, as columns parallel to `Focus.units` (and `renewal` to `Focus.buildings`).
 * A unit that does not exist on that day has `exists` 0 and otherwise neutral values.
 */
export interface FocusAttributes {
  readonly day: number;
  readonly exists: Uint8Array;
  /** Row in `Focus.occupancies`, -1 where nothing is recorded. */
  readonly occupancy: Int32Array;
  readonly status: readonly ShownStatus[];
  readonly use: readonly (UseClass | null)[];
  readonly target: readonly (UseClass | null)[];
  readonly difference: readonly PlanDifference[];
  readonly duration: readonly (DurationClass | null)[];
  /** Days that a vacancy has lasted; null where the unit is not vacant or the start is not known. */
  readonly vacantDays: readonly (number | null)[];
  readonly freshness: readonly FreshnessClass[];
  readonly business: readonly (number | null)[];
  readonly renewal: readonly RenewalState[];
}
