/** Properties of a feature as a file gives them. */
export type Properties = Readonly<Record<string, unknown>>;

/** The first of the keys that has a value, as trimmed text; numbers count as their digits. */
export function textOf(properties: Properties, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = properties[key];
    const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
    if (text !== '') return text;
  }
  return null;
}

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?(?=\s*(?:m|meter|metres?)?$)/i;

/**
 * The first of the keys that holds a number within the bounds: a number, or a text such as `12,5` or `12.5 m`.
 */
export function numberOf(
  properties: Properties,
  keys: readonly string[],
  { min, max }: { readonly min: number; readonly max: number }
): number | null {
  for (const key of keys) {
    const value = properties[key];
    const text = typeof value === 'string' ? NUMBER.exec(value.trim())?.[0].replace(',', '.') : undefined;
    const number = typeof value === 'number' ? value : text === undefined ? NaN : Number(text);
    if (number >= min && number <= max) return number;
  }
  return null;
}

/** As `numberOf`, rounded to a whole number. */
export function countOf(properties: Properties, keys: readonly string[], max: number): number | null {
  const number = numberOf(properties, keys, { min: 0, max });
  return number === null ? null : Math.round(number);
}

/** The year of a text such as `1894-10-31`, `2020-08` or `1905`. */
export function yearOf(properties: Properties, keys: readonly string[]): number | null {
  const match = /^(1[0-9]{3}|20[0-9]{2})(?:$|-)/.exec(textOf(properties, keys) ?? '');
  return match ? Number(match[1]) : null;
}

/** True for tags such as `heritage=4` or `historic=monument`, false for none and for `no`. */
export function hasTag(properties: Properties, keys: readonly string[]): boolean {
  const text = textOf(properties, keys);
  return text !== null && text !== 'no' && text !== '0';
}
