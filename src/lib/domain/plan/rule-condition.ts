import { isCode } from '../codes';
import {
  COMPARISONS,
  COMPARISONS_BY_KIND,
  isFactValue,
  RULE_FACTS,
  shapeOf,
  type FactValue,
  type RuleComparison,
  type RuleFact,
  type RuleFacts
} from './rule-vocabulary';

/** All of these hold, at least one does, none does. */
export const GROUP_KINDS = ['all', 'any', 'none'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** One fact compared with a value; a list for `one_of` and `none_of`, nothing for `known` and `unknown`. */
export interface RuleTest {
  readonly fact: RuleFact;
  readonly comparison: RuleComparison;
  readonly value?: FactValue | readonly FactValue[];
}

/** When a hint is given, as plain JSON: tests, and groups of them under one key (`all`, `any` or `none`). */
export type RuleCondition =
  | RuleTest
  | { readonly all: readonly RuleCondition[] }
  | { readonly any: readonly RuleCondition[] }
  | { readonly none: readonly RuleCondition[] };

/** `unknown` where the answer hangs on a fact that nobody has recorded. */
export type Verdict = boolean | 'unknown';

/** What is wrong with a condition, and where: the keys that lead to the place, such as `['all', 2, 'value']`. */
export interface ConditionProblem {
  readonly path: readonly (string | number)[];
  readonly problem:
    | 'not_a_condition'
    | 'empty_group'
    | 'too_deep'
    | 'too_many_tests'
    | 'unknown_fact'
    | 'unknown_comparison'
    | 'wrong_value';
}

export const MAX_CONDITION_DEPTH = 4;
export const MAX_TESTS = 40;
export const MAX_LIST = 20;

/** The kind of a group and what is in it; null for a single test. */
export function groupIn(
  condition: RuleCondition
): { readonly kind: GroupKind; readonly conditions: readonly RuleCondition[] } | null {
  if ('all' in condition) return { kind: 'all', conditions: condition.all };
  if ('any' in condition) return { kind: 'any', conditions: condition.any };
  return 'none' in condition ? { kind: 'none', conditions: condition.none } : null;
}

export function groupOfKind(kind: GroupKind, conditions: readonly RuleCondition[]): RuleCondition {
  switch (kind) {
    case 'all':
      return { all: conditions };
    case 'any':
      return { any: conditions };
    case 'none':
      return { none: conditions };
  }
}

/**
 * Is the hint to be given for these facts? Three-valued (Kleene): what nobody recorded is neither yes nor no, and the
 * whole is unknown only where it would matter.
 */
export function evaluate(condition: RuleCondition, facts: RuleFacts): Verdict {
  const group = groupIn(condition);
  if (group === null) return test(condition as RuleTest, facts);
  const verdicts = group.conditions.map((one) => evaluate(one, facts));
  switch (group.kind) {
    case 'all':
      return every(verdicts);
    case 'any':
      return negate(every(verdicts.map(negate)));
    case 'none':
      return every(verdicts.map(negate));
  }
}

function every(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes('unknown') ? 'unknown' : true;
}

function negate(verdict: Verdict): Verdict {
  return verdict === 'unknown' ? 'unknown' : !verdict;
}

function test({ fact, comparison, value }: RuleTest, facts: RuleFacts): Verdict {
  const present = facts[fact] ?? null;
  if (comparison === 'known') return present !== null;
  if (comparison === 'unknown') return present === null;
  if (present === null) return 'unknown';
  const listed = (Array.isArray(value) ? value : [value]) as readonly FactValue[];
  switch (comparison) {
    case 'is':
    case 'one_of':
      return listed.includes(present);
    case 'is_not':
    case 'none_of':
      return !listed.includes(present);
    case 'above':
      return Number(present) > Number(listed[0]);
    case 'below':
      return Number(present) < Number(listed[0]);
  }
}

/** The facts that would have to be recorded to decide the condition; empty where it is decided. Each once, in its order. */
export function missingFacts(condition: RuleCondition, facts: RuleFacts): readonly RuleFact[] {
  if (evaluate(condition, facts) !== 'unknown') return [];
  const group = groupIn(condition);
  if (group === null) return [(condition as RuleTest).fact];
  return [...new Set(group.conditions.flatMap((one) => missingFacts(one, facts)))];
}

/** Every fact that the condition asks for. */
export function factsAsked(condition: RuleCondition): readonly RuleFact[] {
  const group = groupIn(condition);
  if (group === null) return [(condition as RuleTest).fact];
  return [...new Set(group.conditions.flatMap(factsAsked))];
}

/** What keeps `value`, which may be anything, from being a condition; nothing where it is one. */
export function checkCondition(value: unknown): readonly ConditionProblem[] {
  const problems = visit(value, [], 1);
  return problems.length === 0 && countTests(value as RuleCondition) > MAX_TESTS
    ? [{ path: [], problem: 'too_many_tests' }]
    : problems;
}

/** As `checkCondition`, for what was checked when it was stored. */
export function isCondition(value: unknown): value is RuleCondition {
  return checkCondition(value).length === 0;
}

function visit(value: unknown, path: ConditionProblem['path'], depth: number): readonly ConditionProblem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ path, problem: 'not_a_condition' }];
  const keys = Object.keys(value);
  const [kind] = keys;
  if (keys.length !== 1 || !isCode(GROUP_KINDS, kind)) return visitTest(value, path);
  const conditions: unknown = (value as Record<string, unknown>)[kind];
  const at = [...path, kind];
  if (!Array.isArray(conditions)) return [{ path: at, problem: 'not_a_condition' }];
  if (conditions.length === 0) return [{ path: at, problem: 'empty_group' }];
  if (depth > MAX_CONDITION_DEPTH) return [{ path: at, problem: 'too_deep' }];
  return conditions.flatMap((one, index) => visit(one, [...at, index], depth + 1));
}

function visitTest(value: object, path: ConditionProblem['path']): readonly ConditionProblem[] {
  const { fact, comparison, value: wanted, ...rest } = value as Record<string, unknown>;
  if (Object.keys(rest).length > 0) return [{ path, problem: 'not_a_condition' }];
  if (!isCode(RULE_FACTS, fact)) return [{ path: [...path, 'fact'], problem: 'unknown_fact' }];
  const { kind } = shapeOf(fact);
  if (!isCode(COMPARISONS, comparison) || !COMPARISONS_BY_KIND[kind].includes(comparison)) {
    return [{ path: [...path, 'comparison'], problem: 'unknown_comparison' }];
  }
  return isValueFor(fact, comparison, wanted) ? [] : [{ path: [...path, 'value'], problem: 'wrong_value' }];
}

function isValueFor(fact: RuleFact, comparison: RuleComparison, value: unknown): boolean {
  switch (comparison) {
    case 'known':
    case 'unknown':
      return value === undefined;
    case 'one_of':
    case 'none_of':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        value.length <= MAX_LIST &&
        new Set(value).size === value.length &&
        value.every((one) => isFactValue(fact, one))
      );
    default:
      return isFactValue(fact, value);
  }
}

function countTests(condition: RuleCondition): number {
  const group = groupIn(condition);
  return group === null ? 1 : group.conditions.reduce((sum, one) => sum + countTests(one), 0);
}
