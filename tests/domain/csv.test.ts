import { expect, it } from 'vitest';
import { formatCsvLine } from '../../src/lib/domain/csv';

it('writes a line as German spreadsheets read it', () => {
  expect(formatCsvLine([12, 'Laden', null, 'a;b', 'er sagt „so“ "und" so', 'zwei\nZeilen'])).toBe(
    '12;Laden;;"a;b";"er sagt „so“ ""und"" so";"zwei\nZeilen"\r\n'
  );
});

it.each(['=1+1', '+49 341', '-1', '@SUM(A1)', '\t=1', '\r=1'])('runs nothing that somebody typed: %j', (text) => {
  expect(formatCsvLine([text]).replace(/^"/, '').startsWith(`'${text[0]!}`)).toBe(true);
});

it('keeps spaces at the ends', () => {
  expect(formatCsvLine([' x ', -5])).toBe('" x ";-5\r\n');
});
