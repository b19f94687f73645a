import {
  PLAN_DIFFERENCES,
  type PlanDifference,
  type PlanUse,
  type ShownStatus,
  type UnitKind,
  type UseClass
} from './codes';

/** The use classes that a unit serves as built, without a change of use. */
export const USES_SERVED_BY_KIND: Readonly<Record<UnitKind, readonly UseClass[]>> = {
  shop: ['retail'],
  gastronomy: ['gastronomy'],
  office: ['office'],
  practice: ['health'],
  trade: ['workshop'],
  storage: ['storage'],
  dwelling: ['housing'],
  community: ['culture', 'education'],
  parking: []
};

/**
 * How a unit stands to its target in the plan.
 *
 * - `no_target`: the plan says nothing about the unit.
 * - `realised`: occupied with the target's use.
 * - `change`: occupied with another use.
 * - `to_settle`: vacant, under works or in interim use, even where the interim use is the target's: it does not last.
 * - `same_use`: the unit's own status is withheld, but what it is built as already serves the target.
 * - `not_comparable`: status unknown, unusable or withheld, or occupied for a use that nobody has recorded.
 *
 * What is kept free is realised while nobody has it; what is given to the courtyard never is while it is a unit.
 *
 * The date plays no part: a target is shown on days before the plan, too, so that one sees how it came about.
 */
export function comparePlan(
  target: PlanUse | null,
  today: { readonly status: ShownStatus; readonly use: UseClass | null; readonly kind: UnitKind }
): PlanDifference {
  if (target === null) return 'no_target';
  switch (today.status) {
    case 'occupied':
      if (today.use === null) return 'not_comparable';
      return today.use === target ? 'realised' : 'change';
    case 'vacant':
    case 'interim':
    case 'works':
      return target === 'reserved' ? 'realised' : 'to_settle';
    case 'withheld':
      return isServedBy(today.kind, target) ? 'same_use' : 'not_comparable';
    case 'unusable':
    case 'unknown':
      return 'not_comparable';
  }
}

function isServedBy(kind: UnitKind, target: PlanUse): boolean {
  const served: readonly PlanUse[] = USES_SERVED_BY_KIND[kind];
  return served.includes(target);
}

/** How far a plan has come: its targets counted by how today's use relates to them, in the order of the legend. */
export interface PlanProgress {
  readonly total: number;
  /** Targets of which the reader can know whether they are real: today's use is neither withheld nor unknown. */
  readonly comparable: number;
  readonly realised: number;
  readonly counts: readonly { readonly difference: PlanDifference; readonly count: number }[];
}

const OUTSIDE_COMPARISON: ReadonlySet<PlanDifference> = new Set(['no_target', 'same_use', 'not_comparable']);

export function countProgress(targets: readonly { readonly difference: PlanDifference }[]): PlanProgress {
  const counts = PLAN_DIFFERENCES.map((difference) => ({
    difference,
    count: targets.filter((target) => target.difference === difference).length
  })).filter(({ count }) => count > 0);
  const sum = (of: typeof counts) => of.reduce((total, { count }) => total + count, 0);
  return {
    total: targets.length,
    comparable: sum(counts.filter(({ difference }) => !OUTSIDE_COMPARISON.has(difference))),
    realised: sum(counts.filter(({ difference }) => difference === 'realised')),
    counts
  };
}
