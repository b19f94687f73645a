import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, isEmptyChange } from '../../../src/lib/domain/plan/plan-change';
import type { PlanArea, PlanContent } from '../../../src/lib/domain/plan/plan-content';
import { planImport } from '../../../src/lib/domain/plan/plan-import';
import { PLAN_COLUMNS, type PlanCell } from '../../../src/lib/domain/plan/plan-table';
import { readPlanTable } from '../../../src/lib/domain/plan/plan-table-reading';
import { content, contents, entry, joined, part, units } from './plan-factory';
import { ONE, OTHER, reorder, sheetOf, toTableUnits, type, type Sheet } from './plan-sheet-factory';

const YARD: PlanArea = {
  ...{ id: '0b0e7c7c-3b1e-4a54-9f0c-2f3c1f1f0a01', kind: 'courtyard', use: 'education', storeys: 0 },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [12.4, 51.3],
        [12.401, 51.3],
        [12.401, 51.301],
        [12.4, 51.3]
      ]
    ]
  },
  ...{ targetOn: '2028-12-31', wish: 'Kita-Garten', reason: 'Sonne', translations: { ar: { wish: 'حديقة' } } }
};

const SOME = [1, 2, 3, 4, 5].map((unitId) => ({ unitId, buildingId: unitId < 5 ? 1 : 2, areaSqm: 100, frontageM: 10 }));
const TABLE_UNITS = toTableUnits(SOME);
const BY_ID = new Map(SOME.map((unit) => [unit.unitId, unit]));
const BEFORE = content(
  [
    entry(1, part('retail', { wish: 'Supermarkt', reason: 'Bedarf', translations: { en: { wish: 'Supermarket' } } })),
    joined(2, 1),
    entry(
      3,
      part('gastronomy', { areaSqm: 60, frontageM: 6 }),
      part('health', { areaSqm: 40, frontageM: 4, targetOn: '2027-06-30' })
    )
  ],
  [YARD]
);
/** Rows of the sheet of `BEFORE`: 3 unit 1, 4 unit 2 (joined), 5 and 6 unit 3, 7 unit 4, 8 unit 5, 9 the area. */
const SHEET = sheetOf(BEFORE, TABLE_UNITS);

function read(sheet: Sheet, present: PlanContent = BEFORE, locale = 'de') {
  return readPlanTable(sheet, { units: TABLE_UNITS, present, languages: [ONE, OTHER], locale })!;
}

function take(sheet: Sheet, { present = BEFORE, locale = 'de' } = {}) {
  const taken = planImport(read(sheet, present, locale), { present, units: BY_ID, areaTolerance: 0.02 });
  return { ...taken, content: applyChange(present, taken.change).content };
}

describe('a plan as a table', () => {
  it('read back is the same plan, in whatever language it was written, and whatever the plan says by now', () => {
    const words = fc.option(
      fc.string({ maxLength: 30, unit: 'grapheme' }).map((text) => text.replace(/\r/g, '').trim() || null)
    );
    const plans = units.chain((on) => fc.tuple(fc.constant(on), contents(on), contents(on), words));
    fc.assert(
      fc.property(plans, fc.constantFrom(ONE, OTHER), ([on, drawn, present, wish], language) => {
        const clean = content(
          drawn.entries.map((one) => ({ ...one, parts: one.parts.map((of) => ({ ...of, wish })) })),
          [YARD]
        );
        const table = toTableUnits(on);
        const reading = readPlanTable(sheetOf(clean, table, language), {
          ...{ units: table, present, languages: [ONE, OTHER], locale: 'de' }
        })!;
        expect(reading.issues).toEqual([]);
        expect(reading.content).toEqual(clean);
        expect(reading.missing).toEqual([]);
      })
    );
  });

  it('taken over becomes the plan: every unit stands in it, also those that want nothing', () => {
    const plans = units.chain((on) => fc.tuple(fc.constant(on), contents(on), contents(on)));
    fc.assert(
      fc.property(plans, ([on, drawn, present]) => {
        const table = toTableUnits(on);
        const wanted = content(
          drawn.entries.map((one) => ({ ...one, parts: one.parts.map((of) => ({ ...of, wish: null })) }))
        );
        const reading = readPlanTable(sheetOf(wanted, table), {
          units: table,
          present,
          languages: [ONE],
          locale: 'de'
        })!;
        const taken = planImport(reading, {
          ...{ present, units: new Map(on.map((unit) => [unit.unitId, unit])), areaTolerance: 0.02 }
        });
        expect(taken.issues).toEqual([]);
        expect(applyChange(present, taken.change)).toEqual({ content: wanted, conflict: null });
      })
    );
  });

  it('changes nothing where nothing was changed', () => {
    expect(isEmptyChange(take(SHEET).change)).toBe(true);
  });

  it('has a row per part, per joined unit, per unit without a target and per area', () => {
    const at = (row: number, column: (typeof PLAN_COLUMNS)[number]) => SHEET[row - 1]![PLAN_COLUMNS.indexOf(column)];
    expect(SHEET).toHaveLength(9);
    expect([at(4, 'joinedTo'), at(4, 'joinedToId'), at(4, 'use')]).toEqual(['1OG-L', 1, null]);
    expect([at(6, 'part'), at(6, 'partSqm'), at(6, 'useCode')]).toEqual([2, 40, 'health']);
    expect([at(7, 'use'), at(7, 'targetOn')]).toEqual([null, null]);
    expect([at(9, 'house'), at(9, 'unitSqm'), at(9, 'wish_ar')]).toEqual(['Eins courtyard', 100, 'حديقة']);
    expect(at(3, 'targetOn')).toEqual(new Date('2028-12-31T00:00:00Z'));
  });
});

describe('cells as spreadsheets and people write them', () => {
  it.each<[string, PlanCell, string]>([
    ['a day', new Date('2027-12-31T00:00:00Z'), '2027-12-31'],
    ['days since 1900', 46_752, '2027-12-31'],
    ['days with an hour', 46_752.5, '2027-12-31'],
    ['German text', '31.12.2027', '2027-12-31'],
    ['ISO text', ' 2027-12-31 ', '2027-12-31'],
    ['ISO text with an hour', '2027-12-31T00:00:00.000Z', '2027-12-31'],
    ['Arabic digits', '٣١.١٢.٢٠٢٧', '2027-12-31']
  ])('reads %s', (_, targetOn, day) => {
    expect(take(type(SHEET, 3, { targetOn })).content.entries[0]!.parts[0]!.targetOn).toBe(day);
  });

  it('reads amounts that are numbers, or typed as text as the reader does', () => {
    const partsOf = (partSqm: PlanCell, other: PlanCell, locale: string) =>
      take(type(type(SHEET, 5, { partSqm }), 6, { partSqm: other }), { locale }).content.entries[2]!.parts;
    expect(partsOf(59.5, 40.5, 'de').map(({ areaSqm }) => areaSqm)).toEqual([59.5, 40.5]);
    expect(partsOf('59,5', '40,5', 'de').map(({ areaSqm }) => areaSqm)).toEqual([59.5, 40.5]);
    expect(partsOf('59.5', '40.5', 'en').map(({ areaSqm }) => areaSqm)).toEqual([59.5, 40.5]);
    expect(partsOf('٥٩٫٥', '٤٠٫٥', 'ar').map(({ areaSqm }) => areaSqm)).toEqual([59.5, 40.5]);
  });

  it('takes words as text, whatever a spreadsheet made of them', () => {
    const wishOf = (wish: PlanCell) => take(type(SHEET, 3, { wish })).content.entries[0]!.parts[0]!.wish;
    expect([wishOf(24), wishOf('  Tee\r\nund Kuchen '), wishOf('  '), wishOf('=1+1')]).toEqual([
      ...['24', 'Tee\nund Kuchen', null, '=1+1']
    ]);
  });

  it('reads a table with rows above it, empty rows and another order of its columns', () => {
    const shuffled = reorder(SHEET, [...PLAN_COLUMNS].reverse());
    const sheet: Sheet = [
      ['Entwurf vom Montag'],
      [],
      ...shuffled.slice(0, 4),
      [null, '  ', null],
      ...shuffled.slice(4)
    ];
    expect(isEmptyChange(take(sheet).change)).toBe(true);
    expect(take(type(SHEET, 3, { use: null, useCode: 'nothing' })).issues).toMatchObject([
      { row: 3, column: 'useCode' }
    ]);
  });

  it('keeps what missing columns would say', () => {
    const few = reorder(type(SHEET, 3, { wish: 'Neu' }), ['unitId', 'useCode', 'wish', 'areaId']);
    const { content: after, issues } = take(few);
    expect(issues).toEqual([]);
    expect(after.entries[0]!.parts[0]).toEqual({ ...BEFORE.entries[0]!.parts[0], wish: 'Neu' });
    expect(after.entries.slice(1)).toEqual(BEFORE.entries.slice(1));
    expect(after.areas).toEqual(BEFORE.areas);
  });

  it('finds units by house and code where their numbers are missing, in any language', () => {
    const named = reorder(SHEET, [
      'house',
      'unit',
      'part',
      'partSqm',
      'partFrontageM',
      'joinedTo',
      'use',
      'targetOn'
    ]).slice(0, 8);
    const other = named.map((row, index) =>
      index > 1 ? [String(row[0]).replace('Straße', 'STREET '), ...row.slice(1)] : row
    );
    for (const sheet of [named, other]) {
      const { content: after, issues } = take(sheet);
      expect(issues).toEqual([]);
      expect(after).toEqual(BEFORE);
    }
  });

  it.each([
    ['the name', { use: 'Zwei culture' }, 'culture'],
    ['the name, in whatever case', { use: ' eins  CULTURE' }, 'culture'],
    ['the code', { useCode: 'culture' }, 'culture'],
    ['both', { use: 'Eins culture', useCode: 'culture' }, 'culture'],
    ['the code in the column of names', { use: 'culture' }, 'culture'],
    ['the code, and the name taken out', { use: null, useCode: 'culture' }, 'culture'],
    ['the name, and the code taken out', { use: 'Eins culture', useCode: null }, 'culture']
  ])('takes a use of which %s was changed', (_, cells, use) => {
    expect(take(type(SHEET, 3, cells)).content.entries[0]!.parts[0]!.use).toBe(use);
  });

  it('has no target any more where the name or the code of the use was taken out', () => {
    const cleared = { wish: null, reason: null, wish_en: null, targetOn: null };
    for (const cells of [{ use: null }, { useCode: null }, { use: null, useCode: null }]) {
      const sheet = type(type(SHEET, 3, { ...cells, ...cleared }), 4, { joinedTo: null, joinedToId: null });
      expect(take(sheet).content.entries.map(({ unitId }) => unitId)).toEqual([3]);
    }
  });
});

describe('rows that cannot be taken', () => {
  const issuesOf = (sheet: Sheet) => take(sheet).issues.map(({ row, column, code }) => [row, column, code]);

  it.each<[string, Sheet, unknown[][]]>([
    ['a use that nobody knows', type(SHEET, 3, { use: 'Kasino' }), [[3, 'use', 'unknown_code']]],
    [
      'name and code that differ',
      type(SHEET, 3, { use: 'Eins health', useCode: 'office' }),
      [[3, 'use', 'cells_disagree']]
    ],
    ['no day', type(SHEET, 3, { targetOn: '31.02.2027' }), [[3, 'targetOn', 'not_a_day']]],
    ['a use without a day', type(SHEET, 7, { use: 'Eins health' }), [[7, 'targetOn', 'required']]],
    ['words without a use', type(SHEET, 7, { wish: 'Tee' }), [[7, 'use', 'required']]],
    ['a unit of elsewhere', type(SHEET, 7, { unitId: 99 }), [[7, 'unitId', 'unit_not_in_plan']]],
    ['a number that is none', type(SHEET, 7, { unitId: 'x' }), [[7, 'unitId', 'unit_not_in_plan']]],
    ['number and code of two units', type(SHEET, 7, { unitId: 5 }), [[7, 'unitId', 'cells_disagree']]],
    ['a row that names no unit', type(SHEET, 7, { unitId: null, unit: null }), [[7, null, 'row_not_readable']]],
    ['a part twice', type(SHEET, 6, { part: 1 }), [[6, 'part', 'row_twice']]],
    ['no amount', type(SHEET, 6, { partSqm: 'viel' }), [[6, 'partSqm', 'not_a_number']]],
    ['parts that do not add up', type(SHEET, 6, { partSqm: 90 }), [[5, 'partSqm', 'areas_do_not_balance']]],
    ['measures without parts', type(SHEET, 3, { partSqm: 90 }), [[3, 'partSqm', 'part_without_division']]],
    ['a join over houses', type(SHEET, 8, { joinedToId: 1 }), [[8, 'joinedTo', 'join_other_house']]],
    ['a join to one that wants nothing', type(SHEET, 7, { joinedToId: 4 }), [[7, 'joinedTo', 'join_without_lead']]],
    ['a join with a use of its own', type(SHEET, 4, { use: 'Eins health' }), [[4, 'use', 'join_without_lead']]],
    ['a wish too long', type(SHEET, 3, { wish_ar: 'x'.repeat(201) }), [[3, 'wish_ar', 'too_long']]],
    ['an outline that is none', type(SHEET, 9, { geometry: '[[1,2' }), [[9, 'geometry', 'not_an_outline']]],
    ['a ring of two corners', type(SHEET, 9, { geometry: '[[[1,2],[1,2]]]' }), [[9, 'geometry', 'not_an_outline']]],
    ['a courtyard with storeys', type(SHEET, 9, { storeys: 3 }), [[9, 'storeys', 'out_of_range']]],
    ['an area of no kind', type(SHEET, 9, { areaKind: 'tower' }), [[9, 'areaKind', 'unknown_code']]]
  ])('%s', (_, sheet, issues) => {
    expect(issuesOf(sheet)).toEqual(issues);
    expect(isEmptyChange(take(sheet).change), 'nothing of it is taken').toBe(true);
  });

  it('leave what hangs together with them, and take the others', () => {
    const sheet = type(type(SHEET, 3, { targetOn: 'bald' }), 4, { joinedTo: null, joinedToId: null });
    const { change, issues } = take(type(sheet, 7, { useCode: 'culture', targetOn: '2028-01-01' }));
    expect(issues).toHaveLength(1);
    expect(
      change.entries.map(({ unitId }) => unitId),
      'unit 2 was joined with unit 1'
    ).toEqual([4]);
  });

  it('are all named at once, in the order of the sheet', () => {
    const sheet = type(type(type(SHEET, 9, { areaKind: 'x' }), 6, { partSqm: 90 }), 3, { use: 'x', targetOn: 'y' });
    expect(issuesOf(sheet).map(([row, column]) => `${String(row)} ${String(column)}`)).toEqual([
      ...['3 use', '3 targetOn', '5 partSqm', '9 areaKind']
    ]);
  });

  it('leave what the table does not speak of: it stays', () => {
    const { change } = take(SHEET.filter((_, index) => index === 0 || index === 6));
    expect(isEmptyChange(change)).toBe(true);
  });
});

describe('a sheet that is no plan', () => {
  it.each<[string, Sheet]>([
    ['is empty', []],
    [
      'has other columns',
      [
        ['Name', 'Preis'],
        ['Tee', 3]
      ]
    ],
    ['says nothing of a use', reorder(SHEET, ['unitId', 'wish'])],
    ['names no units', reorder(SHEET, ['use', 'house'])]
  ])('%s', (_, sheet) => {
    expect(readPlanTable(sheet, { units: TABLE_UNITS, languages: [ONE, OTHER], locale: 'de' })).toBeNull();
  });
});
