import { packSpaces } from '../../domain/space-columns';
import { cutSpaces, spliceColumns, spliceRows } from '../../domain/space-splice';
import type { ServiceContext } from '../context';
import { listChangedIds } from '../record/change-list';
import { inSnapshot } from '../stock/stock-columns';
import type { PublicSpaces, SpaceStamp } from './public-spaces';
import { readSpaceRows } from './space-rows';

/**
 * `spaces`, read at `stamp` or after it, as they are now on the same day: only the offers that changed, or whose units
 * did, are read. Null where the lists of changes do not tell all of them or tell too many.
 */
export function advanceSpaces(
  context: ServiceContext,
  spaces: PublicSpaces,
  stamp: SpaceStamp
): Promise<PublicSpaces | null> {
  return inSnapshot(context, async (snapshot) => {
    const unitIds = await listChangedIds(snapshot, 'stock', stamp.stock);
    const listingIds = await listChangedIds(snapshot, 'offers', stamp.offers);
    if (unitIds === null || listingIds === null) return null;
    if (unitIds.length + listingIds.length === 0) return spaces;
    const [units, listings] = [new Set(unitIds), new Set(listingIds)];
    const fresh = await readSpaceRows(snapshot, { listingIds: [...listings], unitIds: [...units] });
    const places = spaces.rows.flatMap(({ unitId, space }, row) =>
      units.has(unitId) || listings.has(space.listingId) ? [row] : []
    );
    // What was worked out from them may be about other units, too: neighbours are those that none stands between.
    if (fresh.length + places.length === 0) return { ...spaces, results: new Map() };
    const packed = packSpaces(
      fresh.map(({ space }) => space),
      stamp.countsRaisedGroundFloor
    );
    const runs = cutSpaces(spaces.columns.listingId, places, packed.listingId);
    return {
      rows: spliceRows(spaces.rows, fresh, runs),
      columns: spliceColumns(spaces.columns, packed, runs),
      results: new Map()
    };
  });
}
