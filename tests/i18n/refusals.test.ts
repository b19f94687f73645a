import { afterEach, describe, expect, it } from 'vitest';
import { baseLocale, locales, overwriteGetLocale } from '../../src/i18n/paraglide/runtime';
import { refusalText } from '../../src/i18n/refusals';
import { REFUSAL_CODES } from '../../src/lib/domain/refusal';

afterEach(() => overwriteGetLocale(() => baseLocale));

describe.each(locales)('refusals in %s', (locale) => {
  it.each(REFUSAL_CODES)('say %s in a sentence of its own, with and without details', (code) => {
    overwriteGetLocale(() => locale);
    const details = { day: '2026-04-01', code: 'EG-L', most: 500, before: 120.4, after: 118, allowed: 2.41 };
    for (const text of [refusalText(code, details), refusalText(code)]) {
      expect(text).not.toMatch(/refusal_|\{|undefined/);
      expect(text).not.toBe(refusalText('no such code'));
    }
  });
});

it('writes days and numbers as the reader does', () => {
  expect(refusalText('before_unit_exists', { day: '2026-04-01' })).toContain('01.04.2026');
  expect(refusalText('areas_do_not_balance', { before: 120.4, after: 118, allowed: 2.41 })).toContain('120,4 m²');
});

it('says nothing about what an unknown code might mean', () => {
  expect(refusalText('toString')).toBe(refusalText('anything'));
  expect(refusalText('unit_not_found')).toBe('Das gibt es nicht oder nicht mehr.');
});
