import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { m } from '../../src/i18n/paraglide/messages';
import { locales, type Locale } from '../../src/i18n/paraglide/runtime';

const CATALOGUES = fileURLToPath(new URL('../../src/i18n/messages', import.meta.url));
const areas = readdirSync(CATALOGUES);
const compiled = m as unknown as Readonly<
  Record<string, (inputs: Record<string, number>, options: { locale: Locale }) => string>
>;

type Catalogue = Readonly<Record<string, unknown>>;

function readCatalogue(area: string, locale: Locale): Catalogue {
  const { $schema: _, ...messages } = JSON.parse(
    readFileSync(`${CATALOGUES}/${area}/${locale}.json`, 'utf8')
  ) as Catalogue;
  return messages;
}

/** Names in braces, whatever the form of the message; names that a variant computes itself are left out. */
function inputsOf(message: unknown): string[] {
  const text = JSON.stringify(message);
  const computed = new Set([...text.matchAll(/local (\w+) =/g)].map((match) => match[1]));
  const declared = [...text.matchAll(/input (\w+)/g)].map((match) => match[1]!);
  const used = [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  return [...new Set([...declared, ...used])].filter((name) => !computed.has(name)).sort();
}

function textsOf(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  return (message as { match: Record<string, string> }[]).flatMap((variants) => Object.values(variants.match));
}

describe.each(areas)('messages of the area %s', (area) => {
  const german = readCatalogue(area, 'de');

  it.each(locales)('are all there in %s, and no others', (locale) => {
    expect(Object.keys(readCatalogue(area, locale)).sort()).toEqual(Object.keys(german).sort());
  });

  it.each(locales)('take the same inputs in %s', (locale) => {
    const translated = readCatalogue(area, locale);
    const differing = Object.keys(german).filter(
      (key) => inputsOf(translated[key]).join() !== inputsOf(german[key]).join()
    );
    expect(differing).toEqual([]);
  });

  it.each(locales)('are never empty in %s', (locale) => {
    const blank = Object.entries(readCatalogue(area, locale)).filter(([, message]) =>
      textsOf(message).some((text) => text.trim() === '')
    );
    expect(blank).toEqual([]);
  });

  it('carry the name of their area', () => {
    expect(Object.keys(german).filter((key) => !key.startsWith(`${area}_`))).toEqual([]);
  });

  it('are all compiled, with the text of each language', () => {
    const missing: string[] = [];
    for (const locale of locales) {
      for (const [key, message] of Object.entries(readCatalogue(area, locale))) {
        const inputs = Object.fromEntries(inputsOf(message).map((name) => [name, 3]));
        const expected = textsOf(message).map((text) => text.replace(/\{\w+\}/g, '3'));
        if (!expected.includes(compiled[key]?.(inputs, { locale }) ?? '')) missing.push(`${locale} ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

describe('the message project', () => {
  it('lists every area', () => {
    const settings = JSON.parse(
      readFileSync(new URL('../../src/i18n/project.inlang/settings.json', import.meta.url), 'utf8')
    ) as { modules: string[]; 'plugin.inlang.messageFormat': { pathPattern: string[] } };
    expect([...settings['plugin.inlang.messageFormat'].pathPattern].sort()).toEqual(
      areas.map((area) => `./messages/${area}/{locale}.json`).sort()
    );
  });

  it('loads its plugin from the installed packages, never from another host', () => {
    const settings = readFileSync(new URL('../../src/i18n/project.inlang/settings.json', import.meta.url), 'utf8');
    const { modules } = JSON.parse(settings) as { modules: string[] };
    expect(modules.filter((path) => !path.startsWith('../../node_modules/'))).toEqual([]);
  });

  it.each(locales)('has messages in %s', (locale) => {
    expect(compiled.codes_status_vacant!({}, { locale })).toBe({ de: 'leer', en: 'vacant', ar: 'شاغر' }[locale]);
  });
});
