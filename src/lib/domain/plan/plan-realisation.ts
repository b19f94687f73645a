import type { PlanUse, ShownStatus, UnitKind, UseClass } from '../codes';
import { contains, fromDayNumber, type DateRange, type IsoDate } from '../interval';
import { comparePlan } from '../plan-difference';
import { listMonths } from '../vacancy-series';
import type { TargetState } from './comparison-codes';
import type { PlanContent, PlanPart } from './plan-content';
import { judgePlace, type PictureUnit } from './target-picture';

/** A unit with its history, as far as the reader may see it. */
export interface TrackedUnit {
  readonly unitId: number;
  readonly kind: UnitKind;
  readonly areaSqm: number | null;
  readonly valid: DateRange;
  /** Units that this one came from, by a division or a merger. */
  readonly predecessors: readonly number[];
  /** True where its status is not for this reader: then nothing else is told of it. */
  readonly isWithheld: boolean;
  /** In the order of days. */
  readonly history: readonly {
    readonly valid: DateRange;
    readonly status: ShownStatus;
    readonly use: UseClass | null;
  }[];
  /** The offer of today that the reader may tie to the unit. */
  readonly offer: 'public' | 'reserved' | null;
  /** Null where none is known, or the reader may not know it. */
  readonly knownEndOn: IsoDate | null;
}

/** One thing that the plan wants: a unit, several joined ones, or a part of a divided one. */
export interface WantedTarget {
  /** The unit that carries the target, and the number of its part from 1 on. */
  readonly unitId: number;
  readonly part: number;
  /** With those that the plan joins to it; rising. */
  readonly unitIds: readonly number[];
  readonly use: PlanUse;
  readonly wish: PlanPart['wish'];
  readonly translations: PlanPart['translations'];
  readonly targetOn: IsoDate;
  readonly isDivided: boolean;
  /** Null where it is not known of all of it. */
  readonly areaSqm: number | null;
}

/** How far one target has come. */
export interface TargetProgress {
  readonly target: WantedTarget;
  /** Units that stand there today: its own, or what became of them. */
  readonly unitIds: readonly number[];
  readonly state: TargetState;
  /** Of what is still occupied: the day on which the last of its tenancies is known to end. */
  readonly untilOn: IsoDate | null;
  /** Its day has passed and it is not real. Never said of what cannot be compared. */
  readonly isLate: boolean;
}

/** What the plan has reached of what it wants; what is not for this reader or unknown is outside, and counted. */
export interface Realisation {
  readonly wanted: number;
  readonly comparable: number;
  readonly settled: number;
  readonly late: number;
  readonly withheld: number;
  /** m² of the comparable targets, and of those that are real. */
  readonly wantedSqm: number;
  readonly settledSqm: number;
  /** Comparable targets whose area is not known: in neither sum. */
  readonly withoutArea: number;
}

/** Targets over time: columns parallel to `days`, all of the same comparable targets. */
export interface RealisationSeries {
  /** The first day of the span, one a month, and its last day. */
  readonly days: readonly IsoDate[];
  /** Targets that were to be real by then; never falls. */
  readonly due: readonly number[];
  /** Targets that were real; null on days to come. */
  readonly settled: readonly (number | null)[];
  readonly wanted: number;
}

/** The targets of a plan that can be real: areas drawn on the map are none. */
export function listTargets(content: PlanContent, units: ReadonlyMap<number, TrackedUnit>): WantedTarget[] {
  const members = new Map<number, number[]>();
  for (const { unitId, joinedTo } of content.entries) {
    if (joinedTo !== null) members.set(joinedTo, [...(members.get(joinedTo) ?? []), unitId]);
  }
  return content.entries.flatMap(({ unitId, parts }) => {
    const unitIds = [unitId, ...(members.get(unitId) ?? [])].sort((a, b) => a - b);
    const areas = unitIds.map((id) => units.get(id)?.areaSqm ?? null);
    const wholeSqm = areas.reduce<number | null>((sum, area) => (sum === null || area === null ? null : sum + area), 0);
    return parts.map(({ use, wish, translations, targetOn, areaSqm }, index) => ({
      ...{ unitId, part: index + 1, unitIds, use, wish, translations, targetOn },
      isDivided: parts.length > 1,
      areaSqm: parts.length > 1 ? areaSqm : wholeSqm
    }));
  });
}

/** How far each target has come on `today`. */
export function trackTargets(
  targets: readonly WantedTarget[],
  units: ReadonlyMap<number, TrackedUnit>,
  today: IsoDate
): TargetProgress[] {
  const heirs = listHeirs(units);
  const byUnit = groupTargets(targets);
  return targets.map((target) => {
    const own = assignUnits(byUnit.get(target.unitId)!, { units, heirs, day: today }).get(target.part)!;
    const { state, untilOn } = judge(target, own, { units, day: today, isNow: true });
    const isComparable = isComparableState(state);
    const isLate = isComparable && state !== 'settled' && target.targetOn < today;
    return { target, unitIds: own.unitIds, state, untilOn, isLate };
  });
}

/** What cannot be said to be real or not: the unit's status is not for the reader, or nobody knows it. */
export function isComparableState(state: TargetState): boolean {
  return state !== 'withheld' && state !== 'unknown';
}

export function sumProgress(progress: readonly TargetProgress[]): Realisation {
  const comparable = progress.filter(({ state }) => isComparableState(state));
  const settled = comparable.filter(({ state }) => state === 'settled');
  const sqm = (of: readonly TargetProgress[]) => of.reduce((sum, { target }) => sum + (target.areaSqm ?? 0), 0);
  return {
    wanted: progress.length,
    comparable: comparable.length,
    settled: settled.length,
    late: progress.filter(({ isLate }) => isLate).length,
    withheld: progress.filter(({ state }) => state === 'withheld').length,
    wantedSqm: sqm(comparable),
    settledSqm: sqm(settled),
    withoutArea: comparable.filter(({ target }) => target.areaSqm === null).length
  };
}

/**
 * How many targets were to be real, and were, month by month. Targets with a unit that is not for this reader are left
 * out on every day, so that both lines are about the same targets.
 */
export function trackOverTime(
  targets: readonly WantedTarget[],
  units: ReadonlyMap<number, TrackedUnit>,
  { from, to, today }: { readonly from: IsoDate; readonly to: IsoDate; readonly today: IsoDate }
): RealisationSeries {
  const heirs = listHeirs(units);
  const isSecret = (unitId: number): boolean =>
    units.get(unitId)?.isWithheld === true || (heirs.get(unitId) ?? []).some(isSecret);
  const shown = targets.filter(({ unitIds }) => !unitIds.some(isSecret));
  const groups = [...groupTargets(shown).values()];
  const months = listMonths(from, to).map(fromDayNumber);
  const days = from <= today && today <= to ? [...new Set([...months, today])].sort() : months;
  const settledOn = (day: IsoDate) =>
    groups.reduce((sum, group) => {
      const assigned = assignUnits(group, { units, heirs, day });
      return (
        sum +
        group.filter(
          (target) => judge(target, assigned.get(target.part)!, { units, day, isNow: false }).state === 'settled'
        ).length
      );
    }, 0);
  return {
    days,
    due: days.map((day) => shown.filter(({ targetOn }) => targetOn <= day).length),
    settled: days.map((day) => (day <= today ? settledOn(day) : null)),
    wanted: shown.length
  };
}

function groupTargets(targets: readonly WantedTarget[]): ReadonlyMap<number, WantedTarget[]> {
  const groups = new Map<number, WantedTarget[]>();
  for (const target of targets) groups.set(target.unitId, [...(groups.get(target.unitId) ?? []), target]);
  return groups;
}

/** Units that came from each unit. */
function listHeirs(units: ReadonlyMap<number, TrackedUnit>): ReadonlyMap<number, number[]> {
  const heirs = new Map<number, number[]>();
  for (const { unitId, predecessors } of units.values()) {
    for (const id of predecessors) heirs.set(id, [...(heirs.get(id) ?? []), unitId]);
  }
  return heirs;
}

interface Standing {
  readonly units: ReadonlyMap<number, TrackedUnit>;
  readonly heirs: ReadonlyMap<number, readonly number[]>;
  readonly day: IsoDate;
}

/** Which units stand for a target on a day, and whether they still wait to be divided for it. */
interface Assigned {
  readonly unitIds: readonly number[];
  readonly isDivided: boolean;
}

/** The unit itself while it exists, else what became of it. Rising, each once. */
function standingFor(unitIds: readonly number[], { units, heirs, day }: Standing): readonly number[] {
  const found = unitIds.flatMap((id): readonly number[] => {
    const unit = units.get(id);
    if (unit !== undefined && contains(unit.valid, day)) return [id];
    const next = heirs.get(id) ?? [];
    return next.length === 0 ? [] : standingFor(next, { units, heirs, day });
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

/**
 * Gives each part of one unit what stands for it. Once the unit has been divided, a part gets the unit with its use,
 * and what is left goes to the other parts in order; before that, all parts wait in the same unit.
 */
function assignUnits(group: readonly WantedTarget[], standing: Standing): ReadonlyMap<number, Assigned> {
  const [first] = group;
  const present = standingFor(first!.unitIds, standing);
  const isUndivided = present.length === 1 && first!.unitIds.includes(present[0]!);
  if (!first!.isDivided || isUndivided || present.length === 0) {
    return new Map(group.map(({ part, isDivided }) => [part, { unitIds: present, isDivided }]));
  }
  const free = new Set(present);
  const assigned = new Map<number, Assigned>();
  const take = (target: WantedTarget, unitId: number | undefined) => {
    if (unitId !== undefined) free.delete(unitId);
    assigned.set(target.part, { unitIds: unitId === undefined ? [] : [unitId], isDivided: false });
  };
  for (const target of group) {
    const fitting = [...free].find((id) => {
      const unit = standing.units.get(id)!;
      return comparePlan(target.use, { kind: unit.kind, ...stateOn(unit, standing.day) }) === 'realised';
    });
    if (fitting !== undefined) take(target, fitting);
  }
  for (const target of group) if (!assigned.has(target.part)) take(target, [...free][0]);
  return assigned;
}

function stateOn(unit: TrackedUnit, day: IsoDate): { readonly status: ShownStatus; readonly use: UseClass | null } {
  if (unit.isWithheld) return { status: 'withheld', use: null };
  const row = unit.history.find(({ valid }) => contains(valid, day));
  return { status: row?.status ?? 'unknown', use: row?.use ?? null };
}

function judge(
  target: WantedTarget,
  { unitIds, isDivided }: Assigned,
  { units, day, isNow }: { readonly units: Standing['units']; readonly day: IsoDate; readonly isNow: boolean }
): { readonly state: TargetState; readonly untilOn: IsoDate | null } {
  // What was opened to the courtyard is no unit any more.
  if (unitIds.length === 0) return { state: target.use === 'courtyard' ? 'settled' : 'reshaped', untilOn: null };
  const standing = unitIds.map((id): PictureUnit => {
    const unit = units.get(id)!;
    const { offer, knownEndOn } = isNow ? unit : { offer: null, knownEndOn: null };
    return { unitId: id, kind: unit.kind, ...stateOn(unit, day), offer, knownEndOn };
  });
  return judgePlace(target.use, standing, { isDivided });
}
