import { isCode } from '../codes';
import { evaluate, factsAsked, missingFacts, type RuleCondition, type Verdict } from './rule-condition';
import type { PlanContent } from './plan-content';
import type { PlanUnitFacts } from './plan-unit-facts';
import { factsOf, type RuleStock, type RuleSubject, type TargetFacts } from './rule-facts';
import { AREA_FACTS, isFactValue, RULE_FACTS, type RuleFact, type RuleFacts } from './rule-vocabulary';

/** A hint that a plan gives under a condition, in the reader's language. A hint, never legal advice. */
export interface PlanRule {
  readonly id: number;
  readonly ref: string;
  readonly title: string;
  readonly hint: string;
  /** Such as "§ 6a Abs. 4 BauNVO"; the names of German laws are the same in every language. */
  readonly legalSource: string;
  readonly link: string | null;
  readonly condition: RuleCondition;
}

export const EXAMPLE_RESULTS = ['given', 'not_given', 'unknown'] as const;
export type ExampleResult = (typeof EXAMPLE_RESULTS)[number];

/** Facts with what the rule must say of them; a rule that fails one of its own examples is not saved. */
export interface RuleExample {
  readonly facts: RuleFacts;
  readonly expected: ExampleResult;
}

export const MAX_EXAMPLES = 12;
export const RULE_LENGTHS = { title: 120, hint: 800, legalSource: 200, link: 300 } as const;

/** A rule that speaks up for one target. */
export interface RuleHint extends RuleSubject {
  readonly ruleId: number;
  /** Facts that nobody has recorded, without which it cannot be checked; empty where the hint is given. */
  readonly missing: readonly RuleFact[];
}

/** What names a unit that a hint is about. */
export type HintUnit = Pick<PlanUnitFacts, 'unitId' | 'code' | 'building'>;

/** What gives the hints on a plan while it is drawn: the rules that are switched on, and what they look at. */
export interface RuleGround extends RuleStock {
  readonly units: readonly PlanUnitFacts[];
  readonly rules: readonly PlanRule[];
}

/**
 * What the rules have to say of the targets: target by target, each in the order of the rules. A rule that asks for
 * something only units have says nothing of areas.
 */
export function evaluateRules(
  rules: readonly Pick<PlanRule, 'id' | 'condition'>[],
  targets: readonly TargetFacts[]
): readonly RuleHint[] {
  const ofAreas = rules.filter(({ condition }) => factsAsked(condition).every((fact) => AREA_FACTS.has(fact)));
  return targets.flatMap(({ facts, ...subject }) =>
    (subject.areaId === null ? rules : ofAreas).flatMap(({ id, condition }) => {
      const verdict = evaluate(condition, facts);
      if (verdict === false) return [];
      return [{ ruleId: id, ...subject, missing: verdict === true ? [] : missingFacts(condition, facts) }];
    })
  );
}

/** The hints on a content, worked out anew: what a page shows while somebody draws. */
export function hintsOf(
  { rules, ...stock }: RuleStock & { readonly rules: readonly Pick<PlanRule, 'id' | 'condition'>[] },
  content: PlanContent
): readonly RuleHint[] {
  return evaluateRules(rules, factsOf(stock, content));
}

const RESULTS: Readonly<Record<string, ExampleResult>> = { true: 'given', false: 'not_given', unknown: 'unknown' };

export function resultOf(verdict: Verdict): ExampleResult {
  return RESULTS[String(verdict)]!;
}

/** An example that the rule does not keep, by its place in the list. */
export interface FailedExample {
  readonly index: number;
  readonly expected: ExampleResult;
  readonly found: ExampleResult;
}

export function checkExamples({
  condition,
  examples
}: {
  readonly condition: RuleCondition;
  readonly examples: readonly RuleExample[];
}): readonly FailedExample[] {
  return examples.flatMap(({ facts, expected }, index) => {
    const found = resultOf(evaluate(condition, facts));
    return found === expected ? [] : [{ index, expected, found }];
  });
}

/** The fact of an example that cannot be, or null where all can. */
export function wrongFact({ facts }: { readonly facts: Readonly<Record<string, unknown>> }): string | null {
  const wrong = Object.entries(facts).find(([fact, value]) => !isCode(RULE_FACTS, fact) || !isFactValue(fact, value));
  return wrong?.[0] ?? null;
}
