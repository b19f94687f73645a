/** A node of schema.org; what is null or an empty list is left out when it is written. */
export interface JsonLd {
  readonly [name: string]: JsonLdValue;
}
type JsonLdValue = string | number | boolean | null | undefined | JsonLd | readonly JsonLdValue[];

/**
 * JSON for a script element: `<`, `>` and `&` are written as escapes, so that no text can end the element, begin a
 * comment or be taken for a character reference.
 */
export function writeJsonLd(node: JsonLd): string {
  const json = JSON.stringify(node, (_name, value: JsonLdValue) =>
    value === null || (Array.isArray(value) && value.length === 0) ? undefined : value
  );
  return json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
