import { intlLocale } from './format';

const collators = new Map<string, Intl.Collator>();

/** Order of two texts in the reader's language, "9" before "10". */
export function compareText(left: string, right: string): number {
  const locale = intlLocale();
  let collator = collators.get(locale);
  if (!collator) {
    collator = new Intl.Collator(locale, { numeric: true });
    collators.set(locale, collator);
  }
  return collator.compare(left, right);
}
