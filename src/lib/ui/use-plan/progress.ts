import { PLAN_DIFFERENCES, type PlanDifference } from '../../domain/codes';
import type { UsePlanDetail } from '../../domain/unit';

/** How far a plan has come: its targets counted by how today's use relates to them, in the order of the legend. */
export interface PlanProgress {
  readonly total: number;
  readonly realised: number;
  readonly counts: readonly { readonly difference: PlanDifference; readonly count: number }[];
}

export function countProgress(targets: readonly Pick<UsePlanDetail['targets'][number], 'difference'>[]): PlanProgress {
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
