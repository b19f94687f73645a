import { isIsoDate, type IsoDate } from './interval';

/** Languages that write a decimal comma; in the others a comma groups thousands. */
const COMMA_LOCALES: ReadonlySet<string> = new Set(['de']);
/** Longer than any value that is meant. */
const MAX_LENGTH = 40;

/**
 * A number as people type it: `48,5`, `1.234,5`, `1,234.5`, `٤٨٫٥`. Where one mark alone could be either, the reader's
 * language decides: `1.234` is more than a thousand in German only. Null where it is no number.
 */
export function readTypedNumber(text: string, locale: string): number | null {
  const plain = westernDigits(text).replace(/[\s'’٬]/g, '');
  if (plain.length > MAX_LENGTH) return null;
  const match = /^([-−+]?)([\d.,]+)$/.exec(plain);
  if (!match) return null;
  const decimal = findDecimalMark(match[2]!, COMMA_LOCALES.has(locale) ? ',' : '.');
  const cut = decimal === null ? match[2]!.length : match[2]!.lastIndexOf(decimal);
  const whole = match[2]!.slice(0, cut);
  const fraction = match[2]!.slice(cut + 1);
  if (!/^(\d*|\d{1,3}([.,]\d{3})+)$/.test(whole) || !/^\d*$/.test(fraction)) return null;
  if (whole.includes('.') && whole.includes(',')) return null;
  const digits = `${whole.replace(/[.,]/g, '') || (fraction && '0')}${fraction && `.${fraction}`}`;
  if (digits === '') return null;
  return match[1] === '-' || match[1] === '−' ? -Number(digits) : Number(digits);
}

/** The last of both marks is the decimal one; a mark that repeats groups; one alone follows the language. */
function findDecimalMark(text: string, usual: ',' | '.'): ',' | '.' | null {
  const [commas, points] = [text.split(',').length - 1, text.split('.').length - 1];
  if (commas > 0 && points > 0) {
    const last = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    return text.split(last).length === 2 ? last : null;
  }
  if (commas + points !== 1) return null;
  const mark = commas === 1 ? ',' : '.';
  const looksGrouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return mark !== usual && looksGrouped ? null : mark;
}

/** A number as the reader would type it, for a field: `48,5`. No grouping. */
export function typeNumber(value: number, locale: string): string {
  const text = String(value);
  return COMMA_LOCALES.has(locale) ? text.replace('.', ',') : text;
}

/** A day as a date field sends it or as people type it: `2026-04-14`, `14.4.2026`. Null where there is no such day. */
export function readTypedDay(text: string): IsoDate | null {
  const plain = westernDigits(text).replace(/\s/g, '');
  const match = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(plain);
  const day = match ? `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}` : plain;
  return isIsoDate(day) ? day : null;
}

/** Arabic and Persian digits and their decimal marks as the Western ones. */
function westernDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/٫/g, '.')
    .replace(/،/g, ',');
}
