import { markSpaces } from '$lib/ui/space/space-mark';
import type { PageLoad } from './$types';

/** The map shows what the list shows: what was found, or else what comes next to it. */
export const load: PageLoad = ({ data }) => {
  const shown = [...data.cards.rows, ...(data.nearMisses?.spaces ?? []).map(({ card }) => card)];
  return { ...data, ...markSpaces(shown) };
};
