import { describe, expect, it } from 'vitest';
import type { UsePlanDetail } from '../../src/lib/domain/plan/plan-detail';
import { countProgress, groupByHouse } from '../../src/lib/ui/use-plan/progress';

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

describe('groupByHouse', () => {
  it('keeps the order of houses and counts each for itself', () => {
    const target = (
      house: number,
      unit: number,
      difference: 'realised' | 'change'
    ): UsePlanDetail['targets'][number] => ({
      unit: {
        ...{ id: unit, code: 'EG-R', kind: 'shop', areaSqm: 50 },
        building: { id: house, street: 'Ludwigstraße', houseNumber: null, sequence: house, isCourtyard: false }
      },
      ...{ use: 'retail', wish: null, reason: null, targetOn: '2028-01-01', difference, joinedTo: null, parts: [] }
    });
    const houses = groupByHouse([target(7, 1, 'change'), target(3, 2, 'realised'), target(7, 3, 'realised')]);
    expect(houses.map(({ building, targets, progress }) => [building.id, targets.length, progress.realised])).toEqual([
      [7, 2, 1],
      [3, 1, 1]
    ]);
  });
});
