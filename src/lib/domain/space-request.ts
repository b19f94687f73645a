import type { UseClass } from './codes';
import type { IsoDate } from './interval';
import type { SpaceFilter } from './space';

/** An idea for a space (Gesuch), as a few plain questions give it. Null is "no matter" or "not known yet". */
export interface SpaceIdea {
  readonly use: UseClass;
  readonly minSqm: number | null;
  readonly maxSqm: number | null;
  /** Cold rent for the whole space and month that can be paid at most. */
  readonly maxRentCents: number | null;
  /** The day from which the space is wanted. */
  readonly startsOn: IsoDate | null;
  /** What it cannot do without, beside what its use needs anyway. */
  readonly needs: readonly SpaceNeed[];
  /** Languages that the person speaks, ISO 639-1, the best first. */
  readonly languages: readonly string[];
}

export const SPACE_NEEDS = ['ground_floor', 'frontage', 'step_free', 'power', 'extractor', 'toilet'] as const;
export type SpaceNeed = (typeof SPACE_NEEDS)[number];

/** What a match gives points for. */
export const MATCH_CRITERIA = ['use', 'area', 'rent', 'start', ...SPACE_NEEDS] as const;
export type MatchCriterion = (typeof MATCH_CRITERIA)[number];

/** What is stored of a request: a search as it was, or an idea. */
export type RequestCriteria =
  { readonly kind: 'search'; readonly filter: SpaceFilter } | { readonly kind: 'idea'; readonly idea: SpaceIdea };
