/** Most ids of one list. */
const MAX_IDS = 2000;
/** The largest id that a record can have. */
const MAX_ID = 2_147_483_647;

/** The distinct ids of a list such as `12,13`; what is none is left out. */
export function readIds(text: string): number[] {
  const ids = text.split(',', MAX_IDS).flatMap((part) => readId(part.trim()) ?? []);
  return [...new Set(ids)];
}

/** Can it be the id of a record at all? */
export function isId(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_ID;
}

/** An id as it stands in an address or a form; null for anything else. */
export function readId(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) && isId(Number(text)) ? Number(text) : null;
}
