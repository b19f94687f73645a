import type { SourceNature, StoreyType, UnitKind, UseClass } from './codes';
import type { IsoDate } from './interval';
import type { UnitReference } from './unit';

/**
 * What an offer says of its space as far as the public may know: what searching, comparing and matching work on.
 * Null is "not recorded", never "no".
 */
export interface Space {
  readonly listingId: number;
  /** Null where the place may not be shown; then nothing here tells which house it is. */
  readonly unitId: number | null;
  readonly buildingId: number | null;
  readonly kind: UnitKind;
  /** What the owner offers it for; empty where nobody has said, then `kind` decides. */
  readonly suitableUses: readonly UseClass[];
  readonly areaSqm: number | null;
  /** The smallest part that is let by itself; null where it is let as a whole. */
  readonly divisibleFromSqm: number | null;
  readonly isDivisible: boolean | null;
  /** Cold rent asked, per square metre and month; null is "on request". */
  readonly rentCentsPerSqm: number | null;
  readonly serviceChargeCentsPerSqm: number | null;
  readonly level: number;
  readonly storeyType: StoreyType;
  /** Width of the shop window. */
  readonly frontageM: number | null;
  readonly isStepFree: boolean | null;
  readonly powerKw: number | null;
  readonly hasExtractor: boolean | null;
  readonly hasToilet: boolean | null;
  readonly availableOn: IsoDate;
  readonly publishedOn: IsoDate | null;
}

/** A space as it stands in a list, in the reader's language. */
export interface SpaceCard extends Space {
  readonly title: string;
  /** Still shown, but promised to somebody. */
  readonly isReserved: boolean;
  /** Null where the place may not be shown. */
  readonly unit: UnitReference | null;
  readonly block: { readonly slug: string; readonly name: string } | null;
  /** Middle of its house; null where the place may not be shown. */
  readonly position: readonly [lon: number, lat: number] | null;
  readonly nature: SourceNature;
  /** When it was last said that it is still free. */
  readonly confirmedOn: IsoDate | null;
  readonly photo: SpacePhoto | null;
}

/** The first photo of an offer, to be found at `/listing-files/<id>/<sha256>.webp`. */
export interface SpacePhoto {
  readonly id: number;
  readonly sha256: string;
  readonly altText: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Where in the house: below ground, at street level (raised ground floor as the quarter counts it), above. */
export const STOREY_PLACES = ['basement', 'ground', 'upper'] as const;
export type StoreyPlace = (typeof STOREY_PLACES)[number];

/** What a person wants to have; null and false do not restrict. */
export interface SpaceFilter {
  readonly uses: readonly UseClass[];
  readonly minSqm: number | null;
  readonly maxSqm: number | null;
  /** Cold rent for the whole space and month that can be paid at most. */
  readonly maxRentCents: number | null;
  /** Also spaces whose rent is on request; false leaves them out, with or without a highest rent. */
  readonly withOnRequest: boolean;
  readonly storeys: readonly StoreyPlace[];
  readonly hasFrontage: boolean;
  readonly isStepFree: boolean;
  readonly minPowerKw: number | null;
  readonly hasExtractor: boolean;
  readonly hasToilet: boolean;
  readonly isDivisible: boolean;
  /** To be had on that day at the latest. */
  readonly availableBy: IsoDate | null;
}

export const EMPTY_SPACE_FILTER: SpaceFilter = {
  uses: [],
  minSqm: null,
  maxSqm: null,
  maxRentCents: null,
  withOnRequest: true,
  storeys: [],
  hasFrontage: false,
  isStepFree: false,
  minPowerKw: null,
  hasExtractor: false,
  hasToilet: false,
  isDivisible: false,
  availableBy: null
};

/** The wishes of a filter by name, each of which can be met or missed by itself. */
export const SPACE_WISHES = [
  'use',
  'area',
  'rent',
  'storey',
  'frontage',
  'step_free',
  'power',
  'extractor',
  'toilet',
  'divisible',
  'available'
] as const;
export type SpaceWish = (typeof SPACE_WISHES)[number];

export const SPACE_SORTS = ['newest', 'rent', 'area', 'available'] as const;
export type SpaceSort = (typeof SPACE_SORTS)[number];
