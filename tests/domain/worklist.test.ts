import { describe, expect, it } from 'vitest';
import { countByAge, selectDue } from '../../src/lib/domain/worklist';

const RULES = { today: 1000, freshnessDays: [100, 200, 300] } as const;
const CHECKS = [
  [1, 950],
  [2, null],
  [3, 850],
  [4, 650],
  [5, 750],
  [6, null],
  [7, 650]
] as const;

describe('a worklist', () => {
  const checks = countByAge(CHECKS, RULES);

  it('begins with what was never checked, then the oldest checks; equal ones keep their order', () => {
    expect([...checks.unitIds]).toEqual([2, 6, 4, 7, 5, 3, 1]);
    expect(checks.counts).toEqual({ never: 2, outdated: 2, old: 1, ageing: 1, fresh: 1 });
  });

  it('shows one class, what is due, or all', () => {
    expect([...selectDue(checks, 'outdated')]).toEqual([4, 7]);
    expect([...selectDue(checks, 'fresh')]).toEqual([1]);
    expect([...selectDue(checks, 'due')]).toEqual([2, 6, 4, 7, 5, 3]);
    expect([...selectDue(checks, 'all')]).toHaveLength(7);
    expect([...selectDue(countByAge([], RULES), 'never')]).toEqual([]);
  });
});
