import { countFacets } from '../../domain/space-facets';
import type { NearMisses, SpaceSearchResult, SpaceSearchState } from '../../domain/space-finding';
import type { SpaceCard } from '../../domain/space';
import { findMisses, findNearMisses, listFound, type SpaceMisses } from '../../domain/space-search';
import { seek } from '../../domain/space-splice';
import type { ServiceContext } from '../context';
import { publicSpaces, type PublicSpaces } from './public-spaces';
import { readSpaceCards } from './space-card';

/** Spaces on one page of the finder. */
export const SPACE_PAGE_SIZE = 20;
/** How many near misses are shown where nothing is found. */
const NEAR_MISSES = 6;

/** What the finder shows for a search; the same for every reader. A page behind the last one is the last. */
export async function searchSpaces(context: ServiceContext, state: SpaceSearchState): Promise<SpaceSearchResult> {
  const spaces = await publicSpaces(context);
  const { filter, sort } = state;
  const misses = findMisses(spaces.columns, filter);
  const found = listFound(spaces.columns, misses, sort);
  const pageCount = Math.max(1, Math.ceil(found.length / SPACE_PAGE_SIZE));
  const page = Math.min(Math.max(1, Math.trunc(state.page)), pageCount);
  const shown = found.subarray((page - 1) * SPACE_PAGE_SIZE, page * SPACE_PAGE_SIZE);
  const [rows, nearMisses] = await Promise.all([
    readSpaceCards(
      context,
      Array.from(shown, (row) => spaces.rows[row]!)
    ),
    found.length === 0 && spaces.rows.length > 0 ? readNearMisses(context, { spaces, misses, state }) : null
  ]);
  return {
    cards: { rows, page, pageCount, total: found.length },
    facets: countFacets(spaces.columns, misses, { filter, today: context.today }),
    nearMisses
  };
}

/**
 * The listings that a search finds, in its order; all of them, for feeds and exports, which read a card for each
 * as they need it.
 */
export async function listFoundIds(
  context: ServiceContext,
  { filter, sort }: Pick<SpaceSearchState, 'filter' | 'sort'>
): Promise<readonly number[]> {
  const { columns } = await publicSpaces(context);
  return Array.from(listFound(columns, findMisses(columns, filter), sort), (row) => columns.listingId[row]!);
}

/** The cards of these listings in the order given; what may not, or no longer, be seen is left out. */
export async function listSpaceCards(context: ServiceContext, listingIds: readonly number[]): Promise<SpaceCard[]> {
  const spaces = await publicSpaces(context);
  const wanted = [...new Set(listingIds)].map((id) => findSpaceRow(spaces, id));
  return readSpaceCards(
    context,
    wanted.filter((row) => row >= 0).map((row) => spaces.rows[row]!)
  );
}

async function readNearMisses(
  context: ServiceContext,
  {
    spaces,
    misses,
    state
  }: { readonly spaces: PublicSpaces; readonly misses: SpaceMisses; readonly state: SpaceSearchState }
): Promise<NearMisses> {
  const { rows, withoutWish } = findNearMisses(spaces.columns, misses, { ...state, limit: NEAR_MISSES });
  const cards = await readSpaceCards(
    context,
    rows.map(({ row }) => spaces.rows[row]!)
  );
  const missedBy = new Map(rows.map(({ row, missed }) => [spaces.rows[row]!.space.listingId, missed]));
  return { spaces: cards.map((card) => ({ card, missed: missedBy.get(card.listingId)! })), withoutWish };
}

/** Row of a listing, -1 where everybody may not see it. */
function findSpaceRow({ columns: { listingId } }: PublicSpaces, id: number): number {
  const row = seek(listingId, id);
  return listingId[row] === id ? row : -1;
}
