import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_SPACE_FILTER } from '../../src/lib/domain/space';
import {
  EMPTY_SPACE_SEARCH,
  readSpaceSearch,
  SPACE_PARAMETERS,
  withSpaceSearch,
  writeSpaceSearch
} from '../../src/lib/domain/space-filter';
import type { SpaceSearchState } from '../../src/lib/domain/space-finding';
import { VIEW_PARAMETERS } from '../../src/lib/domain/view-state';
import { someFilter, someSort } from './space-factory';

const read = (query: string) => readSpaceSearch(new URLSearchParams(query));
const hundredths = (max: number) => fc.integer({ min: 1, max: max * 100 }).map((number) => number / 100);

const someBounds = fc
  .record({ minSqm: fc.option(hundredths(1_000_000)), maxSqm: fc.option(hundredths(1_000_000)) })
  .filter(({ minSqm, maxSqm }) => minSqm === null || maxSqm === null || minSqm <= maxSqm);
const someState: fc.Arbitrary<SpaceSearchState> = fc
  .record({
    filter: someFilter,
    bounds: someBounds,
    maxRentCents: fc.option(fc.integer({ min: 1, max: 100_000_000 })),
    minPowerKw: fc.option(hundredths(100_000)),
    sort: someSort,
    page: fc.integer({ min: 1, max: 1_000_000 })
  })
  .map(({ filter, bounds, maxRentCents, minPowerKw, sort, page }) => ({
    ...{ sort, page },
    filter: { ...filter, ...bounds, maxRentCents, minPowerKw }
  }));

describe('readSpaceSearch', () => {
  it('reads back every search that was written, also through the text of a URL', () => {
    fc.assert(
      fc.property(someState, (state) => {
        expect(readSpaceSearch(writeSpaceSearch(state))).toEqual(state);
        expect(read(withSpaceSearch(new URLSearchParams(), state))).toEqual(state);
      })
    );
  });

  it('never throws and always gives a search that can be written again', () => {
    const broken = fc.array(
      fc.tuple(
        fc.constantFrom<string>(...SPACE_PARAMETERS, 'other'),
        fc.oneof(
          fc.string(),
          fc.constantFrom('', '-', ',', '-1', '1-', '0-0', '9-1', '1e9', '٤٨٫٥', 'NaN', '2026-02-30')
        )
      )
    );
    fc.assert(
      fc.property(broken, (pairs) => {
        const state = readSpaceSearch(new URLSearchParams(pairs));
        expect(readSpaceSearch(writeSpaceSearch(state))).toEqual(state);
      })
    );
  });

  it('is empty without parameters', () => {
    expect(read('')).toEqual(EMPTY_SPACE_SEARCH);
    expect(writeSpaceSearch(EMPTY_SPACE_SEARCH).size).toBe(0);
  });

  it('shares no parameter with the view, beside which it stands in one link', () => {
    expect(SPACE_PARAMETERS.filter((name) => (VIEW_PARAMETERS as readonly string[]).includes(name))).toEqual([]);
  });

  it.each<[string, Partial<typeof EMPTY_SPACE_FILTER>]>([
    ['sqm=40-100', { minSqm: 40, maxSqm: 100 }],
    ['sqm=100-40', { minSqm: 40, maxSqm: 100 }],
    ['sqm=-100', { maxSqm: 100 }],
    ['sqm=40-', { minSqm: 40 }],
    ['sqm=40', { minSqm: 40 }],
    ['sqm=40&sqm=100', { minSqm: 40, maxSqm: 100 }],
    ['sqm=&sqm=100', { maxSqm: 100 }],
    ['sqm=48,5-1.200', { minSqm: 48.5, maxSqm: 1200 }],
    ['sqm=%D9%A4%D9%A0-%D9%A1%D9%A0%D9%A0', { minSqm: 40, maxSqm: 100 }],
    ['sqm=0-0', {}],
    ['rent=1.500', { maxRentCents: 150_000 }],
    ['rent=1,500', { maxRentCents: 150_000 }],
    ['rent=799,90', { maxRentCents: 79_990 }],
    ['rent=-5', {}],
    ['for=retail&for=office,culture,x', { uses: ['retail', 'office', 'culture'] }],
    ['ask=0', { withOnRequest: false }],
    ['ask=1', {}],
    ['window=1&stepfree=on', { hasFrontage: true }],
    ['by=2026-02-30', {}]
  ])('understands %s', (query, filter) => {
    expect(read(query).filter).toEqual({ ...EMPTY_SPACE_FILTER, ...filter });
  });
});

describe('the page of a search', () => {
  it.each(['0', '-1', '1.5', '1000001', 'x', ''])('is the first for %j', (page) => {
    expect(read(`page=${page}`).page).toBe(1);
  });
});

describe('withSpaceSearch', () => {
  it('changes what it names, goes back to the first page and leaves other parameters alone', () => {
    const search = new URLSearchParams('theme=use&for=retail&page=3&order=rent');
    expect(withSpaceSearch(search, { filter: { minSqm: 40 } })).toBe('?for=retail&sqm=40-&order=rent&theme=use');
    expect(withSpaceSearch(search, { page: 4 })).toBe('?for=retail&order=rent&page=4&theme=use');
    expect(withSpaceSearch(new URLSearchParams('for=retail'), { filter: { uses: [] } })).toBe('');
  });
});
