import type { FocusAttributes } from './attributes';
import type { BuildingPart, StoreyType } from './codes';
import { BUILDING_PARTS } from './codes';
import type { Focus } from './focus';

/** A storey's name as type and number; `number` is null where the type alone is the name, such as `EG` or `DG`. */
export interface StoreyLabel {
  readonly key: StoreyType;
  readonly number: number | null;
}

/**
 * The German name of a storey: `KG` (level -1), `2. KG` (-2), `SOU`, `EG`, `HP`, `ZG`, `3. OG` (level 3), `DG`,
 * `2. DG`. Roof storeys count from `firstRoofLevel`, the level of the lowest one of the same part.
 */
export function storeyLabelKey(type: StoreyType, level: number, firstRoofLevel = level): StoreyLabel {
  switch (type) {
    case 'KG':
      return { key: type, number: level < -1 ? -level : null };
    case 'OG':
      return { key: type, number: level };
    case 'DG':
      return { key: type, number: level > firstRoofLevel ? level - firstRoofLevel + 1 : null };
    case 'SOU':
    case 'EG':
    case 'HP':
    case 'ZG':
      return { key: type, number: null };
  }
}

/** The label of every storey of the focus, parallel to `Focus.storeys`. */
export function labelStoreys({ storeys }: Focus): readonly StoreyLabel[] {
  const firstRoofLevels = new Map<string, number>();
  const place = (row: number) => `${storeys.building[row]}/${storeys.part[row]}`;
  storeys.type.forEach((type, row) => {
    if (type !== 'DG') return;
    firstRoofLevels.set(place(row), Math.min(firstRoofLevels.get(place(row)) ?? Infinity, storeys.level[row]!));
  });
  return storeys.type.map((type, row) => storeyLabelKey(type, storeys.level[row]!, firstRoofLevels.get(place(row))));
}

/** Is the storey ground floor (level 0)? The raised ground floor (HP) is by the quarter's rule, a mezzanine never. */
export function isGroundFloorStorey(type: StoreyType, level: number, countsRaisedGroundFloor: boolean): boolean {
  if (type === 'HP') return countsRaisedGroundFloor;
  return level === 0 && type !== 'ZG';
}

/** A unit in its row: from `offset` over `share` of the width, both 0–1. */
export interface StackUnit {
  readonly unit: number;
  readonly offset: number;
  readonly share: number;
  /** True where the unit's area is not known, so that its share is an equal one. */
  readonly isShareEstimated: boolean;
}

export interface StackStorey {
  /** Row in `Focus.storeys`. */
  readonly storey: number;
  readonly label: StoreyLabel;
  /** From the left as seen from the street; empty where no unit exists on the day. */
  readonly units: readonly StackUnit[];
}

export interface StackPart {
  readonly part: BuildingPart;
  /** From the attic down to the cellar. */
  readonly storeys: readonly StackStorey[];
}

/** The stacking view of one house (row in `Focus.buildings`) with the units that exist on the day of `attributes`. */
export function stackStoreys(focus: Focus, building: number, attributes: FocusAttributes): readonly StackPart[] {
  const labels = labelStoreys(focus);
  const unitsByStorey = groupUnits(focus, attributes);
  return BUILDING_PARTS.flatMap((part) => {
    const storeys = listStoreys(focus, building, part).map((storey) => ({
      storey,
      label: labels[storey]!,
      units: shareWidth(focus, unitsByStorey.get(storey) ?? [])
    }));
    return storeys.length === 0 ? [] : [{ part, storeys }];
  });
}

/** Rows of the storeys of one part of a house, from the attic down. */
export function listStoreys({ storeys }: Focus, building: number, part: BuildingPart): readonly number[] {
  const rows = storeys.id.flatMap((_, row) =>
    storeys.building[row] === building && storeys.part[row] === part ? [row] : []
  );
  return rows.sort((a, b) => storeys.sort[b]! - storeys.sort[a]! || storeys.baseM[b]! - storeys.baseM[a]!);
}

/** Rows of the units that exist on the day, per storey row, in the order of their positions. */
export function groupUnits(focus: Focus, { exists }: FocusAttributes): ReadonlyMap<number, readonly number[]> {
  const { storey, position } = focus.units;
  const groups = new Map<number, number[]>();
  storey.forEach((row, unit) => {
    if (exists[unit] === 0) return;
    const group = groups.get(row);
    if (group) group.push(unit);
    else groups.set(row, [unit]);
  });
  for (const group of groups.values()) group.sort((a, b) => position[a]! - position[b]! || a - b);
  return groups;
}

/**
 * Shares a row's width among its units by area. Of n units, one of unknown area gets 1/n and the others share
 * what is left by their areas.
 */
export function shareWidth({ units }: Focus, row: readonly number[]): readonly StackUnit[] {
  const known = row.filter((unit) => units.areaSqm[unit] !== null);
  const knownSqm = known.reduce((sum, unit) => sum + units.areaSqm[unit]!, 0);
  const knownWidth = known.length / row.length;
  let offset = 0;
  return row.map((unit) => {
    const areaSqm = units.areaSqm[unit] ?? null;
    const share = areaSqm === null ? 1 / row.length : (knownWidth * areaSqm) / knownSqm;
    const placed = { unit, offset, share, isShareEstimated: areaSqm === null };
    offset += share;
    return placed;
  });
}
