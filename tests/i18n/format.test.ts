import { afterEach, describe, expect, it } from 'vitest';
import {
  formatAge,
  formatArea,
  formatAreaChange,
  formatCount,
  formatDate,
  formatDay,
  formatDuration,
  formatEuro,
  formatMetres,
  formatMonth,
  formatPercent,
  formatPercentRange,
  formatRent,
  formatSpan,
  formatYear
} from '../../src/i18n/format';
import { baseLocale, locales, overwriteGetLocale } from '../../src/i18n/paraglide/runtime';
import { toDayNumber } from '../../src/lib/domain/interval';

afterEach(() => overwriteGetLocale(() => baseLocale));

describe('German', () => {
  it('writes days and months', () => {
    expect(formatDate('2026-04-14')).toBe('14.04.2026');
    expect(formatDay(toDayNumber('2004-02-29'))).toBe('29.02.2004');
    expect(formatMonth('2026-04-14')).toBe('April 2026');
    expect(formatYear(2004)).toBe('2004');
  });

  it('writes numbers with their units', () => {
    expect(formatCount(3777)).toBe('3.777');
    expect(formatPercent(1 / 9)).toBe('11,1\u00a0%');
    expect(formatPercentRange(0.1, 0.125)).toBe('10–12,5\u00a0%');
    expect(formatArea(95.6)).toBe('96\u00a0m²');
    expect(formatAreaChange(-96)).toBe('-96\u00a0m²');
    expect(formatMetres(7.24)).toBe('7,2 m');
    expect(formatEuro(30_900_000)).toBe('309.000\u00a0€');
    expect(formatRent(820)).toBe('8,20\u00a0€/m²');
  });

  it.each([
    [12, '12 Tage'],
    [222, '7 Mon.'],
    [364, '11 Mon.'],
    [1200, '3 Jahre']
  ])('writes a vacancy of %i days in fitting units', (days, text) => {
    expect(formatDuration(days)).toBe(text);
  });

  it.each([
    [90, '3 Monate'],
    [183, '6 Monate'],
    [365, '1 Jahr'],
    [1096, '3 Jahre'],
    [100, '100 Tage']
  ])('names a bound of %i days', (days, text) => {
    expect(formatSpan(days)).toBe(text);
  });

  it.each([
    ['2026-11-22', 'heute'],
    ['2026-11-03', 'vor 19 Tagen'],
    ['2026-04-14', 'vor 7 Monaten'],
    ['2020-01-01', 'vor 6 Jahren'],
    ['2026-11-24', 'übermorgen']
  ])('says how long ago %s was', (date, text) => {
    expect(formatAge(date, '2026-11-22')).toBe(text);
  });

  it('gives one number where both ends of a range read alike', () => {
    expect(formatPercentRange(0.1, 0.1)).toBe('10\u00a0%');
  });
});

describe('Arabic', () => {
  it('keeps Western digits, so that figures stay comparable with doors and leases', () => {
    overwriteGetLocale(() => 'ar');
    for (const text of [
      formatCount(96),
      formatArea(96),
      formatPercent(0.25),
      formatDate('2026-04-14'),
      formatRent(820)
    ]) {
      expect(text).toMatch(/[0-9]/);
      expect(text).not.toMatch(/[٠-٩]/);
    }
  });

  it('writes units in Arabic', () => {
    overwriteGetLocale(() => 'ar');
    expect(formatArea(96)).toBe('96\u00a0م²');
    expect(formatSpan(1095)).toBe('3 سنوات');
  });
});

it.each(locales)('refuses a day that does not exist in %s', (locale) => {
  overwriteGetLocale(() => locale);
  expect(() => formatDate('2026-02-30')).toThrow(RangeError);
});
