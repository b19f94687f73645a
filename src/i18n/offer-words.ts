import { type OfferColumn, type OfferTableNote, type OfferWords } from '../lib/domain/offer-words';
import { storeyLabelKey } from '../lib/domain/storey';
import { AREA_TYPE_LABELS, storeyLabel, UNIT_KIND_LABELS, USE_LABELS, type Labels } from './codes';
import { formatArea, formatDate, formatRent } from './format';
import { ENERGY_KIND_LABELS } from './offer-codes';
import { m } from './paraglide/messages';
import { getLocale, getTextDirection, localizeHref } from './paraglide/runtime';
import { labelHouse } from './place';
import { LISTING_STATUS_LABELS, SOURCE_NATURE_LABELS } from './record-codes';

const COLUMN_LABELS: Labels<OfferColumn> = {
  id: m.expose_column_id,
  title: m.expose_column_title,
  status: m.expose_column_status,
  kind: m.expose_column_kind,
  uses: m.expose_column_uses,
  areaSqm: m.expose_column_area_sqm,
  areaType: m.expose_column_area_type,
  storey: m.expose_column_storey,
  frontageM: m.expose_column_frontage_m,
  isStepFree: m.expose_column_is_step_free,
  powerKw: m.expose_column_power_kw,
  hasExtractor: m.expose_column_has_extractor,
  hasToilet: m.expose_column_has_toilet,
  divisibleFromSqm: m.expose_column_divisible_from_sqm,
  rentPerSqm: m.expose_column_rent_per_sqm,
  rent: m.expose_column_rent,
  servicePerSqm: m.expose_column_service_per_sqm,
  isVatAdded: m.expose_column_is_vat_added,
  depositMonths: m.expose_column_deposit_months,
  availableOn: m.expose_column_available_on,
  publishedOn: m.expose_column_published_on,
  confirmedOn: m.expose_column_confirmed_on,
  street: m.expose_column_street,
  houseNumber: m.expose_column_house_number,
  postcode: m.expose_column_postcode,
  town: m.expose_column_town,
  block: m.expose_column_block,
  latitude: m.expose_column_latitude,
  longitude: m.expose_column_longitude,
  address: m.expose_column_address,
  nature: m.expose_column_nature
};

const NOTE_LABELS: Labels<OfferTableNote> = {
  source: m.expose_table_about_source,
  licence: m.expose_table_about_licence,
  nature: m.expose_table_about_nature,
  asOf: m.expose_table_about_as_of,
  count: m.expose_table_about_count,
  search: m.expose_table_about_search,
  address: m.expose_table_about_address
};

/** The words of the page's language for formats that know none. */
export function offerWords(): OfferWords {
  const locale = getLocale();
  return {
    locale,
    // The country is the one where the quarter lies: German forms and numbers, whatever the language.
    languageTag: `${locale}-DE`,
    isRightToLeft: getTextDirection(locale) === 'rtl',
    path: (path) => localizeHref(path, { locale }),
    kinds: say(UNIT_KIND_LABELS),
    uses: say(USE_LABELS),
    areaTypes: say(AREA_TYPE_LABELS),
    statuses: say(LISTING_STATUS_LABELS),
    natures: say(SOURCE_NATURE_LABELS),
    energyTitle: m.expose_energy(),
    energyKinds: say(ENERGY_KIND_LABELS),
    columns: say(COLUMN_LABELS),
    notes: say(NOTE_LABELS),
    sheets: { offers: m.expose_table_offers(), about: m.expose_table_about() },
    fileName: m.expose_export_file(),
    yes: m.records_yes(),
    no: m.records_no(),
    deposit: (count) => m.records_listing_deposit_months({ count }),
    storey: ({ storeyType, level }) => storeyLabel(storeyLabelKey(storeyType, level)),
    house: labelHouse,
    summary: (offer) =>
      [
        UNIT_KIND_LABELS[offer.kind](),
        ...(offer.areaSqm === null ? [] : [formatArea(offer.areaSqm)]),
        storeyLabel(storeyLabelKey(offer.storeyType, offer.level)),
        ...(offer.place ? [labelHouse(offer.place.unit.building)] : offer.block ? [offer.block.name] : [])
      ].join(' · '),
    rent: ({ rentCentsPerSqm }) =>
      rentCentsPerSqm === null
        ? m.expose_rent_on_request()
        : m.records_listing_rent({ rent: formatRent(rentCentsPerSqm) }),
    onRequest: m.expose_rent_on_request(),
    availability: ({ availableOn }) => m.records_listing_available_on({ date: formatDate(availableOn) }),
    feed: {
      title: (quarter) => m.expose_feed_title({ quarter }),
      subtitle: (search) => m.expose_feed_subtitle({ search }),
      everything: m.expose_feed_all()
    }
  };
}

function say<Code extends string>(labels: Labels<Code>): Record<Code, string> {
  const codes = Object.keys(labels) as Code[];
  return Object.fromEntries(codes.map((code) => [code, labels[code]()])) as Record<Code, string>;
}
