import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Locale = 'de' | 'en' | 'ar';

const FOLDER = resolve('src/i18n/messages');

function readMessages(locale: Locale): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const area of readdirSync(FOLDER)) {
    const messages = JSON.parse(readFileSync(join(FOLDER, area, `${locale}.json`), 'utf8')) as Record<string, unknown>;
    for (const [key, text] of Object.entries(messages)) {
      if (typeof text === 'string' && !key.startsWith('$')) texts.set(key, text);
    }
  }
  return texts;
}

const CATALOGUES: Readonly<Record<Locale, ReadonlyMap<string, string>>> = {
  de: readMessages('de'),
  en: readMessages('en'),
  ar: readMessages('ar')
};

/** All messages of a language without plural forms, by key, as the translators wrote them. */
export function messagesOf(locale: Locale): ReadonlyMap<string, string> {
  return CATALOGUES[locale];
}

/** A message as the page shows it; `{name}` is filled from `inputs`. Throws for an unknown key. */
export function say(locale: Locale, key: string, inputs: Readonly<Record<string, string | number>> = {}): string {
  const text = CATALOGUES[locale].get(key);
  if (text === undefined) throw new Error(`There is no message ${key} in ${locale}`);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(inputs[name] ?? `{${name}}`));
}

/** The path of a page in a language, with its query and fragment: German has no prefix. */
export function pathIn(locale: Locale, path: string): string {
  return locale === 'de' ? path : `/${locale}${path.replace(/^\/(?=$|[?#])/, '')}`;
}
