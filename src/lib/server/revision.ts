import { sql } from 'drizzle-orm';
import type { ServiceContext } from './context';
import type { Database } from './db/client';

/** `stock`: what vacancy figures are worked out from. */
export type RevisionScope = 'geometry' | 'attributes' | 'stock';

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

/**
 * Keeps one value per database and key for as long as the scope does not change; simultaneous readers share
 * one load, a failed load is not kept. Never for anything that depends on who asks.
 */
export class RevisionMemo<Value> {
  readonly #scope: RevisionScope;
  readonly #kept = new WeakMap<Database, Map<string, { readonly revision: string; readonly value: Promise<Value> }>>();

  constructor(scope: RevisionScope) {
    this.#scope = scope;
  }

  async get(context: Pick<ServiceContext, 'db'>, key: string, load: () => Promise<Value>): Promise<Value> {
    const revision = await readRevision(context, this.#scope);
    const byKey = this.#kept.get(context.db) ?? new Map<string, { revision: string; value: Promise<Value> }>();
    this.#kept.set(context.db, byKey);
    const kept = byKey.get(key);
    if (kept?.revision === revision) return kept.value;
    const entry = { revision, value: load() };
    byKey.set(key, entry);
    entry.value.catch(() => {
      if (byKey.get(key) === entry) byKey.delete(key);
    });
    return entry.value;
  }
}
