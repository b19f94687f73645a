import { isCode } from '../../domain/codes';
import type { FormIssue, FormIssues, FormValues } from '../../domain/form';
import { readId, readIds } from '../../domain/id-list';
import type { IsoDate } from '../../domain/interval';
import type { RefusalCode } from '../../domain/refusal';
import { readTypedDay, readTypedNumber } from '../../domain/typed';

/**
 * Reads a form field by field, in the terms of the records. An empty field is null; a value that cannot be read is
 * null, too, and leaves an issue at its field, so that one pass finds all of them. What was typed is kept in `values`.
 */
export interface FormReader {
  /** Is the field part of the form at all? A form that leaves it out says nothing about it. */
  has(name: string): boolean;
  text(name: string, most?: number): string | null;
  /** A day, or null; `not_a_day`. */
  day(name: string): IsoDate | null;
  /** As the reader's language writes it; `not_a_number`. */
  number(name: string): number | null;
  /** `not_a_number`, `not_whole`. */
  integer(name: string): number | null;
  /** An amount typed in euros, in cents. */
  cents(name: string): number | null;
  /** One of `codes`; `unknown_code`. */
  code<const Codes extends readonly string[]>(name: string, codes: Codes): Codes[number] | null;
  /** A checkbox. */
  flag(name: string): boolean;
  /** Radio buttons or a list of yes, no and not known (empty). */
  choice(name: string): boolean | null;
  /** An id; null and `unknown_code` for anything else. */
  id(name: string): number | null;
  /** Ids from repeated fields or separated by commas; what is none is left out. */
  ids(name: string): number[];
  /** Leaves an issue; the first of a field stays. */
  refuse(field: string, code: RefusalCode, details?: FormIssue['details']): void;
  /** `value` where it is given; else leaves `required` at its field and gives the stand-in, which is never saved. */
  require<Value>(name: string, value: Value | null, standIn: Value): Value;
  readonly isRefused: boolean;
  readonly issues: FormIssues;
  readonly values: FormValues;
}

/** Opens a form that was filled in in the language `locale`. */
export function openForm(data: FormData, locale: string): FormReader {
  const issues: Record<string, FormIssue> = {};
  const values: Record<string, string> = {};

  const refuse: FormReader['refuse'] = (field, code, details) => {
    if (!Object.hasOwn(issues, field)) issues[field] = details ? { code, details } : { code };
  };
  const typed = (name: string): string => {
    const all = data.getAll(name).filter((value) => typeof value === 'string');
    values[name] = clean(all.join(','));
    return clean(all[0] ?? '');
  };
  const read = <Value>(name: string, parse: (text: string) => Value | null, code: RefusalCode): Value | null => {
    const text = typed(name);
    if (text === '') return null;
    const value = parse(text);
    if (value === null) refuse(name, code);
    return value;
  };
  const number = (name: string) => read(name, (text) => readTypedNumber(text, locale), 'not_a_number');

  return {
    has: (name) => data.has(name),
    text(name, most) {
      const text = typed(name);
      if (most !== undefined && text.length > most) refuse(name, 'too_long', { most });
      return text === '' ? null : text;
    },
    day: (name) => read(name, readTypedDay, 'not_a_day'),
    number,
    integer(name) {
      const value = number(name);
      if (value !== null && !Number.isSafeInteger(value)) refuse(name, 'not_whole');
      return value;
    },
    cents(name) {
      const euros = number(name);
      return euros === null ? null : Math.round(euros * 100);
    },
    code: (name, codes) => read(name, (text) => (isCode(codes, text) ? text : null), 'unknown_code'),
    flag: (name) => typed(name) !== '',
    choice: (name) => (typed(name) === '' ? null : typed(name) === 'yes'),
    id: (name) => read(name, readId, 'unknown_code'),
    ids: (name) => {
      typed(name);
      return readIds(values[name]!);
    },
    refuse,
    require(name, value, standIn) {
      if (value !== null) return value;
      refuse(name, 'required');
      return standIn;
    },
    get isRefused() {
      return Object.keys(issues).length > 0;
    },
    issues,
    values
  };
}

/** Without what no database stores as text. */
function clean(text: string): string {
  return text.replaceAll('\0', '').trim();
}
