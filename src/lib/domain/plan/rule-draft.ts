import type { Issue } from '../refusal';
import { readTypedNumber, typeNumber } from '../typed';
import type { ExampleResult, RuleExample } from './plan-rule';
import { groupIn, groupOfKind, type GroupKind, type RuleCondition, type RuleTest } from './rule-condition';
import {
  COMPARISONS_BY_KIND,
  RULE_FACTS,
  shapeOf,
  type FactValue,
  type RuleComparison,
  type RuleFact
} from './rule-vocabulary';

/** One test as a form holds it: what was typed or ticked, perhaps nothing. */
export interface TestDraft {
  readonly fact: RuleFact;
  readonly comparison: RuleComparison;
  readonly values: readonly string[];
}

export interface GroupDraft {
  readonly group: GroupKind;
  readonly children: readonly NodeDraft[];
}

export type NodeDraft = TestDraft | GroupDraft;

export interface ExampleDraft {
  readonly expected: ExampleResult;
  readonly facts: readonly { readonly fact: RuleFact; readonly value: string }[];
}

/** A condition and its examples as the fields of a form, on the way to a rule. */
export interface RuleDraft {
  readonly condition: GroupDraft;
  readonly examples: readonly ExampleDraft[];
}

export function isGroupDraft(node: NodeDraft): node is GroupDraft {
  return 'group' in node;
}

/** What a form begins with; a condition that is one test alone stands in a group. */
export function draftOf(
  { condition, examples }: { readonly condition: RuleCondition; readonly examples: readonly RuleExample[] },
  locale: string
): RuleDraft {
  const node = nodeOf(condition, locale);
  return {
    condition: isGroupDraft(node) ? node : { group: 'all', children: [node] },
    examples: examples.map(({ facts, expected }) => ({
      expected,
      facts: RULE_FACTS.flatMap((fact) => {
        const value = facts[fact] ?? null;
        return value === null ? [] : [{ fact, value: typeValue(value, locale) }];
      })
    }))
  };
}

function nodeOf(condition: RuleCondition, locale: string): NodeDraft {
  const group = groupIn(condition);
  if (group !== null) {
    return { group: group.kind, children: group.conditions.map((one) => nodeOf(one, locale)) };
  }
  const { fact, comparison, value } = condition as RuleTest;
  const values =
    value === undefined ? [] : Array.isArray(value) ? (value as readonly FactValue[]) : [value as FactValue];
  return { fact, comparison: asList(comparison), values: values.map((one) => typeValue(one, locale)) };
}

function typeValue(value: FactValue, locale: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? typeNumber(value, locale) : value;
}

/** In a form, codes are always ticked in a list. */
function asList(comparison: RuleComparison): RuleComparison {
  return comparison === 'one_of' ? 'is' : comparison === 'none_of' ? 'is_not' : comparison;
}

/** The comparisons that a form offers for a fact. */
export function comparisonsFor(fact: RuleFact): readonly RuleComparison[] {
  return COMPARISONS_BY_KIND[shapeOf(fact).kind].filter((comparison) => asList(comparison) === comparison);
}

/** The condition that a draft stands for, as `checkCondition` wants to see it; what was not filled in has no value. */
export function conditionOf(node: NodeDraft, locale: string): RuleCondition {
  if (isGroupDraft(node)) {
    return groupOfKind(
      node.group,
      node.children.map((child) => conditionOf(child, locale))
    );
  }
  const { fact, comparison } = node;
  if (comparison === 'known' || comparison === 'unknown') return { fact, comparison };
  const values = [...new Set(node.values)].flatMap((text) => readValue(fact, text, locale) ?? []);
  const [first] = values;
  if (first === undefined) return { fact, comparison };
  if (values.length === 1) return { fact, comparison, value: first };
  return { fact, comparison: comparison === 'is_not' ? 'none_of' : 'one_of', value: values };
}

/** The examples that a draft stands for; a fact without a value is not recorded in it. */
export function examplesOf({ examples }: RuleDraft, locale: string): readonly RuleExample[] {
  return examples.map(({ expected, facts }) => ({
    expected,
    facts: Object.fromEntries(
      facts.flatMap(({ fact, value }) => {
        const read = readValue(fact, value, locale);
        return read === null ? [] : [[fact, read]];
      })
    )
  }));
}

function readValue(fact: RuleFact, text: string, locale: string): FactValue | null {
  if (text === '') return null;
  switch (shapeOf(fact).kind) {
    case 'flag':
      return text === 'yes';
    case 'number':
      return readTypedNumber(text, locale);
    case 'code':
      return text;
  }
}

/** Numbers that cannot be read, at the fields of the form; what was left empty is the rule's to refuse. */
export function checkDraft({ condition, examples }: RuleDraft, locale: string): Issue[] {
  const isWrong = (fact: RuleFact, text: string) =>
    text !== '' && shapeOf(fact).kind === 'number' && readTypedNumber(text, locale) === null;
  const visit = (node: NodeDraft, at: string): Issue[] => {
    if (isGroupDraft(node)) return node.children.flatMap((child, index) => visit(child, `${at}.${index}`));
    const wrong = node.values.some((text) => isWrong(node.fact, text));
    return wrong ? [{ field: `${at}.value`, code: 'not_a_number' }] : [];
  };
  return [
    ...visit(condition, 'condition'),
    ...examples.flatMap(({ facts }, index) =>
      facts.flatMap(({ fact, value }, row): Issue[] =>
        isWrong(fact, value) ? [{ field: `examples.${index}.${row}.value`, code: 'not_a_number' }] : []
      )
    )
  ];
}
