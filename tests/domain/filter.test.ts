import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributesOn } from '../../src/lib/domain/attributes';
import { SHOWN_STATUSES, UNIT_KINDS, USE_CLASSES } from '../../src/lib/domain/codes';
import { countFacets, filterUnits, isFilterEmpty } from '../../src/lib/domain/filter';
import { toDayNumber } from '../../src/lib/domain/interval';
import { EMPTY_FILTER, type UnitFilter } from '../../src/lib/domain/view-state';
import { makeFocus, type UnitDraft } from './focus-factory';

const DAY = toDayNumber('2026-11-22');
const UNITS: UnitDraft[] = [
  { areaSqm: 40, occupancies: [{ from: '2020-01-01', status: 'occupied', use: 'retail' }] },
  { areaSqm: 80, occupancies: [{ from: '2020-01-01', status: 'vacant' }] },
  { areaSqm: null, kind: 'office', occupancies: [{ from: '2020-01-01', status: 'interim', use: 'culture' }] },
  { areaSqm: 60, to: '2026-01-01', occupancies: [{ from: '2020-01-01', status: 'vacant' }] }
];
const focus = makeFocus([
  {
    storeys: [
      { level: 0, type: 'EG', units: UNITS },
      { level: 1, type: 'OG', units: [{ kind: 'dwelling', areaSqm: 80 }] }
    ]
  }
]);
const attributes = attributesOn(focus, DAY);
const keep = (filter: Partial<UnitFilter>) => [...filterUnits({ ...EMPTY_FILTER, ...filter }, focus, attributes)];

describe('filterUnits', () => {
  it.each<[string, Partial<UnitFilter>, number[]]>([
    ['nothing keeps all that exists', {}, [1, 1, 1, 0, 1]],
    ['status', { status: ['vacant', 'interim'] }, [0, 1, 1, 0, 0]],
    ['unknown status', { status: ['unknown'] }, [0, 0, 0, 0, 1]],
    ['use', { use: ['retail'] }, [1, 0, 0, 0, 0]],
    ['kind', { kind: ['office', 'dwelling'] }, [0, 0, 1, 0, 1]],
    ['least area, its bound included', { minSqm: 80 }, [0, 1, 0, 0, 1]],
    ['largest area, its bound included', { maxSqm: 40 }, [1, 0, 0, 0, 0]],
    ['ground floor', { isGroundFloor: true }, [1, 1, 1, 0, 0]],
    ['all criteria at once', { kind: ['shop'], maxSqm: 80, status: ['vacant'] }, [0, 1, 0, 0, 0]]
  ])('by %s', (_, filter, expected) => {
    expect(keep(filter)).toEqual(expected);
  });
});

describe('isFilterEmpty', () => {
  it('is true for the empty filter alone', () => {
    expect(isFilterEmpty(EMPTY_FILTER)).toBe(true);
  });

  it.each<Partial<UnitFilter>>([
    { status: ['vacant'] },
    { use: ['retail'] },
    { kind: ['shop'] },
    { minSqm: 0 },
    { maxSqm: 0 },
    { isGroundFloor: true }
  ])('is false with %j', (filter) => {
    expect(isFilterEmpty({ ...EMPTY_FILTER, ...filter })).toBe(false);
  });
});

describe('countFacets', () => {
  const filters: fc.Arbitrary<UnitFilter> = fc.record({
    status: fc.subarray([...SHOWN_STATUSES]),
    use: fc.subarray([...USE_CLASSES]),
    kind: fc.subarray([...UNIT_KINDS]),
    minSqm: fc.option(fc.constantFrom(0, 50, 80)),
    maxSqm: fc.option(fc.constantFrom(50, 80, 100)),
    isGroundFloor: fc.boolean()
  });
  const size = (filter: UnitFilter) => filterUnits(filter, focus, attributes).reduce((sum, kept) => sum + kept, 0);

  it('says beside each choice what choosing it alone in its list would show', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const facets = countFacets(filter, focus, attributes);
        expect(facets.matching).toBe(size(filter));
        for (const code of SHOWN_STATUSES) expect(facets.status[code]).toBe(size({ ...filter, status: [code] }));
        for (const code of USE_CLASSES) expect(facets.use[code]).toBe(size({ ...filter, use: [code] }));
        for (const code of UNIT_KINDS) expect(facets.kind[code]).toBe(size({ ...filter, kind: [code] }));
        expect(facets.groundFloor).toBe(size({ ...filter, isGroundFloor: true }));
        expect(facets.existing).toBe(4);
      })
    );
  });
});
