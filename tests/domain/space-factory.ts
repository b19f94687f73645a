import fc from 'fast-check';
import { STOREY_TYPES, UNIT_KINDS, USE_CLASSES } from '../../src/lib/domain/codes';
import { fromDayNumber, toDayNumber } from '../../src/lib/domain/interval';
import {
  EMPTY_SPACE_FILTER,
  SPACE_SORTS,
  STOREY_PLACES,
  type Space,
  type SpaceFilter,
  type SpaceSort
} from '../../src/lib/domain/space';
import { AREA_BANDS, AREA_BOUNDS, POWER_STEPS_KW, RENT_STEPS_CENTS } from '../../src/lib/domain/space-choice';
import { SPACE_NEEDS, type SpaceIdea } from '../../src/lib/domain/space-request';

/** A shop of 50 m² at street level for 10 € a square metre, with everything recorded, unless told. */
export function makeSpace(fields: Partial<Space> = {}): Space {
  return {
    listingId: 1,
    unitId: 1,
    buildingId: 1,
    kind: 'shop',
    suitableUses: ['retail'],
    areaSqm: 50,
    divisibleFromSqm: null,
    isDivisible: false,
    rentCentsPerSqm: 1000,
    serviceChargeCentsPerSqm: 200,
    level: 0,
    storeyType: 'EG',
    frontageM: 6,
    isStepFree: true,
    powerKw: 30,
    hasExtractor: true,
    hasToilet: true,
    availableOn: '2026-12-01',
    publishedOn: '2026-10-01',
    ...fields
  };
}

/** An idea for retail that asks for nothing else, unless told. */
export function makeIdea(fields: Partial<SpaceIdea> = {}): SpaceIdea {
  return {
    ...{ use: 'retail', minSqm: null, maxSqm: null, maxRentCents: null, startsOn: null, needs: [], languages: [] },
    ...fields
  };
}

const unknown = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 4 });
const ternary = unknown(fc.boolean());
/** A day between 2025 and 2028. */
export const someDay = fc
  .integer({ min: toDayNumber('2025-01-01'), max: toDayNumber('2028-12-31') })
  .map((number) => fromDayNumber(number));
/** Few values, so that bounds are met exactly and equal values come often. */
const someArea = fc.constantFrom(12, 40, 48.5, 60, 80, 100, 150, 151, 300, 420);

export const someSpace: fc.Arbitrary<Space> = fc.record({
  listingId: fc.constant(0),
  unitId: fc.constant(null),
  buildingId: fc.constant(null),
  kind: fc.constantFrom(...UNIT_KINDS),
  suitableUses: fc.oneof(fc.constant([]), fc.subarray([...USE_CLASSES])),
  areaSqm: unknown(someArea),
  divisibleFromSqm: fc.option(fc.constantFrom(10, 30, 60), { freq: 2 }),
  isDivisible: ternary,
  rentCentsPerSqm: unknown(fc.constantFrom(0, 400, 750, 1000, 2500)),
  serviceChargeCentsPerSqm: fc.constant(null),
  level: fc.integer({ min: -2, max: 3 }),
  storeyType: fc.constantFrom(...STOREY_TYPES),
  frontageM: unknown(fc.constantFrom(2, 6)),
  isStepFree: ternary,
  powerKw: unknown(fc.constantFrom(3, 11, 22, 40, 63)),
  hasExtractor: ternary,
  hasToilet: ternary,
  availableOn: someDay,
  publishedOn: unknown(someDay)
});

/** Spaces with ids that rise, as they are kept. */
export const someSpaces = fc
  .array(someSpace, { maxLength: 30 })
  .map((spaces) => spaces.map((space, row) => ({ ...space, listingId: 3 * row + 1 })));

export const someSort: fc.Arbitrary<SpaceSort> = fc.constantFrom(...SPACE_SORTS);

/** A filter in canonical form: codes in the order of their lists, bounds in theirs. */
export const someFilter: fc.Arbitrary<SpaceFilter> = fc
  .record({
    uses: fc.oneof(fc.constant([]), fc.subarray([...USE_CLASSES])),
    area: fc.oneof(
      fc.constantFrom(...AREA_BANDS).map((band) => AREA_BOUNDS[band]),
      fc.constant({ minSqm: null, maxSqm: null })
    ),
    maxRentCents: fc.option(fc.oneof(fc.constantFrom(...RENT_STEPS_CENTS), fc.integer({ min: 1, max: 999_999 }))),
    withOnRequest: fc.boolean(),
    storeys: fc.oneof(fc.constant([]), fc.subarray([...STOREY_PLACES])),
    hasFrontage: fc.boolean(),
    isStepFree: fc.boolean(),
    minPowerKw: fc.option(fc.constantFrom(...POWER_STEPS_KW)),
    hasExtractor: fc.boolean(),
    hasToilet: fc.boolean(),
    isDivisible: fc.boolean(),
    availableBy: fc.option(someDay)
  })
  .map(({ area, ...filter }) => ({ ...filter, ...area }));

/** Filters that leave something: some wishes of a whole one are dropped. */
export const someMildFilter: fc.Arbitrary<SpaceFilter> = fc
  .tuple(someFilter, fc.subarray(Object.keys(EMPTY_SPACE_FILTER) as (keyof SpaceFilter)[], { maxLength: 3 }))
  .map(([filter, kept]) => ({
    ...EMPTY_SPACE_FILTER,
    ...Object.fromEntries(kept.map((name) => [name, filter[name]]))
  }));

export const someIdea: fc.Arbitrary<SpaceIdea> = fc.record({
  use: fc.constantFrom(...USE_CLASSES),
  minSqm: fc.option(fc.constantFrom(20, 40, 60)),
  maxSqm: fc.option(fc.constantFrom(60, 80, 120)),
  maxRentCents: fc.option(fc.constantFrom(30_000, 50_000, 120_000)),
  startsOn: fc.option(someDay),
  needs: fc.subarray([...SPACE_NEEDS]),
  languages: fc.constant(['de'])
});
