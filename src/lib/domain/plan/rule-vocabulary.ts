import { BUILDING_PARTS, isCode, PLAN_USES, STOREY_TYPES, UNIT_KINDS, USE_CLASSES } from '../codes';
import { ZONE_BASES, ZONE_TYPES } from '../plan-codes';

/** What a fact can say: one code of a closed list, yes or no, or a number. */
export type FactShape =
  | { readonly kind: 'code'; readonly codes: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'number' };

const code = <const Codes extends readonly string[]>(codes: Codes) => ({ kind: 'code', codes }) as const;
const flag = { kind: 'flag' } as const;
const number = { kind: 'number' } as const;

/**
 * All that rules can ask of a target; nothing else is ever looked at. A fact that nobody has recorded has no value, and a
 * rule that needs it cannot be checked.
 */
export const FACT_SHAPES = {
  /** What the plan wants. */
  target_use: code(PLAN_USES),
  /** What the unit is used for today; no value for readers from whom it is withheld. */
  present_use: code(USE_CLASSES),
  /** What the unit is built as. */
  unit_kind: code(UNIT_KINDS),
  /** Is the target another use than the one the unit is built for? Never told from who is in it. */
  is_change_of_use: flag,
  /** 0 is the ground floor. Of joined units the highest. */
  storey_level: number,
  storey_type: code(STOREY_TYPES),
  building_part: code(BUILDING_PARTS),
  is_street_ground_floor: flag,
  /** In a house of the courtyard. */
  is_courtyard: flag,
  /** m² of the target: of the part where the plan divides, of all units where it joins. */
  area_sqm: number,
  is_step_free: flag,
  has_extractor: flag,
  has_second_escape_route: flag,
  is_joined: flag,
  is_divided: flag,
  /** Does the plan want housing there or, where it says nothing, is a dwelling built there? Never who lives there. */
  has_housing_above: flag,
  has_housing_below: flag,
  has_housing_beside: flag,
  /** Does the plan set a part of the courtyard apart as open space? */
  has_planned_open_space: flag,
  zone_type: code(ZONE_TYPES),
  zone_basis: code(ZONE_BASES),
  is_consent_area: flag,
  is_monument: flag,
  /** A building that the plan draws where none stands. */
  is_new_building: flag,
  /** A part of the courtyard that the plan sets apart. */
  is_open_area: flag
} as const satisfies Record<string, FactShape>;

export type RuleFact = keyof typeof FACT_SHAPES;
export const RULE_FACTS = Object.keys(FACT_SHAPES) as [RuleFact, ...RuleFact[]];

/** What is known of an outline on the map, too; all else is asked of units. */
export const AREA_FACTS: ReadonlySet<RuleFact> = new Set<RuleFact>([
  ...(['target_use', 'is_new_building', 'is_open_area', 'area_sqm', 'is_change_of_use'] as const),
  ...(['is_joined', 'is_divided', 'has_planned_open_space', 'is_monument'] as const),
  ...(['zone_type', 'zone_basis', 'is_consent_area'] as const)
]);

export type FactValue = string | number | boolean;

/** Facts of one target; a fact that is left out or null is not recorded. */
export type RuleFacts = { readonly [Fact in RuleFact]?: FactValue | null };

/** How a fact is compared. `known` and `unknown` ask whether it is recorded at all. */
export const COMPARISONS = ['is', 'is_not', 'one_of', 'none_of', 'above', 'below', 'known', 'unknown'] as const;
export type RuleComparison = (typeof COMPARISONS)[number];

/** The comparisons that make sense for a fact of each kind. */
export const COMPARISONS_BY_KIND: Readonly<Record<FactShape['kind'], readonly RuleComparison[]>> = {
  code: ['is', 'is_not', 'one_of', 'none_of', 'known', 'unknown'],
  flag: ['is', 'is_not', 'known', 'unknown'],
  number: ['is', 'is_not', 'above', 'below', 'known', 'unknown']
};

export function shapeOf(fact: RuleFact): FactShape {
  return FACT_SHAPES[fact];
}

/** Can the fact have this value? */
export function isFactValue(fact: RuleFact, value: unknown): value is FactValue {
  const shape = shapeOf(fact);
  switch (shape.kind) {
    case 'code':
      return isCode(shape.codes, value);
    case 'flag':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
  }
}
