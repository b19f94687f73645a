import type { BuildingReference } from '../../domain/building';
import { countProgress, type PlanProgress } from '../../domain/plan-difference';
import type { UnitTarget } from '../../domain/plan/plan-detail';

/** The targets of one house, and how far they have come. */
export interface HouseTargets {
  readonly building: BuildingReference;
  readonly targets: readonly UnitTarget[];
  readonly progress: PlanProgress;
}

/** A plan's targets house by house, in the order in which the houses first occur. */
export function groupByHouse(targets: readonly UnitTarget[]): readonly HouseTargets[] {
  const groups = new Map<number, [UnitTarget, ...UnitTarget[]]>();
  for (const target of targets) {
    const group = groups.get(target.unit.building.id);
    if (group) group.push(target);
    else groups.set(target.unit.building.id, [target]);
  }
  return [...groups.values()].map((group) => ({
    building: group[0].unit.building,
    targets: group,
    progress: countProgress(group)
  }));
}
