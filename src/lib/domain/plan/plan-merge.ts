import type { QuarterParameters } from '../quarter';
import { applyChange, differContents, isSameData } from './plan-change';
import { checkContent } from './plan-check';
import { groupOf, indexEntries, type PlanArea, type PlanContent, type PlanEntry, type PlanUnit } from './plan-content';
import { takeVersion } from './plan-drawing';

/** What both changed: units that belong together, or an area. `mine` and `theirs` are parallel to `unitIds`. */
export type Collision =
  | {
      readonly kind: 'units';
      readonly unitIds: readonly number[];
      readonly mine: readonly (PlanEntry | null)[];
      readonly theirs: readonly (PlanEntry | null)[];
    }
  | {
      readonly kind: 'area';
      readonly areaId: string;
      readonly mine: PlanArea | null;
      readonly theirs: PlanArea | null;
    };

export interface MergeVersions {
  /** What both began with. */
  readonly base: PlanContent;
  readonly mine: PlanContent;
  readonly theirs: PlanContent;
}

interface Rules extends Pick<QuarterParameters, 'areaTolerance'> {
  readonly units: ReadonlyMap<number, PlanUnit>;
}

/**
 * My changes on top of what others made of the plan meanwhile. Where both changed the same unit or area, and where both
 * together would say what cannot be (joined to a unit that the other one divided), theirs stands and the collision is
 * named, so that somebody can choose.
 */
export function mergeContents(
  { base, mine, theirs }: MergeVersions,
  rules: Rules
): { readonly content: PlanContent; readonly collisions: readonly Collision[] } {
  const { content: merged, conflict } = applyChange(theirs, differContents(base, mine));
  const disputed = new Set([
    ...(conflict?.entries ?? []).map(({ change }) => change.unitId),
    ...findUnsound(merged, { mine, theirs, rules })
  ]);
  const content = takeVersion(merged, [...disputed], theirs);
  // What was taken from them along with the disputed is disputed, too.
  const [present, wanted] = [indexEntries(content), indexEntries(mine)];
  const touched = differContents(base, mine).entries.map(({ unitId }) => unitId);
  const lost = touched.filter((unitId) => !isSameData(present.get(unitId) ?? null, wanted.get(unitId) ?? null));
  return {
    content,
    collisions: [
      ...gather(lost, [mine, content]).map((unitIds) => ({
        kind: 'units' as const,
        unitIds,
        mine: unitIds.map((unitId) => wanted.get(unitId) ?? null),
        theirs: unitIds.map((unitId) => present.get(unitId) ?? null)
      })),
      ...(conflict?.areas ?? []).map(({ change, present: theirArea }) => ({
        kind: 'area' as const,
        areaId: change.areaId,
        mine: change.after,
        theirs: theirArea
      }))
    ]
  };
}

/** Units of which the merged content says what cannot be, though neither version did. */
function findUnsound(
  merged: PlanContent,
  { mine, theirs, rules }: { readonly mine: PlanContent; readonly theirs: PlanContent; readonly rules: Rules }
): number[] {
  const known = new Set([mine, theirs].flatMap((one) => checkContent(one, rules).map(({ field }) => field)));
  return checkContent(merged, rules).flatMap(({ field }) => {
    const unitId = /^units\.(\d+)/.exec(field)?.[1];
    return unitId === undefined || known.has(field) ? [] : [Number(unitId)];
  });
}

/** Units that one of the versions joins, together. */
function gather(unitIds: readonly number[], versions: readonly PlanContent[]): number[][] {
  const groups: number[][] = [];
  for (const unitId of unitIds) {
    const near = new Set(versions.flatMap((version) => groupOf(version, unitId)));
    const found = groups.filter((group) => group.some((one) => near.has(one)));
    const joined = [...found.flat(), unitId].sort((a, b) => a - b);
    for (const group of found) groups.splice(groups.indexOf(group), 1);
    groups.push(joined);
  }
  return groups;
}

/** My side of a collision after all. */
export function insistOn(content: PlanContent, collision: Collision, mine: PlanContent): PlanContent {
  if (collision.kind === 'units') return takeVersion(content, collision.unitIds, mine);
  const others = content.areas.filter(({ id }) => id !== collision.areaId);
  const areas = collision.mine === null ? others : [...others, collision.mine];
  return { ...content, areas: areas.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
