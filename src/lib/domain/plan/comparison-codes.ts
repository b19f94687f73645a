import { PLAN_USES } from '../codes';

/**
 * What a balance sorts units into: what a plan wants, and what today has beside that. `unused` is vacant, under works or
 * unusable; `no_target` only where a balance shows a plan alone, without what stays as it is.
 */
export const BALANCE_CLASSES = [...PLAN_USES, 'unused', 'unknown', 'withheld', 'no_target'] as const;
export type BalanceClass = (typeof BALANCE_CLASSES)[number];

/**
 * How two sides differ in a unit.
 *
 * - `untouched`: no side says anything about it.
 * - `same`: both say the same; beside today: the unit is already used, or built, as the plan wants.
 * - `added`: only the second has a target; beside today: the target is for a unit that nobody uses for good.
 * - `removed`: only the first has a target.
 * - `use`: both have one, for other uses.
 * - `detail`: the same use, but joined, divided, dated or described otherwise.
 * - `not_comparable`: today's use is not known, or not shown.
 */
export const COMPARISON_CLASSES = ['untouched', 'same', 'added', 'removed', 'use', 'detail', 'not_comparable'] as const;
export type ComparisonClass = (typeof COMPARISON_CLASSES)[number];

/** What a list of differences is about. */
export const DIFFERING_CLASSES = ['added', 'removed', 'use', 'detail'] as const satisfies readonly ComparisonClass[];
export type DifferingClass = (typeof DIFFERING_CLASSES)[number];

/** How the two sides are shown: painted by their difference, as two maps beside or above each other. */
export const COMPARISON_FORMS = ['difference', 'beside', 'swipe'] as const;
export type ComparisonForm = (typeof COMPARISON_FORMS)[number];

/**
 * How far a wanted place has come, from the goal backwards. `reshaped`: the unit was divided, merged or given up since.
 * Of units joined in the plan the one that is furthest from the goal counts.
 */
export const TARGET_STATES = [
  'settled',
  'reserved',
  'offered',
  'vacant',
  'interim',
  'works',
  'occupied',
  'unusable',
  'reshaped',
  'unknown',
  'withheld'
] as const;
export type TargetState = (typeof TARGET_STATES)[number];
