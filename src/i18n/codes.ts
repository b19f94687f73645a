import type {
  AreaType,
  BuildingPart,
  ContextKind,
  DisclosureGround,
  DurationClass,
  FreshnessClass,
  FundingSource,
  IndicatorKind,
  ListingStatus,
  LocationPrecision,
  MeasureState,
  MeasureType,
  MilestoneKind,
  PartyKind,
  PlanDifference,
  PlanStatus,
  RenewalState,
  ShownStatus,
  SourceNature,
  StoreyType,
  TenancyType,
  UnitKind,
  UseClass,
  VacancyReason
} from '../lib/domain/codes';
import type { StoreyLabel } from '../lib/domain/storey';
import type { MapForm, Stage, TableSort, Theme } from '../lib/domain/view-state';
import { m } from './paraglide/messages';

/** A label per code in the language of the page. A code without a label is a type error. */
export type Labels<Code extends string> = Readonly<Record<Code, () => string>>;

/** Belegung; covers `OccupancyStatus`, too. */
export const STATUS_LABELS: Labels<ShownStatus> = {
  occupied: m.codes_status_occupied,
  vacant: m.codes_status_vacant,
  interim: m.codes_status_interim,
  works: m.codes_status_works,
  unusable: m.codes_status_unusable,
  unknown: m.codes_status_unknown,
  withheld: m.codes_status_withheld
};

export const STATUS_EXPLANATIONS: Labels<ShownStatus> = {
  occupied: m.codes_status_note_occupied,
  vacant: m.codes_status_note_vacant,
  interim: m.codes_status_note_interim,
  works: m.codes_status_note_works,
  unusable: m.codes_status_note_unusable,
  unknown: m.codes_status_note_unknown,
  withheld: m.codes_status_note_withheld
};

export const UNIT_KIND_LABELS: Labels<UnitKind> = {
  shop: m.codes_kind_shop,
  gastronomy: m.codes_kind_gastronomy,
  office: m.codes_kind_office,
  practice: m.codes_kind_practice,
  trade: m.codes_kind_trade,
  storage: m.codes_kind_storage,
  dwelling: m.codes_kind_dwelling,
  community: m.codes_kind_community,
  parking: m.codes_kind_parking
};

export const USE_LABELS: Labels<UseClass> = {
  retail: m.codes_use_retail,
  gastronomy: m.codes_use_gastronomy,
  health: m.codes_use_health,
  office: m.codes_use_office,
  culture: m.codes_use_culture,
  education: m.codes_use_education,
  workshop: m.codes_use_workshop,
  housing: m.codes_use_housing,
  storage: m.codes_use_storage
};

export const AREA_TYPE_LABELS: Labels<AreaType> = {
  usable: m.codes_area_usable,
  sales: m.codes_area_sales,
  rental: m.codes_area_rental,
  living: m.codes_area_living
};

export const AREA_TYPE_EXPLANATIONS: Labels<AreaType> = {
  usable: m.codes_area_note_usable,
  sales: m.codes_area_note_sales,
  rental: m.codes_area_note_rental,
  living: m.codes_area_note_living
};

export const STOREY_TYPE_LABELS: Labels<StoreyType> = {
  KG: m.codes_storey_type_kg,
  SOU: m.codes_storey_type_sou,
  EG: m.codes_storey_type_eg,
  HP: m.codes_storey_type_hp,
  ZG: m.codes_storey_type_zg,
  OG: m.codes_storey_type_og,
  DG: m.codes_storey_type_dg
};

export const BUILDING_PART_LABELS: Labels<BuildingPart> = {
  front: m.codes_part_front,
  side: m.codes_part_side,
  rear: m.codes_part_rear,
  yard: m.codes_part_yard
};

export const VACANCY_REASON_LABELS: Labels<VacancyReason> = {
  between_tenants: m.codes_reason_between_tenants,
  tenant_search: m.codes_reason_tenant_search,
  owner_strategy: m.codes_reason_owner_strategy,
  works_running: m.codes_reason_works_running,
  works_needed: m.codes_reason_works_needed,
  waiting_permit_funding: m.codes_reason_waiting_permit_funding,
  ownership_dispute: m.codes_reason_ownership_dispute,
  location_demand: m.codes_reason_location_demand,
  unsuitable: m.codes_reason_unsuitable,
  unusable: m.codes_reason_unusable,
  unknown: m.codes_reason_unknown
};

export const DURATION_LABELS: Labels<DurationClass> = {
  frictional: m.codes_duration_frictional,
  long: m.codes_duration_long,
  structural: m.codes_duration_structural,
  start_unknown: m.codes_duration_start_unknown
};

export const FRESHNESS_LABELS: Labels<FreshnessClass> = {
  fresh: m.codes_freshness_fresh,
  ageing: m.codes_freshness_ageing,
  old: m.codes_freshness_old,
  outdated: m.codes_freshness_outdated,
  never: m.codes_freshness_never
};

export const TENANCY_TYPE_LABELS: Labels<TenancyType> = {
  lease: m.codes_tenancy_lease,
  usufruct_lease: m.codes_tenancy_usufruct_lease,
  permission: m.codes_tenancy_permission,
  interim: m.codes_tenancy_interim,
  sublease: m.codes_tenancy_sublease,
  owner_use: m.codes_tenancy_owner_use
};

export const RENEWAL_LABELS: Labels<RenewalState> = {
  unrenovated: m.codes_renewal_unrenovated,
  secured: m.codes_renewal_secured,
  in_progress: m.codes_renewal_in_progress,
  partly_renovated: m.codes_renewal_partly_renovated,
  renovated: m.codes_renewal_renovated,
  new_build: m.codes_renewal_new_build,
  unknown: m.codes_renewal_unknown
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

export const PLAN_DIFFERENCE_LABELS: Labels<PlanDifference> = {
  no_target: m.codes_difference_no_target,
  realised: m.codes_difference_realised,
  same_use: m.codes_difference_same_use,
  to_settle: m.codes_difference_to_settle,
  change: m.codes_difference_change,
  not_comparable: m.codes_difference_not_comparable
};

export const LISTING_STATUS_LABELS: Labels<ListingStatus> = {
  draft: m.codes_listing_draft,
  review: m.codes_listing_review,
  public: m.codes_listing_public,
  reserved: m.codes_listing_reserved,
  let: m.codes_listing_let,
  expired: m.codes_listing_expired
};

export const LOCATION_PRECISION_LABELS: Labels<LocationPrecision> = {
  exact: m.codes_precision_exact,
  building: m.codes_precision_building,
  block: m.codes_precision_block,
  hidden: m.codes_precision_hidden
};

export const DISCLOSURE_GROUND_LABELS: Labels<DisclosureGround> = {
  shop_front: m.codes_disclosure_shop_front,
  legal_person: m.codes_disclosure_legal_person,
  consent: m.codes_disclosure_consent,
  withheld: m.codes_disclosure_withheld
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

export const PARTY_KIND_LABELS: Labels<PartyKind> = {
  legal: m.codes_party_legal,
  natural: m.codes_party_natural
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

export const THEME_LABELS: Labels<Theme> = {
  vacancy: m.codes_theme_vacancy,
  use: m.codes_theme_use,
  plan: m.codes_theme_plan,
  difference: m.codes_theme_difference,
  renewal: m.codes_theme_renewal,
  duration: m.codes_theme_duration,
  freshness: m.codes_theme_freshness
};

export const THEME_EXPLANATIONS: Labels<Theme> = {
  vacancy: m.codes_theme_note_vacancy,
  use: m.codes_theme_note_use,
  plan: m.codes_theme_note_plan,
  difference: m.codes_theme_note_difference,
  renewal: m.codes_theme_note_renewal,
  duration: m.codes_theme_note_duration,
  freshness: m.codes_theme_note_freshness
};

export const MAP_FORM_LABELS: Labels<MapForm> = {
  storeys: m.codes_form_storeys,
  flat: m.codes_form_flat
};

export const STAGE_LABELS: Labels<Stage> = {
  map: m.codes_stage_map,
  table: m.codes_stage_table
};

export const TABLE_SORT_LABELS: Labels<TableSort> = {
  place: m.codes_sort_place,
  storey: m.codes_sort_storey,
  kind: m.codes_sort_kind,
  area: m.codes_sort_area,
  status: m.codes_sort_status,
  use: m.codes_sort_use,
  target: m.codes_sort_target,
  duration: m.codes_sort_duration,
  checked: m.codes_sort_checked
};

const STOREY_SHORT_LABELS: Labels<Exclude<StoreyType, 'OG'>> = {
  KG: m.codes_storey_short_kg,
  SOU: m.codes_storey_short_sou,
  EG: m.codes_storey_short_eg,
  HP: m.codes_storey_short_hp,
  ZG: m.codes_storey_short_zg,
  DG: m.codes_storey_short_dg
};

/** A storey's full name: "3. Obergeschoss", "3rd floor", "2. Dachgeschoss". */
export function storeyLabel({ key, number }: StoreyLabel): string {
  if (key === 'OG') return m.codes_storey_og({ level: number ?? 1 });
  return numberStorey(STOREY_TYPE_LABELS[key](), number);
}

/** A storey's name for narrow columns: "3. OG", "3rd fl.", "2. DG". */
export function storeyShortLabel({ key, number }: StoreyLabel): string {
  if (key === 'OG') return m.codes_storey_short_og({ level: number ?? 1 });
  return numberStorey(STOREY_SHORT_LABELS[key](), number);
}

function numberStorey(name: string, number: number | null): string {
  return number === null ? name : m.codes_storey_numbered({ storey: name, number });
}
