/** Codes of use plans that the overview does not load; the others are in `codes.ts`. */

/** What a plan draws beside the units: a new building, or a part of the courtyard. */
export const PLAN_AREA_KINDS = ['building', 'courtyard'] as const;
export type PlanAreaKind = (typeof PLAN_AREA_KINDS)[number];

/** A comment's way: it is read by the desk first, then shown or not; `withdrawn` by whoever wrote it. */
export const COMMENT_STATES = ['received', 'published', 'rejected', 'withdrawn'] as const;
export type CommentState = (typeof COMMENT_STATES)[number];

/** What became of a comment: taken up as it was meant, in part, taken note of, or not taken up. */
export const COMMENT_OUTCOMES = ['taken_up', 'partly', 'noted', 'declined'] as const;
export type CommentOutcome = (typeof COMMENT_OUTCOMES)[number];

/** Kinds of building area (Baugebiete) of the BauNVO, §§ 2–11; MU is § 6a. */
export const ZONE_TYPES = ['WS', 'WR', 'WA', 'WB', 'MD', 'MDW', 'MI', 'MU', 'MK', 'GE', 'GI', 'SO'] as const;
export type ZoneType = (typeof ZONE_TYPES)[number];

/** Why a kind of building area holds: a binding plan, the surroundings as they are (§ 34 (2) BauGB), or nobody knows. */
export const ZONE_BASES = ['plan', 'de_facto', 'unclear'] as const;
export type ZoneBasis = (typeof ZONE_BASES)[number];

/** Published ratios by which the effects of a plan are worked out, each per use class or once for all. */
export const PLAN_RATIO_KEYS = [
  /** Jobs per 100 m². */
  'jobs_per_100_sqm',
  /** Training places per job. */
  'training_places_per_job',
  /** Restricted: euro per m² and month where no rent is known. */
  'rent_per_sqm',
  /** m² of dwelling per inhabitant. */
  'living_sqm_per_person',
  /** Children that want a place in day-care per inhabitant. */
  'day_care_children_per_person',
  /** m² of day-care centre per place. */
  'day_care_sqm_per_place',
  /** m² of outdoor area per day-care place. */
  'outdoor_sqm_per_day_care_place',
  /** m² of outdoor area per inhabitant. */
  'outdoor_sqm_per_person',
  /** m² of usable or living area per m² of a new building's storeys. */
  'usable_sqm_per_gross_sqm'
] as const;
export type PlanRatioKey = (typeof PLAN_RATIO_KEYS)[number];
