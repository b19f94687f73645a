import { USE_LABELS } from '../../../i18n/codes';
import { formatArea, formatEuro, formatMeasure, formatMetres, formatRent } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { IsoDate } from '../../domain/interval';
import type { SpaceCard } from '../../domain/space';
import { canBeDivided, monthlyRentCents, usesOf } from '../../domain/space-facts';
import { kindLabel, labelFree, labelPlace, labelStorey } from './space-text';

export interface ComparedRow {
  readonly label: string;
  /** One per space, in their order. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

/** What offers have in common and what not, one row per feature. */
export function compareSpaces(cards: readonly SpaceCard[], today: IsoDate): readonly ComparedRow[] {
  const row = (label: string, read: (card: SpaceCard) => string): ComparedRow => {
    const values = cards.map(read);
    return { label, values, differs: new Set(values).size > 1 };
  };
  return [
    row(m.space_compare_kind(), kindLabel),
    row(
      m.space_compare_uses(),
      (card) =>
        usesOf(card)
          .map((use) => USE_LABELS[use]())
          .join(', ') || unknown()
    ),
    row(m.space_compare_place(), labelPlace),
    row(m.codes_wish_storey(), labelStorey),
    row(m.codes_wish_area(), ({ areaSqm }) => orUnknown(areaSqm, formatArea)),
    row(m.space_filter_rent(), (card) => labelMonth(monthlyRentCents(card))),
    row(m.space_compare_rent_sqm(), ({ rentCentsPerSqm }) =>
      rentCentsPerSqm === null ? m.space_rent_on_request() : formatRent(rentCentsPerSqm)
    ),
    row(m.space_compare_service(), (card) => orUnknown(monthlyServiceCents(card), formatEuro)),
    row(m.space_compare_warm(), (card) => labelMonth(monthlyTotalCents(card))),
    row(m.codes_wish_available(), ({ availableOn }) => labelFree(availableOn, today)),
    row(m.codes_wish_frontage(), ({ frontageM }) =>
      orUnknown(frontageM, (width) => (width === 0 ? m.space_no() : formatMetres(width)))
    ),
    row(m.codes_wish_step_free(), ({ isStepFree }) => labelTernary(isStepFree)),
    row(m.codes_wish_power(), ({ powerKw }) => orUnknown(powerKw, (power) => `${formatMeasure(power)} kW`)),
    row(m.codes_wish_extractor(), ({ hasExtractor }) => labelTernary(hasExtractor)),
    row(m.codes_wish_toilet(), ({ hasToilet }) => labelTernary(hasToilet)),
    row(m.codes_wish_divisible(), labelDivisible)
  ];
}

const unknown = (): string => m.space_not_recorded();

function orUnknown(value: number | null, format: (value: number) => string): string {
  return value === null ? unknown() : format(value);
}

function labelTernary(value: boolean | null): string {
  if (value === null) return unknown();
  return value ? m.space_yes() : m.space_no();
}

const labelMonth = (cents: number | null): string => (cents === null ? m.space_rent_on_request() : formatEuro(cents));

function monthlyServiceCents({ serviceChargeCentsPerSqm, areaSqm }: SpaceCard): number | null {
  return serviceChargeCentsPerSqm === null || areaSqm === null ? null : Math.round(serviceChargeCentsPerSqm * areaSqm);
}

/** Cold rent and service charges; null where one of them is not known. */
function monthlyTotalCents(card: SpaceCard): number | null {
  const [rent, service] = [monthlyRentCents(card), monthlyServiceCents(card)];
  return rent === null || service === null ? null : rent + service;
}

function labelDivisible(card: SpaceCard): string {
  const { divisibleFromSqm } = card;
  return divisibleFromSqm === null
    ? labelTernary(canBeDivided(card))
    : m.space_divisible_from({ area: formatArea(divisibleFromSqm) });
}
