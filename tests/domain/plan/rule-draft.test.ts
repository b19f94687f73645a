import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleExample } from '../../../src/lib/domain/plan/plan-rule';
import { evaluate, type RuleCondition } from '../../../src/lib/domain/plan/rule-condition';
import { checkDraft, conditionOf, draftOf, examplesOf, type RuleDraft } from '../../../src/lib/domain/plan/rule-draft';
import { editDraft, fieldsOf, readDraft } from '../../../src/lib/domain/plan/rule-form-fields';
import { conditions, factSets } from './rule-factory';

const examples = fc.array(
  fc.record({ facts: factSets, expected: fc.constantFrom('given' as const, 'not_given' as const, 'unknown' as const) }),
  { maxLength: 4 }
);

/** The draft as its form sends it, read again. */
function send(draft: RuleDraft): RuleDraft {
  const fields = fieldsOf(draft);
  return readDraft({ has: (name) => name in fields, value: (name) => fields[name] ?? '' });
}

/** Without the facts that say "not recorded", which a form leaves out. */
const told = ({ facts, expected }: RuleExample): RuleExample => ({
  expected,
  facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
});

describe('a rule in a form', () => {
  it.each(['de', 'en', 'ar'])('comes back as the same rule (%s)', (locale) => {
    fc.assert(
      fc.property(conditions, examples, factSets, (condition, cases, facts) => {
        const draft = send(draftOf({ condition, examples: cases }, locale));
        expect(checkDraft(draft, locale)).toEqual([]);
        expect(evaluate(conditionOf(draft.condition, locale), facts)).toBe(evaluate(condition, facts));
        expect(examplesOf(draft, locale)).toEqual(cases.map(told));
      })
    );
  });

  it('keeps a number that cannot be read, and says where it stands', () => {
    const fields: Readonly<Record<string, string>> = {
      'condition.group': 'all',
      'condition.0.fact': 'area_sqm',
      'condition.0.comparison': 'above',
      'condition.0.value': 'viel',
      'examples.0.expected': 'given',
      'examples.0.0.fact': 'area_sqm',
      'examples.0.0.value': '1,5'
    };
    const draft = readDraft({ has: (name) => name in fields, value: (name) => fields[name] ?? '' });
    expect(checkDraft(draft, 'de')).toEqual([{ field: 'condition.0.value', code: 'not_a_number' }]);
    expect(fieldsOf(draft)).toEqual(fields);
    expect(examplesOf(draft, 'de')[0]!.facts).toEqual({ area_sqm: 1.5 });
  });

  it('is an empty group where its form says nothing, and drops what is none of the vocabulary', () => {
    const read = (fields: Readonly<Record<string, string>>) =>
      readDraft({ has: (name) => name in fields, value: (name) => fields[name] ?? '' });
    expect(read({})).toEqual({ condition: { group: 'all', children: [] }, examples: [] });
    expect(read({ 'condition.group': 'xor', 'condition.0.fact': 'owner' }).condition).toEqual({
      group: 'all',
      children: []
    });
  });
});

describe('the buttons of the rows', () => {
  const condition: RuleCondition = {
    all: [
      { fact: 'is_monument', comparison: 'is', value: true },
      { any: [{ fact: 'target_use', comparison: 'is', value: 'retail' }] }
    ]
  };
  const draft = draftOf({ condition, examples: [{ facts: { is_monument: true }, expected: 'given' }] }, 'de');
  const edit = (command: string, chosen = '') => editDraft(draft, command, () => chosen);
  const childrenOf = ({ condition: group }: RuleDraft) => JSON.parse(JSON.stringify(group.children)) as unknown[];

  it('add a test or a group to the group that they stand in', () => {
    expect(childrenOf(edit('add condition', 'zone_type'))[2]).toEqual({
      fact: 'zone_type',
      comparison: 'is',
      values: []
    });
    expect(childrenOf(edit('add condition', 'none'))[2]).toEqual({ group: 'none', children: [] });
    expect(childrenOf(edit('add condition.1', 'is_joined'))[1]).toMatchObject({
      children: [{}, { fact: 'is_joined' }]
    });
  });

  it('take out what they stand at, and nothing else', () => {
    expect(childrenOf(edit('remove condition.0'))).toEqual(childrenOf(draft).slice(1));
    expect(childrenOf(edit('remove condition.1.0'))[1]).toEqual({ group: 'any', children: [] });
    expect(edit('remove examples.0').examples).toEqual([]);
    expect(edit('remove examples.0.0').examples).toEqual([{ expected: 'given', facts: [] }]);
  });

  it('add an example, and each fact to it once', () => {
    expect(edit('add examples').examples).toHaveLength(2);
    expect(edit('add examples.0', 'zone_type').examples[0]!.facts.map(({ fact }) => fact)).toEqual([
      'is_monument',
      'zone_type'
    ]);
    expect(edit('add examples.0', 'is_monument')).toEqual(draft);
  });

  it('do nothing where there is nothing', () => {
    const commands = [
      '',
      'add',
      'drop condition.0',
      'remove condition',
      'remove condition.9',
      'add condition.0',
      'add x.0'
    ];
    for (const command of [...commands, 'remove examples.9', 'add condition.__proto__']) {
      expect(edit(command, 'is_joined')).toEqual(draft);
    }
    expect(edit('add condition', 'owner')).toEqual(draft);
  });
});
