import type { Focus, OccupancyColumns } from './focus';

/** Stands in `vacantSince` for a row that is not vacant, or whose vacancy began on a day that nobody knows. */
export const NO_START = -2147483648;

/** Row positions of one focus, worked out once so that each date is a single pass over the units. */
export interface FocusIndex {
  /** The occupancy rows of unit `u` are `firstOccupancy[u]` up to, without, `firstOccupancy[u + 1]`. */
  readonly firstOccupancy: Int32Array;
  /** Row in `Focus.buildings`, per unit. */
  readonly buildingOfUnit: Int32Array;
  /** Row in `Focus.plan`, per unit; -1 where the plan has no target. */
  readonly targetOfUnit: Int32Array;
  /** The renewal rows of house `b` are `renewalRows[firstRenewal[b]]` up to, without, `firstRenewal[b + 1]`. */
  readonly firstRenewal: Int32Array;
  readonly renewalRows: Int32Array;
  /** Per occupancy row: the day on which the vacancy began that the row belongs to, or `NO_START`. */
  readonly vacantSince: Int32Array;
}

const indexes = new WeakMap<Focus, FocusIndex>();

/** The index of `focus`; the same focus object is indexed once. Throws a RangeError where occupancies are unsorted. */
export function indexFocus(focus: Focus): FocusIndex {
  const known = indexes.get(focus);
  if (known) return known;
  const { storeys, units, occupancies, renewals, plan } = focus;
  const buildings = countStarts(renewals.building, focus.buildings.id.length);
  const index: FocusIndex = {
    firstOccupancy: countSortedStarts(occupancies.unit, units.id.length),
    buildingOfUnit: Int32Array.from(units.storey, (storey) => storeys.building[storey]!),
    targetOfUnit: placeTargets(plan?.unit ?? [], units.id.length),
    firstRenewal: buildings.first,
    renewalRows: buildings.rows,
    vacantSince: findVacancyStarts(occupancies)
  };
  indexes.set(focus, index);
  return index;
}

function countSortedStarts(owners: readonly number[], ownerCount: number): Int32Array {
  for (let row = 1; row < owners.length; row += 1) {
    if (owners[row]! < owners[row - 1]!) throw new RangeError(`occupancies are not sorted by unit at row ${row}`);
  }
  return countStarts(owners, ownerCount).first;
}

/** Groups rows by their owner: a counting sort that keeps the order of rows within an owner. */
function countStarts(owners: readonly number[], ownerCount: number): { first: Int32Array; rows: Int32Array } {
  const first = new Int32Array(ownerCount + 1);
  for (const owner of owners) first[owner + 1]! += 1;
  for (let owner = 0; owner < ownerCount; owner += 1) first[owner + 1]! += first[owner]!;
  const next = first.slice();
  const rows = new Int32Array(owners.length);
  for (let row = 0; row < owners.length; row += 1) rows[next[owners[row]!]!++] = row;
  return { first, rows };
}

function placeTargets(targetUnits: readonly number[], unitCount: number): Int32Array {
  const targets = new Int32Array(unitCount).fill(-1);
  targetUnits.forEach((unit, row) => {
    targets[unit] = row;
  });
  return targets;
}

/** A vacancy whose reason or check changes midway is still one vacancy: adjoining vacant rows share their first day. */
function findVacancyStarts({ unit, from, to, status, isStartKnown }: OccupancyColumns): Int32Array {
  const since = new Int32Array(unit.length).fill(NO_START);
  for (let row = 0; row < unit.length; row += 1) {
    if (status[row] !== 'vacant') continue;
    const goesOn = row > 0 && unit[row - 1] === unit[row] && status[row - 1] === 'vacant' && to[row - 1] === from[row];
    if (goesOn) since[row] = since[row - 1]!;
    else if (isStartKnown[row]) since[row] = from[row]!;
  }
  return since;
}
