import type { FocusAttributes } from './attributes';
import { SHOWN_STATUSES, UNIT_KINDS, USE_CLASSES, type ShownStatus, type UnitKind, type UseClass } from './codes';
import type { Focus } from './focus';
import { isGroundFloorStorey } from './storey';
import type { UnitFilter } from './view-state';

/** True when `filter` keeps every unit. */
export function isFilterEmpty(filter: UnitFilter): boolean {
  return (
    filter.status.length === 0 &&
    filter.use.length === 0 &&
    filter.kind.length === 0 &&
    filter.minSqm === null &&
    filter.maxSqm === null &&
    !filter.isGroundFloor
  );
}

/** One bit per criterion that a unit fails. */
const FAILS = { status: 1, use: 2, kind: 4, area: 8, groundFloor: 16 } as const;

/**
 * 1 for each unit that exists on the day and meets all criteria, else 0. A list is met by any of its codes. A
 * unit of unknown area meets no bound of area, a unit without a known use no choice of uses.
 */
export function filterUnits(filter: UnitFilter, focus: Focus, attributes: FocusAttributes): Uint8Array {
  return judgeUnits(filter, focus, attributes).map((failed, unit) =>
    attributes.exists[unit] === 1 && failed === 0 ? 1 : 0
  );
}

function judgeUnits(filter: UnitFilter, focus: Focus, { status, use }: FocusAttributes): Uint8Array {
  const { units } = focus;
  const statuses = new Set(filter.status);
  const uses = new Set<UseClass | null>(filter.use);
  const kinds = new Set(filter.kind);
  const min = filter.minSqm ?? -Infinity;
  const max = filter.maxSqm ?? Infinity;
  const hasBounds = filter.minSqm !== null || filter.maxSqm !== null;
  const groundFloors = filter.isGroundFloor ? markGroundFloors(focus) : null;
  const failed = new Uint8Array(units.id.length);
  for (let unit = 0; unit < failed.length; unit += 1) {
    const areaSqm = units.areaSqm[unit] ?? null;
    let bits = 0;
    if (statuses.size > 0 && !statuses.has(status[unit]!)) bits |= FAILS.status;
    if (uses.size > 0 && !uses.has(use[unit]!)) bits |= FAILS.use;
    if (kinds.size > 0 && !kinds.has(units.kind[unit]!)) bits |= FAILS.kind;
    if (hasBounds && (areaSqm === null || areaSqm < min || areaSqm > max)) bits |= FAILS.area;
    if (groundFloors !== null && groundFloors[units.storey[unit]!] === 0) bits |= FAILS.groundFloor;
    failed[unit] = bits;
  }
  return failed;
}

function markGroundFloors({ storeys, parameters }: Focus): Uint8Array {
  return Uint8Array.from(storeys.type, (type, row) =>
    isGroundFloorStorey(type, storeys.level[row]!, parameters.countsRaisedGroundFloor) ? 1 : 0
  );
}

/** How many units each choice would show, given what is chosen in the other criteria. */
export interface FacetCounts {
  readonly status: Readonly<Record<ShownStatus, number>>;
  readonly use: Readonly<Record<UseClass, number>>;
  readonly kind: Readonly<Record<UnitKind, number>>;
  readonly groundFloor: number;
  /** Units that meet the whole filter. */
  readonly matching: number;
  /** Units that exist on the day. */
  readonly existing: number;
}

/**
 * Counts beside each choice before it is chosen: a code of a list is counted among the units that meet all
 * other criteria, whatever that list itself has chosen.
 */
export function countFacets(filter: UnitFilter, focus: Focus, attributes: FocusAttributes): FacetCounts {
  const failed = judgeUnits(filter, focus, attributes);
  const groundFloors = markGroundFloors(focus);
  const status = zeroCounts(SHOWN_STATUSES);
  const use = zeroCounts(USE_CLASSES);
  const kind = zeroCounts(UNIT_KINDS);
  let groundFloor = 0;
  let matching = 0;
  let existing = 0;
  failed.forEach((bits, unit) => {
    if (attributes.exists[unit] === 0) return;
    existing += 1;
    if (bits === 0) matching += 1;
    if ((bits & ~FAILS.status) === 0) status[attributes.status[unit]!] += 1;
    if ((bits & ~FAILS.kind) === 0) kind[focus.units.kind[unit]!] += 1;
    const shownUse = attributes.use[unit] ?? null;
    if (shownUse !== null && (bits & ~FAILS.use) === 0) use[shownUse] += 1;
    if ((bits & ~FAILS.groundFloor) === 0 && groundFloors[focus.units.storey[unit]!] === 1) groundFloor += 1;
  });
  return { status, use, kind, groundFloor, matching, existing };
}

function zeroCounts<T extends string>(codes: readonly T[]): Record<T, number> {
  return Object.fromEntries(codes.map((code) => [code, 0])) as Record<T, number>;
}
