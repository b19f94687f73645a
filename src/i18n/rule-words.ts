import type { ExampleResult, RuleExample } from '../lib/domain/plan/plan-rule';
import { groupIn, type GroupKind, type RuleCondition, type RuleTest } from '../lib/domain/plan/rule-condition';
import {
  RULE_FACTS,
  type FACT_SHAPES,
  type FactValue,
  type RuleComparison,
  type RuleFact
} from '../lib/domain/plan/rule-vocabulary';
import {
  BUILDING_PART_LABELS,
  PLAN_USE_LABELS,
  STOREY_TYPE_LABELS,
  UNIT_KIND_LABELS,
  USE_LABELS,
  type Labels
} from './codes';
import { formatMeasure, intlLocale } from './format';
import { m } from './paraglide/messages';
import { ZONE_BASIS_LABELS, ZONE_TYPE_LABELS } from './plan-codes';

/** What rules ask of a target. */
export const FACT_LABELS: Labels<RuleFact> = {
  target_use: m.rule_fact_target_use,
  present_use: m.rule_fact_present_use,
  unit_kind: m.rule_fact_unit_kind,
  is_change_of_use: m.rule_fact_is_change_of_use,
  storey_level: m.rule_fact_storey_level,
  storey_type: m.rule_fact_storey_type,
  building_part: m.rule_fact_building_part,
  is_street_ground_floor: m.rule_fact_is_street_ground_floor,
  is_courtyard: m.rule_fact_is_courtyard,
  area_sqm: m.rule_fact_area_sqm,
  is_step_free: m.rule_fact_is_step_free,
  has_extractor: m.rule_fact_has_extractor,
  has_second_escape_route: m.rule_fact_has_second_escape_route,
  is_joined: m.rule_fact_is_joined,
  is_divided: m.rule_fact_is_divided,
  has_housing_above: m.rule_fact_has_housing_above,
  has_housing_below: m.rule_fact_has_housing_below,
  has_housing_beside: m.rule_fact_has_housing_beside,
  has_planned_open_space: m.rule_fact_has_planned_open_space,
  zone_type: m.rule_fact_zone_type,
  zone_basis: m.rule_fact_zone_basis,
  is_consent_area: m.rule_fact_is_consent_area,
  is_monument: m.rule_fact_is_monument,
  is_new_building: m.rule_fact_is_new_building,
  is_open_area: m.rule_fact_is_open_area
};

type CodeFact = { [Fact in RuleFact]: (typeof FACT_SHAPES)[Fact]['kind'] extends 'code' ? Fact : never }[RuleFact];

/** The codes of a fact in words; a fact with codes of its own is a type error until it has them here. */
const CODE_LABELS: { readonly [Fact in CodeFact]: Labels<(typeof FACT_SHAPES)[Fact]['codes'][number]> } = {
  target_use: PLAN_USE_LABELS,
  present_use: USE_LABELS,
  unit_kind: UNIT_KIND_LABELS,
  storey_type: STOREY_TYPE_LABELS,
  building_part: BUILDING_PART_LABELS,
  zone_type: ZONE_TYPE_LABELS,
  zone_basis: ZONE_BASIS_LABELS
};

/** `one_of` and `none_of` read like `is` and `is_not` with several values. */
export const COMPARISON_LABELS: Labels<RuleComparison> = {
  is: m.rule_comparison_is,
  is_not: m.rule_comparison_is_not,
  one_of: m.rule_comparison_is,
  none_of: m.rule_comparison_is_not,
  above: m.rule_comparison_above,
  below: m.rule_comparison_below,
  known: m.rule_comparison_known,
  unknown: m.rule_comparison_unknown
};

export const GROUP_LABELS: Labels<GroupKind> = {
  all: m.rule_group_all,
  any: m.rule_group_any,
  none: m.rule_group_none
};

export const EXAMPLE_RESULT_LABELS: Labels<ExampleResult> = {
  given: m.rule_expected_given,
  not_given: m.rule_expected_not_given,
  unknown: m.rule_expected_unknown
};

/** A value of a fact in the reader's language. */
export function labelValue(fact: RuleFact, value: FactValue): string {
  if (typeof value === 'boolean') return value ? m.rule_words_yes() : m.rule_words_no();
  if (typeof value === 'number') return formatMeasure(value);
  const labels = (CODE_LABELS as Readonly<Partial<Record<RuleFact, Readonly<Record<string, () => string>>>>>)[fact];
  return labels?.[value]?.() ?? value;
}

/** Facts as a list: `zweiter Rettungsweg und Abluft`. */
export function labelFacts(facts: readonly RuleFact[]): string {
  return new Intl.ListFormat(intlLocale(), { type: 'conjunction' }).format(facts.map((fact) => FACT_LABELS[fact]()));
}

/** When a rule gives its hint, in words. */
export function conditionWords(condition: RuleCondition): string {
  const group = groupIn(condition);
  if (group === null) return testWords(condition as RuleTest);
  const tests = group.conditions.map(conditionWords);
  if (group.kind === 'all') return joinTests(tests);
  return (group.kind === 'any' ? m.rule_words_any : m.rule_words_none)({ tests: tests.join('; ') });
}

/** An example in words: what is expected of which facts. */
export function exampleWords({ facts, expected }: RuleExample): string {
  const told = RULE_FACTS.flatMap((fact) => {
    const value = facts[fact] ?? null;
    return value === null ? [] : [testWords({ fact, comparison: 'is', value })];
  });
  return m.rule_words_example({ expected: EXAMPLE_RESULT_LABELS[expected](), facts: joinTests(told) });
}

function joinTests(tests: readonly string[]): string {
  return new Intl.ListFormat(intlLocale(), { type: 'conjunction' }).format(tests);
}

function testWords({ fact, comparison, value }: RuleTest): string {
  const label = FACT_LABELS[fact]();
  const values = (Array.isArray(value) ? value : value === undefined ? [] : [value]) as readonly FactValue[];
  const either = new Intl.ListFormat(intlLocale(), { type: 'disjunction' });
  const words = { fact: label, value: either.format(values.map((one) => labelValue(fact, one))) };
  switch (comparison) {
    case 'is':
    case 'one_of':
      return m.rule_words_is(words);
    case 'is_not':
    case 'none_of':
      return m.rule_words_is_not(words);
    case 'above':
      return m.rule_words_above(words);
    case 'below':
      return m.rule_words_below(words);
    case 'known':
      return m.rule_words_known(words);
    case 'unknown':
      return m.rule_words_unknown(words);
  }
}
