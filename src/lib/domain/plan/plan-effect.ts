import { USE_CLASSES, type UseClass } from '../codes';
import type { PlanRatioKey } from '../plan-codes';
import type { PlanBalance } from './plan-balance';
import { ratioOf, type PlanRatio } from './plan-ratio';

/** One effect: never a number alone, always with what it was worked out by and what is missing from it. */
export interface Effect {
  /** Null where no ratio or no area is there to work it out from. */
  readonly value: number | null;
  /** In the order in which they were used, each once. */
  readonly ratios: readonly PlanRatio[];
  /** Units of the uses concerned whose area nobody has measured; they are missing from the value. */
  readonly unitsWithoutArea: number;
  /** Uses that cover area but have no ratio; they are missing from the value. */
  readonly usesWithoutRatio: readonly UseClass[];
}

/** Square metres of one use that effects are worked out from: as measured, whatever type of area that is. */
export interface UsedArea {
  readonly sqm: number;
  readonly unitsWithoutArea: number;
}

export type AreaByUse = Readonly<Record<UseClass, UsedArea>>;

/** Area by use with what new buildings add, their storeys turned into usable area. */
export function sumAreas(balance: PlanBalance, ratios: readonly PlanRatio[]): AreaByUse {
  const share = ratioOf(ratios, 'usable_sqm_per_gross_sqm')?.value ?? 0;
  const areaOf = (use: UseClass): UsedArea => {
    const row = balance.rows.find((one) => one.class === use)!;
    const drawn = balance.drawn.filter((one) => one.kind === 'building' && one.use === use);
    return {
      sqm: sumUp(row.areaSqm) + share * sumUp(drawn.map(({ floorSqm }) => floorSqm)),
      unitsWithoutArea: row.unitsWithoutArea
    };
  };
  return Object.fromEntries(USE_CLASSES.map((use) => [use, areaOf(use)])) as Record<UseClass, UsedArea>;
}

export function sumUp(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

interface ByRatio {
  readonly ratios: readonly PlanRatio[];
  readonly key: PlanRatioKey;
}

/** Σ area × ratio of the use / `per`. */
export function weighAreas(
  areas: AreaByUse,
  { ratios, key, per, uses }: ByRatio & { readonly per: number; readonly uses: readonly UseClass[] }
): Effect {
  let value = 0;
  let unitsWithoutArea = 0;
  const used: PlanRatio[] = [];
  const missing: UseClass[] = [];
  for (const use of uses) {
    const { sqm, unitsWithoutArea: without } = areas[use];
    unitsWithoutArea += without;
    if (sqm === 0) continue;
    const ratio = ratioOf(ratios, key, use);
    if (ratio === null) missing.push(use);
    else {
      used.push(ratio);
      value += (sqm * ratio.value) / per;
    }
  }
  const isKnown = used.length > 0 || (missing.length === 0 && unitsWithoutArea === 0);
  return { value: isKnown ? value : null, ratios: unique(used), unitsWithoutArea, usesWithoutRatio: missing };
}

/** Area / ratio, such as inhabitants of so many m² of dwelling. */
export function divideArea(areas: AreaByUse, { ratios, key, use }: ByRatio & { readonly use: UseClass }): Effect {
  const { sqm, unitsWithoutArea } = areas[use];
  const ratio = ratioOf(ratios, key);
  if (ratio === null || ratio.value <= 0) {
    return { value: null, ratios: [], unitsWithoutArea, usesWithoutRatio: sqm > 0 ? [use] : [] };
  }
  const isKnown = sqm > 0 || unitsWithoutArea === 0;
  return { value: isKnown ? sqm / ratio.value : null, ratios: [ratio], unitsWithoutArea, usesWithoutRatio: [] };
}

/** An effect that follows from another one. */
export function multiplyEffect(effect: Effect, { ratios, key }: ByRatio): Effect {
  const ratio = ratioOf(ratios, key);
  if (ratio === null) return { ...effect, value: null };
  const value = effect.value === null ? null : effect.value * ratio.value;
  return { ...effect, value, ratios: unique([...effect.ratios, ratio]) };
}

export function addEffects(one: Effect, other: Effect): Effect {
  return {
    value: one.value === null || other.value === null ? null : one.value + other.value,
    ratios: unique([...one.ratios, ...other.ratios]),
    unitsWithoutArea: one.unitsWithoutArea + other.unitsWithoutArea,
    usesWithoutRatio: [...new Set([...one.usesWithoutRatio, ...other.usesWithoutRatio])]
  };
}

/** There is no half of a place. */
export function floorEffect(effect: Effect): Effect {
  return { ...effect, value: effect.value === null ? null : Math.floor(effect.value + 1e-9) };
}

function unique(ratios: readonly PlanRatio[]): readonly PlanRatio[] {
  return ratios.filter((ratio, index) => ratios.findIndex(({ id }) => id === ratio.id) === index);
}
