import { isCode, USE_CLASSES } from './codes';
import { EMPTY_SPACE_FILTER, SPACE_SORTS, STOREY_PLACES, type SpaceFilter, type SpaceSort } from './space';
import type { SpaceSearchState } from './space-finding';
import { readTypedNumber } from './typed';
import { readViewDate } from './view-state';

/** The search parameters of the finder in their canonical order; none of them is a parameter of the view. */
export const SPACE_PARAMETERS = [
  'for',
  'sqm',
  'rent',
  'ask',
  'storey',
  'window',
  'stepfree',
  'power',
  'extractor',
  'toilet',
  'divisible',
  'by',
  'order',
  'page'
] as const;
type SpaceParameter = (typeof SPACE_PARAMETERS)[number];

export const EMPTY_SPACE_SEARCH: SpaceSearchState = { filter: EMPTY_SPACE_FILTER, sort: 'newest', page: 1 };

const LARGEST_SQM = 1_000_000;
const LARGEST_RENT_CENTS = 100_000_000;
const LARGEST_KW = 100_000;
const LAST_PAGE = 1_000_000;

/**
 * Reads a search from parameters and never throws: what is missing, broken or unknown does not restrict, an
 * unknown code within a list is left out of the list. Lists may be given with commas or by repeating the parameter,
 * the bounds of the area as `sqm=40-100` or as `sqm=40&sqm=100`, as forms without JavaScript do.
 */
export function readSpaceSearch(search: URLSearchParams): SpaceSearchState {
  const [minSqm, maxSqm] = readBounds(search.getAll('sqm'));
  const rentEuro = readMeasure(search.get('rent'), LARGEST_RENT_CENTS / 100);
  const isTicked = (name: SpaceParameter) => search.get(name) === '1';
  return {
    filter: {
      uses: readCodes(USE_CLASSES, search.getAll('for')),
      minSqm,
      maxSqm,
      maxRentCents: rentEuro === null ? null : Math.round(rentEuro * 100),
      withOnRequest: search.get('ask') !== '0',
      storeys: readCodes(STOREY_PLACES, search.getAll('storey')),
      hasFrontage: isTicked('window'),
      isStepFree: isTicked('stepfree'),
      minPowerKw: readMeasure(search.get('power'), LARGEST_KW),
      hasExtractor: isTicked('extractor'),
      hasToilet: isTicked('toilet'),
      isDivisible: isTicked('divisible'),
      availableBy: readViewDate(search.get('by'))
    },
    sort: readSort(search.get('order')),
    page: readPageNumber(search.get('page'))
  };
}

/** The parameters of `state` in canonical order, what does not restrict left out. */
export function writeSpaceSearch({ filter, sort, page }: SpaceSearchState): URLSearchParams {
  const { minSqm, maxSqm, maxRentCents, minPowerKw } = filter;
  const tick = (isTicked: boolean) => (isTicked ? '1' : '');
  const texts: Readonly<Record<SpaceParameter, string>> = {
    for: writeCodes(USE_CLASSES, filter.uses),
    sqm: minSqm === null && maxSqm === null ? '' : `${minSqm ?? ''}-${maxSqm ?? ''}`,
    rent: maxRentCents === null ? '' : String(maxRentCents / 100),
    ask: filter.withOnRequest ? '' : '0',
    storey: writeCodes(STOREY_PLACES, filter.storeys),
    window: tick(filter.hasFrontage),
    stepfree: tick(filter.isStepFree),
    power: minPowerKw === null ? '' : String(minPowerKw),
    extractor: tick(filter.hasExtractor),
    toilet: tick(filter.hasToilet),
    divisible: tick(filter.isDivisible),
    by: filter.availableBy ?? '',
    order: sort === EMPTY_SPACE_SEARCH.sort ? '' : sort,
    page: page === 1 ? '' : String(page)
  };
  const search = new URLSearchParams();
  for (const name of SPACE_PARAMETERS) if (texts[name] !== '') search.set(name, texts[name]);
  return search;
}

/** What a link changes about a search; a filter may be given in part. */
export type SpaceSearchChange = Partial<Omit<SpaceSearchState, 'filter'>> & { readonly filter?: Partial<SpaceFilter> };

/**
 * The query of a link that changes the search of `search`: `?for=retail&sqm=40-80`, or `''`. Other parameters stay;
 * the first page is shown unless the change names one.
 */
export function withSpaceSearch(search: URLSearchParams, change: SpaceSearchChange): string {
  const state = readSpaceSearch(search);
  const filter = { ...state.filter, ...change.filter };
  const next = writeSpaceSearch({ sort: change.sort ?? state.sort, page: change.page ?? 1, filter });
  for (const [name, value] of search) {
    if (!isCode(SPACE_PARAMETERS, name)) next.append(name, value);
  }
  const query = next.toString().replaceAll('%2C', ',');
  return query === '' ? '' : `?${query}`;
}

function readSort(text: string | null): SpaceSort {
  return SPACE_SORTS.find((sort) => sort === text) ?? EMPTY_SPACE_SEARCH.sort;
}

function readPageNumber(text: string | null): number {
  const page = /^\d{1,7}$/.test(text ?? '') ? Number(text) : 1;
  return page >= 1 && page <= LAST_PAGE ? page : 1;
}

function readCodes<T extends string>(codes: readonly T[], texts: readonly string[]): readonly T[] {
  const chosen = new Set(texts.flatMap((text) => text.split(',')));
  return codes.filter((code) => chosen.has(code));
}

function writeCodes<T extends string>(codes: readonly T[], chosen: readonly T[]): string {
  return codes.filter((code) => chosen.includes(code)).join(',');
}

/** Bounds in the wrong order are turned: what is meant is plain. */
function readBounds(texts: readonly string[]): readonly [min: number | null, max: number | null] {
  const bounds = texts.length > 1 ? texts : (texts[0] ?? '').split(/[-–]/);
  const [min, max] = [0, 1].map((place) => readMeasure(bounds[place] ?? null, LARGEST_SQM)) as [
    number | null,
    number | null
  ];
  return min !== null && max !== null && min > max ? [max, min] : [min, max];
}

/**
 * A positive number with at most two decimals, as people and forms write it in any of the languages. A mark before
 * exactly three digits groups thousands, as nobody means thousandths.
 */
function readMeasure(text: string | null, largest: number): number | null {
  if (text === null) return null;
  const value = readTypedNumber(text, text.includes(',') ? 'en' : 'de');
  if (value === null) return null;
  const rounded = Math.round(value * 100) / 100;
  return rounded > 0 && rounded <= largest ? rounded : null;
}
