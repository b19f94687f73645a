import { checkText } from './free-text';
import type { Issue } from './refusal';

/** A text in the base language with its translations, as a form begins with it. */
export interface LocalText {
  readonly base: string | null;
  /** By locale, without the base language; a locale without a translation is missing. */
  readonly others: Readonly<Record<string, Translation>>;
}

/** The text in a language, else in the base language. */
export function textIn({ base, others }: LocalText, locale: string): string {
  return others[locale]?.text ?? base ?? '';
}

export interface Translation {
  readonly text: string;
  /** The original has been changed since somebody translated it or last said that it still fits. */
  readonly isOutdated: boolean;
}

/** Texts of one record as somebody typed them; null or empty is "none". */
export interface TypedTexts<Field extends string> {
  readonly base: Readonly<Record<Field, string | null>>;
  /** By locale, then by field. */
  readonly others: Readonly<Record<string, Readonly<Record<Field, string | null>>>>;
  /** Locales whose translations were read again and still fit, also where they were left as they are. */
  readonly confirmed: readonly string[];
}

/** What the field of a form is called that holds `field` in a language; the base language has the plain name. */
export function textFieldName(field: string, locale: string | null): string {
  return locale === null ? field : `${field}.${locale}`;
}

/** What cannot be stored; fields are named as in `textFieldName`. */
export function checkTypedTexts<Field extends string>(
  texts: TypedTexts<Field>,
  { lengths, required }: { readonly lengths: Readonly<Record<Field, number>>; readonly required: readonly Field[] }
): Issue[] {
  const issues: Issue[] = required
    .filter((field) => (texts.base[field] ?? '') === '')
    .map((field) => ({ field, code: 'required' }));
  for (const field of Object.keys(lengths) as Field[]) {
    issues.push(...checkText(field, texts.base[field], lengths[field]));
    for (const [locale, typed] of Object.entries(texts.others)) {
      issues.push(...checkText(textFieldName(field, locale), typed[field], lengths[field]));
    }
  }
  return issues;
}
