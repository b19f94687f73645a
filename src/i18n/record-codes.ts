import type {
  AreaType,
  ContextKind,
  FundingSource,
  IndicatorKind,
  ListingStatus,
  MeasureState,
  MeasureType,
  MilestoneKind,
  PlanStatus,
  ShownStatus,
  SourceNature
} from '../lib/domain/codes';
import type { Labels } from './codes';
import { m } from './paraglide/messages';

/** Labels of codes that pages of records show, and the overview does not. */

export const STATUS_EXPLANATIONS: Labels<ShownStatus> = {
  occupied: m.codes_status_note_occupied,
  vacant: m.codes_status_note_vacant,
  interim: m.codes_status_note_interim,
  works: m.codes_status_note_works,
  unusable: m.codes_status_note_unusable,
  unknown: m.codes_status_note_unknown,
  withheld: m.codes_status_note_withheld
};

export const AREA_TYPE_EXPLANATIONS: Labels<AreaType> = {
  usable: m.codes_area_note_usable,
  sales: m.codes_area_note_sales,
  rental: m.codes_area_note_rental,
  living: m.codes_area_note_living
};

export const MEASURE_TYPE_LABELS: Labels<MeasureType> = {
  securing: m.codes_measure_type_securing,
  renovation: m.codes_measure_type_renovation,
  new_build: m.codes_measure_type_new_build,
  open_space: m.codes_measure_type_open_space,
  fund: m.codes_measure_type_fund,
  advice: m.codes_measure_type_advice
};

export const MEASURE_STATE_LABELS: Labels<MeasureState> = {
  planned: m.codes_measure_state_planned,
  applied: m.codes_measure_state_applied,
  approved: m.codes_measure_state_approved,
  running: m.codes_measure_state_running,
  completed: m.codes_measure_state_completed,
  settled: m.codes_measure_state_settled,
  cancelled: m.codes_measure_state_cancelled
};

export const MILESTONE_LABELS: Labels<MilestoneKind> = {
  application: m.codes_milestone_application,
  approval: m.codes_milestone_approval,
  start: m.codes_milestone_start,
  completion: m.codes_milestone_completion,
  final_account: m.codes_milestone_final_account
};

export const FUNDING_SOURCE_LABELS: Labels<FundingSource> = {
  federal: m.codes_funding_federal,
  state: m.codes_funding_state,
  municipal: m.codes_funding_municipal,
  eu: m.codes_funding_eu,
  owner: m.codes_funding_owner,
  other: m.codes_funding_other
};

export const PLAN_STATUS_LABELS: Labels<PlanStatus> = {
  draft: m.codes_plan_status_draft,
  consultation: m.codes_plan_status_consultation,
  adopted: m.codes_plan_status_adopted,
  withdrawn: m.codes_plan_status_withdrawn
};

export const LISTING_STATUS_LABELS: Labels<ListingStatus> = {
  draft: m.codes_listing_draft,
  review: m.codes_listing_review,
  public: m.codes_listing_public,
  reserved: m.codes_listing_reserved,
  let: m.codes_listing_let,
  expired: m.codes_listing_expired,
  withdrawn: m.codes_listing_withdrawn
};

export const SOURCE_NATURE_LABELS: Labels<SourceNature> = {
  official: m.codes_nature_official,
  derived: m.codes_nature_derived,
  assumption: m.codes_nature_assumption,
  illustrative: m.codes_nature_illustrative
};

export const SOURCE_NATURE_EXPLANATIONS: Labels<SourceNature> = {
  official: m.codes_nature_note_official,
  derived: m.codes_nature_note_derived,
  assumption: m.codes_nature_note_assumption,
  illustrative: m.codes_nature_note_illustrative
};

export const INDICATOR_KIND_LABELS: Labels<IndicatorKind> = {
  input: m.codes_indicator_input,
  output: m.codes_indicator_output,
  result: m.codes_indicator_result,
  context: m.codes_indicator_context
};

export const CONTEXT_KIND_LABELS: Labels<ContextKind> = {
  mass: m.codes_context_mass,
  street: m.codes_context_street,
  stop: m.codes_context_stop,
  park: m.codes_context_park
};
