import { sortContent, type PlanArea, type PlanContent, type PlanEntry } from './plan-content';

/** What becomes of the entry of one unit; null: there is none. */
export interface EntryChange {
  readonly unitId: number;
  readonly before: PlanEntry | null;
  readonly after: PlanEntry | null;
}

export interface AreaChange {
  readonly areaId: string;
  readonly before: PlanArea | null;
  readonly after: PlanArea | null;
}

/**
 * The difference of two contents. Applied to the first it gives the second; inverted it goes back. This is what drawing
 * sends, what undo turns round, what an import previews and what two versions of a plan are compared by.
 */
export interface PlanChange {
  readonly entries: readonly EntryChange[];
  readonly areas: readonly AreaChange[];
}

/** Where a change did not find what it expected: somebody else was there before. `present` is what is there now. */
export interface PlanConflict {
  readonly entries: readonly { readonly change: EntryChange; readonly present: PlanEntry | null }[];
  readonly areas: readonly { readonly change: AreaChange; readonly present: PlanArea | null }[];
}

/** The change that leads from one content to another; empty where they say the same. */
export function differContents(from: PlanContent, to: PlanContent): PlanChange {
  return {
    entries: pair(from.entries, to.entries, (entry) => entry.unitId)
      .map(([unitId, before, after]) => ({ unitId, before, after }))
      .sort((a, b) => a.unitId - b.unitId),
    areas: pair(from.areas, to.areas, (area) => area.id)
      .map(([areaId, before, after]) => ({ areaId, before, after }))
      .sort((a, b) => (a.areaId < b.areaId ? -1 : 1))
  };
}

/** Pairs of what has the same key on both sides, those that are equal left out. */
function pair<Key, Item>(
  from: readonly Item[],
  to: readonly Item[],
  keyOf: (item: Item) => Key
): readonly (readonly [key: Key, before: Item | null, after: Item | null])[] {
  const before = new Map(from.map((item) => [keyOf(item), item]));
  const after = new Map(to.map((item) => [keyOf(item), item]));
  const pairs: (readonly [Key, Item | null, Item | null])[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(key) ?? null, after.get(key) ?? null];
    if (!isSameData(one, other)) pairs.push([key, one, other]);
  }
  return pairs;
}

/**
 * The content after `change`. What differs from what the change expected is left as it is and named as a conflict; what
 * is already as the change wants it is no conflict.
 */
export function applyChange(
  content: PlanContent,
  change: PlanChange
): { readonly content: PlanContent; readonly conflict: PlanConflict | null } {
  const entries = new Map(content.entries.map((entry) => [entry.unitId, entry]));
  const areas = new Map(content.areas.map((area) => [area.id, area]));
  const conflict = {
    entries: change.entries.flatMap((one) => {
      const present = write(entries, one.unitId, one);
      return present === undefined ? [] : [{ change: one, present }];
    }),
    areas: change.areas.flatMap((one) => {
      const present = write(areas, one.areaId, one);
      return present === undefined ? [] : [{ change: one, present }];
    })
  };
  return {
    content: sortContent({ entries: [...entries.values()], areas: [...areas.values()] }),
    conflict: conflict.entries.length + conflict.areas.length > 0 ? conflict : null
  };
}

/** Writes where it finds what it expects; else what is there, null for nothing. */
function write<Key, Item>(
  items: Map<Key, Item>,
  key: Key,
  { before, after }: { readonly before: Item | null; readonly after: Item | null }
): Item | null | undefined {
  const present = items.get(key) ?? null;
  if (isSameData(present, after)) return undefined;
  if (!isSameData(present, before)) return present;
  if (after === null) items.delete(key);
  else items.set(key, after);
  return undefined;
}

/** The change that takes `change` back. */
export function invertChange({ entries, areas }: PlanChange): PlanChange {
  return {
    entries: entries.map(({ unitId, before, after }) => ({ unitId, before: after, after: before })),
    areas: areas.map(({ areaId, before, after }) => ({ areaId, before: after, after: before }))
  };
}

export function isEmptyChange({ entries, areas }: PlanChange): boolean {
  return entries.length === 0 && areas.length === 0;
}

/** Are two values of plain data equal? The order of keys does not count. */
export function isSameData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [ones, others] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const keys = Object.keys(ones);
  if (keys.length !== Object.keys(others).length) return false;
  for (const key of keys) if (!Object.hasOwn(others, key) || !isSameData(ones[key], others[key])) return false;
  return true;
}
