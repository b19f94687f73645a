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

/** Stands for the day of the last check where there was none. */
export const NEVER = -2_147_483_648;

/** Units with the day of their last check each (days since 1970-01-01, or `NEVER`), side by side. */
export interface UnitChecks {
  readonly unitIds: Int32Array;
  readonly days: Int32Array;
}

/**
 * Sorts units by the day of their last check, never checked first, by counting: there are far fewer days than units.
 * Units of one day keep their order.
 */
export function countByAge(
  { unitIds, days }: UnitChecks,
  { today, freshnessDays }: { readonly today: number; readonly freshnessDays: QuarterParameters['freshnessDays'] }
): ChecksByAge {
  let [first, last] = [today, today];
  for (const day of days) {
    if (day === NEVER) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  // One place for "never", then one for each day.
  const placeOf = (day: number) => (day === NEVER ? 0 : day - first + 1);
  const ends = new Int32Array(last - first + 2);
  for (const day of days) ends[placeOf(day)]! += 1;
  const counts = Object.fromEntries(FRESHNESS_CLASSES.map((name) => [name, 0])) as Record<FreshnessClass, number>;
  let end = 0;
  ends.forEach((count, place) => {
    const checkedOn = place === 0 ? null : first + place - 1;
    if (count > 0) counts[classifyFreshness(checkedOn, today, freshnessDays)] += count;
    end += count;
    ends[place] = end;
  });
  const sorted = new Int32Array(unitIds.length);
  for (let row = unitIds.length - 1; row >= 0; row -= 1) {
    const place = placeOf(days[row]!);
    ends[place]! -= 1;
    sorted[ends[place]!] = unitIds[row]!;
  }
  return { unitIds: sorted, counts };
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
