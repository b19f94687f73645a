import { sql, type SQL } from 'drizzle-orm';
import type { ServiceContext } from '../context';
import { readRevision, type RevisionScope } from './revision';

/** Rows of a list of changes beyond which a full read costs less than following them. */
const MOST_CHANGES = 5000;

/** Per scope the list of what each revision is about, filled by statement triggers. */
const LISTS = {
  stock: sql`select revision::text as revision, unit_id as id from stock_change`,
  offers: sql`select revision::text as revision, listing_id as id from offer_change`
} as const satisfies Partial<Record<RevisionScope, SQL>>;

/**
 * Rising ids of what the revisions after `since` are about (units of `stock`, listings of `offers`); null where not all
 * of them are known (the list is pruned, or a change was too large to be listed) or they are too many: what is kept
 * in memory must then be read in full. Whoever raises a revision holds its row until the commit: revisions become
 * visible in their order. `snapshot` comes from `inSnapshot`.
 */
export async function listChangedIds(
  snapshot: ServiceContext,
  scope: keyof typeof LISTS,
  since: string
): Promise<Int32Array | null> {
  const present = await readRevision(snapshot, scope);
  const changes = await snapshot.db.execute<{ revision: string; id: number | null }>(
    sql`${LISTS[scope]} where revision > ${since}::bigint limit ${MOST_CHANGES + 1}`
  );
  if (changes.length > MOST_CHANGES) return null;
  const revisions = new Set<string>();
  const ids = new Set<number>();
  for (const change of changes) {
    if (change.id === null) return null;
    revisions.add(change.revision);
    ids.add(change.id);
  }
  const isComplete = BigInt(revisions.size) === BigInt(present) - BigInt(since);
  return isComplete ? Int32Array.from(ids).sort() : null;
}
