import type { SpaceColumns } from './space-columns';

/** Rows `from` up to, without, `to` of what was kept or of what is fresh. */
export interface SpaceRun {
  readonly isFresh: boolean;
  readonly from: number;
  readonly to: number;
}

/**
 * The runs of rows that make up new columns, in the order of the listings' ids: those kept, without the rows of `gone`
 * (rising), and all fresh ones among them.
 */
export function cutSpaces(kept: Int32Array, gone: readonly number[], fresh: Int32Array): readonly SpaceRun[] {
  const runs: SpaceRun[] = [];
  let keptRow = 0;
  let place = 0;
  const keepUpTo = (to: number) => {
    while (keptRow < to) {
      const next = gone[place] ?? Infinity;
      const end = Math.min(to, next);
      if (keptRow < end) runs.push({ isFresh: false, from: keptRow, to: end });
      keptRow = end;
      if (end === next && end < to) {
        keptRow += 1;
        place += 1;
      }
    }
  };
  for (let row = 0; row < fresh.length; row += 1) {
    keepUpTo(seek(kept, fresh[row]!));
    runs.push({ isFresh: true, from: row, to: row + 1 });
  }
  keepUpTo(kept.length);
  return runs;
}

/** New columns of the runs; whoever still reads the kept ones does not see them change. */
export function spliceColumns(kept: SpaceColumns, fresh: SpaceColumns, runs: readonly SpaceRun[]): SpaceColumns {
  const { orders: _keptOrders, ...keptColumns } = kept;
  const { orders: _freshOrders, ...freshColumns } = fresh;
  const joined = Object.entries(keptColumns).map(([name, column]) => [
    name,
    join(column, freshColumns[name as keyof typeof freshColumns], runs)
  ]);
  return { ...(Object.fromEntries(joined) as typeof keptColumns), orders: new Map() };
}

/** The same for lists that are parallel to the columns. */
export function spliceRows<Row>(kept: readonly Row[], fresh: readonly Row[], runs: readonly SpaceRun[]): Row[] {
  const rows: Row[] = [];
  for (const { isFresh, from, to } of runs) {
    const source = isFresh ? fresh : kept;
    for (let row = from; row < to; row += 1) rows.push(source[row]!);
  }
  return rows;
}

type Column = SpaceColumns[Exclude<keyof SpaceColumns, 'orders'>];

function join(kept: Column, fresh: Column, runs: readonly SpaceRun[]): Column {
  const length = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const joined = new (kept.constructor as new (length: number) => Column)(length);
  let at = 0;
  for (const { isFresh, from, to } of runs) {
    joined.set((isFresh ? fresh : kept).subarray(from, to), at);
    at += to - from;
  }
  return joined;
}

/** The first row whose id is `id` or higher; the number of rows where none is. */
export function seek(ids: Int32Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
