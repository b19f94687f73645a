/** What somebody typed, taken apart. All parts are in the spelling that the index is kept in. */
export interface SearchQuery {
  /** The whole query. */
  readonly text: string;
  /** Its words without house number and what follows it. */
  readonly street: string;
  /** House number such as `83` or `12a`; null where none was typed. */
  readonly houseNumber: string | null;
  /** Words behind the house number: the beginning of a unit's code. */
  readonly behind: string;
}

const HOUSE_NUMBER = /^\d{1,4}[a-z]?$/;
/** The beginning of a unit's code as it is spelled in the index: `eg`, `1og`, `hh`; its side follows as `l`, `mr`, `2`. */
const CODE_STOREY = /^(?:\d{0,2}(?:kg|sou|eg|hp|zg|og|dg)|vh|sf|hh)$/;
const CODE_SIDE = /^(?:[lmrhv]{1,2}|\d)$/;

/** Shortest query that is looked up, in characters. */
export const MIN_QUERY_LENGTH = 2;
/** What is typed beyond this is not looked at. */
export const MAX_QUERY_LENGTH = 120;

/**
 * Splits a normalised query (lower case, words parted by single spaces). The first number behind a word is
 * the house number; a number at the very beginning counts where words follow, as in `83 eisenbahnstr`. A unit's
 * code may stand before the address as well as behind it: `eg r eisenbahnstr 83`.
 */
export function parseSearchQuery(text: string): SearchQuery {
  const words = putCodeBehind(text.split(' ').filter((word) => word !== ''));
  const at = words.findIndex((word, index) => index > 0 && HOUSE_NUMBER.test(word));
  if (at > 0) {
    const isLetterApart = /^\d+$/.test(words[at]!) && /^[a-z]$/.test(words[at + 1] ?? '');
    return {
      text,
      street: words.slice(0, at).join(' '),
      houseNumber: words[at]! + (isLetterApart ? words[at + 1]! : ''),
      behind: words.slice(at + (isLetterApart ? 2 : 1)).join(' ')
    };
  }
  const leads = words.length > 1 && HOUSE_NUMBER.test(words[0]!);
  return {
    text,
    street: words.slice(leads ? 1 : 0).join(' '),
    houseNumber: leads ? words[0]! : null,
    behind: ''
  };
}

function putCodeBehind(words: readonly string[]): readonly string[] {
  let length = 0;
  while (length < words.length && CODE_STOREY.test(words[length]!)) length += 1;
  if (length > 0 && length < words.length && CODE_SIDE.test(words[length]!)) length += 1;
  return [...words.slice(length), ...words.slice(0, length)];
}
