import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  contains,
  dayAt,
  formatDateRange,
  fromDayNumber,
  isIsoDate,
  parseDateRange,
  toDayNumber,
  type DateRange
} from '../../src/lib/domain/interval';

const dates = fc.integer({ min: toDayNumber('1900-01-01'), max: toDayNumber('2200-12-31') }).map(fromDayNumber);
const ranges: fc.Arbitrary<DateRange> = fc
  .tuple(fc.option(dates), fc.option(dates))
  .map(([from, to]) => (from !== null && to !== null && from > to ? { from: to, to: from } : { from, to }));

describe('isIsoDate', () => {
  it.each(['2024-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])('%s is a day', (date) => {
    expect(isIsoDate(date)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2023-04-31',
    '2023-00-10',
    '2023-13-01',
    '0999-12-31',
    '2023-1-1',
    '2023-01-01T00:00',
    '',
    null,
    20230101
  ])('%s is none', (value) => {
    expect(isIsoDate(value)).toBe(false);
  });
});

describe('day numbers', () => {
  it('count from 1970-01-01', () => {
    expect(['1970-01-01', '1970-01-02', '1969-12-31', '2026-11-22'].map(toDayNumber)).toEqual([0, 1, -1, 20_779]);
  });

  it('come back as the same date, and keep the order', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        expect(fromDayNumber(toDayNumber(a))).toBe(a);
        expect(Math.sign(toDayNumber(a) - toDayNumber(b))).toBe(a < b ? -1 : a > b ? 1 : 0);
      })
    );
  });

  it('count the leap day', () => {
    expect(toDayNumber('2024-03-01') - toDayNumber('2024-02-28')).toBe(2);
    expect(toDayNumber('2023-03-01') - toDayNumber('2023-02-28')).toBe(1);
  });

  it('refuse what is no day', () => {
    expect(() => toDayNumber('2023-02-29')).toThrow(RangeError);
  });
});

describe('contains', () => {
  it.each([
    ['2025-12-31', false],
    ['2026-01-01', true],
    ['2026-01-31', true],
    ['2026-02-01', false]
  ])('is half-open: %s in January 2026 is %s', (date, expected) => {
    expect(contains({ from: '2026-01-01', to: '2026-02-01' }, date)).toBe(expected);
  });

  it('has open ends', () => {
    expect(contains({ from: null, to: '2026-01-01' }, '1900-01-01')).toBe(true);
    expect(contains({ from: '2026-01-01', to: null }, '2200-01-01')).toBe(true);
  });

  it('puts every day into exactly one of two adjoining ranges', () => {
    fc.assert(
      fc.property(dates, dates, (cut, date) => {
        expect(contains({ from: null, to: cut }, date)).not.toBe(contains({ from: cut, to: null }, date));
      })
    );
  });
});

describe('date ranges as text', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(ranges, (range) => {
        expect(parseDateRange(formatDateRange(range))).toEqual(range);
      })
    );
  });

  it('read the canonical form of PostgreSQL', () => {
    expect(parseDateRange('[2026-01-01,)')).toEqual({ from: '2026-01-01', to: null });
    expect(parseDateRange('(,2026-01-01)')).toEqual({ from: null, to: '2026-01-01' });
  });

  it.each(['empty', '[2026-01-01,2026-02-01]', '2026-01-01', ''])('refuse %s', (text) => {
    expect(() => parseDateRange(text)).toThrow(RangeError);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', -12, '2023-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-22', 2, '2027-01-22'],
    ['2026-12-15', 0, '2026-12-15']
  ])('%s and %d months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('lands in the right month on the same day or the last', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -240, max: 240 }), (date, months) => {
        const [year, month, day] = date.split('-').map(Number) as [number, number, number];
        const [nextYear, nextMonth, nextDay] = addMonths(date, months).split('-').map(Number) as [
          number,
          number,
          number
        ];
        expect(nextYear * 12 + nextMonth).toBe(year * 12 + month + months);
        expect(nextDay === day || (nextDay < day && nextDay >= 28)).toBe(true);
      })
    );
  });
});

describe('dayAt', () => {
  it.each([
    ['2026-03-28T22:59:59Z', '2026-03-28'],
    ['2026-03-28T23:00:00Z', '2026-03-29'],
    ['2026-03-29T21:59:59Z', '2026-03-29'],
    ['2026-03-29T22:00:00Z', '2026-03-30'],
    ['2026-10-24T22:00:00Z', '2026-10-25'],
    ['2026-10-25T22:59:59Z', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-26']
  ])('changes at local midnight around the clock change: %s is %s in Leipzig', (instant, expected) => {
    expect(dayAt(new Date(instant), 'Europe/Berlin')).toBe(expected);
  });

  it('depends on the zone', () => {
    expect(dayAt(new Date('2026-01-01T12:00:00Z'), 'Pacific/Kiritimati')).toBe('2026-01-02');
  });
});
