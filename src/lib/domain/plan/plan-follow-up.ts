import {
  isCode,
  USE_CLASSES,
  type BuildingPart,
  type ListingStatus,
  type MeasureState,
  type MeasureType,
  type PlanStatus,
  type PlanUse,
  type StoreyType,
  type UnitKind
} from '../codes';
import type { IsoDate } from '../interval';
import { isOffered } from '../listing-draft';
import type { UnitReference } from '../unit';
import type { PlanTranslations } from './plan-content';
import type { TargetState } from './comparison-codes';

/** What was begun to make a target real. */
export interface FollowUp {
  readonly listing: { readonly id: number; readonly title: string; readonly status: ListingStatus } | null;
  readonly measures: readonly { readonly id: number; readonly title: string; readonly state: MeasureState }[];
}

/** Where a target lies, beside its house. */
export interface TargetPlace extends UnitReference {
  readonly part: BuildingPart;
  readonly level: number;
  readonly storeyType: StoreyType;
}

/** One target of a plan with how far it has come and what was begun for it. */
export interface TargetRow {
  readonly targetId: number;
  readonly unit: TargetPlace;
  /** Units that the plan joins to it. */
  readonly joined: readonly UnitReference[];
  /** Number of the part where the plan divides the unit, else null. */
  readonly part: number | null;
  readonly areaSqm: number | null;
  readonly use: PlanUse;
  /** In the reader's language. */
  readonly wish: string | null;
  readonly targetOn: IsoDate;
  readonly state: TargetState;
  readonly untilOn: IsoDate | null;
  readonly isLate: boolean;
  readonly followUp: FollowUp;
  /** Measures that run at the house, whoever began them. */
  readonly running: FollowUp['measures'];
  /** What the reader may begin for it. */
  readonly may: { readonly listing: boolean; readonly measure: boolean };
}

/** What something is begun from, for whoever puts it into words. */
export interface BegunTarget {
  readonly plan: { readonly id: number; readonly title: string };
  readonly unit: UnitReference;
  readonly use: PlanUse;
  /** In the base language, and what it says in the others. */
  readonly wish: string | null;
  readonly translations: PlanTranslations;
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
