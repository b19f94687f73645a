import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USE_CLASSES } from '../../src/lib/domain/codes';
import {
  EMPTY_SPACE_FILTER,
  STOREY_PLACES,
  type Space,
  type SpaceFilter,
  type SpaceWish
} from '../../src/lib/domain/space';
import {
  AREA_BANDS,
  AREA_BOUNDS,
  AVAILABILITIES,
  availabilityDay,
  POWER_STEPS_KW,
  RENT_STEPS_CENTS
} from '../../src/lib/domain/space-choice';
import { orderSpaces, packSpaces } from '../../src/lib/domain/space-columns';
import { countFacets } from '../../src/lib/domain/space-facets';
import { SPACE_FEATURES } from '../../src/lib/domain/space-finding';
import { findMisses, findNearMisses, listFound, listMissed, listWishes } from '../../src/lib/domain/space-search';
import { cutSpaces, spliceColumns, spliceRows } from '../../src/lib/domain/space-splice';
import { makeSpace, someFilter, someMildFilter, someSort, someSpaces } from './space-factory';

const TODAY = '2026-11-22';
const filterOf = (fields: Partial<SpaceFilter>): SpaceFilter => ({ ...EMPTY_SPACE_FILTER, ...fields });

function countFound(spaces: readonly Space[], filter: SpaceFilter): number {
  const columns = packSpaces(spaces, true);
  return listFound(columns, findMisses(columns, filter), 'newest').length;
}

/** What one space misses of a filter, `?` behind what is not recorded. */
function missesOf(space: Partial<Space>, filter: Partial<SpaceFilter>, countsRaisedGroundFloor = true): string[] {
  const columns = packSpaces([makeSpace(space)], countsRaisedGroundFloor);
  return listMissed(findMisses(columns, filterOf(filter)), 0).map(
    ({ wish, isUnknown }) => wish + (isUnknown ? '?' : '')
  );
}

describe('findMisses', () => {
  it.each<[Partial<Space>, Partial<SpaceFilter>, string[]]>([
    [{}, {}, []],
    [{ suitableUses: ['retail'] }, { uses: ['retail', 'office'] }, []],
    [{ suitableUses: ['retail'] }, { uses: ['office'] }, ['use']],
    [{ suitableUses: [], kind: 'shop' }, { uses: ['office'] }, []],
    [{ suitableUses: [], kind: 'storage' }, { uses: ['office'] }, ['use']],
    [{ areaSqm: 40 }, { minSqm: 40, maxSqm: 40 }, []],
    [{ areaSqm: 39.9 }, { minSqm: 40 }, ['area']],
    [{ areaSqm: 40.1 }, { maxSqm: 40 }, ['area']],
    [{ areaSqm: null }, { minSqm: 1 }, ['area?']],
    [{ areaSqm: 50, rentCentsPerSqm: 1000 }, { maxRentCents: 50_000 }, []],
    [{ areaSqm: 50, rentCentsPerSqm: 1001 }, { maxRentCents: 50_000 }, ['rent']],
    [{ rentCentsPerSqm: null }, { maxRentCents: 50_000 }, []],
    [{ rentCentsPerSqm: null }, { maxRentCents: 50_000, withOnRequest: false }, ['rent?']],
    [{ rentCentsPerSqm: null }, { withOnRequest: false }, ['rent?']],
    [{ rentCentsPerSqm: 1000, areaSqm: null }, { withOnRequest: false }, []],
    [{ rentCentsPerSqm: 1000, areaSqm: null }, { maxRentCents: 50_000 }, ['rent?']],
    [{ level: 0, storeyType: 'EG' }, { storeys: ['ground'] }, []],
    [{ level: 0, storeyType: 'HP' }, { storeys: ['ground'] }, []],
    [{ level: -1, storeyType: 'SOU' }, { storeys: ['ground', 'upper'] }, ['storey']],
    [{ level: 2, storeyType: 'OG' }, { storeys: ['upper'] }, []],
    [{ frontageM: null }, { hasFrontage: true }, ['frontage?']],
    [{ frontageM: null, level: 2, storeyType: 'OG' }, { hasFrontage: true }, ['frontage']],
    [{ isStepFree: null }, { isStepFree: true }, ['step_free?']],
    [{ isStepFree: false }, { isStepFree: true }, ['step_free']],
    [{ powerKw: 22 }, { minPowerKw: 22 }, []],
    [{ powerKw: 21 }, { minPowerKw: 22 }, ['power']],
    [{ powerKw: null }, { minPowerKw: 22 }, ['power?']],
    [{ hasExtractor: false, hasToilet: null }, { hasExtractor: true, hasToilet: true }, ['extractor', 'toilet?']],
    [{ isDivisible: null }, { isDivisible: true }, ['divisible?']],
    [{ isDivisible: null, divisibleFromSqm: 20 }, { isDivisible: true }, []],
    [{ availableOn: '2027-01-01' }, { availableBy: '2027-01-01' }, []],
    [{ availableOn: '2027-01-02' }, { availableBy: '2027-01-01' }, ['available']]
  ])('of %j with %j are %j', (space, filter, expected) => {
    expect(missesOf(space, filter)).toEqual(expected);
  });

  it('counts the raised ground floor as the quarter does', () => {
    expect(missesOf({ level: 0, storeyType: 'HP' }, { storeys: ['ground'] }, false)).toEqual(['storey']);
  });

  it('are of the wishes that the filter has, and none is unknown that is not missed', () => {
    fc.assert(
      fc.property(someSpaces, someFilter, (spaces, filter) => {
        const misses = findMisses(packSpaces(spaces, true), filter);
        const wishes = listWishes(filter);
        spaces.forEach((_, row) => {
          expect(wishes).toEqual(expect.arrayContaining(listMissed(misses, row).map(({ wish }) => wish)));
          expect(misses.unknown[row]! & ~misses.missed[row]!).toBe(0);
        });
      })
    );
  });

  it('are fewer, never more, when a wish is given up', () => {
    fc.assert(
      fc.property(
        someSpaces,
        someFilter,
        fc.constantFrom(...Object.keys(EMPTY_SPACE_FILTER)),
        (spaces, filter, name) => {
          const less = { ...filter, [name]: EMPTY_SPACE_FILTER[name as keyof SpaceFilter] };
          const [before, after] = [filter, less].map((each) => findMisses(packSpaces(spaces, true), each).missed);
          // The highest rent and the rents on request are one wish: giving up the one may leave the other.
          after!.forEach((bits, row) => expect(bits & ~before![row]!).toBe(0));
        }
      )
    );
  });
});

describe('listFound', () => {
  const sorted = (spaces: readonly Partial<Space>[], sort: Parameters<typeof orderSpaces>[1]) => {
    const columns = packSpaces(
      spaces.map((space, row) => makeSpace({ listingId: row + 1, ...space })),
      true
    );
    return [...orderSpaces(columns, sort)];
  };

  it('sorts the newest first, then the lowest rent, the smallest, the soonest; what has no value last', () => {
    const days = ['2026-01-02', null, '2026-03-01', '2026-01-02'];
    expect(
      sorted(
        days.map((publishedOn) => ({ publishedOn })),
        'newest'
      )
    ).toEqual([2, 3, 0, 1]);
    expect(sorted([{ rentCentsPerSqm: 900 }, { rentCentsPerSqm: null }, { rentCentsPerSqm: 800 }], 'rent')).toEqual([
      2, 0, 1
    ]);
    expect(sorted([{ areaSqm: 60 }, { areaSqm: null }, { areaSqm: 59.5 }], 'area')).toEqual([2, 0, 1]);
    expect(sorted([{ availableOn: '2027-01-01' }, { availableOn: '2026-01-01' }], 'available')).toEqual([1, 0]);
  });

  it('holds exactly the spaces that miss nothing, in the order of all', () => {
    fc.assert(
      fc.property(someSpaces, someMildFilter, someSort, (spaces, filter, sort) => {
        const columns = packSpaces(spaces, true);
        const misses = findMisses(columns, filter);
        const found = [...listFound(columns, misses, sort)];
        expect(found).toEqual([...orderSpaces(columns, sort)].filter((row) => misses.missed[row] === 0));
        expect(new Set(found).size).toBe(misses.missed.filter((bits) => bits === 0).length);
      })
    );
  });
});

describe('countFacets', () => {
  it('counts what a search with the choice alone in its filter finds', () => {
    fc.assert(
      fc.property(someSpaces, someMildFilter, (spaces, filter) => {
        const columns = packSpaces(spaces, true);
        const facets = countFacets(columns, findMisses(columns, filter), { filter, today: TODAY });
        const found = (fields: Partial<SpaceFilter>) => countFound(spaces, { ...filter, ...fields });
        const each = <T extends string>(codes: readonly T[], fields: (code: T) => Partial<SpaceFilter>) =>
          Object.fromEntries(codes.map((code) => [code, found(fields(code))]));
        expect(facets.uses).toEqual(each(USE_CLASSES, (use) => ({ uses: [use] })));
        expect(facets.areas).toEqual(each(AREA_BANDS, (band) => AREA_BOUNDS[band]));
        expect(facets.rents).toEqual(RENT_STEPS_CENTS.map((maxRentCents) => found({ maxRentCents })));
        expect(facets.storeys).toEqual(each(STOREY_PLACES, (storey) => ({ storeys: [storey] })));
        expect(facets.features).toEqual(each(SPACE_FEATURES, (feature) => ({ [feature]: true })));
        expect(facets.powers).toEqual(POWER_STEPS_KW.map((minPowerKw) => found({ minPowerKw })));
        expect(facets.availabilities).toEqual(
          each(AVAILABILITIES, (choice) => ({ availableBy: availabilityDay(choice, TODAY) }))
        );
        const anyRent = { maxRentCents: null, withOnRequest: true };
        expect(facets.onRequest).toBe(found(anyRent) - found({ ...anyRent, withOnRequest: false }));
      })
    );
  });
});

describe('findNearMisses', () => {
  const near = (spaces: readonly Partial<Space>[], fields: Partial<SpaceFilter>, limit = 9) => {
    const columns = packSpaces(
      spaces.map((space, row) => makeSpace({ listingId: row + 1, ...space })),
      true
    );
    const filter = filterOf(fields);
    return findNearMisses(columns, findMisses(columns, filter), { filter, sort: 'newest', limit });
  };

  it('gives the spaces that miss fewest wishes, those that may yet fit before those that do not', () => {
    const { rows } = near([{ hasExtractor: null }, { hasExtractor: false }, { hasExtractor: false, hasToilet: null }], {
      ...{ hasExtractor: true, hasToilet: true }
    });
    expect(rows).toEqual([
      { row: 0, missed: [{ wish: 'extractor', isUnknown: true }] },
      { row: 1, missed: [{ wish: 'extractor', isUnknown: false }] }
    ]);
  });

  it('gives no more than asked for, and nothing where nothing is offered', () => {
    expect(near([{ hasToilet: false }, { hasToilet: false }], { hasToilet: true }, 1).rows).toHaveLength(1);
    expect(near([], { hasToilet: true })).toEqual({ rows: [], withoutWish: [{ wish: 'toilet', count: 0 }] });
  });

  it('counts for each wish what a search without it finds, the most first', () => {
    const without: Readonly<Record<SpaceWish, Partial<SpaceFilter>>> = {
      use: { uses: [] },
      area: { minSqm: null, maxSqm: null },
      rent: { maxRentCents: null, withOnRequest: true },
      storey: { storeys: [] },
      frontage: { hasFrontage: false },
      step_free: { isStepFree: false },
      power: { minPowerKw: null },
      extractor: { hasExtractor: false },
      toilet: { hasToilet: false },
      divisible: { isDivisible: false },
      available: { availableBy: null }
    };
    fc.assert(
      fc.property(someSpaces, someMildFilter, (spaces, filter) => {
        const { withoutWish } = near(spaces, filter);
        expect(new Set(withoutWish.map(({ wish }) => wish))).toEqual(new Set(listWishes(filter)));
        for (const { wish, count } of withoutWish)
          expect(count).toBe(countFound(spaces, { ...filter, ...without[wish] }));
        const counts = withoutWish.map(({ count }) => count);
        expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      })
    );
  });
});

describe('spliceColumns', () => {
  it('gives what packing everything anew gives', () => {
    fc.assert(
      fc.property(someSpaces, someSpaces, fc.func(fc.boolean()), (before, after, isChanged) => {
        const changed = new Set([...before, ...after].map(({ listingId }) => listingId).filter((id) => isChanged(id)));
        const present = [
          ...before.filter(({ listingId }) => !changed.has(listingId)),
          ...after.filter(({ listingId }) => changed.has(listingId))
        ].sort((a, b) => a.listingId - b.listingId);
        const fresh = after.filter(({ listingId }) => changed.has(listingId));
        const [kept, packed] = [packSpaces(before, true), packSpaces(fresh, true)];
        const gone = before.flatMap(({ listingId }, row) => (changed.has(listingId) ? [row] : []));
        const runs = cutSpaces(kept.listingId, gone, packed.listingId);
        expect(spliceColumns(kept, packed, runs)).toEqual(packSpaces(present, true));
        expect(spliceRows(before, fresh, runs)).toEqual(present);
      })
    );
  });
});
