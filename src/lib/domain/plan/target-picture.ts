import type { PlanUse, ShownStatus, UnitKind, UseClass } from '../codes';
import type { IsoDate } from '../interval';
import { comparePlan } from '../plan-difference';
import { TARGET_STATES, type TargetState } from './comparison-codes';
import { PLAN_USES } from '../codes';
import type { PlanContent, PlanPart } from './plan-content';

/** A unit as far as the reader may know how it is used, and what is offered of it. */
export interface PictureUnit {
  readonly unitId: number;
  readonly kind: UnitKind;
  readonly status: ShownStatus;
  readonly use: UseClass | null;
  /** Null where no end is known, or the reader may not know it (`tenancy-terms:read`). */
  readonly knownEndOn: IsoDate | null;
  /** Its offer, where the reader may tie it to the unit. */
  readonly offer: 'public' | 'reserved' | null;
}

/** A place that the plan wants: a unit, several joined ones, or one part of a divided one. */
export interface WantedPlace {
  /** Rising; those that the plan joins are one place. */
  readonly unitIds: readonly number[];
  readonly part: PlanPart;
  readonly state: TargetState;
  /** Of a place that is still occupied: the day on which the last of its tenancies is known to end. */
  readonly untilOn: IsoDate | null;
}

/** All that the plan wants of one use, or of one wish within it. */
export interface WantedGroup {
  readonly use: PlanUse;
  /** In the base language; null for the use as a whole. */
  readonly wish: string | null;
  readonly wanted: number;
  readonly states: Readonly<Record<TargetState, number>>;
  /** Known ends of what is still occupied, rising. */
  readonly untilOn: readonly IsoDate[];
  readonly places: readonly WantedPlace[];
}

export interface TargetPicture {
  /** In the order of `PLAN_USES`, without those that the plan does not want. */
  readonly uses: readonly (WantedGroup & { readonly wishes: readonly WantedGroup[] })[];
}

/**
 * What the plan wants, and how far each of it has come. A part of a divided unit is not settled before the unit is
 * divided, whoever is in it. Of a withheld unit nothing is told, not even what is offered of it.
 */
export function drawTargetPicture(content: PlanContent, units: readonly PictureUnit[]): TargetPicture {
  const known = new Map(units.map((unit) => [unit.unitId, unit]));
  const members = new Map<number, number[]>();
  for (const { unitId, joinedTo } of content.entries) {
    if (joinedTo !== null) members.set(joinedTo, [...(members.get(joinedTo) ?? []), unitId]);
  }
  const places = content.entries.flatMap(({ unitId, parts }) => {
    const unitIds = [unitId, ...(members.get(unitId) ?? [])].sort((a, b) => a - b);
    const group = unitIds.map((id) => known.get(id) ?? null);
    return parts.map((part) => placeOf(unitIds, group, { part, isDivided: parts.length > 1 }));
  });
  return {
    uses: PLAN_USES.flatMap((use) => {
      const own = places.filter(({ part }) => part.use === use);
      if (own.length === 0) return [];
      const wishes = [...new Set(own.flatMap(({ part }) => part.wish ?? []))];
      return [
        {
          ...groupOf(use, null, own),
          wishes: wishes.map((wish) =>
            groupOf(
              use,
              wish,
              own.filter(({ part }) => part.wish === wish)
            )
          )
        }
      ];
    })
  };
}

function groupOf(use: PlanUse, wish: string | null, places: readonly WantedPlace[]): WantedGroup {
  const states = Object.fromEntries(TARGET_STATES.map((state) => [state, 0])) as Record<TargetState, number>;
  for (const { state } of places) states[state] += 1;
  return {
    ...{ use, wish, wanted: places.length, states, places },
    untilOn: places.flatMap(({ untilOn }) => untilOn ?? []).sort()
  };
}

function placeOf(
  unitIds: readonly number[],
  units: readonly (PictureUnit | null)[],
  { part, isDivided }: { part: PlanPart; isDivided: boolean }
): WantedPlace {
  return { unitIds, part, ...judgePlace(part.use, units, { isDivided }) };
}

/**
 * How far one place has come. `units` stand for it, null for one that is no longer there; `isDivided` where the place is
 * a part of a unit that still waits to be divided.
 */
export function judgePlace(
  use: PlanUse,
  units: readonly (PictureUnit | null)[],
  { isDivided }: { readonly isDivided: boolean }
): Pick<WantedPlace, 'state' | 'untilOn'> {
  const states = units.map((unit) => (unit === null ? 'reshaped' : stateOf(unit, { use, isDivided })));
  const state = states.reduce((last, one) => (TARGET_STATES.indexOf(one) > TARGET_STATES.indexOf(last) ? one : last));
  // One tenancy whose end nobody knows leaves the place's end unknown.
  const ends = units.flatMap((unit, index) => (states[index] === 'occupied' ? [unit?.knownEndOn ?? null] : []));
  const isEndKnown = state === 'occupied' && !ends.includes(null);
  return { state, untilOn: isEndKnown ? ([...ends].sort().at(-1) ?? null) : null };
}

function stateOf(unit: PictureUnit, { use, isDivided }: { use: PlanUse; isDivided: boolean }): TargetState {
  if (unit.status === 'withheld') return 'withheld';
  if (!isDivided && comparePlan(use, unit) === 'realised') return 'settled';
  if (unit.offer === 'reserved') return 'reserved';
  if (unit.offer === 'public') return 'offered';
  return unit.status;
}
