import { checkExamples, wrongFact, type RuleExample } from '../../src/lib/domain/plan/plan-rule';
import { checkCondition, type RuleCondition } from '../../src/lib/domain/plan/rule-condition';
import type { ProblemList } from './problems';
import type { AuthoredContent } from './validate';

/** Checks that every rule can be evaluated, and that it says of its own examples what they expect. */
export function checkPlanRules(content: AuthoredContent, problems: ProblemList): void {
  const file = `${content.folder}/plan-rules.json`;
  for (const [i, { condition, examples }] of content['plan-rules'].entries()) {
    const wrong = checkCondition(condition);
    for (const { path, problem } of wrong) {
      problems.add(file, [`/${i}/condition`, ...path].join('/'), problem.replaceAll('_', ' '));
    }
    const facts = examples.map(wrongFact);
    for (const [e, fact] of facts.entries()) {
      if (fact !== null) problems.add(file, `/${i}/examples/${e}/facts/${fact}`, 'no fact of this name has this value');
    }
    if (wrong.length > 0 || facts.some((fact) => fact !== null)) continue;
    const rule = { condition: condition as RuleCondition, examples: examples as readonly RuleExample[] };
    for (const { index, expected, found } of checkExamples(rule)) {
      problems.add(file, `/${i}/examples/${index}`, `the rule says "${found}" here, not "${expected}"`);
    }
  }
}
