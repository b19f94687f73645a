import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../context';
import type { Database } from '../db/client';

/** `stock`: what vacancy figures are worked out from; `houses`: outlines and numbers of houses alone; `offers`: listings; `plans`: use plans, also drafts. */
export type RevisionScope = 'geometry' | 'attributes' | 'stock' | 'houses' | 'offers' | 'plans';

/**
 * The counter that statement triggers raise with every change of the scope's tables. Read before the data
 * that is kept under it: what is kept is then never older than its key.
 */
export async function readRevision({ db }: Pick<ServiceContext, 'db'>, scope: RevisionScope): Promise<string> {
  const [row] = await db.execute<{ value: string }>(
    sql`select value::text as value from revision where scope = ${scope}`
  );
  if (!row) throw new Error(`revision of ${scope} is missing: the database is not migrated`);
  return row.value;
}

/** What was loaded at `revision` or after it; it may still be on its way. */
export interface Kept<Value> {
  readonly revision: string;
  readonly value: Promise<Value>;
}

/**
 * Keeps one value per database and key for as long as the scope does not change; simultaneous readers share
 * one load, a failed load is not kept. A transaction counts as a database of its own, so that what it sees
 * (its own changes, or past knowledge) reaches nobody else. Never for anything that depends on who asks.
 */
export class RevisionMemo<Value> {
  readonly #scope: RevisionScope;
  readonly #kept = new WeakMap<Database, Map<string, Kept<Value>>>();

  constructor(scope: RevisionScope) {
    this.#scope = scope;
  }

  /** @param load is told what was kept until now, for whoever can bring that up to date with less work */
  async get(
    context: Pick<ServiceContext, 'db'>,
    key: string,
    load: (kept: Kept<Value> | undefined) => Promise<Value>
  ): Promise<Value> {
    const byKey = this.#kept.get(context.db) ?? new Map<string, Kept<Value>>();
    this.#kept.set(context.db, byKey);
    const before = byKey.get(key);
    const revision = await readRevision(context, this.#scope);
    const kept = byKey.get(key);
    // Somebody who asked later may have been answered sooner: what they keep is newer still.
    const isNewer = kept !== undefined && kept !== before && BigInt(kept.revision) > BigInt(revision);
    if (kept !== undefined && (isNewer || kept.revision === revision)) return kept.value;
    const entry = { revision, value: load(kept) };
    byKey.set(key, entry);
    entry.value.catch(() => {
      if (byKey.get(key) === entry) byKey.delete(key);
    });
    return entry.value;
  }
}
