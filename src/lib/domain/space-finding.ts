import type { UseClass } from './codes';
import type { Match } from './matching';
import type { SpaceCard, SpaceFilter, SpaceSort, SpaceWish, StoreyPlace } from './space';
import type { AreaBand, Availability } from './space-choice';

/** A search as its link has it. */
export interface SpaceSearchState {
  readonly filter: SpaceFilter;
  readonly sort: SpaceSort;
  /** Counts from 1. */
  readonly page: number;
}

/** Wishes that are a tick, as the filter names them. */
export const SPACE_FEATURES = ['hasFrontage', 'isStepFree', 'hasExtractor', 'hasToilet', 'isDivisible'] as const;
export type SpaceFeature = (typeof SPACE_FEATURES)[number];

/**
 * How many spaces a search would find if this choice alone stood in its filter, with all other filters as they
 * are. A choice that is already made thus shows what it finds by itself.
 */
export interface SpaceFacets {
  readonly uses: Readonly<Record<UseClass, number>>;
  readonly areas: Readonly<Record<AreaBand, number>>;
  /** Parallel to `RENT_STEPS_CENTS`; with those on request where the filter wants them. */
  readonly rents: readonly number[];
  /** Spaces whose rent is on request, whatever the highest rent is. */
  readonly onRequest: number;
  readonly storeys: Readonly<Record<StoreyPlace, number>>;
  readonly features: Readonly<Record<SpaceFeature, number>>;
  /** Parallel to `POWER_STEPS_KW`. */
  readonly powers: readonly number[];
  readonly availabilities: Readonly<Record<Availability, number>>;
}

/** A wish that a space does not fulfil. */
export interface MissedWish {
  readonly wish: SpaceWish;
  /** It may well fulfil it: what it takes is not recorded (or the rent is on request). */
  readonly isUnknown: boolean;
}

/** What could be had instead where nothing was found. */
export interface NearMisses {
  /** The spaces that miss the fewest wishes, of these first those where fewer are missed for sure; in the asked order. */
  readonly spaces: readonly { readonly card: SpaceCard; readonly missed: readonly MissedWish[] }[];
  /** How many would be found without one wish, for each wish of the filter; the most first. */
  readonly withoutWish: readonly { readonly wish: SpaceWish; readonly count: number }[];
}

/** Spaces on one page of a longer list. */
export interface SpacePage {
  readonly rows: readonly SpaceCard[];
  readonly page: number;
  readonly pageCount: number;
  readonly total: number;
}

export interface SpaceSearchResult {
  readonly cards: SpacePage;
  readonly facets: SpaceFacets;
  /** Only where nothing was found although something is offered. */
  readonly nearMisses: NearMisses | null;
}

/** What fits an idea, the best first. */
export interface IdeaResult {
  /** `cards` of the match's spaces, in their order. */
  readonly matches: readonly { readonly match: Match; readonly cards: readonly SpaceCard[] }[];
  /** How many options there are, with those that are not among the `matches`. */
  readonly total: number;
}
