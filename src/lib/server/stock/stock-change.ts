import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../context';
import { readRevision } from '../record/revision';
import { inSnapshot, readStock, type QuarterStock } from './stock-columns';
import { spliceStock } from './stock-splice';

/** Rows of the list of changes beyond which a full read costs less than following them. */
const MOST_CHANGES = 5000;

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
    const changed = await listChangedUnits(snapshot, revision);
    if (changed === null) return null;
    if (changed.length === 0) return stock;
    return spliceStock(stock, changed, await readStock(snapshot, { kind: 'units', ids: changed }));
  });
}

/**
 * Rising ids of the units that the revisions after `revision` are about; null where not all of them are known.
 * Whoever raises the revision holds its row until the commit: revisions become visible in their order.
 */
async function listChangedUnits(snapshot: ServiceContext, revision: string): Promise<Int32Array | null> {
  const present = await readRevision(snapshot, 'stock');
  const changes = await snapshot.db.execute<{ revision: string; unitId: number | null }>(sql`
    select revision::text as revision, unit_id as "unitId" from stock_change
    where revision > ${revision}::bigint limit ${MOST_CHANGES + 1}`);
  if (changes.length > MOST_CHANGES) return null;
  const revisions = new Set<string>();
  const units = new Set<number>();
  for (const change of changes) {
    if (change.unitId === null) return null;
    revisions.add(change.revision);
    units.add(change.unitId);
  }
  const isComplete = BigInt(revisions.size) === BigInt(present) - BigInt(revision);
  return isComplete ? Int32Array.from(units).sort() : null;
}
