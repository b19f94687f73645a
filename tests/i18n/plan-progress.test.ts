import { describe, expect, it } from 'vitest';
import type { UsePlanDetail } from '../../src/lib/domain/plan/plan-detail';
import { groupByHouse } from '../../src/lib/ui/use-plan/progress';

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
