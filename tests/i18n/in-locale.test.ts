import { describe, expect, it } from 'vitest';
import { formatDate } from '../../src/i18n/format';
import { inLocale } from '../../src/i18n/in-locale';
import { m } from '../../src/i18n/paraglide/messages';

const write = () => `${m.account_save()} ${formatDate('2026-04-14')}`;

describe('writing in another language than the page', () => {
  it('speaks it in messages and in days, and leaves the page its own', () => {
    const own = write();
    expect(inLocale('de', write)).toBe('Speichern 14.04.2026');
    expect(inLocale('en', write)).toBe('Save 14 Apr 2026');
    expect(write()).toBe(own);
  });

  it('may be nested, and keeps to its own', () => {
    expect(inLocale('en', () => [inLocale('de', write), write()])).toEqual([
      'Speichern 14.04.2026',
      'Save 14 Apr 2026'
    ]);
  });

  it('takes the base language for one that the product does not speak', () => {
    expect(inLocale('tlh', write)).toBe('Speichern 14.04.2026');
  });
});
