import { describe, expect, it } from 'vitest';
import { judgeStamp, judgeText, normalisePhone, normaliseText } from '../../src/lib/domain/public-form';

const NOW = new Date('2026-11-22T12:00:00Z');
const before = (ms: number) => new Date(NOW.getTime() - ms);

describe('the time that a form took', () => {
  it('is too short for a person, right, or too long', () => {
    expect(judgeStamp(before(2_999), NOW)).toBe('form_too_fast');
    expect(judgeStamp(before(3_000), NOW)).toBeNull();
    expect(judgeStamp(before(24 * 3_600_000), NOW)).toBeNull();
    expect(judgeStamp(before(24 * 3_600_000 + 1), NOW)).toBe('form_too_old');
  });

  it('is unknown where the stamp is not ours or comes from tomorrow', () => {
    expect(judgeStamp(null, NOW)).toBe('form_too_old');
    expect(judgeStamp(before(-1), NOW)).toBe('form_too_old');
  });
});

describe('a text of several lines', () => {
  it('is kept with one kind of line end', () => {
    expect(normaliseText('  Guten Tag\r\n\r\nich suche\reinen Laden. ')).toBe('Guten Tag\n\nich suche\neinen Laden.');
  });

  it.each([
    ['Guten Tag,\n\tich suche.', null],
    ['مرحبا، أبحث عن محل.', null],
    ['👋🏽 Grüße', null],
    [' \r\n ', 'text_missing'],
    ['x'.repeat(4001), 'text_too_long'],
    ['x'.repeat(20_000), 'text_too_long'],
    ['a\u0000b', 'text_characters'],
    ['a\u001b[31mb', 'text_characters'],
    ['a\u2028b', 'text_characters'],
    ['\u202egnp.exe', 'text_characters']
  ])('is judged: %j', (text, issue) => {
    expect(judgeText(text)).toBe(issue);
  });
});

describe('a telephone number', () => {
  it.each([
    ['0341 / 123-456', '0341 / 123-456'],
    [' +49  (0)341 12 34 56 ', '+49 (0)341 12 34 56'],
    ['123', null],
    ['ruf mich an', null],
    ['0341\r\nBcc: a@example.org', null],
    ['1'.repeat(41), null]
  ])('%j is %j', (text, phone) => {
    expect(normalisePhone(text)).toBe(phone);
  });
});
