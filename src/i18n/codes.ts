import type {
  AreaType,
  BuildingPart,
  DurationClass,
  FreshnessClass,
  PlanDifference,
  PlanUse,
  RenewalState,
  ShownStatus,
  StoreyType,
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

/** What a plan wants of a unit. */
export const PLAN_USE_LABELS: Labels<PlanUse> = {
  ...USE_LABELS,
  reserved: m.codes_use_reserved,
  courtyard: m.codes_use_courtyard
};

export const AREA_TYPE_LABELS: Labels<AreaType> = {
  usable: m.codes_area_usable,
  sales: m.codes_area_sales,
  rental: m.codes_area_rental,
  living: m.codes_area_living
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

export const RENEWAL_LABELS: Labels<RenewalState> = {
  unrenovated: m.codes_renewal_unrenovated,
  secured: m.codes_renewal_secured,
  in_progress: m.codes_renewal_in_progress,
  partly_renovated: m.codes_renewal_partly_renovated,
  renovated: m.codes_renewal_renovated,
  new_build: m.codes_renewal_new_build,
  unknown: m.codes_renewal_unknown
};

export const PLAN_DIFFERENCE_LABELS: Labels<PlanDifference> = {
  no_target: m.codes_difference_no_target,
  realised: m.codes_difference_realised,
  same_use: m.codes_difference_same_use,
  to_settle: m.codes_difference_to_settle,
  change: m.codes_difference_change,
  not_comparable: m.codes_difference_not_comparable
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
