import type { ServiceContext } from '../context';
import { listChangedIds } from '../record/change-list';
import { inSnapshot, readStock, type QuarterStock } from './stock-columns';
import { spliceStock } from './stock-splice';

/**
 * `stock`, read at `revision` or after it, as it is now: only the units that changed since are read. Null where
 * the list of changes does not tell them all (it is pruned, or a change was too large to be listed) or tells too
 * many; the stock must then be read in full.
 */
export function advanceStock(
  context: ServiceContext,
  stock: QuarterStock,
  revision: string
): Promise<QuarterStock | null> {
  return inSnapshot(context, async (snapshot) => {
    const changed = await listChangedIds(snapshot, 'stock', revision);
    if (changed === null) return null;
    if (changed.length === 0) return stock;
    return spliceStock(stock, changed, await readStock(snapshot, { kind: 'units', ids: changed }));
  });
}
