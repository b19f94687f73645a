import { isCode, USE_CLASSES } from './codes';
import { readSpaceSearch } from './space-filter';
import { SPACE_NEEDS, type SpaceIdea } from './space-request';
import { readViewDate } from './view-state';

/** The search parameters of an idea in their canonical order; none of them is a parameter of the view. */
export const IDEA_PARAMETERS = ['for', 'sqm', 'rent', 'from', 'need', 'lang'] as const;

/** ISO 639-1, or 639-3 where a language has no shorter code (Kurmanji). */
const LANGUAGE = /^[a-z]{2,3}$/;
const MOST_LANGUAGES = 10;

/**
 * Reads an idea from parameters and never throws: null where it does not say for which use, else what is missing or
 * broken is left open. Lists may be given with commas or by repeating the parameter. The area may come as one range
 * (`sqm=40-60`), or as a form sends it: a chosen range and two typed bounds, which count before it.
 */
export function readIdea(search: URLSearchParams): SpaceIdea | null {
  const [use] = readList(search, 'for').flatMap((text) => (isCode(USE_CLASSES, text) ? [text] : []));
  if (use === undefined) return null;
  const plain = new URLSearchParams({ sqm: readRange(search.getAll('sqm')), rent: search.get('rent') ?? '' });
  const { minSqm, maxSqm, maxRentCents } = readSpaceSearch(plain).filter;
  const needs = readList(search, 'need');
  const languages = readList(search, 'lang').filter((text) => LANGUAGE.test(text));
  return {
    use,
    minSqm,
    maxSqm,
    maxRentCents,
    startsOn: readViewDate(search.get('from')),
    needs: SPACE_NEEDS.filter((need) => needs.includes(need)),
    languages: [...new Set(languages)].slice(0, MOST_LANGUAGES)
  };
}

/** The parameters of an idea in canonical order, what is open left out; `readIdea` gives the same idea again. */
export function writeIdea({
  use,
  minSqm,
  maxSqm,
  maxRentCents,
  startsOn,
  needs,
  languages
}: SpaceIdea): URLSearchParams {
  const texts: Readonly<Record<(typeof IDEA_PARAMETERS)[number], string>> = {
    for: use,
    sqm: minSqm === null && maxSqm === null ? '' : `${minSqm ?? ''}-${maxSqm ?? ''}`,
    rent: maxRentCents === null ? '' : String(maxRentCents / 100),
    from: startsOn ?? '',
    need: needs.join(),
    lang: languages.join()
  };
  const search = new URLSearchParams();
  for (const name of IDEA_PARAMETERS) if (texts[name] !== '') search.set(name, texts[name]);
  return search;
}

function readList(search: URLSearchParams, name: (typeof IDEA_PARAMETERS)[number]): readonly string[] {
  return search.getAll(name).flatMap((text) => text.split(','));
}

function readRange(texts: readonly string[]): string {
  const isRange = (text: string) => /[-–]/.test(text);
  // The choice that leaves it open stands before the typed bounds and is empty.
  const [from = '', to = ''] = texts.filter((text) => !isRange(text)).slice(-2);
  return from !== '' || to !== '' ? `${from}-${to}` : (texts.find(isRange) ?? '');
}
