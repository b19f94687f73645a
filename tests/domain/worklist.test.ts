import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countByAge, NEVER, selectDue } from '../../src/lib/domain/worklist';

const RULES = { today: 1000, freshnessDays: [100, 200, 300] } as const;
const CHECKS = [
  [1, 950],
  [2, NEVER],
  [3, 850],
  [4, 650],
  [5, 750],
  [6, NEVER],
  [7, 650]
] as const;

const columns = (checks: readonly (readonly [unitId: number, day: number])[]) => ({
  unitIds: Int32Array.from(checks, ([unitId]) => unitId),
  days: Int32Array.from(checks, ([, day]) => day)
});

describe('a worklist', () => {
  const checks = countByAge(columns(CHECKS), RULES);

  it('begins with what was never checked, then the oldest checks; equal ones keep their order', () => {
    expect([...checks.unitIds]).toEqual([2, 6, 4, 7, 5, 3, 1]);
    expect(checks.counts).toEqual({ never: 2, outdated: 2, old: 1, ageing: 1, fresh: 1 });
  });

  it('shows one class, what is due, or all', () => {
    expect([...selectDue(checks, 'outdated')]).toEqual([4, 7]);
    expect([...selectDue(checks, 'fresh')]).toEqual([1]);
    expect([...selectDue(checks, 'due')]).toEqual([2, 6, 4, 7, 5, 3]);
    expect([...selectDue(checks, 'all')]).toHaveLength(7);
    expect([...selectDue(countByAge(columns([]), RULES), 'never')]).toEqual([]);
  });

  it('has every unit once, in the order of the days, whatever the days', () => {
    const day = fc.oneof(fc.constant(NEVER), fc.integer({ min: -20_000, max: 60_000 }));
    fc.assert(
      fc.property(fc.array(day), (days) => {
        const given = days.map((one, index) => [index + 1, one] as const);
        const wanted = [...given].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([unitId]) => unitId);
        const { unitIds, counts } = countByAge(columns(given), RULES);
        expect([...unitIds]).toEqual(wanted);
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(days.length);
      }),
      { numRuns: 50 }
    );
  });
});
