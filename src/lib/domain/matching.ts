import type { Space } from './space';
import type { MatchCriterion } from './space-request';

/** What can be had: a space as it is, a part of one that can be divided, or two neighbours joined. */
export interface SpaceOption {
  readonly kind: 'whole' | 'part' | 'joined';
  /** One space; of `joined` the two neighbours. */
  readonly spaces: readonly [Space] | readonly [Space, Space];
  /** Of the part, or of both together. */
  readonly areaSqm: number | null;
  /** Cold rent for it and month; null is "on request", of one of them at least. */
  readonly rentCents: number | null;
}

/** How a criterion was met. `unknown`: not recorded, so it can be neither praised nor blamed. */
export type Verdict = 'met' | 'partly' | 'missed' | 'unknown';

/** Why a match has its points: each criterion that the idea asks for has exactly one. */
export interface MatchReason {
  readonly criterion: MatchCriterion;
  readonly verdict: Verdict;
  /** Of `outOf`. */
  readonly points: number;
  readonly outOf: number;
  /** Wanted by the person, or needed by the use anyway (`MatchingParameters.useNeeds`). */
  readonly origin: 'wish' | 'use';
}

export interface Match {
  readonly option: SpaceOption;
  /** 0–1: points of all reasons as a share of what they are out of; 1 where the idea asks for nothing. */
  readonly score: number;
  readonly reasons: readonly MatchReason[];
}
