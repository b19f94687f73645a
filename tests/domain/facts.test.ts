import { describe, expect, it } from 'vitest';
import { checkBuildingFacts, type BuildingFacts } from '../../src/lib/domain/building-facts';
import { checkBusinessFacts, type BusinessFacts } from '../../src/lib/domain/business-facts';
import { checkText, isStorable } from '../../src/lib/domain/free-text';
import { isId, readId } from '../../src/lib/domain/id-list';
import type { Issue } from '../../src/lib/domain/refusal';
import { checkUnitFacts, type UnitFacts } from '../../src/lib/domain/unit-facts';

const UNIT: UnitFacts = {
  ...{ code: 'EG-L', kind: 'shop', areaSqm: 50, areaType: 'usable', frontageM: 4, hasOwnEntrance: true },
  ...{
    isStepFree: null,
    isDivisible: true,
    powerKw: 22,
    hasExtractor: false,
    hasToilet: true,
    hasSecondEscapeRoute: null
  },
  ...{ isShopUsePlausible: true, disclosure: 'shop_front', locationPrecision: 'exact' }
};
const BUILDING: BuildingFacts = {
  ...{ street: 'Eisenbahnstraße', houseNumber: '83', postcode: '04315', name: null, isAddressChecked: true },
  ...{ isMonument: false, builtYear: 1894, storeysAbove: 5, roofStoreys: 1 }
};
const BUSINESS: BusinessFacts = {
  ...{ name: 'Teehaus', description: null, languages: ['de', 'vi'], languagesConsent: true, openingHours: 'Mo-Fr' },
  ...{
    website: 'https://example.org/',
    foundedOn: '2010-04-01',
    jobs: 4,
    trainingPlaces: 0,
    openJobs: null,
    openTrainingPlaces: null
  }
};

type Wrong<Facts> = Partial<Record<keyof Facts, unknown>>;
const show = (issues: readonly Issue[]) => issues.map(({ field, code }) => `${field} ${code}`);
const unit = (wrong: Wrong<UnitFacts>) => show(checkUnitFacts({ ...UNIT, ...wrong } as UnitFacts));
const building = (wrong: Wrong<BuildingFacts>) =>
  show(checkBuildingFacts({ ...BUILDING, ...wrong } as BuildingFacts, 2026));
const business = (wrong: Wrong<BusinessFacts>) =>
  show(checkBusinessFacts({ ...BUSINESS, ...wrong } as BusinessFacts, '2026-11-22'));

const LONG = 'ä'.repeat(10 * 1024 * 1024);
const NO_NUMBERS = [NaN, Infinity, -Infinity, -1, 2 ** 40, 1e300];

describe('facts of a unit', () => {
  it('are fine as people record them', () => expect(unit({})).toEqual([]));

  const cases: readonly (readonly [Wrong<UnitFacts>, string])[] = [
    [{ code: LONG }, 'code too_long'],
    [{ code: 'a\0' }, 'code not_text'],
    [{ kind: 'x' }, 'kind unknown_code'],
    [{ areaType: 'x' }, 'areaType unknown_code'],
    [{ disclosure: 'all' }, 'disclosure unknown_code'],
    [{ locationPrecision: 'roughly' }, 'locationPrecision unknown_code'],
    [{ powerKw: 1e-50 }, 'powerKw not_positive'],
    ...NO_NUMBERS.map((powerKw) => [{ powerKw }, 'powerKw not_positive'] as const),
    ...NO_NUMBERS.map((areaSqm) => [{ areaSqm }, 'areaSqm not_positive'] as const)
  ];
  it.each(cases)('%# are refused at their field', (wrong, issue) => expect(unit(wrong)).toEqual([issue]));
});

describe('facts of a house', () => {
  it('are fine as people record them', () => {
    expect(building({})).toEqual([]);
    const nothing = {
      street: null,
      houseNumber: null,
      postcode: null,
      builtYear: null,
      storeysAbove: null,
      roofStoreys: null
    };
    expect(building(nothing)).toEqual([]);
    expect(building({ builtYear: 2026 })).toEqual([]);
  });

  const cases: readonly (readonly [Wrong<BuildingFacts>, string])[] = [
    [{ street: LONG }, 'street too_long'],
    [{ houseNumber: '1'.repeat(21) }, 'houseNumber too_long'],
    [{ postcode: '\ud800' }, 'postcode not_text'],
    [{ name: '\0' }, 'name not_text'],
    [{ street: null }, 'street required'],
    [{ builtYear: 2027 }, 'builtYear out_of_range'],
    [{ builtYear: 999 }, 'builtYear out_of_range'],
    [{ builtYear: 1894.5 }, 'builtYear out_of_range'],
    ...NO_NUMBERS.map((storeysAbove) => [{ storeysAbove }, 'storeysAbove out_of_range'] as const),
    ...NO_NUMBERS.map((roofStoreys) => [{ roofStoreys }, 'roofStoreys out_of_range'] as const)
  ];
  it.each(cases)('%# are refused at their field', (wrong, issue) => expect(building(wrong)).toEqual([issue]));
});

describe('facts of a business', () => {
  it('are fine as people record them', () => expect(business({})).toEqual([]));

  const cases: readonly (readonly [Wrong<BusinessFacts>, string])[] = [
    [{ name: '' }, 'name required'],
    [{ name: LONG }, 'name too_long'],
    [{ description: LONG }, 'description too_long'],
    [{ description: '\0' }, 'description not_text'],
    [{ openingHours: 'x'.repeat(201) }, 'openingHours too_long'],
    [{ website: `https://${'x'.repeat(300)}.de` }, 'website too_long'],
    [{ website: 'javascript:alert(1)' }, 'website out_of_range'],
    [{ website: 'example' }, 'website out_of_range'],
    [{ website: 'https://example.org/\0' }, 'website not_text'],
    [{ languages: Array.from({ length: 21 }, () => 'de') }, 'languages out_of_range'],
    [{ languages: ['deutsch'] }, 'languages unknown_code'],
    [{ foundedOn: '2026-11-23' }, 'foundedOn in_the_future'],
    [{ foundedOn: '0001-01-01' }, 'foundedOn not_a_day'],
    ...NO_NUMBERS.map((jobs) => [{ jobs }, 'jobs out_of_range'] as const),
    ...NO_NUMBERS.map((trainingPlaces) => [{ trainingPlaces }, 'trainingPlaces out_of_range'] as const)
  ];
  it.each(cases)('%# are refused at their field', (wrong, issue) => expect(business(wrong)).toEqual([issue]));
});

describe('free text', () => {
  it('keeps every real character of any script', () => {
    for (const text of ['ß', 'مقهى', 'Quán trà', '🏘️', '\n\t', '']) expect(isStorable(text)).toBe(true);
    for (const text of ['a\0', '\ud83c', '\udfd8\ud83c']) expect(isStorable(text)).toBe(false);
  });

  it('counts up to its limit', () => {
    expect(checkText('note', 'x'.repeat(5), 5)).toEqual([]);
    expect(checkText('note', 'x'.repeat(6), 5)).toEqual([{ field: 'note', code: 'too_long', details: { most: 5 } }]);
    expect(checkText('note', null, 0)).toEqual([]);
  });
});

describe('ids', () => {
  it('fit the database', () => {
    expect([1, 2_147_483_647].every(isId)).toBe(true);
    expect([0, -1, 1.5, NaN, Infinity, 2_147_483_648].some(isId)).toBe(false);
    expect([readId('2147483647'), readId('2147483648'), readId('01'), readId('1e3')]).toEqual([
      2_147_483_647,
      null,
      null,
      null
    ]);
  });
});
