import { describe, expect, it } from 'vitest';
import { SHOWN_STATUSES } from '../../src/lib/domain/codes';
import { comparePlan, countProgress } from '../../src/lib/domain/plan-difference';

describe('comparePlan', () => {
  it.each(SHOWN_STATUSES)('has nothing to compare without a target: %s', (status) => {
    expect(comparePlan(null, { status, use: 'retail', kind: 'shop' })).toBe('no_target');
  });

  it.each([
    ['occupied', 'retail', 'shop', 'retail', 'realised'],
    ['occupied', 'gastronomy', 'shop', 'retail', 'change'],
    ['occupied', null, 'shop', 'retail', 'not_comparable'],
    ['vacant', null, 'shop', 'retail', 'to_settle'],
    ['works', null, 'shop', 'retail', 'to_settle'],
    ['interim', 'retail', 'shop', 'retail', 'to_settle'],
    ['unusable', null, 'shop', 'retail', 'not_comparable'],
    ['unknown', null, 'shop', 'retail', 'not_comparable'],
    ['withheld', null, 'dwelling', 'housing', 'same_use'],
    ['withheld', null, 'dwelling', 'health', 'not_comparable'],
    ['withheld', null, 'community', 'education', 'same_use'],
    ['withheld', null, 'parking', 'storage', 'not_comparable']
  ] as const)('%s, used as %s, built as %s, planned as %s: %s', (...[status, use, kind, target, expected]) => {
    expect(comparePlan(target, { status, use, kind })).toBe(expected);
  });
});

describe('countProgress', () => {
  it('counts only what is realised as realised, and compares only what the reader can know', () => {
    const progress = countProgress([
      { difference: 'realised' },
      { difference: 'same_use' },
      { difference: 'change' },
      { difference: 'realised' },
      { difference: 'not_comparable' }
    ]);
    expect(progress).toEqual({
      total: 5,
      comparable: 3,
      realised: 2,
      counts: [
        { difference: 'realised', count: 2 },
        { difference: 'same_use', count: 1 },
        { difference: 'change', count: 1 },
        { difference: 'not_comparable', count: 1 }
      ]
    });
  });

  it('has nothing to show for a plan without targets', () => {
    expect(countProgress([])).toEqual({ total: 0, comparable: 0, realised: 0, counts: [] });
  });
});
