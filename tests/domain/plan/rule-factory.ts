import fc from 'fast-check';
import type { RuleCondition, RuleTest } from '../../../src/lib/domain/plan/rule-condition';
import {
  COMPARISONS_BY_KIND,
  RULE_FACTS,
  shapeOf,
  type FactValue,
  type RuleFact,
  type RuleFacts
} from '../../../src/lib/domain/plan/rule-vocabulary';

function valuesOf(fact: RuleFact): fc.Arbitrary<FactValue> {
  const shape = shapeOf(fact);
  switch (shape.kind) {
    case 'code':
      return fc.constantFrom(...shape.codes);
    case 'flag':
      return fc.boolean();
    case 'number':
      return fc.integer({ min: -2, max: 12 });
  }
}

/** Tests that are sound: a comparison that goes with the fact, and a value that it can have. */
const tests: fc.Arbitrary<RuleTest> = fc.constantFrom(...RULE_FACTS).chain((fact) =>
  fc.constantFrom(...COMPARISONS_BY_KIND[shapeOf(fact).kind]).chain((comparison): fc.Arbitrary<RuleTest> => {
    if (comparison === 'known' || comparison === 'unknown') return fc.constant({ fact, comparison });
    if (comparison === 'one_of' || comparison === 'none_of') {
      return fc
        .uniqueArray(valuesOf(fact), { minLength: 1, maxLength: 3 })
        .map((value) => ({ fact, comparison, value }));
    }
    return valuesOf(fact).map((value) => ({ fact, comparison, value }));
  })
);

export const conditions: fc.Arbitrary<RuleCondition> = fc.letrec<{ node: RuleCondition }>((tie) => {
  const some = fc.array(tie('node'), { minLength: 1, maxLength: 3 });
  return {
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      tests,
      some.map((all) => ({ all })),
      some.map((any) => ({ any })),
      some.map((none) => ({ none }))
    )
  };
}).node;

/** Facts of a target, some of them not recorded. */
export const factSets: fc.Arbitrary<RuleFacts> = fc.record(
  Object.fromEntries(RULE_FACTS.map((fact) => [fact, fc.option(valuesOf(fact))])) as Record<
    RuleFact,
    fc.Arbitrary<FactValue | null>
  >,
  { requiredKeys: [] }
);
