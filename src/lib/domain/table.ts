import type { FocusAttributes } from './attributes';
import { BUILDING_PARTS, PLAN_USES, SHOWN_STATUSES, UNIT_KINDS, USE_CLASSES } from './codes';
import type { Focus } from './focus';
import { indexFocus } from './focus-index';
import type { TableSort } from './view-state';

/** One row of the table twin, as rows of the focus columns. */
export interface TableRow {
  readonly unit: number;
  readonly storey: number;
  readonly building: number;
}

export interface TableOrder {
  readonly sort: TableSort;
  readonly isDescending: boolean;
  /** Collation of addresses and codes, such as `new Intl.Collator('de', { numeric: true }).compare`. */
  readonly compareText: (a: string, b: string) => number;
}

/**
 * The units that `mask` keeps (1), in the asked order. Codes sort as in the legend, so that the order is the
 * same in every language. What has no value (area, use, target, length of vacancy, check) comes last in both
 * directions. Units that are equal stand by place: house, part, storey from below, position, code.
 */
export function tableRows(
  focus: Focus,
  attributes: FocusAttributes,
  mask: Uint8Array,
  order: TableOrder
): readonly TableRow[] {
  const { buildingOfUnit } = indexFocus(focus);
  const places = rankPlaces(focus, order.compareText);
  const keys = readKeys(focus, attributes, order.sort);
  const direction = order.isDescending ? -1 : 1;
  const rows = focus.units.storey.flatMap((storey, unit) =>
    mask[unit] === 1 ? [{ unit, storey, building: buildingOfUnit[unit]! }] : []
  );
  if (order.sort === 'place') return rows.sort((a, b) => direction * (places[a.unit]! - places[b.unit]!));
  return rows.sort((a, b) => {
    const [left, right] = [keys(a), keys(b)];
    if (left === right) return places[a.unit]! - places[b.unit]!;
    if (left === null) return 1;
    if (right === null) return -1;
    return direction * (left - right);
  });
}

/** The column's value as a number to sort by; null has no value. */
function readKeys(focus: Focus, attributes: FocusAttributes, sort: TableSort): (row: TableRow) => number | null {
  switch (sort) {
    case 'place':
      return () => null;
    case 'storey':
      return ({ storey }) => focus.storeys.sort[storey]!;
    case 'kind':
      return ({ unit }) => UNIT_KINDS.indexOf(focus.units.kind[unit]!);
    case 'area':
      return ({ unit }) => focus.units.areaSqm[unit] ?? null;
    case 'status':
      return ({ unit }) => SHOWN_STATUSES.indexOf(attributes.status[unit]!);
    case 'use':
      return ({ unit }) => rankCode(USE_CLASSES, attributes.use[unit] ?? null);
    case 'target':
      return ({ unit }) => rankCode(PLAN_USES, attributes.target[unit] ?? null);
    case 'duration':
      return ({ unit }) => attributes.vacantDays[unit] ?? null;
    case 'checked':
      return ({ unit }) => focus.occupancies.checkedOn[attributes.occupancy[unit]!] ?? null;
  }
}

function rankCode<T extends string>(codes: readonly T[], code: T | null): number | null {
  return code === null ? null : codes.indexOf(code);
}

/** Rank of each unit by place. Houses of the block come in their sequence, then the others by address. */
function rankPlaces(focus: Focus, compareText: TableOrder['compareText']): Float64Array {
  const { buildings, storeys, units } = focus;
  const { buildingOfUnit } = indexFocus(focus);
  const houses = buildings.id.map((_, building) => building);
  const compareHouses = (a: number, b: number) =>
    (buildings.sequence[a] ?? Infinity) === (buildings.sequence[b] ?? Infinity)
      ? compareText(buildings.street[a] ?? '', buildings.street[b] ?? '') ||
        compareText(buildings.houseNumber[a] ?? '', buildings.houseNumber[b] ?? '') ||
        a - b
      : (buildings.sequence[a] ?? Infinity) - (buildings.sequence[b] ?? Infinity);
  const houseRanks = new Float64Array(houses.length);
  houses.sort(compareHouses).forEach((building, rank) => {
    houseRanks[building] = rank;
  });
  const ordered = units.id.map((_, unit) => unit);
  ordered.sort((a, b) => {
    const [left, right] = [units.storey[a]!, units.storey[b]!];
    return (
      houseRanks[buildingOfUnit[a]!]! - houseRanks[buildingOfUnit[b]!]! ||
      BUILDING_PARTS.indexOf(storeys.part[left]!) - BUILDING_PARTS.indexOf(storeys.part[right]!) ||
      storeys.sort[left]! - storeys.sort[right]! ||
      units.position[a]! - units.position[b]! ||
      compareText(units.code[a]!, units.code[b]!) ||
      a - b
    );
  });
  const ranks = new Float64Array(ordered.length);
  ordered.forEach((unit, rank) => {
    ranks[unit] = rank;
  });
  return ranks;
}
