import { AREA_TYPE_LABELS, storeyLabel } from '../../../i18n/codes';
import {
  formatAge,
  formatAmount,
  formatArea,
  formatCount,
  formatDate,
  formatMeasure,
  formatMetres,
  formatMonthCount,
  formatPercent,
  formatRent
} from '../../../i18n/format';
import { ENERGY_KIND_LABELS } from '../../../i18n/offer-codes';
import { m } from '../../../i18n/paraglide/messages';
import { AREA_TYPE_EXPLANATIONS } from '../../../i18n/record-codes';
import type { Expose } from '../../domain/expose';
import type { IsoDate } from '../../domain/interval';
import { knownFreeOn, type OfferRecord } from '../../domain/offer';
import { storeyLabelKey } from '../../domain/storey';
import type { Fact } from '../primitives/fact';

/** How old it is that the space is said to be free. */
export function labelFreshness(offer: Pick<OfferRecord, 'confirmedOn' | 'publishedOn'>, today: IsoDate): string {
  const on = knownFreeOn(offer);
  if (on === null) return m.expose_age_unknown();
  const told = { date: formatDate(on), age: formatAge(on, today) };
  return offer.confirmedOn === null ? m.expose_published(told) : m.expose_confirmed(told);
}

/** How long the space is let for; null where nothing is said about it. */
export function labelTerm({ minTermMonths, maxTermMonths }: OfferRecord): string | null {
  const [min, max] = [minTermMonths, maxTermMonths].map((months) => months && formatMonthCount(months));
  if (min && max) return min === max ? min : m.expose_term_between({ min, max });
  if (min) return m.expose_term_min({ min });
  return max ? m.expose_term_max({ max }) : null;
}

/** The facts of a space: yes, no, and null for what nobody has recorded. */
export function listSpaceFacts(offer: OfferRecord): Fact[] {
  const { areaSqm, areaType, divisibleFromSqm } = offer;
  const yesNo = (value: boolean | null) => (value === null ? null : value ? m.records_yes() : m.records_no());
  const area = areaSqm === null ? null : formatArea(areaSqm);
  return [
    area !== null && areaType !== null
      ? {
          label: m.records_unit_area(),
          text: m.records_unit_area_of({ area, type: AREA_TYPE_LABELS[areaType]() }),
          note: AREA_TYPE_EXPLANATIONS[areaType]()
        }
      : { label: m.records_unit_area(), text: area },
    { label: m.records_unit_storey(), text: storeyLabel(storeyLabelKey(offer.storeyType, offer.level)) },
    { label: m.records_unit_frontage(), text: offer.frontageM === null ? null : formatMetres(offer.frontageM) },
    { label: m.records_unit_entrance(), text: yesNo(offer.hasOwnEntrance) },
    { label: m.records_unit_step_free(), text: yesNo(offer.isStepFree) },
    {
      label: m.records_unit_power(),
      text: offer.powerKw === null ? null : m.records_unit_kilowatt({ value: formatCount(offer.powerKw) })
    },
    { label: m.records_unit_extractor(), text: yesNo(offer.hasExtractor) },
    { label: m.records_unit_toilet(), text: yesNo(offer.hasToilet) },
    {
      label: m.records_unit_divisible(),
      text:
        divisibleFromSqm === null
          ? yesNo(offer.isDivisible)
          : m.expose_divisible_from({ area: formatArea(divisibleFromSqm) })
    },
    { label: m.records_listing_fit_out(), text: offer.fitOut },
    { label: m.expose_energy(), text: labelEnergy(offer), note: m.expose_energy_note() }
  ];
}

function labelEnergy({ energyKind, energyKwhPerSqm }: OfferRecord): string | null {
  if (energyKind === null) return null;
  const kind = ENERGY_KIND_LABELS[energyKind]();
  return energyKwhPerSqm === null ? kind : m.expose_energy_value({ kind, value: formatMeasure(energyKwhPerSqm) });
}

/** A line of what a space costs. */
export interface RentLine {
  readonly label: string;
  /** Null is "not known". */
  readonly amount: string | null;
  /** How the amount comes about. */
  readonly how?: string;
  readonly note?: string;
  readonly isSum?: boolean;
}

/** What a space costs, line by line, each with how it comes about. */
export function listRentLines({ offer, rent, vatRate }: Expose): RentLine[] {
  const { rentCentsPerSqm, serviceChargeCentsPerSqm, areaSqm } = offer;
  const area = areaSqm === null ? null : m.codes_unit_sqm({ value: formatMeasure(areaSqm) });
  const perSqm = (cents: number) =>
    area === null ? {} : { how: m.expose_rent_product({ rate: formatRent(cents), area }) };
  const amount = (cents: number | null, rate: number | null) =>
    cents !== null ? formatAmount(cents) : rate !== null ? formatRent(rate) : null;
  const vat = formatPercent(vatRate);
  const lines: RentLine[] = [];
  if (rentCentsPerSqm !== null) {
    lines.push({
      label: area === null ? m.expose_rent_per_sqm() : m.expose_rent_cold(),
      amount: amount(rent.coldCents, rentCentsPerSqm),
      ...perSqm(rentCentsPerSqm),
      note: m.expose_rent_cold_note()
    });
  }
  lines.push({
    label: m.expose_rent_service(),
    amount: amount(rent.serviceChargeCents, serviceChargeCentsPerSqm),
    ...(serviceChargeCentsPerSqm === null ? {} : perSqm(serviceChargeCentsPerSqm)),
    note: m.expose_rent_service_note()
  });
  if (rent.totalCents !== null) {
    const amount = formatAmount(rent.totalCents);
    lines.push({ label: m.expose_rent_total(), amount, how: m.expose_rent_sum(), isSum: rent.vatCents === null });
    if (rent.vatCents !== null) {
      const how = m.expose_rent_product({ rate: vat, area: amount });
      const label = m.expose_rent_vat({ rate: vat });
      lines.push({ label, amount: formatAmount(rent.vatCents), how, note: m.expose_rent_vat_note() });
      lines.push({ label: m.expose_rent_payable(), amount: formatAmount(rent.payableCents!), isSum: true });
    }
  } else if (offer.isVatAdded) {
    lines.push({
      label: m.expose_rent_vat({ rate: vat }),
      amount: m.expose_rent_vat_added(),
      note: m.expose_rent_vat_note()
    });
  }
  lines.push(depositLine(offer, rent));
  return lines;
}

function depositLine({ depositMonths }: OfferRecord, { coldCents, depositCents }: Expose['rent']): RentLine {
  const [label, note] = [m.expose_rent_deposit(), m.expose_rent_deposit_note()];
  if (depositMonths === null) return { label, amount: null, note };
  if (coldCents === null || depositCents === null) {
    return { label, amount: m.records_listing_deposit_months({ count: depositMonths }), note };
  }
  const how = m.expose_rent_deposit_sum({ months: formatCount(depositMonths), rent: formatAmount(coldCents) });
  return { label, amount: formatAmount(depositCents), how, note };
}
