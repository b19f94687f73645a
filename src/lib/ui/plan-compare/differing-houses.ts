import type { BuildingReference } from '../../domain/building';
import type { DifferingClass } from '../../domain/plan/comparison-codes';
import type { UnitReference } from '../../domain/unit';
import type { SpokenSide } from './side-text';

export interface ListedUnit {
  readonly class: DifferingClass;
  readonly unit: UnitReference;
  readonly from: SpokenSide;
  readonly to: SpokenSide;
}

export interface DifferingHouse {
  readonly building: BuildingReference;
  readonly units: readonly ListedUnit[];
}

/** The units house by house, in the order in which the houses first occur. */
export function groupByHouse(units: readonly ListedUnit[]): readonly DifferingHouse[] {
  const groups = new Map<number, [ListedUnit, ...ListedUnit[]]>();
  for (const one of units) {
    const group = groups.get(one.unit.building.id);
    if (group) group.push(one);
    else groups.set(one.unit.building.id, [one]);
  }
  return [...groups.values()].map((group) => ({ building: group[0].unit.building, units: group }));
}
