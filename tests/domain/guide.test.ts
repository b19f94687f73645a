import { describe, expect, it } from 'vitest';
import { checkOfficeFacts, isStepFor, readBody } from '../../src/lib/domain/guide';
import { checkTypedTexts } from '../../src/lib/domain/local-text';

describe('the text of a step', () => {
  it('is made of paragraphs and lists', () => {
    expect(readBody('Eins\nund zwei.\n\nMitbringen:\n- Pass\n- Plan\nSchluss')).toEqual([
      { kind: 'paragraph', text: 'Eins und zwei.' },
      { kind: 'paragraph', text: 'Mitbringen:' },
      { kind: 'list', items: ['Pass', 'Plan'] },
      { kind: 'paragraph', text: 'Schluss' }
    ]);
  });

  it('may be empty, and come from a browser', () => {
    expect(readBody('')).toEqual([]);
    expect(readBody('- a\r\n- b\r\n')).toEqual([{ kind: 'list', items: ['a', 'b'] }]);
  });
});

it('a step without uses is for everybody, another only for its own', () => {
  expect(isStepFor({ uses: [] }, 'health')).toBe(true);
  expect(isStepFor({ uses: ['gastronomy'] }, 'health')).toBe(false);
  expect(isStepFor({ uses: ['gastronomy'] }, null)).toBe(true);
});

it('texts in several languages are checked one by one, each at its own field', () => {
  const texts = { base: { title: '' }, others: { ar: { title: 'x'.repeat(11) } }, confirmed: [] };
  expect(checkTypedTexts(texts, { lengths: { title: 10 }, required: ['title'] })).toEqual([
    { field: 'title', code: 'required' },
    { field: 'title.ar', code: 'too_long', details: { most: 10 } }
  ]);
});

it('an office is refused what is no address of its kind', () => {
  const facts = { address: null, phone: null, openingHours: null };
  const issues = checkOfficeFacts({ ...facts, languages: ['deutsch'], email: 'x@y', website: 'ftp://x.org' });
  expect(issues.map(({ field }) => field)).toEqual(['website', 'email', 'languages']);
});
