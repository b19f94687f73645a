import type {
  DurationClass,
  FreshnessClass,
  PlanDifference,
  PlanUse,
  RenewalState,
  ShownStatus,
  UseClass
} from './codes';
import type { Focus } from './focus';
import { indexFocus, NO_START, type FocusIndex } from './focus-index';
import { comparePlan } from './plan-difference';
import type { QuarterParameters } from './quarter';

/**
 * The focus block as of one day, as columns parallel to `Focus.units` (and `renewal` to `Focus.buildings`).
 * A unit that does not exist on that day has `exists` 0 and otherwise neutral values.
 */
export interface FocusAttributes {
  readonly day: number;
  readonly exists: Uint8Array;
  /** Row in `Focus.occupancies`, -1 where nothing is recorded. */
  readonly occupancy: Int32Array;
  readonly status: readonly ShownStatus[];
  readonly use: readonly (UseClass | null)[];
  readonly target: readonly (PlanUse | null)[];
  readonly difference: readonly PlanDifference[];
  readonly duration: readonly (DurationClass | null)[];
  /** Days that a vacancy has lasted; null where the unit is not vacant or the start is not known. */
  readonly vacantDays: readonly (number | null)[];
  readonly freshness: readonly FreshnessClass[];
  readonly business: readonly (number | null)[];
  readonly renewal: readonly RenewalState[];
}

/** Length class of a vacancy; both bounds belong to the shorter class. Null days: the start is not known. */
export function classifyDuration(
  vacantDays: number | null,
  [frictional, long]: QuarterParameters['durationDays']
): DurationClass {
  if (vacantDays === null) return 'start_unknown';
  if (vacantDays <= frictional) return 'frictional';
  return vacantDays <= long ? 'long' : 'structural';
}

/** Age class of the last check as seen from `day`; a check made after that day is fresh. */
export function classifyFreshness(
  checkedOn: number | null,
  day: number,
  [fresh, ageing, old]: QuarterParameters['freshnessDays']
): FreshnessClass {
  if (checkedOn === null) return 'never';
  const ageDays = day - checkedOn;
  if (ageDays <= fresh) return 'fresh';
  if (ageDays <= ageing) return 'ageing';
  return ageDays <= old ? 'old' : 'outdated';
}

/**
 * Status, use, plan, vacancy and check of each unit and the renewal of each house as of `day` (days since
 * 1970-01-01). One pass over the columns; a unit without a record on that day is `unknown`, never vacant.
 */
export function attributesOn(focus: Focus, day: number): FocusAttributes {
  const index = indexFocus(focus);
  const { units, occupancies, plan, parameters } = focus;
  const count = units.id.length;
  const exists = new Uint8Array(count);
  const occupancy = new Int32Array(count).fill(-1);
  const status = new Array<ShownStatus>(count).fill('unknown');
  const use = new Array<UseClass | null>(count).fill(null);
  const target = new Array<PlanUse | null>(count).fill(null);
  const difference = new Array<PlanDifference>(count).fill('no_target');
  const duration = new Array<DurationClass | null>(count).fill(null);
  const vacantDays = new Array<number | null>(count).fill(null);
  const freshness = new Array<FreshnessClass>(count).fill('never');
  const business = new Array<number | null>(count).fill(null);
  const today = { status: 'unknown' as ShownStatus, use: null as UseClass | null, kind: units.kind[0]! };

  for (let unit = 0; unit < count; unit += 1) {
    const end = units.to[unit] ?? null;
    if (units.from[unit]! > day || (end !== null && end <= day)) continue;
    exists[unit] = 1;
    const row = findOccupancy(focus, index, { unit, day });
    if (row >= 0) {
      const shown = occupancies.status[row]!;
      occupancy[unit] = row;
      status[unit] = shown;
      if (shown === 'occupied' || shown === 'interim') {
        use[unit] = occupancies.use[row] ?? null;
        business[unit] = occupancies.business[row] ?? null;
      }
      if (shown === 'vacant') {
        const since = index.vacantSince[row]!;
        vacantDays[unit] = since === NO_START ? null : day - since;
        duration[unit] = classifyDuration(vacantDays[unit]!, parameters.durationDays);
      }
      freshness[unit] = classifyFreshness(occupancies.checkedOn[row] ?? null, day, parameters.freshnessDays);
    }
    const targetRow = index.targetOfUnit[unit]!;
    if (plan === null || targetRow < 0) continue;
    target[unit] = plan.use[targetRow]!;
    today.status = status[unit]!;
    today.use = use[unit]!;
    today.kind = units.kind[unit]!;
    difference[unit] = comparePlan(plan.use[targetRow]!, today);
  }
  return {
    day,
    exists,
    occupancy,
    status,
    use,
    target,
    difference,
    duration,
    vacantDays,
    freshness,
    business,
    renewal: renewalsOn(focus, index, day)
  };
}

/** The unit's occupancy row on `day`, or -1; rows of a unit are ordered by day and do not overlap. */
function findOccupancy(focus: Focus, index: FocusIndex, at: { unit: number; day: number }): number {
  const { from, to } = focus.occupancies;
  const first = index.firstOccupancy[at.unit]!;
  for (let row = index.firstOccupancy[at.unit + 1]! - 1; row >= first; row -= 1) {
    if (from[row]! > at.day) continue;
    const end = to[row] ?? null;
    return end === null || at.day < end ? row : -1;
  }
  return -1;
}

function renewalsOn(focus: Focus, index: FocusIndex, day: number): RenewalState[] {
  const { from, to, state } = focus.renewals;
  return focus.buildings.id.map((_, building) => {
    for (let place = index.firstRenewal[building]!; place < index.firstRenewal[building + 1]!; place += 1) {
      const row = index.renewalRows[place]!;
      const end = to[row] ?? null;
      if (from[row]! <= day && (end === null || day < end)) return state[row]!;
    }
    return 'unknown';
  });
}
