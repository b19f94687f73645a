import { classifyFreshness } from './attributes';
import { FRESHNESS_CLASSES, type FreshnessClass } from './codes';
import type { QuarterParameters } from './quarter';

/** What most needs a look comes first. */
export const CARE_ORDER = ['never', 'outdated', 'old', 'ageing', 'fresh'] as const satisfies readonly FreshnessClass[];

/** Which part of a worklist: `due` is all that is not fresh, `all` everything, else one class. */
export const DUES = ['due', 'all', ...CARE_ORDER] as const;
export type Due = (typeof DUES)[number];

/** Units in the order of care, with the number of each class: a class is a run of its own in that order. */
export interface ChecksByAge {
  readonly unitIds: Int32Array;
  readonly counts: Readonly<Record<FreshnessClass, number>>;
}

/**
 * Sorts units by the day of their last check (days since 1970-01-01), never checked first, in linear time: there are
 * far fewer days than units. Units of one day keep their order.
 */
export function countByAge(
  checks: Iterable<readonly [unitId: number, checkedOn: number | null]>,
  { today, freshnessDays }: { readonly today: number; readonly freshnessDays: QuarterParameters['freshnessDays'] }
): ChecksByAge {
  const byDay = new Map<number, number[]>();
  for (const [unitId, checkedOn] of checks) {
    const day = checkedOn ?? -Infinity;
    const group = byDay.get(day);
    if (group) group.push(unitId);
    else byDay.set(day, [unitId]);
  }
  const counts = Object.fromEntries(FRESHNESS_CLASSES.map((name) => [name, 0])) as Record<FreshnessClass, number>;
  const days = [...byDay.keys()].sort((a, b) => (a < b ? -1 : 1));
  for (const day of days) {
    counts[classifyFreshness(day === -Infinity ? null : day, today, freshnessDays)] += byDay.get(day)!.length;
  }
  const unitIds = new Int32Array(CARE_ORDER.reduce((sum, name) => sum + counts[name], 0));
  let filled = 0;
  for (const day of days) {
    const group = byDay.get(day)!;
    unitIds.set(group, filled);
    filled += group.length;
  }
  return { unitIds, counts };
}

/** The ids of one part of the list, still in the order of care. */
export function selectDue({ unitIds, counts }: ChecksByAge, due: Due): Int32Array {
  if (due === 'all') return unitIds;
  if (due === 'due') return unitIds.subarray(0, unitIds.length - counts.fresh);
  let first = 0;
  for (const name of CARE_ORDER) {
    if (name === due) break;
    first += counts[name];
  }
  return unitIds.subarray(first, first + counts[due]);
}
