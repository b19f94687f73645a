import { isDeepStrictEqual } from 'node:util';

/** What lets authored records meet the stored ones. `Values` are the columns that the author decides. */
export interface Sync<Values extends object, Id> {
  /** Stored rows with their ids; more columns than `Values` are fine. */
  readonly stored: readonly (Values & { readonly id: Id })[];
  readonly wanted: readonly Values[];
  /** Lasting key of a row; stored ones come with their id. */
  readonly keyOf: (values: Values & { readonly id?: Id }) => string;
  /** Inserts in the given order and answers the ids in that order. */
  readonly insert: (values: Values[]) => Promise<readonly { readonly id: Id }[]>;
  readonly update: (id: Id, values: Values) => Promise<unknown>;
  /** True for a stored row that the author no longer names and that may go. */
  readonly isObsolete?: (row: Values) => boolean;
  /** True for a stored row that people have changed: it stays as it is. Is it still one that the author names? */
  readonly isEdited?: (row: Values & { readonly id: Id }, isNamed: boolean) => boolean;
  /** False for a row that may not be added, because people have arranged its place anew; it gets no id. */
  readonly mayInsert?: (values: Values) => boolean;
}

export interface Synced<Id> {
  /** Id per key. */
  readonly ids: ReadonlyMap<string, Id>;
  /** Rows to remove once nothing points at them. */
  readonly obsolete: readonly Id[];
  /** How many rows were inserted or changed. */
  readonly changes: number;
  /** How many rows would have been inserted, changed or removed, had people not changed them or what they belong to. */
  readonly kept: number;
}

/** Rows per statement, well under the protocol's 65,534 parameters. */
const BATCH = 500;

/**
 * Brings stored rows to what is wanted: a row with a known key keeps its id and is written only where it
 * differs, others are inserted in order. Nothing is removed yet.
 */
export async function syncRows<Values extends object, Id>(sync: Sync<Values, Id>): Promise<Synced<Id>> {
  const { stored, wanted, keyOf, insert, update } = sync;
  const byKey = new Map(stored.map((row) => [keyOf(row), row]));
  const ids = new Map<string, Id>();
  const missing: Values[] = [];
  const isEdited = sync.isEdited ?? (() => false);
  let [changes, kept] = [0, 0];
  for (const values of wanted) {
    const row = byKey.get(keyOf(values));
    if (!row) {
      if (sync.mayInsert?.(values) ?? true) missing.push(values);
      else kept++;
      continue;
    }
    ids.set(keyOf(values), row.id);
    byKey.delete(keyOf(values));
    if (isSame(row, values)) continue;
    if (isEdited(row, true)) {
      kept++;
      continue;
    }
    await update(row.id, values);
    changes++;
  }
  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = missing.slice(start, start + BATCH);
    const inserted = await insert(batch);
    for (const [index, values] of batch.entries()) ids.set(keyOf(values), inserted[index]!.id);
  }
  const unnamed = [...byKey.values()].filter((row) => sync.isObsolete?.(row) ?? false);
  const obsolete = unnamed.filter((row) => !isEdited(row, false)).map(({ id }) => id);
  return { ids, obsolete, changes: changes + missing.length, kept: kept + unnamed.length - obsolete.length };
}

function isSame<Values extends object>(row: Values, values: Values): boolean {
  return (Object.keys(values) as (keyof Values)[]).every((key) =>
    isDeepStrictEqual(plain(row[key]), plain(values[key]))
  );
}

/** The driver gives bytes as a Buffer and tuples as arrays. */
function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? [...value] : value;
}
