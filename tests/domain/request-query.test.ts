import { describe, expect, it } from 'vitest';
import { readCriteria, writeCriteria } from '../../src/lib/domain/request-query';
import { EMPTY_SPACE_FILTER } from '../../src/lib/domain/space';
import type { RequestCriteria } from '../../src/lib/domain/space-request';

const SEARCH: RequestCriteria = {
  kind: 'search',
  filter: { ...EMPTY_SPACE_FILTER, uses: ['gastronomy'], minSqm: 40, maxRentCents: 90_000, hasExtractor: true }
};
const IDEA: RequestCriteria = {
  kind: 'idea',
  idea: {
    ...{ use: 'retail', minSqm: 40, maxSqm: 60, maxRentCents: null, startsOn: '2027-01-01' },
    ...{ needs: ['frontage'], languages: ['ar', 'de'] }
  }
};

describe('the link to the form of a request', () => {
  it.each([['a search', SEARCH] as const, ['an idea', IDEA] as const])('holds %s', (_name, criteria) => {
    expect(readCriteria(writeCriteria(criteria))).toEqual(criteria);
  });

  it('tells an idea from a search with the same words', () => {
    expect(readCriteria(new URLSearchParams('idea=1&for=retail'))?.kind).toBe('idea');
    expect(readCriteria(new URLSearchParams('for=retail'))?.kind).toBe('search');
  });

  it('may be a search that wants nothing, but no idea that does not say what for', () => {
    expect(readCriteria(new URLSearchParams())).toEqual({ kind: 'search', filter: EMPTY_SPACE_FILTER });
    expect(readCriteria(new URLSearchParams('idea=1'))).toBeNull();
    expect(readCriteria(new URLSearchParams('idea=1&for=castle'))).toBeNull();
  });
});
