import { describe, expect, it } from 'vitest';
import { toDayNumber } from '../../src/lib/domain/interval';
import { measureReletting } from '../../src/lib/domain/reletting';
import { makeStock, type StockOccupancyDraft, type StockUnitDraft } from './stock-factory';

const PERIOD = { from: toDayNumber('2020-01-01'), to: toDayNumber('2026-01-01') };
const spell = (
  from: string,
  to: string,
  then: StockOccupancyDraft['status'] = 'occupied',
  isStartKnown = true
): StockUnitDraft => ({
  occupancies: [
    { from, to, status: 'vacant', isStartKnown },
    { from: to, status: then }
  ]
});
const measure = (drafts: StockUnitDraft[]) => measureReletting(makeStock(drafts), null, PERIOD);

describe('measureReletting', () => {
  it('is the median of the closed spells, the mean of the middle two', () => {
    const drafts = ['2021-01-11', '2021-01-21', '2021-02-10'].map((to) => spell('2021-01-01', to));
    expect(measure(drafts)).toEqual({ medianDays: 20, closed: 3, censored: 0, startUnknown: 0 });
    expect(measure(drafts.slice(0, 2)).medianDays).toBe(15);
  });

  it('states spells that still run or ended without a use as censored', () => {
    const drafts = [
      spell('2021-01-01', '2021-01-11'),
      spell('2021-01-01', '2021-01-11', 'interim'),
      spell('2021-01-01', '2021-02-01', 'works'),
      spell('2025-01-01', '2026-03-01'),
      { occupancies: [{ from: '2024-01-01', status: 'vacant' as const }] },
      { to: '2024-06-01', occupancies: [{ from: '2024-01-01', status: 'vacant' as const }] }
    ];
    expect(measure(drafts)).toEqual({ medianDays: 10, closed: 2, censored: 4, startUnknown: 0 });
  });

  it('joins adjoining rows, and leaves spells of unknown start out', () => {
    const joined: StockUnitDraft = {
      occupancies: [
        { from: '2021-01-01', to: '2021-02-01', status: 'vacant' },
        { from: '2021-02-01', to: '2021-03-01', status: 'vacant' },
        { from: '2021-03-01', status: 'occupied' }
      ]
    };
    expect(measure([joined, spell('2019-01-01', '2021-01-01', 'occupied', false)])).toEqual({
      medianDays: 59,
      closed: 1,
      censored: 0,
      startUnknown: 1
    });
  });

  it('knows no spell outside the period', () => {
    const outside = [spell('2018-01-01', '2019-01-01'), spell('2026-01-01', '2026-02-01')];
    expect(measure(outside)).toEqual({ medianDays: null, closed: 0, censored: 0, startUnknown: 0 });
  });
});
