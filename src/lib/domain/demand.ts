import { USE_CLASSES, type UseClass } from './codes';
import type { RequestCriteria } from './space-request';

/** Sizes in which demand is counted, by the middle of what is wanted; square metres, the upper bound not in it. */
export const DEMAND_SIZES = ['small', 'medium', 'large', 'huge', 'any'] as const;
export type DemandSize = (typeof DEMAND_SIZES)[number];
export const DEMAND_BOUNDS_SQM: readonly [small: number, medium: number, large: number] = [40, 100, 200];

/** How many people look for spaces of one kind. */
export interface Demand {
  /** Null where any use would do. */
  readonly use: UseClass | null;
  readonly size: DemandSize;
  readonly count: number;
}

/**
 * What is looked for, by use and size, most wanted first. One request with several uses counts for each of them. Rows
 * of fewer than `k` requests are left out: they would tell of single people.
 */
export function countDemand(requests: readonly RequestCriteria[], k: number): readonly Demand[] {
  const counts = new Map<string, Demand>();
  for (const criteria of requests) {
    const size = sizeOf(criteria);
    for (const use of usesOf(criteria)) {
      const key = `${use} ${size}`;
      counts.set(key, { use, size, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const place = ({ use, size }: Demand) =>
    (use === null ? USE_CLASSES.length : USE_CLASSES.indexOf(use)) * DEMAND_SIZES.length + DEMAND_SIZES.indexOf(size);
  return [...counts.values()]
    .filter(({ count }) => count >= k)
    .sort((a, b) => b.count - a.count || place(a) - place(b));
}

function usesOf(criteria: RequestCriteria): readonly (UseClass | null)[] {
  if (criteria.kind === 'idea') return [criteria.idea.use];
  return criteria.filter.uses.length === 0 ? [null] : [...new Set(criteria.filter.uses)];
}

function sizeOf(criteria: RequestCriteria): DemandSize {
  const { minSqm, maxSqm } = criteria.kind === 'idea' ? criteria.idea : criteria.filter;
  if (minSqm === null && maxSqm === null) return 'any';
  const middle = minSqm !== null && maxSqm !== null ? (minSqm + maxSqm) / 2 : (minSqm ?? maxSqm)!;
  const [small, medium, large] = DEMAND_BOUNDS_SQM;
  if (middle < small) return 'small';
  if (middle < medium) return 'medium';
  return middle < large ? 'large' : 'huge';
}
