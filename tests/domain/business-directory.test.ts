import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchGroupOf, branchLine, BRANCH_GROUPS } from '../../src/lib/domain/branch';
import {
  countDirectory,
  isDirectoryFilterEmpty,
  isListed,
  readDirectoryFilter,
  type DirectoryEntry,
  type DirectoryFilter
} from '../../src/lib/domain/business-directory';

const entry = (fields: Partial<DirectoryEntry> = {}): DirectoryEntry => ({
  ...{ branchGroup: 'trade', languages: [], isOpenNow: null, isOpenThen: null, openJobs: null },
  ...{ openTrainingPlaces: null, searchText: 'Bäckerei Straße' },
  ...fields
});
const filter = (query: string): DirectoryFilter => readDirectoryFilter(new URLSearchParams(query));

describe('a branch', () => {
  it.each([
    ['56.10.1', 'gastronomy'],
    ['10.71', 'crafts'],
    ['47.11.1', 'trade'],
    ['86.90.9', 'health'],
    ['88.91', 'social'],
    ['95.29', 'repair'],
    ['96.02.1', 'other'],
    ['01', 'other']
  ])('%s belongs to %s', (code, group) => expect(branchGroupOf({ scheme: 'WZ2008', code })).toBe(group));

  it('leads up to its division', () => expect(branchLine('56.10.1')).toEqual(['56.10.1', '56.10', '56.1', '56']));

  it('that nobody named is another one', () => expect(branchGroupOf(null)).toBe('other'));
});

describe('the filter of the directory', () => {
  it('is read from an address, and what cannot be read does not restrict', () => {
    expect(filter('branch=trade&language=ar&open=sa&hour=18:30&training=1&q=%20x%20')).toEqual({
      ...{ branch: 'trade', language: 'ar', open: { weekday: 'sa', minute: 1110 } },
      ...{ hasTraining: true, hasJobs: false, text: 'x' }
    });
    expect(isDirectoryFilterEmpty(filter('branch=x&language=arabic&open=someday&training=yes&jobs='))).toBe(true);
  });

  it('never throws, whatever the address', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (query) => {
        expect(() => isListed(entry(), filter(new URLSearchParams(query).toString()))).not.toThrow();
      })
    );
  });

  it.each([
    ['branch=trade', { branchGroup: 'trade' }, { branchGroup: 'health' }],
    ['language=ar', { languages: ['de', 'ar'] }, { languages: ['de'] }],
    ['open=now', { isOpenNow: true }, { isOpenNow: null }],
    ['open=sa', { isOpenThen: true }, { isOpenThen: false, isOpenNow: true }],
    ['training=1', { openTrainingPlaces: 1 }, { openTrainingPlaces: 0 }],
    ['jobs=1', { openJobs: 2 }, { openJobs: null }],
    ['q=strasse+backerei', { searchText: 'Bäckerei Straße' }, { searchText: 'Bäckerei' }]
  ] as const)('%s lets through what it names, and nothing else', (query, match, miss) => {
    expect(isListed(entry(match), filter(query))).toBe(true);
    expect(isListed(entry(miss), filter(query))).toBe(false);
  });
});

describe('the counts beside the choices', () => {
  const entries = fc.array(
    fc.record({
      branchGroup: fc.constantFrom(...BRANCH_GROUPS),
      languages: fc.uniqueArray(fc.constantFrom('de', 'ar', 'vi')),
      isOpenNow: fc.constantFrom(true, false, null),
      isOpenThen: fc.constantFrom(true, false, null),
      openJobs: fc.constantFrom(0, 2, null),
      openTrainingPlaces: fc.constantFrom(0, 1, null),
      searchText: fc.constantFrom('Bäckerei', 'Buchladen')
    }),
    { maxLength: 30 }
  );
  const filters = fc.record({
    branch: fc.constantFrom('trade' as const, 'health' as const, null),
    language: fc.constantFrom('ar', null),
    open: fc.constantFrom('now' as const, null),
    hasTraining: fc.boolean(),
    hasJobs: fc.boolean(),
    text: fc.constantFrom('', 'buch')
  });

  it('are what choosing them would leave, with everything else as it is', () => {
    fc.assert(
      fc.property(entries, filters, (all, chosen) => {
        const found = (changed: DirectoryFilter) => all.filter((one) => isListed(one, changed)).length;
        const facets = countDirectory(all, chosen);
        for (const { branch, count } of facets.branches) expect(count).toBe(found({ ...chosen, branch }));
        for (const { language, count } of facets.languages) expect(count).toBe(found({ ...chosen, language }));
        expect(facets.openNow).toBe(found({ ...chosen, open: 'now' }));
        expect(facets.training).toBe(found({ ...chosen, hasTraining: true }));
        expect(facets.jobs).toBe(found({ ...chosen, hasJobs: true }));
      })
    );
  });

  it('keep a choice that leaves nothing only where it is chosen', () => {
    const { branches, languages } = countDirectory([entry()], filter('branch=health&language=ar'));
    expect(branches).toEqual([{ branch: 'health', count: 0 }]);
    expect(languages).toEqual([{ language: 'ar', count: 0 }]);
  });
});
