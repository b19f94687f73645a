import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { USE_CLASSES } from '../../src/lib/domain/codes';
import { IDEA_PARAMETERS, readIdea, writeIdea } from '../../src/lib/domain/idea-query';
import { SPACE_NEEDS, type SpaceIdea } from '../../src/lib/domain/space-request';
import { VIEW_PARAMETERS } from '../../src/lib/domain/view-state';

const read = (query: string): SpaceIdea | null => readIdea(new URLSearchParams(query));

describe('idea in an address', () => {
  it('is read as people, links and forms write it', () => {
    expect(
      read('for=gastronomy&sqm=40-60&rent=900&from=2027-02-01&need=extractor,toilet&need=frontage&lang=ar,de')
    ).toEqual({
      use: 'gastronomy',
      minSqm: 40,
      maxSqm: 60,
      maxRentCents: 90_000,
      startsOn: '2027-02-01',
      needs: ['frontage', 'extractor', 'toilet'],
      languages: ['ar', 'de']
    } satisfies SpaceIdea);
  });

  it('is none without a use', () => {
    expect(read('sqm=40-60')).toBeNull();
    expect(read('for=nonsense')).toBeNull();
  });

  it('leaves open what is missing, broken or unknown', () => {
    expect(read('for=office&sqm=abc&rent=-3&from=yesterday&need=moon&lang=<b>')).toEqual({
      use: 'office',
      minSqm: null,
      maxSqm: null,
      maxRentCents: null,
      startsOn: null,
      needs: [],
      languages: []
    } satisfies SpaceIdea);
  });

  it.each([
    ['sqm=25-60&sqm=&sqm=', 25, 60],
    ['sqm=25-60&sqm=30&sqm=', 30, null],
    ['sqm=&sqm=&sqm=80', null, 80],
    ['sqm=&sqm=90&sqm=80', 80, 90],
    ['sqm=-25&sqm=&sqm=', null, 25],
    ['sqm=300-', 300, null]
  ])('takes typed bounds before the chosen range: %s', (query, minSqm, maxSqm) => {
    expect(read(`for=office&${query}`)).toMatchObject({ minSqm, maxSqm });
  });

  it('has no parameter that the view has, too', () => {
    expect(IDEA_PARAMETERS.filter((name) => (VIEW_PARAMETERS as readonly string[]).includes(name))).toEqual([]);
  });

  it('is the same after being written', () => {
    const bound = fc.option(fc.integer({ min: 1, max: 5000 }), { nil: null });
    const ideas = fc.record<SpaceIdea>({
      use: fc.constantFrom(...USE_CLASSES),
      minSqm: fc.constant(null),
      maxSqm: bound,
      maxRentCents: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: null }),
      startsOn: fc.option(fc.constantFrom('2026-12-01', '2030-02-28'), { nil: null }),
      needs: fc.subarray([...SPACE_NEEDS]),
      languages: fc.uniqueArray(fc.constantFrom('ar', 'de', 'vi', 'ru', 'kmr'), { maxLength: 4 })
    });
    fc.assert(
      fc.property(ideas, (idea) => {
        expect(readIdea(writeIdea(idea))).toEqual(idea);
      })
    );
  });
});
