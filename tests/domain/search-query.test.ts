import { describe, expect, it } from 'vitest';
import { parseSearchQuery } from '../../src/lib/domain/search-query';

describe('parseSearchQuery', () => {
  it.each([
    ['eisenbahnstr', 'eisenbahnstr', null, ''],
    ['eisenbahnstr 83', 'eisenbahnstr', '83', ''],
    ['83 eisenbahnstr', 'eisenbahnstr', '83', ''],
    ['eisenbahnstr 12 a', 'eisenbahnstr', '12a', ''],
    ['eisenbahnstr 83 eg r', 'eisenbahnstr', '83', 'eg r'],
    ['eg r eisenbahnstr 83', 'eisenbahnstr', '83', 'eg r'],
    ['hh eg eisenbahnstr 83', 'eisenbahnstr', '83', 'hh eg'],
    ['2og mr hermann liebmann str 90', 'hermann liebmann str', '90', '2og mr'],
    ['', '', null, '']
  ])('reads "%s"', (text, street, houseNumber, behind) => {
    expect(parseSearchQuery(text)).toEqual({ text, street, houseNumber, behind });
  });

  it('takes a code alone for what it is', () => {
    expect(parseSearchQuery('eg r')).toMatchObject({ text: 'eg r', street: 'eg r', houseNumber: null });
  });
});
