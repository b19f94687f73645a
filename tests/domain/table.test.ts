import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributesOn } from '../../src/lib/domain/attributes';
import { toDayNumber } from '../../src/lib/domain/interval';
import { tableRows } from '../../src/lib/domain/table';
import { TABLE_SORTS, type TableSort } from '../../src/lib/domain/view-state';
import { makeFocus } from './focus-factory';

const DAY = toDayNumber('2026-11-22');
const compareText = new Intl.Collator('de', { numeric: true }).compare;
const focus = makeFocus([
  {
    sequence: null,
    street: 'Ludwigstraße',
    houseNumber: '10',
    storeys: [{ level: 0, type: 'EG', units: [{ code: 'hof-10' }] }]
  },
  {
    sequence: null,
    street: 'Ludwigstraße',
    houseNumber: '9',
    storeys: [{ level: 0, type: 'EG', units: [{ code: 'hof-9' }] }]
  },
  {
    sequence: 2,
    storeys: [
      {
        level: 1,
        type: 'OG',
        units: [
          {
            code: '2-og',
            kind: 'dwelling',
            areaSqm: 70,
            occupancies: [{ from: '2020-01-01', status: 'withheld', checkedOn: '2026-01-01' }]
          }
        ]
      },
      { level: 0, type: 'EG', part: 'rear', units: [{ code: '2-hh' }] },
      {
        level: 0,
        type: 'EG',
        units: [
          {
            code: '2-eg-b',
            position: 2,
            areaSqm: null,
            target: 'health',
            occupancies: [{ from: '2026-01-01', status: 'vacant' }]
          },
          {
            code: '2-eg-x',
            position: 1,
            areaSqm: 90,
            occupancies: [{ from: '2020-01-01', status: 'occupied', use: 'gastronomy', checkedOn: '2026-06-01' }]
          }
        ]
      }
    ]
  },
  {
    sequence: 1,
    storeys: [
      {
        level: 0,
        type: 'EG',
        units: [{ code: '1-eg', areaSqm: 50, occupancies: [{ from: '2024-01-01', status: 'vacant' }] }]
      }
    ]
  }
]);
const attributes = attributesOn(focus, DAY);
const codes = (sort: TableSort, isDescending = false, mask = attributes.exists) =>
  tableRows(focus, attributes, mask, { sort, isDescending, compareText }).map(({ unit }) => focus.units.code[unit]);

describe('tableRows', () => {
  it.each<[TableSort, boolean, string[]]>([
    ['place', false, ['1-eg', '2-eg-x', '2-eg-b', '2-og', '2-hh', 'hof-9', 'hof-10']],
    ['place', true, ['hof-10', 'hof-9', '2-hh', '2-og', '2-eg-b', '2-eg-x', '1-eg']],
    ['storey', true, ['2-og', '1-eg', '2-eg-x', '2-eg-b', '2-hh', 'hof-9', 'hof-10']],
    ['area', false, ['1-eg', '2-og', '2-hh', 'hof-9', 'hof-10', '2-eg-x', '2-eg-b']],
    ['area', true, ['2-eg-x', '2-hh', 'hof-9', 'hof-10', '2-og', '1-eg', '2-eg-b']],
    ['status', false, ['2-eg-x', '1-eg', '2-eg-b', '2-hh', 'hof-9', 'hof-10', '2-og']],
    ['kind', true, ['2-og', '1-eg', '2-eg-x', '2-eg-b', '2-hh', 'hof-9', 'hof-10']],
    ['use', true, ['2-eg-x', '1-eg', '2-eg-b', '2-og', '2-hh', 'hof-9', 'hof-10']],
    ['target', false, ['2-eg-b', '1-eg', '2-eg-x', '2-og', '2-hh', 'hof-9', 'hof-10']],
    ['duration', true, ['1-eg', '2-eg-b', '2-eg-x', '2-og', '2-hh', 'hof-9', 'hof-10']],
    ['checked', false, ['2-og', '2-eg-x', '1-eg', '2-eg-b', '2-hh', 'hof-9', 'hof-10']]
  ])('by %s, descending %s: what has no value last, ties by place', (sort, isDescending, expected) => {
    expect(codes(sort, isDescending)).toEqual(expected);
  });

  it('has the rows of the mask and no other, whatever the order', () => {
    const masks = fc.array(fc.constantFrom(0, 1), { minLength: 7, maxLength: 7 }).map((bits) => Uint8Array.from(bits));
    fc.assert(
      fc.property(fc.constantFrom(...TABLE_SORTS), fc.boolean(), masks, (sort, isDescending, mask) => {
        const kept = focus.units.code.filter((_, unit) => mask[unit] === 1);
        expect([...codes(sort, isDescending, mask)].sort()).toEqual([...kept].sort());
      })
    );
  });

  it('names storey and house of each unit', () => {
    const [first] = tableRows(focus, attributes, attributes.exists, {
      sort: 'place',
      isDescending: false,
      compareText
    });
    expect(first).toEqual({ unit: 6, storey: 5, building: 3 });
  });
});
