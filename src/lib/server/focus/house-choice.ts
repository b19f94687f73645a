import { sql } from 'drizzle-orm';
import { reachOf } from '../../domain/access';
import type { BuildingReference } from '../../domain/building';
import type { ServiceContext } from '../context';
import { BUILDING_REFERENCE, toBuildingReference, type BuildingReferenceRow } from '../record/reference';
import { search } from '../search/search';
import { idList } from '../record/visibility';

/** The house that a list is narrowed down to, and what else a typed address may mean. */
export interface HouseChoice {
  readonly building: BuildingReference | null;
  /** What was typed, where it does not name one house. */
  readonly typed: string;
  readonly suggestions: readonly BuildingReference[];
}

const MOST_SUGGESTIONS = 8;
/** Houses of one's own that fit into a list to choose from. */
const MOST_OWN = 200;

/**
 * The house of an id, else the one that a typed address names: found as the search finds it, so that a part of the
 * address and small mistakes do. An unknown id is no choice.
 */
export async function chooseHouse(
  context: ServiceContext,
  { id, address }: { readonly id: number | null; readonly address: string }
): Promise<HouseChoice> {
  if (id !== null) return { building: (await readHouses(context, [id]))[0] ?? null, typed: '', suggestions: [] };
  if (address === '') return { building: null, typed: '', suggestions: [] };
  const { hits } = await search(context, address);
  const ids = hits.flatMap((hit) => (hit.entity === 'building' ? [hit.id] : [])).slice(0, MOST_SUGGESTIONS);
  const found = await readHouses(context, ids);
  const exact = found.filter((house) => spell(house) === address.toLowerCase().replace(/\s+/g, ' '));
  const only = found.length === 1 ? found : exact;
  if (only.length === 1) return { building: only[0]!, typed: '', suggestions: [] };
  return { building: null, typed: address, suggestions: found };
}

/** The houses of somebody whose work is about their own, to choose from; empty for whoever works on all. */
export async function listOwnHouses(context: ServiceContext): Promise<readonly BuildingReference[]> {
  if (reachOf(context.actor, 'occupancy:change') !== 'own') return [];
  return readHouses(context, context.actor.buildingIds.slice(0, MOST_OWN));
}

const spell = ({ street, houseNumber }: BuildingReference) => `${street ?? ''} ${houseNumber ?? ''}`.toLowerCase();

/** In the order of the ids. */
async function readHouses(context: ServiceContext, ids: readonly number[]): Promise<BuildingReference[]> {
  const rows = await context.db.execute<BuildingReferenceRow>(sql`
    select ${BUILDING_REFERENCE} from building b join quarter q on q.id = b.quarter_id and q.slug = ${context.quarter}
    where b.id = any(${idList(ids)})`);
  const byId = new Map(rows.map((row) => [row.buildingId, toBuildingReference(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
