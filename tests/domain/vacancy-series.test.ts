import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, toDayNumber } from '../../src/lib/domain/interval';
import { evaluateFigures } from '../../src/lib/domain/vacancy';
import { listMonths, listStripDays, seriesOfVacancy } from '../../src/lib/domain/vacancy-series';
import { PARAMETERS } from './focus-factory';
import { findFigure, makeStock, stockDrafts } from './stock-factory';

describe('listMonths', () => {
  it('has the first day, each month and the last day', () => {
    expect(listMonths('2026-01-31', '2026-04-15').map(fromDayNumber)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-15'
    ]);
  });

  it('names the last day once', () => {
    expect(listMonths('2026-01-01', '2026-02-01').map(fromDayNumber)).toEqual(['2026-01-01', '2026-02-01']);
  });

  it('is empty for a span that ends before it begins', () => {
    expect(listMonths('2026-01-02', '2026-01-01')).toEqual([]);
  });

  it('stops at today, not at the horizon of the plan', () => {
    const days = listStripDays({ from: '2026-10-01', to: '2031-01-01' }, '2026-11-22');
    expect(days.map(fromDayNumber)).toEqual(['2026-10-01', '2026-11-01', '2026-11-22']);
    expect(listStripDays({ from: '2026-10-01', to: '2026-10-15' }, '2026-11-22')).toHaveLength(2);
  });
});

describe('seriesOfVacancy', () => {
  it('has on each day the values of V1, V13 and V14', () => {
    fc.assert(
      fc.property(stockDrafts, fc.infiniteStream(fc.boolean()), (drafts, coins) => {
        const stock = makeStock(drafts);
        const selection = Uint8Array.from(drafts, () => (coins.next().value ? 1 : 0));
        const days = listMonths('2014-07-15', '2026-11-22').filter((_, index) => index % 5 === 0);
        const series = seriesOfVacancy(stock, selection, days);
        days.forEach((day, point) => {
          const figures = evaluateFigures(stock, selection, {
            day,
            parameters: { ...PARAMETERS, minimumCoverage: 0 }
          });
          const v1 = findFigure(figures, 'V1');
          expect([series.value[point], series.vacant[point], series.lettable[point], series.unknown[point]]).toEqual([
            v1.value,
            v1.numerator,
            v1.denominator,
            v1.unknown
          ]);
          expect(series.coverage[point]).toBe(v1.coverage);
          expect(v1.range).toEqual(series.lower[point] === null ? null : [series.lower[point], series.upper[point]]);
        });
      }),
      { numRuns: 40 }
    );
  });

  it('changes on the first day of a status, not before', () => {
    const stock = makeStock([
      {
        occupancies: [
          { from: '2020-01-01', to: '2026-02-01', status: 'occupied' },
          { from: '2026-02-01', status: 'vacant' }
        ]
      }
    ]);
    const days = ['2026-01-31', '2026-02-01', '2026-02-02'].map(toDayNumber);
    expect(seriesOfVacancy(stock, null, days).value).toEqual([0, 1, 1]);
  });

  it('is empty without days', () => {
    expect(seriesOfVacancy(makeStock([{}]), null, []).value).toEqual([]);
  });
});
