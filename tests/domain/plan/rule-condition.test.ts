import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCondition,
  evaluate,
  factsAsked,
  missingFacts,
  type RuleCondition,
  type Verdict
} from '../../../src/lib/domain/plan/rule-condition';
import { RULE_FACTS, shapeOf, type RuleFacts } from '../../../src/lib/domain/plan/rule-vocabulary';
import { conditions, factSets } from './rule-factory';

const IS_MONUMENT: RuleCondition = { fact: 'is_monument', comparison: 'is', value: true };
const IS_RETAIL: RuleCondition = { fact: 'target_use', comparison: 'is', value: 'retail' };
const say = (condition: RuleCondition, facts: RuleFacts = {}) => evaluate(condition, facts);

describe('a test of one fact', () => {
  it('compares codes, answers and numbers', () => {
    const facts: RuleFacts = { target_use: 'retail', is_monument: false, storey_level: 2 };
    expect(say(IS_RETAIL, facts)).toBe(true);
    expect(say({ fact: 'target_use', comparison: 'is_not', value: 'retail' }, facts)).toBe(false);
    expect(say({ fact: 'target_use', comparison: 'one_of', value: ['health', 'retail'] }, facts)).toBe(true);
    expect(say({ fact: 'target_use', comparison: 'none_of', value: ['health', 'retail'] }, facts)).toBe(false);
    expect(say({ fact: 'is_monument', comparison: 'is', value: false }, facts)).toBe(true);
    expect(say({ fact: 'storey_level', comparison: 'above', value: 1 }, facts)).toBe(true);
    expect(say({ fact: 'storey_level', comparison: 'above', value: 2 }, facts)).toBe(false);
    expect(say({ fact: 'storey_level', comparison: 'below', value: 3 }, facts)).toBe(true);
  });

  it('says "unknown" of what nobody recorded, unless it asks for just that', () => {
    for (const facts of [{}, { target_use: null }]) {
      expect(say(IS_RETAIL, facts)).toBe('unknown');
      expect(say({ fact: 'target_use', comparison: 'is_not', value: 'retail' }, facts)).toBe('unknown');
      expect(say({ fact: 'target_use', comparison: 'known' }, facts)).toBe(false);
      expect(say({ fact: 'target_use', comparison: 'unknown' }, facts)).toBe(true);
    }
  });
});

describe('groups', () => {
  const ALL: readonly [Verdict, Verdict, Verdict][] = [
    [true, true, true],
    [true, false, false],
    [true, 'unknown', 'unknown'],
    [false, 'unknown', false],
    ['unknown', 'unknown', 'unknown']
  ];
  /** Two tests on different facts, so that each has its own verdict. */
  const pair = (one: Verdict, other: Verdict): [readonly RuleCondition[], RuleFacts] => {
    const facts: RuleFacts = {
      is_monument: one === 'unknown' ? null : one,
      is_joined: other === 'unknown' ? null : other
    };
    return [[IS_MONUMENT, { fact: 'is_joined', comparison: 'is', value: true }], facts];
  };

  it.each(ALL)('all of %s and %s is %s', (one, other, expected) => {
    const [tests, facts] = pair(one, other);
    expect(say({ all: tests }, facts)).toBe(expected);
  });

  it('any and none are what De Morgan makes of it', () => {
    fc.assert(
      fc.property(fc.array(conditions, { minLength: 1, maxLength: 4 }), factSets, (tests, facts) => {
        const none = evaluate({ none: tests }, facts);
        expect(evaluate({ any: tests }, facts)).toBe(none === 'unknown' ? 'unknown' : !none);
        expect(evaluate({ all: tests.map((one) => ({ none: [one] })) }, facts)).toBe(none);
      })
    );
  });
});

describe('any condition', () => {
  it('never changes its mind when more becomes known: what was decided stays decided', () => {
    fc.assert(
      fc.property(conditions, factSets, factSets, (condition, some, more) => {
        // Asking whether something is recorded is about the record, not about the world.
        fc.pre(!JSON.stringify(condition).includes('known'));
        const before = evaluate(condition, some);
        const filled = Object.fromEntries(RULE_FACTS.map((fact) => [fact, some[fact] ?? more[fact] ?? null]));
        if (before !== 'unknown') expect(evaluate(condition, filled)).toBe(before);
      })
    );
  });

  it('is decided once every missing fact is recorded, and names only facts that it asks for', () => {
    fc.assert(
      fc.property(conditions, factSets, (condition, facts) => {
        const missing = missingFacts(condition, facts);
        expect(missing.length > 0).toBe(evaluate(condition, facts) === 'unknown');
        expect(factsAsked(condition)).toEqual(expect.arrayContaining([...missing]));
        for (const fact of missing) expect(facts[fact] ?? null).toBeNull();
        const filled: RuleFacts = { ...facts, ...Object.fromEntries(factsAsked(condition).map((f) => [f, sample(f)])) };
        expect(evaluate(condition, filled)).not.toBe('unknown');
      })
    );
  });

  it('is found sound, also once it was stored as JSON', () => {
    fc.assert(
      fc.property(conditions, factSets, (condition, facts) => {
        const stored: unknown = JSON.parse(JSON.stringify(condition));
        expect(checkCondition(stored)).toEqual([]);
        expect(evaluate(stored as RuleCondition, facts)).toBe(evaluate(condition, facts));
      })
    );
  });
});

function sample(fact: (typeof RULE_FACTS)[number]) {
  const shape = shapeOf(fact);
  return shape.kind === 'code' ? shape.codes[0]! : shape.kind === 'flag' ? true : 1;
}

describe('what is no condition', () => {
  const deep = (depth: number): unknown => (depth === 0 ? IS_RETAIL : { all: [deep(depth - 1)] });
  it.each([
    [null, [], 'not_a_condition'],
    [[], [], 'not_a_condition'],
    [{ all: [] }, ['all'], 'empty_group'],
    [{ all: {} }, ['all'], 'not_a_condition'],
    [{ all: [IS_RETAIL], any: [IS_RETAIL] }, [], 'not_a_condition'],
    [{ any: [IS_RETAIL, { fact: 'owner' }] }, ['any', 1, 'fact'], 'unknown_fact'],
    [{ fact: '__proto__', comparison: 'is', value: 1 }, ['fact'], 'unknown_fact'],
    [{ fact: 'is_monument', comparison: 'above', value: 1 }, ['comparison'], 'unknown_comparison'],
    [{ fact: 'is_monument', comparison: 'is', value: 'yes' }, ['value'], 'wrong_value'],
    [{ fact: 'target_use', comparison: 'one_of', value: [] }, ['value'], 'wrong_value'],
    [{ fact: 'target_use', comparison: 'one_of', value: ['retail', 'retail'] }, ['value'], 'wrong_value'],
    [{ fact: 'target_use', comparison: 'is', value: 'casino' }, ['value'], 'wrong_value'],
    [{ fact: 'target_use', comparison: 'known', value: true }, ['value'], 'wrong_value'],
    [{ fact: 'area_sqm', comparison: 'above', value: NaN }, ['value'], 'wrong_value'],
    [{ fact: 'area_sqm', comparison: 'above', value: 1, code: 'x' }, [], 'not_a_condition'],
    [deep(5), ['all', 0, 'all', 0, 'all', 0, 'all', 0, 'all'], 'too_deep'],
    [{ all: Array(41).fill(IS_RETAIL) }, [], 'too_many_tests']
  ])('%j', (value, path, problem) => {
    expect(checkCondition(value)).toEqual([{ path, problem }]);
  });

  it('is never thrown at, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Array.isArray(checkCondition(value))).toBe(true);
      })
    );
  });
});
