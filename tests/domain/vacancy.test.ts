import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PUBLIC_FIGURE_CODES, type FigureCode } from '../../src/lib/domain/figure';
import { toDayNumber } from '../../src/lib/domain/interval';
import { evaluateFigures } from '../../src/lib/domain/vacancy';
import { PARAMETERS } from './focus-factory';
import { findFigure, makeStock, repeat, stockDrafts, unitOf, type StockUnitDraft } from './stock-factory';

const DAY = toDayNumber('2026-11-22');
const ALL_SHOWN = { ...PARAMETERS, minimumCoverage: 0 };

function evaluate(drafts: readonly StockUnitDraft[], date = '2026-11-22', parameters = ALL_SHOWN) {
  return evaluateFigures(makeStock(drafts), null, { day: toDayNumber(date), parameters });
}
const figureOf = (code: FigureCode, ...args: Parameters<typeof evaluate>) => findFigure(evaluate(...args), code);

describe('golden cases', () => {
  it('city centre of Leipzig 2019 (JLL): 10.1 % of the shops, 20.5 % of the area', () => {
    const drafts = [
      ...repeat(22, unitOf('vacant', { areaSqm: 35_000 / 22 })),
      ...repeat(196, unitOf('occupied', { areaSqm: 136_000 / 196 }))
    ];
    const [units, area] = [figureOf('V1', drafts), figureOf('V2', drafts)];
    expect([units.numerator, units.denominator]).toEqual([22, 218]);
    expect((units.value! * 100).toFixed(1)).toBe('10.1');
    expect(area.numerator).toBeCloseTo(35_000, 6);
    expect(area.denominator).toBeCloseTo(171_000, 6);
    expect((area.value! * 100).toFixed(1)).toBe('20.5');
    expect(area.areaType).toBe('rental');
  });

  it('a block of 12 houses with one unknown unit: outside V1, coverage under 1, range around V1', () => {
    const drafts = Array.from({ length: 12 }, (_, building) =>
      unitOf(building === 0 ? 'unknown' : building < 3 ? 'vacant' : 'occupied', { building })
    );
    const figures = evaluate(drafts);
    expect(findFigure(figures, 'V1')).toMatchObject({ value: 2 / 11, numerator: 2, denominator: 11, unknown: 1 });
    expect(findFigure(figures, 'V13')).toMatchObject({ value: 11 / 12, absence: null });
    expect(findFigure(figures, 'V14')).toMatchObject({ value: null, absence: null, range: [2 / 12, 3 / 12] });
    expect(findFigure(figures, 'V1').range).toEqual([2 / 12, 3 / 12]);
  });

  it('an empty denominator has no value, which is not 0', () => {
    for (const figure of evaluate([])) {
      expect(figure).toMatchObject({ value: null, absence: 'empty', coverage: null });
    }
    expect(figureOf('V1', [unitOf('works'), unitOf('unusable')])).toMatchObject({
      value: null,
      absence: 'empty',
      works: 1,
      unusable: 1
    });
  });

  it('a unit that is split in mid-year keeps V9 continuous in area', () => {
    const whole: StockUnitDraft = { areaSqm: 100, occupancies: [{ from: '2020-01-01', status: 'vacant' }] };
    const other = unitOf('occupied', { areaSqm: 300 });
    const halves = [60, 40].map((areaSqm): StockUnitDraft => ({
      areaSqm,
      from: '2026-06-01',
      occupancies: [{ from: '2026-06-01', status: 'vacant' }]
    }));
    const before = figureOf('V9', [whole, other]);
    const after = figureOf('V9', [{ ...whole, to: '2026-06-01' }, ...halves, other]);
    expect(after.value).toBe(before.value);
    expect([after.numerator, after.denominator]).toEqual([100 * 365, 400 * 365]);
  });

  it('an interim use moves units from V1 to V12 and leaves their sum', () => {
    const base = [...repeat(7, unitOf('occupied')), ...repeat(2, unitOf('vacant'))];
    const without = evaluate([...base, unitOf('vacant')]);
    const withInterim = evaluate([...base, unitOf('interim')]);
    const [v1, v12] = (['V1', 'V12'] as const).map((code) => findFigure(without, code).value!);
    const [nextV1, nextV12] = (['V1', 'V12'] as const).map((code) => findFigure(withInterim, code).value!);
    expect(nextV1!).toBeLessThan(v1!);
    expect(nextV12!).toBeGreaterThan(v12!);
    expect(nextV1! + nextV12!).toBeCloseTo(v1! + v12!, 12);
  });
});

describe('single figures', () => {
  it('V2 adds one type of area only and says which, and units without area lower its coverage', () => {
    const figure = figureOf('V2', [
      unitOf('vacant', { areaSqm: 50 }),
      unitOf('occupied', { areaSqm: 150 }),
      unitOf('vacant', { areaSqm: 90, areaType: 'living' }),
      unitOf('vacant', { areaSqm: null, areaType: null })
    ]);
    expect(figure).toMatchObject({
      value: 0.25,
      numerator: 50,
      denominator: 200,
      areaType: 'rental',
      otherAreaTypes: 1,
      coverage: 2 / 3
    });
  });

  it('V3 counts ground-floor units that serve customers, the raised ground floor by rule', () => {
    const drafts = [
      unitOf('vacant'),
      unitOf('occupied', { kind: 'practice' }),
      unitOf('occupied', { kind: 'gastronomy', storeyType: 'HP' }),
      unitOf('occupied', { kind: 'trade' }),
      unitOf('occupied', { kind: 'trade', isShopUsePlausible: true }),
      unitOf('vacant', { kind: 'dwelling', isShopUsePlausible: true }),
      unitOf('vacant', { level: 1, storeyType: 'OG' })
    ];
    expect(figureOf('V3', drafts)).toMatchObject({ numerator: 1, denominator: 4 });
    const without = { ...ALL_SHOWN, countsRaisedGroundFloor: false };
    expect(figureOf('V3', drafts, '2026-11-22', without)).toMatchObject({ numerator: 1, denominator: 3 });
  });

  it('V4 weighs ground-floor units by their frontage', () => {
    const figure = figureOf('V4', [
      unitOf('vacant', { frontageM: 6 }),
      unitOf('occupied', { frontageM: 18 }),
      unitOf('occupied', { frontageM: null }),
      unitOf('vacant', { frontageM: 5, level: 2, storeyType: 'OG' })
    ]);
    expect(figure).toMatchObject({ value: 0.25, numerator: 6, denominator: 24, coverage: 2 / 3, measure: 'metres' });
  });

  it('V5 counts vacant, works and unusable of all that is known', () => {
    const drafts = (['vacant', 'works', 'unusable', 'occupied', 'interim', 'unknown'] as const).map((each) =>
      unitOf(each)
    );
    expect(figureOf('V5', drafts)).toMatchObject({ value: 0.6, numerator: 3, denominator: 5, range: [3 / 6, 4 / 6] });
  });

  it('V6 leaves out vacancies that cannot be let soon, and counts unjudged ones as unknown', () => {
    const vacantFor = (activatableMonths?: number): StockUnitDraft => ({
      occupancies: [
        { from: '2020-01-01', status: 'vacant', ...(activatableMonths === undefined ? {} : { activatableMonths }) }
      ]
    });
    const figure = figureOf('V6', [
      vacantFor(0),
      vacantFor(6),
      vacantFor(7),
      vacantFor(),
      ...repeat(6, unitOf('occupied'))
    ]);
    expect(figure).toMatchObject({ value: 2 / 8, numerator: 2, denominator: 8, unknown: 1, coverage: 0.9 });
    expect(figure.range).toEqual([2 / 9, 3 / 9]);
  });

  it('V7 is the share of vacancies over three years, undated ones apart', () => {
    const since = (from: string, isStartKnown = true): StockUnitDraft => ({
      occupancies: [{ from, status: 'vacant', isStartKnown }]
    });
    const figure = figureOf('V7', [since('2020-01-01'), since('2025-01-01'), since('2010-01-01', false)]);
    expect(figure).toMatchObject({ value: 1 / 2, numerator: 1, denominator: 2, unknown: 1, range: [1 / 3, 2 / 3] });
  });

  it('V7 counts a vacancy from its first row', () => {
    const figure = figureOf('V7', [
      {
        occupancies: [
          { from: '2020-01-01', to: '2026-01-01', status: 'vacant' },
          { from: '2026-01-01', status: 'vacant', isStartKnown: false }
        ]
      }
    ]);
    expect(figure).toMatchObject({ numerator: 1, denominator: 1, unknown: 0 });
  });

  it('V8 adds what is known to end within twelve months, counting nothing twice', () => {
    const ending = (knownEnd: string, status: 'occupied' | 'interim' | 'vacant' = 'occupied'): StockUnitDraft => ({
      occupancies: [{ from: '2020-01-01', status, knownEnd }]
    });
    const figure = figureOf('V8', [
      ending('2027-11-22'),
      ending('2027-11-23'),
      ending('2027-01-01', 'interim'),
      ending('2027-01-01', 'vacant'),
      unitOf('occupied')
    ]);
    expect(figure).toMatchObject({ numerator: 3, denominator: 5 });
  });

  it.each([
    ['2024-03-01', 366],
    ['2025-03-01', 365]
  ])('V9 counts the days of leap years: the year before %s has %d', (date, days) => {
    const figure = figureOf('V9', [unitOf('vacant', { areaSqm: 1 })], date);
    expect([figure.numerator, figure.denominator]).toEqual([days, days]);
  });

  it('V9 counts neither the day on which a vacancy ended nor days of works, and widens by unknown days', () => {
    const unit: StockUnitDraft = {
      areaSqm: 10,
      occupancies: [
        { from: '2020-01-01', to: '2026-01-11', status: 'vacant' },
        { from: '2026-01-11', to: '2026-01-21', status: 'works' },
        { from: '2026-01-21', to: '2026-01-26', status: 'occupied' }
      ]
    };
    const figures = evaluateFigures(makeStock([unit]), null, {
      day: DAY,
      parameters: ALL_SHOWN,
      period: { from: toDayNumber('2026-01-01'), to: toDayNumber('2026-01-31') }
    });
    const figure = findFigure(figures, 'V9');
    expect(figure).toMatchObject({ numerator: 100, denominator: 150, unknown: 1, coverage: 25 / 30 });
    expect(figure.range).toEqual([100 / 200, 150 / 200]);
  });

  it('V9 takes days recorded as unknown like days without a record', () => {
    const recorded: StockUnitDraft = {
      occupancies: [
        { from: '2020-01-01', to: '2026-01-01', status: 'vacant' },
        { from: '2026-01-01', status: 'unknown' }
      ]
    };
    const missing: StockUnitDraft = { occupancies: [{ from: '2020-01-01', to: '2026-01-01', status: 'vacant' }] };
    expect(figureOf('V9', [recorded])).toEqual(figureOf('V9', [missing]));
    expect(figureOf('V9', [recorded])).toMatchObject({ unknown: 1, numerator: 40 * 100, coverage: 40 / 365 });
  });

  it('V10 takes off the reserve of each group', () => {
    const drafts = [
      ...repeat(10, unitOf('vacant', { kind: 'dwelling' })),
      ...repeat(90, unitOf('occupied', { kind: 'dwelling' }))
    ];
    expect(figureOf('V10', drafts)).toMatchObject({ numerator: 7, denominator: 100 });
    expect(figureOf('V10', drafts).value).toBeCloseTo(0.07, 12);
    const mixed = [...drafts, ...repeat(100, unitOf('occupied'))];
    expect(figureOf('V10', mixed).value).toBeCloseTo(10 / 200 - 0.04, 12);
    expect(figureOf('V10', repeat(100, unitOf('occupied'))).value).toBe(0);
  });

  it('V11 compares the units that exist on both days and reports the change of stock apart', () => {
    const figure = figureOf('V11', [
      {
        areaSqm: 80,
        occupancies: [
          { from: '2020-01-01', to: '2026-05-01', status: 'vacant' },
          { from: '2026-05-01', status: 'occupied' }
        ]
      },
      {
        areaSqm: 30,
        occupancies: [
          { from: '2020-01-01', to: '2026-05-01', status: 'occupied' },
          { from: '2026-05-01', status: 'interim' }
        ]
      },
      {
        areaSqm: 500,
        occupancies: [
          { from: '2020-01-01', to: '2026-05-01', status: 'unknown' },
          { from: '2026-05-01', status: 'occupied' }
        ]
      },
      unitOf('occupied', { areaSqm: 200, from: '2026-06-01' }),
      unitOf('occupied', { areaSqm: 70, to: '2026-06-01' })
    ]);
    expect(figure).toMatchObject({
      value: 50,
      numerator: 80,
      denominator: 30,
      unknown: 1,
      coverage: 2 / 3,
      stockChangeSqm: 130
    });
  });

  it('holds a value back under the minimum coverage, but not its counts and range', () => {
    const drafts = [...repeat(2, unitOf('vacant')), ...repeat(5, unitOf('occupied')), ...repeat(3, unitOf('unknown'))];
    const figures = evaluate(drafts, '2026-11-22', PARAMETERS);
    expect(findFigure(figures, 'V1')).toMatchObject({
      value: null,
      absence: 'low_coverage',
      numerator: 2,
      denominator: 7,
      range: [0.2, 0.5]
    });
    expect(findFigure(figures, 'V13')).toMatchObject({ value: 0.7, absence: null });
  });

  it('counts only what is selected and what exists on the day', () => {
    const stock = makeStock([unitOf('vacant'), unitOf('occupied'), unitOf('occupied', { to: '2026-11-22' })]);
    const rules = { day: DAY, parameters: ALL_SHOWN };
    expect(findFigure(evaluateFigures(stock, null, rules), 'V1').denominator).toBe(2);
    expect(findFigure(evaluateFigures(stock, Uint8Array.of(1, 0, 1), rules), 'V1').denominator).toBe(1);
  });

  it('takes a unit without a record on the day for unknown', () => {
    const drafts: StockUnitDraft[] = [
      { occupancies: [{ from: '2020-01-01', to: '2026-11-22', status: 'vacant' }] },
      {}
    ];
    expect(figureOf('V1', drafts)).toMatchObject({ denominator: 0, unknown: 2, absence: 'empty', range: [0, 1] });
  });
});

describe('properties', () => {
  const slack = 1e-12;

  it('lists the public figures in their order', () => {
    expect(evaluate([]).map(({ code }) => code)).toEqual(PUBLIC_FIGURE_CODES);
  });

  it('ratios lie between 0 and 1 and within their range; V14 contains V1', () => {
    fc.assert(
      fc.property(stockDrafts, (drafts) => {
        const figures = evaluate(drafts);
        for (const { code, value, range } of figures) {
          if (code === 'V11') continue;
          if (value !== null) expect(value >= 0 && value <= 1 + slack).toBe(true);
          if (value !== null && range) {
            expect(range[0] - slack <= value && value <= range[1] + slack, code).toBe(true);
          }
        }
        expect(findFigure(figures, 'V14').range).toEqual(findFigure(figures, 'V1').range);
      })
    );
  });

  it('unknown units move no value', () => {
    fc.assert(
      fc.property(stockDrafts, fc.integer({ min: 1, max: 5 }), (drafts, count) => {
        const unknown: StockUnitDraft[] = repeat(count, { areaSqm: null, areaType: null, frontageM: null });
        const values = (figures: ReturnType<typeof evaluate>) =>
          figures.filter(({ code }) => code !== 'V13').map(({ code, value }) => [code, value]);
        expect(values(evaluate([...drafts, ...unknown]))).toEqual(values(evaluate(drafts)));
      })
    );
  });

  it('the order of units plays no part', () => {
    fc.assert(
      fc.property(stockDrafts, (drafts) => {
        expect(evaluate([...drafts].reverse())).toEqual(evaluate(drafts));
      })
    );
  });

  it('counts of two halves add up to the counts of the whole', () => {
    fc.assert(
      fc.property(stockDrafts, (drafts) => {
        const stock = makeStock(drafts);
        const rules = { day: DAY, parameters: ALL_SHOWN };
        const odd = Uint8Array.from(drafts, (_, unit) => unit % 2);
        const even = odd.map((kept) => 1 - kept);
        const [whole, one, other] = [null, odd, even].map((mask) => evaluateFigures(stock, mask, rules));
        for (const code of ['V1', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V12', 'V13'] as const) {
          for (const part of ['numerator', 'denominator', 'unknown'] as const) {
            const sum = findFigure(one!, code)[part]! + findFigure(other!, code)[part]!;
            expect(findFigure(whole!, code)[part], `${code} ${part}`).toBe(sum);
          }
        }
      })
    );
  });

  it('V1 agrees with counting unit by unit', () => {
    fc.assert(
      fc.property(stockDrafts, (drafts) => {
        const statuses = drafts
          .filter(({ from }) => from! <= '2022-05-15')
          .map(({ occupancies }) =>
            occupancies!.find((row) => row.from <= '2022-05-15' && (row.to ?? '9999') > '2022-05-15')
          )
          .map((row) => row?.status ?? 'unknown');
        const count = (...wanted: string[]) => statuses.filter((status) => wanted.includes(status)).length;
        expect(figureOf('V1', drafts, '2022-05-15')).toMatchObject({
          numerator: count('vacant'),
          denominator: count('vacant', 'occupied', 'interim'),
          unknown: count('unknown'),
          works: count('works'),
          unusable: count('unusable')
        });
      })
    );
  });
});
