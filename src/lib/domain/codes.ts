/**
 * The closed lists of codes that are stored, sent and filtered by. Labels are never stored:
 * `src/i18n/codes.ts` gives each code its label per language, and is exhaustive by type.
 */

/** Is a unit used? (Belegung) */
export const OCCUPANCY_STATUSES = ['occupied', 'vacant', 'interim', 'works', 'unusable', 'unknown'] as const;
export type OccupancyStatus = (typeof OCCUPANCY_STATUSES)[number];

/** What a reader may be shown of a unit's status; `withheld` where disclosure rules forbid the unit's own value. */
export const SHOWN_STATUSES = [...OCCUPANCY_STATUSES, 'withheld'] as const;
export type ShownStatus = (typeof SHOWN_STATUSES)[number];

/** What a unit is built as (Art der Nutzungseinheit). */
export const UNIT_KINDS = [
  'shop',
  'gastronomy',
  'office',
  'practice',
  'trade',
  'storage',
  'dwelling',
  'community',
  'parking'
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** What a unit is actually used for, or should be (Nutzungsart), the classes that are coloured on the map. */
export const USE_CLASSES = [
  'retail',
  'gastronomy',
  'health',
  'office',
  'culture',
  'education',
  'workshop',
  'housing',
  'storage'
] as const;
export type UseClass = (typeof USE_CLASSES)[number];

/** How an area was measured; areas of different types are never added. NUF, VKF, MFG (gif), WoFlV. */
export const AREA_TYPES = ['usable', 'sales', 'rental', 'living'] as const;
export type AreaType = (typeof AREA_TYPES)[number];

/** German storey types, from below: Keller, Souterrain, Erd-, Hochparterre, Zwischen-, Ober-, Dachgeschoss. */
export const STOREY_TYPES = ['KG', 'SOU', 'EG', 'HP', 'ZG', 'OG', 'DG'] as const;
export type StoreyType = (typeof STOREY_TYPES)[number];

/** Part of a building: Vorderhaus, Seitenflügel, Hinterhaus, Hofgebäude. */
export const BUILDING_PARTS = ['front', 'side', 'rear', 'yard'] as const;
export type BuildingPart = (typeof BUILDING_PARTS)[number];

export const VACANCY_REASONS = [
  'between_tenants',
  'tenant_search',
  'owner_strategy',
  'works_running',
  'works_needed',
  'waiting_permit_funding',
  'ownership_dispute',
  'location_demand',
  'unsuitable',
  'unusable',
  'unknown'
] as const;
export type VacancyReason = (typeof VACANCY_REASONS)[number];

/** Length of a vacancy after PBL/Locatus: up to 1 year, 1 to 3 years, over 3 years, start not known. */
export const DURATION_CLASSES = ['frictional', 'long', 'structural', 'start_unknown'] as const;
export type DurationClass = (typeof DURATION_CLASSES)[number];

/** Age of the last check of a unit's occupancy. */
export const FRESHNESS_CLASSES = ['fresh', 'ageing', 'old', 'outdated', 'never'] as const;
export type FreshnessClass = (typeof FRESHNESS_CLASSES)[number];

export const TENANCY_TYPES = ['lease', 'usufruct_lease', 'permission', 'interim', 'sublease', 'owner_use'] as const;
export type TenancyType = (typeof TENANCY_TYPES)[number];

/** State of a building's renewal (Sanierungsstand). */
export const RENEWAL_STATES = [
  'unrenovated',
  'secured',
  'in_progress',
  'partly_renovated',
  'renovated',
  'new_build',
  'unknown'
] as const;
export type RenewalState = (typeof RENEWAL_STATES)[number];

/** Kinds of single measures (Einzelmaßnahme). */
export const MEASURE_TYPES = ['securing', 'renovation', 'new_build', 'open_space', 'fund', 'advice'] as const;
export type MeasureType = (typeof MEASURE_TYPES)[number];

/** State of a measure, derived from its milestones as of a date. */
export const MEASURE_STATES = [
  'planned',
  'applied',
  'approved',
  'running',
  'completed',
  'settled',
  'cancelled'
] as const;
export type MeasureState = (typeof MEASURE_STATES)[number];

/** Antrag, Bescheid, Baubeginn, Fertigstellung, Schlussabrechnung. */
export const MILESTONE_KINDS = ['application', 'approval', 'start', 'completion', 'final_account'] as const;
export type MilestoneKind = (typeof MILESTONE_KINDS)[number];

/** Who pays: Bund, Land, Kommune, EU, Eigentümer, Sonstige. */
export const FUNDING_SOURCES = ['federal', 'state', 'municipal', 'eu', 'owner', 'other'] as const;
export type FundingSource = (typeof FUNDING_SOURCES)[number];

export const PLAN_STATUSES = ['draft', 'consultation', 'adopted', 'withdrawn'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** What a plan wants of a unit: a use, to keep it free for something that is yet to be decided, or to open it to the courtyard. */
export const PLAN_USES = [...USE_CLASSES, 'reserved', 'courtyard'] as const;
export type PlanUse = (typeof PLAN_USES)[number];

/** How today's use relates to a plan's target. */
export const PLAN_DIFFERENCES = ['no_target', 'realised', 'same_use', 'to_settle', 'change', 'not_comparable'] as const;
export type PlanDifference = (typeof PLAN_DIFFERENCES)[number];

/** An offer's way: draft -> review -> public -> reserved -> let; it expires by itself, and may be withdrawn. */
export const LISTING_STATUSES = ['draft', 'review', 'public', 'reserved', 'let', 'expired', 'withdrawn'] as const;
export type ListingStatus = (typeof LISTING_STATUSES)[number];

export const LISTING_FILE_KINDS = ['photo', 'floor_plan'] as const;
export type ListingFileKind = (typeof LISTING_FILE_KINDS)[number];

/** Energy certificate (GEG § 87): by demand, by consumption, or none needed, as for a listed building. */
export const ENERGY_KINDS = ['demand', 'consumption', 'exempt'] as const;
export type EnergyKind = (typeof ENERGY_KINDS)[number];

/** State of an enquiry to an offer. `withdrawn`: by whoever asked. */
export const ENQUIRY_STATES = ['new', 'answered', 'viewing', 'agreed', 'declined', 'withdrawn'] as const;
export type EnquiryState = (typeof ENQUIRY_STATES)[number];

/** Who wrote in an enquiry; a `note` is the desk's own and is shown to nobody else. */
export const MESSAGE_AUTHORS = ['seeker', 'office', 'counsellor', 'note'] as const;
export type MessageAuthor = (typeof MESSAGE_AUTHORS)[number];

export const VIEWING_STATES = ['proposed', 'confirmed', 'cancelled', 'held'] as const;
export type ViewingState = (typeof VIEWING_STATES)[number];

/** A saved search of the space finder, or an idea (Gesuch). */
export const REQUEST_KINDS = ['search', 'idea'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** How far counselling of a request or an enquiry has come. */
export const REQUEST_STATES = ['open', 'in_counselling', 'done'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What a step to one's own shop is about. */
export const GUIDE_STEP_KINDS = ['idea', 'advice', 'space', 'permit', 'registration', 'funding', 'opening'] as const;
export type GuideStepKind = (typeof GUIDE_STEP_KINDS)[number];

/** How exactly a place may be shown (honoured by map, pages and every export alike). */
export const LOCATION_PRECISIONS = ['exact', 'building', 'block', 'hidden'] as const;
export type LocationPrecision = (typeof LOCATION_PRECISIONS)[number];

/** On what ground a commercial unit's status may be public; `withheld` leaves only the block's aggregate. */
export const DISCLOSURE_GROUNDS = ['shop_front', 'legal_person', 'consent', 'withheld'] as const;
export type DisclosureGround = (typeof DISCLOSURE_GROUNDS)[number];

/** Whether a data set states facts, was worked out from facts, or is invented to show the product. */
export const SOURCE_NATURES = ['official', 'derived', 'assumption', 'illustrative'] as const;
export type SourceNature = (typeof SOURCE_NATURES)[number];

export const PARTY_KINDS = ['legal', 'natural'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

export const INDICATOR_KINDS = ['input', 'output', 'result', 'context'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** Quiet map content around the houses. */
export const CONTEXT_KINDS = ['mass', 'street', 'stop', 'park'] as const;
export type ContextKind = (typeof CONTEXT_KINDS)[number];

/** How the desk came to know a state: Begehung, Auskunft Eigentümer / Nutzer, Register, Presse, Sonstiges. */
export const SURVEY_METHODS = ['visit', 'owner', 'user', 'register', 'press', 'other'] as const;
export type SurveyMethod = (typeof SURVEY_METHODS)[number];

/** In a file of their own: the overview loads the other codes, and none of the desk's. */
export { ACTIONS_BY_SUBJECT, AUDIT_ACTIONS, type AuditAction } from './audit-action';

/** True when `value` is one of `codes`; narrows the type. */
export function isCode<const T extends readonly string[]>(codes: T, value: unknown): value is T[number] {
  return typeof value === 'string' && (codes as readonly string[]).includes(value);
}
