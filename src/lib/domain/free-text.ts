import type { Issue } from './refusal';

/** A null character, or half of a surrogate pair: no database stores either as text. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Can it be stored as it is? */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** What is wrong with a text that people typed: longer than `most` UTF-16 units, or not to be stored as it is. */
export function checkText(field: string, text: string | null, most: number): Issue[] {
  if (text === null) return [];
  if (text.length > most) return [{ field, code: 'too_long', details: { most } }];
  return isStorable(text) ? [] : [{ field, code: 'not_text' }];
}

const MAX_LINK_LENGTH = 300;

/** What is wrong with the address of a web page that people typed. */
export function checkWebAddress(field: string, address: string | null): Issue[] {
  if (address === null) return [];
  const isWeb = URL.canParse(address) && ['https:', 'http:'].includes(new URL(address).protocol);
  if (address.length <= MAX_LINK_LENGTH && isWeb) return checkText(field, address, MAX_LINK_LENGTH);
  return [{ field, code: 'out_of_range' }];
}
