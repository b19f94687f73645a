import type { FocusAttributes } from './attributes';
import {
  DURATION_CLASSES,
  FRESHNESS_CLASSES,
  PLAN_DIFFERENCES,
  PLAN_USES,
  RENEWAL_STATES,
  SHOWN_STATUSES,
  USE_CLASSES
} from './codes';
import type { Focus } from './focus';
import { indexFocus } from './focus-index';
import { THEMES, type Theme } from './view-state';

/**
 * The classes that each map theme sorts units (or, for renewal, houses) into, in the order of the legend.
 * `palette.ts` gives each a colour and a pattern, `src/i18n/codes.ts` a label.
 */
export const THEME_CLASSES = {
  vacancy: SHOWN_STATUSES,
  /** `unused`: vacant, under works or unusable. */
  use: [...USE_CLASSES, 'unused', 'unknown', 'withheld'],
  plan: [...PLAN_USES, 'no_target'],
  difference: PLAN_DIFFERENCES,
  renewal: RENEWAL_STATES,
  /** `not_lettable`: under works or unusable, outside the vacancy figures. */
  duration: ['in_use', ...DURATION_CLASSES, 'not_lettable', 'unknown', 'withheld'],
  freshness: FRESHNESS_CLASSES
} as const satisfies Record<Theme, readonly string[]>;

export type ThemeClass<T extends Theme = Theme> = (typeof THEME_CLASSES)[T][number];

/** Class index of a unit or house that does not exist on the day, or of a house without units. */
export const NO_CLASS = 255;

const CLASS_INDEX = Object.fromEntries(
  THEMES.map((theme) => [theme, new Map<string, number>(THEME_CLASSES[theme].map((name, index) => [name, index]))])
) as unknown as Readonly<Record<Theme, ReadonlyMap<string, number>>>;

/** Index of `name` in `THEME_CLASSES[theme]`; typed so that only the theme's own classes fit. */
export function classIndex<T extends Theme>(theme: T, name: ThemeClass<T>): number {
  return CLASS_INDEX[theme].get(name)!;
}

/**
 * The class of each unit under `theme`, as index into `THEME_CLASSES[theme]`, `NO_CLASS` where the unit does
 * not exist on the day. Under `renewal` a unit has the class of its house. What is unknown or withheld stays so.
 */
export function classifyUnits(theme: Theme, focus: Focus, attributes: FocusAttributes): Uint8Array {
  const { buildingOfUnit } = indexFocus(focus);
  const indexes = CLASS_INDEX[theme];
  const classes = new Uint8Array(focus.units.id.length).fill(NO_CLASS);
  for (let unit = 0; unit < classes.length; unit += 1) {
    if (attributes.exists[unit] === 0) continue;
    const isDwelling = focus.units.kind[unit] === 'dwelling';
    classes[unit] = indexes.get(nameClass(theme, attributes, { unit, building: buildingOfUnit[unit]!, isDwelling }))!;
  }
  return classes;
}

function nameClass(
  theme: Theme,
  attributes: FocusAttributes,
  at: { unit: number; building: number; isDwelling: boolean }
): string {
  switch (theme) {
    case 'vacancy':
      return attributes.status[at.unit]!;
    case 'use':
      return nameUse(attributes, at);
    case 'plan':
      return attributes.target[at.unit] ?? 'no_target';
    case 'difference':
      return attributes.difference[at.unit]!;
    case 'renewal':
      return attributes.renewal[at.building]!;
    case 'duration':
      return nameDuration(attributes, at.unit);
    case 'freshness':
      return attributes.freshness[at.unit]!;
  }
}

/** A dwelling whose status is withheld still shows what it is built for: its kind is public, whether it is let is not. */
function nameUse(
  { status, use }: FocusAttributes,
  { unit, isDwelling }: { unit: number; isDwelling: boolean }
): ThemeClass<'use'> {
  switch (status[unit]!) {
    case 'occupied':
    case 'interim':
      return use[unit] ?? 'unknown';
    case 'vacant':
    case 'works':
    case 'unusable':
      return 'unused';
    case 'unknown':
      return 'unknown';
    case 'withheld':
      return isDwelling ? 'housing' : 'withheld';
  }
}

function nameDuration({ status, duration }: FocusAttributes, unit: number): ThemeClass<'duration'> {
  switch (status[unit]!) {
    case 'occupied':
    case 'interim':
      return 'in_use';
    case 'vacant':
      return duration[unit] ?? 'start_unknown';
    case 'works':
    case 'unusable':
      return 'not_lettable';
    case 'unknown':
      return 'unknown';
    case 'withheld':
      return 'withheld';
  }
}

/**
 * The class of each house under `theme`, `NO_CLASS` for a house without units on the day. Renewal is the
 * house's own state; under the other themes it is the class that covers the largest area of the house, the
 * earlier class of the legend where two are equal. A unit of unknown area weighs as much as the house's mean
 * unit. Areas of all types are weighed alike, because this colours a house and is no figure.
 */
export function classifyBuildings(theme: Theme, focus: Focus, attributes: FocusAttributes): Uint8Array {
  if (theme === 'renewal') {
    return Uint8Array.from(attributes.renewal, (state) => CLASS_INDEX.renewal.get(state)!);
  }
  const { buildingOfUnit } = indexFocus(focus);
  const unitClasses = classifyUnits(theme, focus, attributes);
  const classCount = THEME_CLASSES[theme].length;
  const houseCount = focus.buildings.id.length;
  const means = averageAreas(focus, attributes);
  const weights = new Float64Array(houseCount * classCount);
  unitClasses.forEach((unitClass, unit) => {
    if (unitClass === NO_CLASS) return;
    const building = buildingOfUnit[unit]!;
    weights[building * classCount + unitClass]! += focus.units.areaSqm[unit] ?? means[building]!;
  });
  return Uint8Array.from({ length: houseCount }, (_, building) => {
    let dominant = NO_CLASS;
    let largest = 0;
    for (let candidate = 0; candidate < classCount; candidate += 1) {
      const weight = weights[building * classCount + candidate]!;
      if (weight > largest) [dominant, largest] = [candidate, weight];
    }
    return dominant;
  });
}

/** Mean area of each house's units on the day; 1 where no area is known, so that units then weigh alike. */
function averageAreas(focus: Focus, { exists }: FocusAttributes): Float64Array {
  const { buildingOfUnit } = indexFocus(focus);
  const sums = new Float64Array(focus.buildings.id.length);
  const counts = new Float64Array(focus.buildings.id.length);
  focus.units.areaSqm.forEach((area, unit) => {
    if (exists[unit] === 0 || area === null) return;
    sums[buildingOfUnit[unit]!]! += area;
    counts[buildingOfUnit[unit]!]! += 1;
  });
  return sums.map((sum, building) => (counts[building]! > 0 ? sum / counts[building]! : 1));
}

/**
 * How often each class of `THEME_CLASSES[theme]` occurs among units or houses, for the legend: what does not
 * exist, or is filtered out by `mask` (1 keeps a row), is not counted.
 */
export function countClasses(theme: Theme, classes: Uint8Array, mask: Uint8Array | null = null): Uint32Array {
  const counts = new Uint32Array(THEME_CLASSES[theme].length);
  for (let row = 0; row < classes.length; row += 1) {
    const index = classes[row]!;
    if (index !== NO_CLASS && (mask === null || mask[row] === 1)) counts[index]! += 1;
  }
  return counts;
}
