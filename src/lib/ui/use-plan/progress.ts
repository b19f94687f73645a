import { PLAN_DIFFERENCES, type PlanDifference } from '../../domain/codes';
import type { BuildingReference } from '../../domain/building';
import type { UnitTarget } from '../../domain/plan/plan-detail';

/** How far a plan has come: its targets counted by how today's use relates to them, in the order of the legend. */
export interface PlanProgress {
  readonly total: number;
  readonly realised: number;
  readonly counts: readonly { readonly difference: PlanDifference; readonly count: number }[];
}

export function countProgress(targets: readonly Pick<UnitTarget, 'difference'>[]): PlanProgress {
  const counts = PLAN_DIFFERENCES.map((difference) => ({
    difference,
    count: targets.filter((target) => target.difference === difference).length
  })).filter(({ count }) => count > 0);
  return {
    total: targets.length,
    realised: counts.find(({ difference }) => difference === 'realised')?.count ?? 0,
    counts
  };
}

type Target = UnitTarget;

/** The targets of one house, and how far they have come. */
export interface HouseTargets {
  readonly building: BuildingReference;
  readonly targets: readonly Target[];
  readonly progress: PlanProgress;
}

/** A plan's targets house by house, in the order in which the houses first occur. */
export function groupByHouse(targets: readonly Target[]): readonly HouseTargets[] {
  const groups = new Map<number, [Target, ...Target[]]>();
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
