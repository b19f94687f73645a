import { storeyShortLabel, UNIT_KIND_LABELS } from '../../../i18n/codes';
import { formatArea, formatCount, formatDate, formatEuro, formatMeasure, formatMetres } from '../../../i18n/format';
import { STOREY_PLACE_LABELS } from '../../../i18n/offer-codes';
import { m } from '../../../i18n/paraglide/messages';
import { labelHouse } from '../../../i18n/place';
import type { IsoDate } from '../../domain/interval';
import type { Space, SpaceCard, SpaceFilter, StoreyPlace } from '../../domain/space';
import { canBeDivided, monthlyRentCents } from '../../domain/space-facts';
import { storeyLabelKey } from '../../domain/storey';
import { labelUnitPlace } from '../record/names';

/** Where an offered space lies, as far as it may be said: house and place in it, or block and storey. */
export function labelPlace({
  unit,
  block,
  ...space
}: Pick<SpaceCard, 'unit' | 'block' | 'storeyType' | 'level'>): string {
  if (unit !== null) return `${labelHouse(unit.building)} · ${labelUnitPlace(unit.code)}`;
  return [block?.name, labelStorey(space), m.space_place_withheld()].filter(Boolean).join(' · ');
}

/** The storey in short: `EG`, `2. OG`. */
export function labelStorey({ storeyType, level }: Pick<Space, 'storeyType' | 'level'>): string {
  return storeyShortLabel(storeyLabelKey(storeyType, level));
}

/** A range of areas in words: `40–80 m²`, `bis 40 m²`, `ab 300 m²`; null where there is none. */
export function labelAreaRange({ minSqm, maxSqm }: Pick<SpaceFilter, 'minSqm' | 'maxSqm'>): string | null {
  if (minSqm !== null && maxSqm !== null)
    return m.space_area_between({ from: formatCount(minSqm), to: formatCount(maxSqm) });
  if (maxSqm !== null) return m.space_area_up_to({ area: formatArea(maxSqm) });
  return minSqm === null ? null : m.space_area_from({ area: formatArea(minSqm) });
}

/** Cold rent of the whole space and month, or that it is on request. */
export function labelMonthlyRent(space: Pick<Space, 'rentCentsPerSqm' | 'areaSqm'>): string {
  const cents = monthlyRentCents(space);
  return cents === null ? m.space_rent_on_request() : m.space_rent_month({ rent: formatEuro(cents) });
}

/** The few characters of its mark on the map: the month's cold rent, or nothing where that is on request. */
export function labelMark(space: Pick<Space, 'rentCentsPerSqm' | 'areaSqm'>): string {
  const cents = monthlyRentCents(space);
  return cents === null ? '' : formatEuro(cents);
}

/** What is recorded of a space beside area and rent, in few words; what it has not is left to the exposé. */
export function listFeatures(space: Space): readonly string[] {
  const { frontageM, powerKw, divisibleFromSqm } = space;
  return [
    frontageM !== null && frontageM > 0 && m.space_window_of({ length: formatMetres(frontageM) }),
    space.isStepFree === true && m.codes_wish_step_free(),
    powerKw !== null && m.space_power_of({ power: formatMeasure(powerKw) }),
    space.hasExtractor === true && m.codes_wish_extractor(),
    space.hasToilet === true && m.codes_wish_toilet(),
    divisibleFromSqm !== null && m.space_divisible_from({ area: formatArea(divisibleFromSqm) }),
    divisibleFromSqm === null && canBeDivided(space) === true && m.codes_wish_divisible()
  ].filter((text) => text !== false);
}

/** From when a space is free, seen from `today`. */
export function labelFree(availableOn: IsoDate, today: IsoDate): string {
  return availableOn <= today
    ? m.records_listing_available_now()
    : m.records_listing_available_on({ date: formatDate(availableOn) });
}

export const kindLabel = ({ kind }: Pick<Space, 'kind'>): string => UNIT_KIND_LABELS[kind]();

export const storeyPlaceLabel = (place: StoreyPlace): string => STOREY_PLACE_LABELS[place]();
