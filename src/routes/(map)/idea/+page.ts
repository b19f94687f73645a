import { markSpaces } from '$lib/ui/space/space-mark';
import type { PageLoad } from './$types';

/** Marks of what fits; before the questions are answered the map shows everything as it is. */
export const load: PageLoad = ({ data }) => {
  if (data.found === null) return data;
  const cards = data.found.matches.flatMap((match) => match.cards);
  const isFirst = (id: number, place: number) => cards.findIndex(({ listingId }) => listingId === id) === place;
  return { ...data, ...markSpaces(cards.filter(({ listingId }, place) => isFirst(listingId, place))) };
};
