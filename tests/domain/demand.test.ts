import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USE_CLASSES, type UseClass } from '../../src/lib/domain/codes';
import { countDemand } from '../../src/lib/domain/demand';
import { EMPTY_SPACE_FILTER } from '../../src/lib/domain/space';
import type { RequestCriteria } from '../../src/lib/domain/space-request';

const search = (uses: readonly UseClass[], minSqm: number | null = null, maxSqm: number | null = null) =>
  ({ kind: 'search', filter: { ...EMPTY_SPACE_FILTER, uses, minSqm, maxSqm } }) satisfies RequestCriteria;
const idea = (use: UseClass, minSqm: number | null, maxSqm: number | null) =>
  ({
    kind: 'idea',
    idea: { use, minSqm, maxSqm, maxRentCents: null, startsOn: null, needs: [], languages: [] }
  }) satisfies RequestCriteria;

describe('what is looked for', () => {
  it('is counted by use and size, ideas and searches alike', () => {
    const requests = [
      idea('gastronomy', 40, 60),
      search(['gastronomy'], null, 80),
      search(['gastronomy', 'retail'], 50, 60),
      search([], null, null)
    ];
    expect(countDemand(requests, 1)).toEqual([
      { use: 'gastronomy', size: 'medium', count: 3 },
      { use: 'retail', size: 'medium', count: 1 },
      { use: null, size: 'any', count: 1 }
    ]);
    expect(countDemand(requests, 3)).toEqual([{ use: 'gastronomy', size: 'medium', count: 3 }]);
  });

  it('puts each size where its middle lies', () => {
    const sizes = [
      idea('retail', null, 39),
      idea('retail', 40, null),
      idea('retail', 90, 110),
      idea('retail', 200, 200)
    ];
    expect(sizes.map((one) => countDemand([one], 1)[0]?.size)).toEqual(['small', 'medium', 'large', 'huge']);
  });

  it('never names a kind that fewer than k people look for', () => {
    const wanted = fc
      .tuple(fc.subarray([...USE_CLASSES]), fc.option(fc.nat({ max: 300 })))
      .map(([uses, min]) => search(uses, min));
    fc.assert(
      fc.property(fc.array(wanted), fc.integer({ min: 1, max: 6 }), (requests, k) => {
        for (const { use, count } of countDemand(requests, k)) {
          const people = requests.filter(({ filter }) =>
            use === null ? filter.uses.length === 0 : filter.uses.includes(use)
          );
          expect(count).toBeGreaterThanOrEqual(k);
          expect(people.length).toBeGreaterThanOrEqual(count);
        }
        expect(requests.length).toBeGreaterThanOrEqual(0);
      })
    );
  });
});
