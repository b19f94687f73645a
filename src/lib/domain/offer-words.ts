import type { AreaType, EnergyKind, ListingStatus, SourceNature, UnitKind, UseClass } from './codes';
import type { BuildingReference } from './building';
import type { OfferRecord } from './offer';

/** The columns of the table of offers, in their order. */
export const OFFER_COLUMNS = [
  'id',
  'title',
  'status',
  'kind',
  'uses',
  'areaSqm',
  'areaType',
  'storey',
  'frontageM',
  'isStepFree',
  'powerKw',
  'hasExtractor',
  'hasToilet',
  'divisibleFromSqm',
  'rentPerSqm',
  'rent',
  'servicePerSqm',
  'isVatAdded',
  'depositMonths',
  'availableOn',
  'publishedOn',
  'confirmedOn',
  'street',
  'houseNumber',
  'postcode',
  'town',
  'block',
  'latitude',
  'longitude',
  'address',
  'nature'
] as const;
export type OfferColumn = (typeof OFFER_COLUMNS)[number];

/** What the table says of itself, on a sheet of its own. */
export const OFFER_TABLE_NOTES = ['source', 'licence', 'nature', 'asOf', 'count', 'search', 'address'] as const;
export type OfferTableNote = (typeof OFFER_TABLE_NOTES)[number];

/** The words of a language that formats need: they themselves know no language. */
export interface OfferWords {
  /** The language of the page, such as `ar`; and as a tag with its country, such as `ar-DE`. */
  readonly locale: string;
  readonly languageTag: string;
  readonly isRightToLeft: boolean;
  /** A path of the base language in this one. */
  readonly path: (path: string) => string;
  readonly kinds: Readonly<Record<UnitKind, string>>;
  readonly uses: Readonly<Record<UseClass, string>>;
  readonly areaTypes: Readonly<Record<AreaType, string>>;
  readonly statuses: Readonly<Record<ListingStatus, string>>;
  readonly natures: Readonly<Record<SourceNature, string>>;
  readonly energyTitle: string;
  readonly energyKinds: Readonly<Record<EnergyKind, string>>;
  readonly columns: Readonly<Record<OfferColumn, string>>;
  readonly notes: Readonly<Record<OfferTableNote, string>>;
  readonly sheets: { readonly offers: string; readonly about: string };
  readonly fileName: string;
  readonly yes: string;
  readonly no: string;
  readonly deposit: (months: number) => string;
  readonly storey: (space: Pick<OfferRecord, 'storeyType' | 'level'>) => string;
  readonly house: (house: BuildingReference) => string;
  /** One line that says what a space is, such as `Laden · 96 m² · EG · Eisenbahnstraße 83`. */
  readonly summary: (offer: OfferRecord) => string;
  readonly rent: (offer: OfferRecord) => string;
  readonly onRequest: string;
  /** From when it is free. */
  readonly availability: (offer: OfferRecord) => string;
  readonly feed: {
    readonly title: (quarter: string) => string;
    readonly subtitle: (search: string) => string;
    readonly everything: string;
  };
}
