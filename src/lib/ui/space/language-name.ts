import { compareText } from '../../../i18n/collate';
import { intlLocale } from '../../../i18n/format';

/** Languages that people of the quarter ask to be advised in; a link may hold others. */
export const OFFERED_LANGUAGES = [
  'de',
  'en',
  'ar',
  'vi',
  'ru',
  'uk',
  'tr',
  'fa',
  'ku',
  'pl',
  'ro',
  'es',
  'fr',
  'zh'
] as const;

/** The name of a language in the reader's own; its code where the browser knows none. */
export function labelLanguage(code: string): string {
  return new Intl.DisplayNames(intlLocale(), { type: 'language' }).of(code) ?? code;
}

/** Codes in the order of their names. */
export function sortLanguages(codes: readonly string[]): readonly string[] {
  return [...new Set(codes)].sort((a, b) => compareText(labelLanguage(a), labelLanguage(b)));
}
