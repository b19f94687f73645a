import type { AuthoredTexts } from './authored';
import type { LocalTexts } from './dataset';

/** Splits authored texts into the base language and the others. */
export function toLocalTexts(texts: AuthoredTexts, base: string): LocalTexts {
  const { [base]: text, ...others } = texts;
  return { base: text ?? '', others };
}
