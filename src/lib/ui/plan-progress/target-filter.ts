import type { BuildingReference } from '../../domain/building';
import { isCode } from '../../domain/codes';
import { TARGET_STATES, type TargetState } from '../../domain/plan/comparison-codes';
import type { TargetRow } from '../../domain/plan/plan-follow-up';

/** A state of targets, or those whose day has passed. */
export type TargetFilter = TargetState | 'late';

/** The filter that a link names; null for none. */
export function readFilter(text: string | null): TargetFilter | null {
  if (text === 'late') return 'late';
  return isCode(TARGET_STATES, text) ? text : null;
}

interface Filtered {
  readonly state: TargetState;
  readonly isLate: boolean;
}

export function matchesFilter(target: Filtered, filter: TargetFilter | null): boolean {
  return filter === null || (filter === 'late' ? target.isLate : target.state === filter);
}

/** The filters that keep something, with how many, those that need action at the end. */
export function countFilters(
  targets: readonly Filtered[]
): readonly { readonly filter: TargetFilter; readonly count: number }[] {
  return [...TARGET_STATES, 'late' as const]
    .map((filter) => ({ filter, count: targets.filter((target) => matchesFilter(target, filter)).length }))
    .filter(({ count }) => count > 0);
}

/** Targets house by house, in the order in which the houses first occur. */
export function groupByHouse(
  rows: readonly TargetRow[]
): readonly { readonly building: BuildingReference; readonly rows: readonly TargetRow[] }[] {
  const groups = new Map<number, { building: BuildingReference; rows: TargetRow[] }>();
  for (const row of rows) {
    const { building } = row.unit;
    const group = groups.get(building.id) ?? { building, rows: [] };
    group.rows.push(row);
    groups.set(building.id, group);
  }
  return [...groups.values()];
}
