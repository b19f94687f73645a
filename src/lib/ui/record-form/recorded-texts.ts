import type { FormValues } from '../../domain/form';
import { textFieldName, type LocalText } from '../../domain/local-text';

/** What the fields of `TextFields` begin with. */
export function recordedTexts(texts: Readonly<Record<string, LocalText>>): FormValues {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([field, { base, others }]) => [
      [textFieldName(field, null), base ?? ''],
      ...Object.entries(others).map(([locale, { text }]) => [textFieldName(field, locale), text])
    ])
  ) as FormValues;
}
