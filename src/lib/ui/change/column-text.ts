import { m } from '../../../i18n/paraglide/messages';

/** What the tables that a change touches are about. */
const ENTITIES: Readonly<Record<string, () => string>> = {
  building: m.desk_entity_building,
  building_renewal: m.desk_entity_building_renewal,
  storey: m.desk_entity_storey,
  unit: m.desk_entity_unit,
  unit_predecessor: m.desk_entity_unit_predecessor,
  occupancy: m.desk_entity_occupancy,
  tenancy: m.desk_entity_tenancy,
  business: m.desk_entity_business,
  listing: m.listing_entity,
  guide_step: m.desk_entity_guide_step,
  advice_office: m.desk_entity_advice_office,
  translation: m.desk_entity_translation,
  party: m.desk_entity_party,
  plan_rule: m.rule_entity,
  block: m.rule_entity_block,
  plan_ratio: m.effect_entity_ratio,
  plan_follow_up: m.effect_entity_follow_up,
  measure: m.effect_entity_measure,
  measure_building: m.effect_entity_measure_building
};

/** Columns that a reader is shown, by name and in this order; the others only tie rows together. */
const COLUMNS: Readonly<Record<string, () => string>> = {
  valid: m.desk_column_valid,
  status: m.desk_column_status,
  use_class: m.desk_column_use_class,
  business_id: m.desk_column_business_id,
  street: m.desk_column_street,
  house_number: m.desk_column_house_number,
  postcode: m.desk_column_postcode,
  name: m.desk_column_name,
  is_address_checked: m.desk_column_is_address_checked,
  is_monument: m.desk_column_is_monument,
  built_year: m.desk_column_built_year,
  storeys_above: m.desk_column_storeys_above,
  roof_storeys: m.desk_column_roof_storeys,
  state: m.desk_column_state,
  part: m.desk_column_part,
  level: m.desk_column_level,
  type: m.desk_column_type,
  base_m: m.desk_column_base_m,
  height_m: m.desk_column_height_m,
  code: m.desk_column_code,
  kind: m.desk_column_kind,
  area_sqm: m.desk_column_area_sqm,
  area_type: m.desk_column_area_type,
  frontage_m: m.desk_column_frontage_m,
  has_own_entrance: m.desk_column_has_own_entrance,
  is_step_free: m.desk_column_is_step_free,
  is_divisible: m.desk_column_is_divisible,
  power_kw: m.desk_column_power_kw,
  has_extractor: m.desk_column_has_extractor,
  has_toilet: m.desk_column_has_toilet,
  is_shop_use_plausible: m.desk_column_is_shop_use_plausible,
  disclosure: m.desk_column_disclosure,
  location_precision: m.desk_column_location_precision,
  storey_id: m.desk_column_storey_id,
  predecessor_id: m.desk_column_predecessor_id,
  reason: m.desk_column_reason,
  activatable_months: m.desk_column_activatable_months,
  is_start_known: m.desk_column_is_start_known,
  checked_on: m.desk_column_checked_on,
  party_id: m.desk_column_party_id,
  known_end_on: m.desk_column_known_end_on,
  rent_cents_per_month: m.desk_column_rent_cents_per_month,
  is_public: m.desk_column_is_public,
  description: m.desk_column_description,
  languages: m.desk_column_languages,
  languages_consent: m.desk_column_languages_consent,
  opening_hours: m.desk_column_opening_hours,
  website: m.desk_column_website,
  founded_on: m.desk_column_founded_on,
  jobs: m.desk_column_jobs,
  training_places: m.desk_column_training_places,
  title: m.desk_column_title,
  hint: m.rule_field_hint,
  legal_source: m.rule_field_legal_source,
  condition: m.rule_condition,
  examples: m.rule_examples,
  is_active: m.rule_column_active,
  zone_type: m.rule_zone_type,
  zone_basis: m.rule_zone_basis,
  is_consent_area: m.rule_zone_consent,
  body: m.desk_column_body,
  text: m.desk_column_text,
  locale: m.desk_column_locale,
  duration: m.desk_column_duration,
  legal_basis: m.desk_column_legal_basis,
  uses: m.desk_column_uses,
  link: m.desk_column_link,
  is_published: m.desk_column_is_published,
  address: m.desk_column_address,
  open_jobs: m.desk_column_open_jobs,
  open_training_places: m.desk_column_open_training_places,
  position: m.desk_column_position,
  email: m.desk_column_email,
  phone: m.desk_column_phone,
  suitable_uses: m.listing_field_uses,
  available_on: m.listing_field_available_on,
  rent_cents_per_sqm: m.listing_field_rent,
  service_charge_cents_per_sqm: m.listing_field_service_charge,
  is_vat_added: m.listing_field_vat,
  deposit_months: m.listing_field_deposit,
  min_term_months: m.listing_field_min_term,
  max_term_months: m.listing_field_max_term,
  divisible_from_sqm: m.listing_field_divisible_from,
  fit_out: m.listing_field_fit_out,
  conditions: m.listing_field_conditions,
  energy_kind: m.listing_field_energy_kind,
  energy_kwh_per_sqm: m.listing_field_energy_kwh,
  contact_name: m.listing_field_contact_name,
  contact_email: m.listing_field_contact_email,
  is_address_released: m.listing_field_address,
  published_on: m.listing_state_published,
  expires_on: m.listing_column_expires_on,
  confirmed_on: m.listing_state_confirmed,
  review_note: m.listing_column_review_note,
  value: m.effect_field_value,
  citation: m.effect_field_citation,
  is_assumption: m.effect_field_assumption,
  summary: m.plan_field_summary,
  geometry: m.desk_column_geometry
};

/** What a table is about, in words. A table without a name keeps its own. */
export function labelEntity(entity: string): string {
  return ENTITIES[entity]?.() ?? entity;
}

/** What a column holds, in words; null for one that says nothing to a reader. */
export function labelColumn(column: string): string | null {
  return COLUMNS[column]?.() ?? null;
}

const ORDER = Object.keys(COLUMNS);

/** Sorts columns as a reader wants to see them: when and what before how. */
export function compareColumns(left: string, right: string): number {
  return ORDER.indexOf(left) - ORDER.indexOf(right);
}
