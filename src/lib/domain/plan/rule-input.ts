import { isCode } from '../codes';
import { checkText, checkWebAddress } from '../free-text';
import { checkTypedTexts, type TypedTexts } from '../local-text';
import type { Issue, RefusalCode } from '../refusal';
import { checkExamples, MAX_EXAMPLES, RULE_LENGTHS, wrongFact, type RuleExample } from './plan-rule';
import { checkCondition, GROUP_KINDS, type ConditionProblem, type RuleCondition } from './rule-condition';

export const RULE_TEXTS = ['title', 'hint'] as const;
export type RuleText = (typeof RULE_TEXTS)[number];

/** A rule as somebody wrote it, not checked yet. */
export interface RuleInput {
  readonly texts: TypedTexts<RuleText>;
  readonly legalSource: string | null;
  readonly link: string | null;
  readonly condition: unknown;
  readonly examples: readonly RuleExample[];
}

/**
 * What keeps a rule from being saved. Fields: the texts, `legalSource`, `link`; `condition.<places>` with the places of
 * the groups on the way, and `examples.<place>`.
 */
export function checkRule({ texts, legalSource, link, condition, examples }: RuleInput): Issue[] {
  const { title, hint } = RULE_LENGTHS;
  const problems = checkCondition(condition);
  const wrong = examples.flatMap((example, index): Issue[] => {
    const fact = wrongFact(example);
    return fact === null ? [] : [{ field: `examples.${index}`, code: 'unknown_code', details: { fact } }];
  });
  const failed =
    problems.length + wrong.length > 0 ? [] : checkExamples({ condition: condition as RuleCondition, examples });
  return [
    ...checkTypedTexts(texts, { lengths: { title, hint }, required: RULE_TEXTS }),
    ...((legalSource ?? '') === '' ? [{ field: 'legalSource', code: 'required' } as const] : []),
    ...checkText('legalSource', legalSource, RULE_LENGTHS.legalSource),
    ...checkText('link', link, RULE_LENGTHS.link),
    ...checkWebAddress('link', link),
    ...problems.map(toIssue),
    ...(examples.length === 0 ? [{ field: 'examples', code: 'required' } as const] : []),
    ...(examples.length > MAX_EXAMPLES ? [{ field: 'examples', code: 'out_of_range' } as const] : []),
    ...wrong,
    ...failed.map(({ index }): Issue => ({ field: `examples.${index}`, code: 'rule_fails_example' }))
  ];
}

const CODES: Readonly<Record<ConditionProblem['problem'], RefusalCode>> = {
  not_a_condition: 'required',
  empty_group: 'required',
  too_deep: 'out_of_range',
  too_many_tests: 'out_of_range',
  unknown_fact: 'unknown_code',
  unknown_comparison: 'unknown_code',
  wrong_value: 'required'
};

function toIssue({ path, problem }: ConditionProblem): Issue {
  const places = path.filter((key) => typeof key === 'number' || !isCode(GROUP_KINDS, key));
  return { field: ['condition', ...places].join('.'), code: CODES[problem] };
}
