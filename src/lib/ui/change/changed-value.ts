import {
  AREA_TYPE_LABELS,
  BUILDING_PART_LABELS,
  RENEWAL_LABELS,
  STATUS_LABELS,
  storeyLabel,
  UNIT_KIND_LABELS,
  USE_LABELS,
  VACANCY_REASON_LABELS,
  STOREY_TYPE_LABELS,
  type Labels
} from '../../../i18n/codes';
import {
  DISCLOSURE_GROUND_LABELS,
  LOCATION_PRECISION_LABELS,
  PARTY_KIND_LABELS,
  TENANCY_TYPE_LABELS
} from '../../../i18n/desk-codes';
import { ENERGY_KIND_LABELS } from '../../../i18n/offer-codes';
import { ZONE_BASIS_LABELS, ZONE_TYPE_LABELS } from '../../../i18n/plan-codes';
import { LISTING_STATUS_LABELS } from '../../../i18n/record-codes';
import { conditionWords, exampleWords } from '../../../i18n/rule-words';
import {
  formatArea,
  formatDate,
  formatDecimal,
  formatEuro,
  formatMetres,
  formatRent,
  formatYear
} from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { ChangedValue } from '../../domain/change';
import type { RuleExample } from '../../domain/plan/plan-rule';
import type { RuleCondition } from '../../domain/plan/rule-condition';
import { parseDateRange } from '../../domain/interval';
import { storeyLabelKey } from '../../domain/storey';
import type { StoreyType } from '../../domain/codes';
import { labelPeriod } from '../record/period';

/** What ids in a change stand for. */
export interface ValueNames {
  readonly businesses: Readonly<Record<number, string>>;
  readonly storeys: Readonly<Record<number, { readonly type: StoreyType; readonly level: number }>>;
  /** The place of a unit by its id, in words. */
  readonly unitPlace: (id: number) => string | null;
}

const NO_NAMES: ValueNames = { businesses: {}, storeys: {}, unitPlace: () => null };

type Value = ChangedValue['old'];
type Wording = (value: string | number, names: ValueNames) => string;

const worded =
  <Code extends string>(labels: Labels<Code>): Wording =>
  (value) =>
    Object.hasOwn(labels, value) ? labels[value as Code]() : String(value);
const metres: Wording = (value) => formatMetres(Number(value));
const day: Wording = (value) => formatDate(String(value));
const count: Wording = (value) => formatDecimal(Number(value));

/** How the values of a column read; columns of the same name mean the same in every table but for `type` and `kind`. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  status: worded(STATUS_LABELS),
  'listing.status': worded(LISTING_STATUS_LABELS),
  'listing.suitable_uses': (value) =>
    String(value)
      .split(', ')
      .map((use) => worded(USE_LABELS)(use, NO_NAMES))
      .join(m.edit_comma()),
  energy_kind: worded(ENERGY_KIND_LABELS),
  rent_cents_per_sqm: (value) => formatRent(Number(value)),
  service_charge_cents_per_sqm: (value) => formatRent(Number(value)),
  divisible_from_sqm: (value) => formatArea(Number(value)),
  available_on: day,
  published_on: day,
  expires_on: day,
  confirmed_on: day,
  use_class: worded(USE_LABELS),
  reason: worded(VACANCY_REASON_LABELS),
  state: worded(RENEWAL_LABELS),
  part: worded(BUILDING_PART_LABELS),
  area_type: worded(AREA_TYPE_LABELS),
  disclosure: worded(DISCLOSURE_GROUND_LABELS),
  location_precision: worded(LOCATION_PRECISION_LABELS),
  'storey.type': worded(STOREY_TYPE_LABELS),
  'tenancy.type': worded(TENANCY_TYPE_LABELS),
  'unit.kind': worded(UNIT_KIND_LABELS),
  'party.kind': worded(PARTY_KIND_LABELS),
  'plan_rule.condition': (value) => conditionWords(JSON.parse(String(value)) as RuleCondition),
  'plan_rule.examples': (value) => (JSON.parse(String(value)) as RuleExample[]).map(exampleWords).join('; '),
  zone_type: worded(ZONE_TYPE_LABELS),
  zone_basis: worded(ZONE_BASIS_LABELS),
  valid: (value) => labelPeriod(parseDateRange(String(value))) || m.desk_value_always(),
  checked_on: day,
  known_end_on: day,
  founded_on: day,
  area_sqm: (value) => formatArea(Number(value)),
  frontage_m: metres,
  base_m: metres,
  height_m: metres,
  power_kw: (value) => m.desk_value_kilowatt({ value: formatDecimal(Number(value)) }),
  rent_cents_per_month: (value) => formatEuro(Number(value)),
  built_year: (value) => formatYear(Number(value)),
  level: count,
  business_id: (value, { businesses }) => businesses[Number(value)] ?? m.desk_value_other(),
  storey_id: (value, { storeys }) => {
    const storey = storeys[Number(value)];
    return storey ? storeyLabel(storeyLabelKey(storey.type, storey.level)) : m.desk_value_other();
  },
  predecessor_id: (value, { unitPlace }) => unitPlace(Number(value)) ?? m.desk_value_other(),
  // Outlines and keys of persons say nothing to a reader; that they changed does.
  geometry: () => m.desk_value_other(),
  party_id: () => m.desk_value_other()
};

/** A stored value of a column as a reader says it; null where there is none. */
export function describeValue(
  place: { readonly entity: string; readonly column: string },
  value: Value,
  names: ValueNames
): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? m.records_yes() : m.records_no();
  const wording = WORDINGS[`${place.entity}.${place.column}`] ?? WORDINGS[place.column];
  if (wording) return wording(value, names);
  return typeof value === 'number' ? formatDecimal(value) : value;
}
