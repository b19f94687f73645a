import { describe, expect, it } from 'vitest';
import { countProgress } from '../../src/lib/ui/use-plan/progress';

describe('countProgress', () => {
  it('counts only what is realised as realised', () => {
    const progress = countProgress([
      { difference: 'realised' },
      { difference: 'same_use' },
      { difference: 'change' },
      { difference: 'realised' }
    ]);
    expect(progress).toEqual({
      total: 4,
      realised: 2,
      counts: [
        { difference: 'realised', count: 2 },
        { difference: 'same_use', count: 1 },
        { difference: 'change', count: 1 }
      ]
    });
  });

  it('has nothing to show for a plan without targets', () => {
    expect(countProgress([])).toEqual({ total: 0, realised: 0, counts: [] });
  });
});
