import { USE_LABELS } from '../../../i18n/codes';
import { formatArea, formatDate, formatEuro, formatMeasure } from '../../../i18n/format';
import { SPACE_WISH_LABELS, STOREY_PLACE_LABELS } from '../../../i18n/offer-codes';
import { m } from '../../../i18n/paraglide/messages';
import { EMPTY_SPACE_FILTER, type SpaceCard, type SpaceFilter, type SpaceWish } from '../../domain/space';
import { monthlyRentCents } from '../../domain/space-facts';
import type { MissedWish } from '../../domain/space-finding';
import { labelAreaRange, labelStorey } from './space-text';

/** What a filter wants of one wish, in few words: `40–80 m²`, `Laden, Büro`. The wish must be set. */
export function labelWish(wish: SpaceWish, filter: SpaceFilter): string {
  switch (wish) {
    case 'use':
      return filter.uses.map((use) => USE_LABELS[use]()).join(', ');
    case 'area':
      return labelAreaRange(filter) ?? '';
    case 'rent':
      return [
        filter.maxRentCents !== null && m.space_rent_up_to({ rent: formatEuro(filter.maxRentCents) }),
        !filter.withOnRequest && m.space_without_on_request()
      ]
        .filter((text) => text !== false)
        .join(', ');
    case 'storey':
      return filter.storeys.map((place) => STOREY_PLACE_LABELS[place]()).join(', ');
    case 'power':
      return m.space_power_from({ power: formatMeasure(filter.minPowerKw ?? 0) });
    case 'available':
      return m.space_by_day({ date: formatDate(filter.availableBy ?? '') });
    case 'frontage':
    case 'step_free':
    case 'extractor':
    case 'toilet':
    case 'divisible':
      return SPACE_WISH_LABELS[wish]();
  }
}

/** The part of a filter that takes a wish away. */
export function dropWish(wish: SpaceWish): Partial<SpaceFilter> {
  const { uses, minSqm, maxSqm, maxRentCents, withOnRequest, storeys, ...rest } = EMPTY_SPACE_FILTER;
  const parts: Readonly<Record<SpaceWish, Partial<SpaceFilter>>> = {
    use: { uses },
    area: { minSqm, maxSqm },
    rent: { maxRentCents, withOnRequest },
    storey: { storeys },
    frontage: { hasFrontage: rest.hasFrontage },
    step_free: { isStepFree: rest.isStepFree },
    power: { minPowerKw: rest.minPowerKw },
    extractor: { hasExtractor: rest.hasExtractor },
    toilet: { hasToilet: rest.hasToilet },
    divisible: { isDivisible: rest.isDivisible },
    available: { availableBy: rest.availableBy }
  };
  return parts[wish];
}

/** Why a space is not among what was found, for one wish: `kein Abzug`, `96 m² statt 40–80 m²`. */
export function labelMiss({ wish, isUnknown }: MissedWish, card: SpaceCard, filter: SpaceFilter): string {
  switch (wish) {
    case 'use':
      return m.space_fact_use_missed({ use: labelWish('use', filter) });
    case 'area':
      return labelAreaMiss(card.areaSqm, filter);
    case 'rent':
      return labelRentMiss(card, filter);
    case 'storey':
      return m.space_fact_storey_missed({ storey: labelStorey(card) });
    case 'frontage':
      return isUnknown ? m.space_fact_frontage_unknown() : m.space_fact_frontage_missed();
    case 'step_free':
      return isUnknown ? m.space_fact_step_free_unknown() : m.space_fact_step_free_missed();
    case 'power':
      return card.powerKw === null
        ? m.space_fact_power_unknown()
        : m.space_fact_power_missed({
            power: formatMeasure(card.powerKw),
            wanted: formatMeasure(filter.minPowerKw ?? 0)
          });
    case 'extractor':
      return isUnknown ? m.space_fact_extractor_unknown() : m.space_fact_extractor_missed();
    case 'toilet':
      return isUnknown ? m.space_fact_toilet_unknown() : m.space_fact_toilet_missed();
    case 'divisible':
      return isUnknown ? m.space_fact_divisible_unknown() : m.space_fact_divisible_missed();
    case 'available':
      return m.space_fact_by_late({ date: formatDate(card.availableOn) });
  }
}

/** An area that lies outside of the wanted range, or is not known. */
export function labelAreaMiss(areaSqm: number | null, wanted: Pick<SpaceFilter, 'minSqm' | 'maxSqm'>): string {
  const range = labelAreaRange(wanted) ?? '';
  if (areaSqm === null) return m.space_fact_area_unknown({ range });
  const area = formatArea(areaSqm);
  const short = (wanted.minSqm ?? 0) - areaSqm;
  if (short > 0) return m.space_fact_area_smaller({ area, range, difference: formatArea(Math.max(1, short)) });
  const over = areaSqm - (wanted.maxSqm ?? Infinity);
  return m.space_fact_area_larger({ area, range, difference: formatArea(Math.max(1, over)) });
}

function labelRentMiss(card: SpaceCard, { maxRentCents }: SpaceFilter): string {
  const cents = monthlyRentCents(card);
  if (cents === null || maxRentCents === null) return m.space_fact_rent_unstated();
  return m.space_fact_rent_over({
    rent: formatEuro(cents),
    limit: formatEuro(maxRentCents),
    difference: formatEuro(cents - maxRentCents)
  });
}
