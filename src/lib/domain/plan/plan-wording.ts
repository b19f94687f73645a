import type { PlanWords } from './plan-content';

/** Wish or reason in a language, else (or without one) in the base language; null where the plan says none. */
export function wordIn(words: PlanWords, field: 'wish' | 'reason', locale: string | undefined): string | null {
  return (locale === undefined ? undefined : words.translations[locale]?.[field]) ?? words[field];
}
