import type { QuarterStock } from './stock-columns';

type Column = Int32Array | Int16Array | Uint8Array | Float64Array;

/** Rows `from` up to, without, `to` of the kept stock or of the fresh one. */
interface Run {
  readonly isFresh: boolean;
  readonly from: number;
  readonly to: number;
}

/**
 * A new stock in which the units of `changed` (ids, rising) are as in `fresh` and all others as in `kept`.
 * Whoever still reads `kept` does not see it change; the two share columns in which nothing differs, because to
 * copy all of a city's takes longer than to read a few units. `kept` itself where neither holds any of these units.
 */
export function spliceStock(kept: QuarterStock, changed: Int32Array, fresh: QuarterStock): QuarterStock {
  const units = cutUnits(kept, changed, fresh);
  if (units.length <= 1 && fresh.unitId.length === 0 && lengthOf(units) === kept.unitId.length) return kept;
  const occupancies = units.map(({ isFresh, from, to }): Run => {
    const { first } = (isFresh ? fresh : kept).columns.occupancies;
    return { isFresh, from: first[from]!, to: first[to]! };
  });
  const { first, ...keptOccupancies } = kept.columns.occupancies;
  const { first: freshFirst, ...freshOccupancies } = fresh.columns.occupancies;
  return {
    columns: {
      units: joinAll(kept.columns.units, fresh.columns.units, units),
      occupancies: {
        first: joinStarts(first, freshFirst, units),
        ...joinAll(keptOccupancies, freshOccupancies, occupancies)
      }
    },
    unitId: join(kept.unitId, fresh.unitId, units),
    useClass: join(kept.useClass, fresh.useClass, occupancies),
    checkedOn: join(kept.checkedOn, fresh.checkedOn, occupancies),
    results: new Map()
  };
}

/** Row of the first unit whose id is `id` or higher; the number of units where none is. */
export function seekUnitRow({ unitId }: Pick<QuarterStock, 'unitId'>, id: number): number {
  let low = 0;
  let high = unitId.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (unitId[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cutUnits(kept: QuarterStock, changed: Int32Array, fresh: QuarterStock): Run[] {
  const runs: Run[] = [];
  let keptRow = 0;
  let freshRow = 0;
  const keepUpTo = (to: number) => {
    if (keptRow < to) runs.push({ isFresh: false, from: keptRow, to });
  };
  for (const id of changed) {
    const row = seekUnitRow(kept, id);
    const isKept = kept.unitId[row] === id;
    const isFound = fresh.unitId[freshRow] === id;
    if (!isKept && !isFound) continue;
    keepUpTo(row);
    keptRow = isKept ? row + 1 : row;
    if (isFound) runs.push({ isFresh: true, from: freshRow, to: ++freshRow });
  }
  keepUpTo(kept.unitId.length);
  return runs;
}

function lengthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { from, to }) => sum + to - from, 0);
}

function join<C extends Column>(kept: C, fresh: C, runs: readonly Run[]): C {
  const length = lengthOf(runs);
  if (length === kept.length && isUnchanged(runs, (row, freshRow) => Object.is(kept[row], fresh[freshRow])))
    return kept;
  const joined = new (kept.constructor as new (length: number) => C)(length);
  let at = 0;
  for (const { isFresh, from, to } of runs) {
    joined.set((isFresh ? fresh : kept).subarray(from, to), at);
    at += to - from;
  }
  return joined;
}

/** Does every kept row stay in its place, and is every fresh one `equal` to the kept one whose place it takes? */
function isUnchanged(runs: readonly Run[], equal: (row: number, freshRow: number) => boolean): boolean {
  let at = 0;
  for (const { isFresh, from, to } of runs) {
    if (!isFresh && from !== at) return false;
    for (let row = from; isFresh && row < to; row += 1) if (!equal(at + row - from, row)) return false;
    at += to - from;
  }
  return true;
}

function joinAll<Columns extends Readonly<Record<string, Column>>>(
  kept: Columns,
  fresh: Columns,
  runs: readonly Run[]
): Columns {
  const joined = Object.entries(kept).map(([name, column]) => [name, join(column, fresh[name]!, runs)] as const);
  return Object.fromEntries(joined) as Columns;
}

/** `first` of the joined units, told from how many occupancies each one has. */
function joinStarts(kept: Int32Array, fresh: Int32Array, units: readonly Run[]): Int32Array {
  const length = lengthOf(units) + 1;
  const count = (first: Int32Array, unit: number) => first[unit + 1]! - first[unit]!;
  if (
    length === kept.length &&
    isUnchanged(units, (unit, freshUnit) => count(kept, unit) === count(fresh, freshUnit))
  ) {
    return kept;
  }
  const joined = new Int32Array(length);
  let row = 0;
  let start = 0;
  for (const { isFresh, from, to } of units) {
    const first = isFresh ? fresh : kept;
    for (let unit = from; unit < to; unit += 1) {
      joined[row++] = start;
      start += count(first, unit);
    }
  }
  joined[row] = start;
  return joined;
}
