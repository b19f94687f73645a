import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkExamples, evaluateRules, hintsOf, resultOf, wrongFact } from '../../../src/lib/domain/plan/plan-rule';
import { evaluate } from '../../../src/lib/domain/plan/rule-condition';
import { checkRule, type RuleInput } from '../../../src/lib/domain/plan/rule-input';
import type { RuleZone } from '../../../src/lib/domain/plan/rule-facts';
import { readBlock99 } from './block-99';
import { contents } from './plan-factory';
import { conditions, factSets } from './rule-factory';

const block = readBlock99();
const stockIn = (zone: Partial<RuleZone> = {}) => ({
  units: block.units,
  zones: [{ ...block.zone, ...zone }],
  countsRaisedGroundFloor: true
});

/** What the rules say of a plan: per rule how often the hint is given, and how often it cannot be checked. */
function countHints(plan: string, zone: Partial<RuleZone> = {}): Readonly<Record<string, string>> {
  const hints = hintsOf({ ...stockIn(zone), rules: block.rules }, block.plans.get(plan)!);
  return Object.fromEntries(
    block.rules.flatMap(({ id, ref }) => {
      const own = hints.filter(({ ruleId }) => ruleId === id);
      const given = own.filter(({ missing }) => missing.length === 0).length;
      return own.length === 0 ? [] : [[ref, `${given} given, ${own.length - given} unknown`]];
    })
  );
}

describe('the rules on the plans of Block 99', () => {
  it('speak of the adopted plan as it stands', () => {
    expect(countHints('iq-ost')).toMatchInlineSnapshot(`
      {
        "below-ground": "1 given, 0 unknown",
        "change-of-use-permit": "10 given, 0 unknown",
        "consent-change-of-use": "0 given, 10 unknown",
        "consent-contracts": "0 given, 37 unknown",
        "day-care-outdoor": "5 given, 0 unknown",
        "exhaust": "0 given, 1 unknown",
        "mi-mu-workshop-storage": "4 given, 0 unknown",
        "monument": "6 given, 0 unknown",
        "noise-guests": "6 given, 0 unknown",
        "noise-workshop": "2 given, 0 unknown",
        "second-escape-route": "2 given, 3 unknown",
        "step-free-access": "9 given, 2 unknown",
        "surroundings-decide": "10 given, 0 unknown",
      }
    `);
  });

  it('speak of the draft "Hofgarten"', () => {
    expect(countHints('hofgarten')).toMatchInlineSnapshot(`
      {
        "change-of-use-permit": "4 given, 0 unknown",
        "consent-change-of-use": "0 given, 4 unknown",
        "consent-contracts": "0 given, 10 unknown",
        "exhaust": "0 given, 2 unknown",
        "mi-mu-workshop-storage": "3 given, 0 unknown",
        "monument": "2 given, 0 unknown",
        "open-area-green": "1 given, 0 unknown",
        "step-free-access": "1 given, 1 unknown",
        "surroundings-decide": "4 given, 0 unknown",
      }
    `);
  });

  it('change with the kind of building area, and only those about it', () => {
    const mixed = countHints('iq-ost');
    const residential = countHints('iq-ost', { zoneType: 'WA' });
    const differing = Object.keys({ ...mixed, ...residential }).filter((ref) => mixed[ref] !== residential[ref]);
    expect(differing.sort()).toEqual([
      'mi-mu-workshop-storage',
      'wa-office',
      'wa-shops-restaurants',
      'wa-workshop-storage'
    ]);
    expect(countHints('iq-ost', { zoneType: 'MU' })['mu-ground-floor-housing']).toBe('3 given, 0 unknown');
  });

  it('give the hint of § 144 BauGB once the area is known to need consent, and none where it does not', () => {
    expect(countHints('iq-ost')['consent-contracts']).toMatch(/^0 given, \d\d unknown$/);
    expect(countHints('iq-ost', { isConsentArea: true })['consent-contracts']).toMatch(/^\d\d given, 0 unknown$/);
    expect(countHints('iq-ost', { isConsentArea: false })['consent-contracts']).toBeUndefined();
  });

  it('speak of targets of the plan only, each rule at most once of each', () => {
    fc.assert(
      fc.property(contents(block.units), (content) => {
        const hints = hintsOf({ ...stockIn(), rules: block.rules }, content);
        const keys = hints.map(({ ruleId, unitIds, part }) => `${ruleId} ${unitIds.join('+')} ${part}`);
        expect(new Set(keys).size).toBe(keys.length);
        const targets = new Set(content.entries.map(({ unitId }) => unitId));
        for (const { unitIds } of hints) for (const id of unitIds) expect(targets.has(id)).toBe(true);
      }),
      { numRuns: 20 }
    );
  });

  it('never hang on who is in a unit: the public gets the hints that planners get', () => {
    const publicUnits = block.units.map((unit) => ({ ...unit, use: null, status: 'withheld' as const }));
    for (const content of block.plans.values()) {
      const seen = { ...stockIn(), rules: block.rules };
      expect(hintsOf({ ...seen, units: publicUnits }, content)).toEqual(hintsOf(seen, content));
    }
  });
});

describe('every rule of the folder', () => {
  it.each(block.rules.map((rule) => [rule.ref, rule] as const))(
    '%s keeps its examples, of more than one kind',
    (_, rule) => {
      expect(checkExamples(rule)).toEqual([]);
      expect(new Set(rule.examples.map(({ expected }) => expected)).size).toBeGreaterThan(1);
    }
  );

  it.each(block.rules.map((rule) => [rule.ref, rule] as const))(
    '%s is short, careful and said in every language',
    (_, rule) => {
      for (const text of [rule.title, rule.hint]) expect(Object.keys(text.others).sort()).toEqual(['ar', 'en']);
      expect(rule.hint.base.length).toBeLessThan(320);
      expect(rule.link ?? '').toMatch(/^https:\/\/(www\.gesetze-im-internet\.de|revosax\.sachsen\.de)\//);
    }
  );
});

describe('examples', () => {
  it('fail exactly where the rule says something else', () => {
    fc.assert(
      fc.property(conditions, fc.array(factSets, { maxLength: 5 }), (condition, sets) => {
        const kept = sets.map((facts) => ({ facts, expected: resultOf(evaluate(condition, facts)) }));
        expect(checkExamples({ condition, examples: kept })).toEqual([]);
        const turned = kept.map(({ facts, expected }) => ({
          facts,
          expected: expected === 'given' ? ('not_given' as const) : ('given' as const)
        }));
        expect(checkExamples({ condition, examples: turned }).map(({ index }) => index)).toEqual(sets.map((_, i) => i));
      })
    );
  });

  it('name the fact that cannot be', () => {
    expect(wrongFact({ facts: { is_monument: true, owner: 'x' } })).toBe('owner');
    expect(wrongFact({ facts: { target_use: 'casino' } })).toBe('target_use');
    expect(wrongFact({ facts: { is_monument: true } })).toBeNull();
  });
});

describe('a rule as it is written', () => {
  const rule: RuleInput = {
    texts: { base: { title: 'Titel', hint: 'Hinweis' }, others: {}, confirmed: [] },
    ...{ legalSource: '§ 1', link: null },
    condition: { all: [{ fact: 'is_monument', comparison: 'is', value: true }] },
    examples: [{ facts: { is_monument: true }, expected: 'given' }]
  };
  const issuesOf = (changed: Partial<RuleInput>) =>
    checkRule({ ...rule, ...changed }).map(({ field, code }) => `${field} ${code}`);

  it('is refused at the example that it does not keep', () => {
    expect(issuesOf({})).toEqual([]);
    const examples = [...rule.examples, { facts: {}, expected: 'not_given' as const }];
    expect(issuesOf({ examples })).toEqual(['examples.1 rule_fails_example']);
  });

  it('is refused at the row that is wrong, and where there is none', () => {
    const rows = [
      { fact: 'is_monument', comparison: 'is', value: true },
      { any: [{ fact: 'target_use', comparison: 'is' }] }
    ];
    expect(issuesOf({ condition: { all: rows } })).toEqual(['condition.1.0.value required']);
    expect(issuesOf({ condition: { all: [] } })).toEqual(['condition required']);
    expect(issuesOf({ examples: [], link: 'javascript:alert(1)', legalSource: '' })).toEqual([
      'legalSource required',
      'link out_of_range',
      'examples required'
    ]);
  });
});

describe('evaluating', () => {
  it('goes target by target in the order of the rules', () => {
    const target = { unitIds: [1], part: null, areaId: null, facts: { target_use: 'retail', is_monument: null } };
    const rules = [
      { id: 7, condition: { fact: 'is_monument', comparison: 'is', value: true } as const },
      { id: 3, condition: { fact: 'target_use', comparison: 'is', value: 'retail' } as const }
    ];
    expect(evaluateRules(rules, [target])).toEqual([
      { ruleId: 7, unitIds: [1], part: null, areaId: null, missing: ['is_monument'] },
      { ruleId: 3, unitIds: [1], part: null, areaId: null, missing: [] }
    ]);
  });

  it('says of an area only what can be asked of it', () => {
    const target = { unitIds: [], part: null, areaId: 'a', facts: { is_new_building: true, is_consent_area: null } };
    const isNew = { fact: 'is_new_building', comparison: 'is', value: true } as const;
    const rules = [
      { id: 1, condition: isNew },
      { id: 2, condition: { all: [isNew, { fact: 'is_consent_area', comparison: 'is', value: true }] } as const },
      { id: 3, condition: { any: [isNew, { fact: 'is_step_free', comparison: 'unknown' }] } as const }
    ];
    expect(evaluateRules(rules, [target]).map(({ ruleId, areaId, missing }) => [ruleId, areaId, missing])).toEqual([
      [1, 'a', []],
      [2, 'a', ['is_consent_area']]
    ]);
  });
});
