import {
  isCode,
  USE_CLASSES,
  type ListingStatus,
  type MeasureState,
  type MeasureType,
  type PlanStatus,
  type PlanUse,
  type UnitKind
} from '../codes';
import { isOffered } from '../listing-draft';
import type { TargetState } from './comparison-codes';

/** What was begun to make a target real. */
export interface FollowUp {
  readonly listing: { readonly id: number; readonly title: string; readonly status: ListingStatus } | null;
  readonly measures: readonly { readonly id: number; readonly title: string; readonly state: MeasureState }[];
}

/** Kinds of measures that can be begun for one house. */
export const HOUSE_MEASURES = [
  'renovation',
  'securing',
  'new_build',
  'open_space'
] as const satisfies readonly MeasureType[];
export type HouseMeasure = (typeof HOUSE_MEASURES)[number];

/** What is mostly begun for a use. */
export function suggestMeasure(use: PlanUse): HouseMeasure {
  return use === 'courtyard' ? 'open_space' : 'renovation';
}

interface FollowedTarget {
  /** Of the plan. */
  readonly status: PlanStatus;
  readonly use: PlanUse;
  /** Of the unit that carries the target. */
  readonly kind: UnitKind;
  readonly state: TargetState;
}

/**
 * Can an offer be begun to make the target real? Only of an adopted plan, of a unit that may be offered and is still
 * there, for a use that somebody settles with.
 */
export function canStartListing({ status, use, kind, state }: FollowedTarget): boolean {
  const isUse = isCode(USE_CLASSES, use) && use !== 'housing';
  return status === 'adopted' && isUse && isOffered(kind) && isOpen(state) && state !== 'reserved';
}

/** Can a measure be begun to make the target real? */
export function canStartMeasure({ status, state }: Pick<FollowedTarget, 'status' | 'state'>): boolean {
  return status === 'adopted' && isOpen(state);
}

function isOpen(state: TargetState): boolean {
  return state !== 'settled' && state !== 'withheld' && state !== 'reshaped';
}
