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

/** Shortest query that is looked up, in characters. */
export const MIN_QUERY_LENGTH = 2;
/** What is typed beyond this is not looked at. */
export const MAX_QUERY_LENGTH = 120;

/**
 * Splits a normalised query (lower case, words parted by single spaces). The first number behind a word is
 * the house number; a number at the very beginning counts where words follow, as in `83 eisenbahnstr`.
 */
export function parseSearchQuery(text: string): SearchQuery {
  const words = text.split(' ').filter((word) => word !== '');
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
