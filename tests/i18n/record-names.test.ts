import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '../../src/i18n/paraglide/runtime';
import { labelUnit, labelUnitPlace } from '../../src/lib/ui/record/names';
import { labelPeriod, labelSpan } from '../../src/lib/ui/record/period';

afterEach(() => overwriteGetLocale(() => 'de'));
overwriteGetLocale(() => 'de');

describe('labelUnitPlace', () => {
  it.each([
    ['EG-R', 'EG rechts'],
    ['EG-M', 'EG Mitte'],
    ['3OG-L', '3. OG links'],
    ['KG-1', 'KG 1'],
    ['HH-EG', 'Hinterhaus, EG'],
    ['SF-2OG', 'Seitenflügel, 2. OG'],
    ['HOF2-1OG', 'Hofgebäude 2, 1. OG']
  ])('reads %s as %s', (code, place) => {
    expect(labelUnitPlace(code)).toBe(place);
  });

  it.each(['', 'Laden 3', 'EG-', 'OG-L', 'EG-R-2'])('keeps %j, which follows no pattern', (code) => {
    expect(labelUnitPlace(code)).toBe(code);
  });

  it('speaks the language of the page', () => {
    overwriteGetLocale(() => 'ar');
    expect(labelUnitPlace('EG-R')).toContain('يمين');
  });
});

describe('labelUnit', () => {
  it('names place, kind and area', () => {
    expect(labelUnit({ code: 'EG-R', kind: 'shop', areaSqm: 96 })).toBe('EG rechts · Laden, 96\u00a0m²');
  });

  it('leaves an unknown area out', () => {
    expect(labelUnit({ code: 'EG-R', kind: 'shop', areaSqm: null })).toBe('EG rechts · Laden');
  });
});

describe('periods', () => {
  it('says which end is open', () => {
    expect(labelPeriod({ from: '2026-04-14', to: null })).toBe('seit 14.04.2026');
    expect(labelPeriod({ from: null, to: '2026-04-14' })).toBe('bis 14.04.2026');
    expect(labelPeriod({ from: '2004-01-01', to: '2026-04-14' })).toBe('01.01.2004 – 14.04.2026');
    expect(labelPeriod({ from: null, to: null })).toBe('');
  });

  it('says where a measure has no date', () => {
    expect(labelSpan(null, null)).toBe('ohne Termin');
    expect(labelSpan('2011-03-01', null)).toBe('ab 01.03.2011');
  });
});
