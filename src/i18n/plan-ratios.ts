import type { PlanRatioKey } from '../lib/domain/plan-codes';
import type { PlanRatio } from '../lib/domain/plan/plan-ratio';
import { USE_LABELS, type Labels } from './codes';
import { intlLocale } from './format';
import { m } from './paraglide/messages';

/** What a ratio says, as a phrase around its value. */
const RATIO_PHRASES: Readonly<Record<PlanRatioKey, (inputs: { value: string }) => string>> = {
  jobs_per_100_sqm: m.effect_ratio_jobs,
  training_places_per_job: m.effect_ratio_training,
  rent_per_sqm: m.effect_ratio_rent,
  living_sqm_per_person: m.effect_ratio_living,
  day_care_children_per_person: m.effect_ratio_children,
  day_care_sqm_per_place: m.effect_ratio_place,
  outdoor_sqm_per_day_care_place: m.effect_ratio_outdoor_place,
  outdoor_sqm_per_person: m.effect_ratio_outdoor_person,
  usable_sqm_per_gross_sqm: m.effect_ratio_usable
};

/** What a ratio is, with the unit of its value. */
export const RATIO_LABELS: Labels<PlanRatioKey> = {
  jobs_per_100_sqm: m.effect_kind_jobs,
  training_places_per_job: m.effect_kind_training,
  rent_per_sqm: m.effect_kind_rent,
  living_sqm_per_person: m.effect_kind_living,
  day_care_children_per_person: m.effect_kind_children,
  day_care_sqm_per_place: m.effect_kind_place,
  outdoor_sqm_per_day_care_place: m.effect_kind_outdoor_place,
  outdoor_sqm_per_person: m.effect_kind_outdoor_person,
  usable_sqm_per_gross_sqm: m.effect_kind_usable
};

/** With at most three decimals, as it was written down: `0,052`. */
export function formatRatioValue(value: number): string {
  return new Intl.NumberFormat(intlLocale(), { maximumFractionDigits: 3 }).format(value);
}

/** "Handel: 3,3 Arbeitsplätze je 100 m²". */
export function describeRatio({ key, use, value }: Pick<PlanRatio, 'key' | 'use' | 'value'>): string {
  const ratio = RATIO_PHRASES[key]({ value: formatRatioValue(value) });
  return use === null ? ratio : m.effect_ratio_for({ use: USE_LABELS[use](), ratio });
}
