import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTypedDay, readTypedNumber, typeNumber } from '../../src/lib/domain/typed';

describe('a typed number', () => {
  it.each([
    ['de', '48,5', 48.5],
    ['de', '48.5', 48.5],
    ['de', '1.234', 1234],
    ['de', '1.234,5', 1234.5],
    ['de', '1 234,50', 1234.5],
    ['de', '0.125', 0.125],
    ['de', '1.234.567', 1234567],
    ['de', ',5', 0.5],
    ['de', '-3,2', -3.2],
    ['en', '1.234', 1.234],
    ['en', '1,234', 1234],
    ['en', '48,5', 48.5],
    ['en', '1,234.5', 1234.5],
    ['ar', '٤٨٫٥', 48.5],
    ['ar', '١٬٢٣٤٫٥', 1234.5],
    ['ar', '۱۲', 12],
    ['ar', '48.5', 48.5]
  ])('in %s, %s', (locale, text, value) => {
    expect(readTypedNumber(text, locale)).toBe(value);
  });

  it.each([
    '',
    ' ',
    ',',
    '-',
    'zwölf',
    '1e9',
    '0x10',
    'NaN',
    'Infinity',
    '1,2,3',
    '12.34.56',
    '1.2.3,4',
    '1,234.567,8',
    '9'.repeat(41)
  ])('is not %s', (text) => {
    expect(readTypedNumber(text, 'de')).toBeNull();
  });

  it('is read as it was shown, in every language', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e8, max: 1e8 }), fc.constantFrom('de', 'en', 'ar'), (hundredths, locale) => {
        const value = hundredths / 100;
        expect(readTypedNumber(typeNumber(value, locale), locale)).toBe(value === 0 ? 0 : value);
      })
    );
  });
});

describe('a typed day', () => {
  it.each([
    ['2026-04-14', '2026-04-14'],
    ['14.4.2026', '2026-04-14'],
    ['14. 04. 2026', '2026-04-14'],
    ['١٤/٤/٢٠٢٦', '2026-04-14']
  ])('%s', (text, day) => {
    expect(readTypedDay(text)).toBe(day);
  });

  it.each(['', '2026-02-30', '31.4.2026', '14.4.26', '0999-01-01', 'morgen'])('is not %s', (text) => {
    expect(readTypedDay(text)).toBeNull();
  });
});
