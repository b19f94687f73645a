import type { PlanWords } from './plan-content';

/** Wish or reason in a language, else in the base language; null where the plan says none. */
export function wordingIn(words: PlanWords, field: 'wish' | 'reason', locale: string): string | null {
  return words.translations[locale]?.[field] ?? words[field];
}
