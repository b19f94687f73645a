import { describe, expect, it } from 'vitest';
import { headOf } from '../../src/lib/ui/record/head';

describe('headOf', () => {
  it('leaves settings of the view out of the lasting address', () => {
    const head = headOf(new URL('https://karte.example/en/units/12?theme=use&date=2012-05-01'));
    expect(head.canonical).toBe('https://karte.example/en/units/12');
  });

  it('calls the start page of a language by its name alone', () => {
    const { alternates } = headOf(new URL('https://karte.example/ar'));
    expect(alternates.map(({ href }) => new URL(href).pathname)).toEqual(['/', '/en', '/ar', '/']);
  });

  it('names every language once, the base language without a prefix and as the default', () => {
    const { alternates } = headOf(new URL('https://karte.example/ar/units/12'));
    expect(Object.fromEntries(alternates.map(({ language, href }) => [language, href]))).toEqual({
      de: 'https://karte.example/units/12',
      en: 'https://karte.example/en/units/12',
      ar: 'https://karte.example/ar/units/12',
      'x-default': 'https://karte.example/units/12'
    });
  });
});
