import { afterEach, describe, expect, it } from 'vitest';
import { baseLocale, overwriteGetLocale, type Locale } from '../../src/i18n/paraglide/runtime';
import { labelOpening, labelSpan, ownWords } from '../../src/lib/ui/business/opening-text';

afterEach(() => overwriteGetLocale(() => baseLocale));

const COMMENT = 'nach Vereinbarung';
const WORDS = { de: 'nach Vereinbarung', en: 'by arrangement', ar: 'بحسب الاتفاق' } as const;

describe('hours that are no hours', () => {
  it.each(Object.entries(WORDS))('are said in the language of the reader (%s)', (locale, words) => {
    overwriteGetLocale(() => locale as Locale);
    const now = { state: 'uncertain', comment: COMMENT, until: null, next: null } as const;
    expect(labelOpening(now, '2026-11-23')).toBe(words);
    expect(labelSpan({ from: 0, to: 1440, isUncertain: true, comment: COMMENT })).toBe(words);
  });

  it('keep the words of the business where they say more, once', () => {
    expect(ownWords(COMMENT)).toBeNull();
    expect(ownWords('nur mit Termin')).toBe('nur mit Termin');
    expect(ownWords(null)).toBeNull();
    overwriteGetLocale(() => 'ar');
    expect(ownWords(COMMENT)).toBe(COMMENT);
  });

  it('leave an open end and a full day as they are', () => {
    expect(labelSpan({ from: 540, to: 1440, isUncertain: true, comment: null })).toBe('ab 09:00');
    expect(labelSpan({ from: 540, to: 1080, isUncertain: false, comment: 'nur mit Termin' })).toBe('09:00–18:00');
  });
});
