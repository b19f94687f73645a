import { describe, expect, it } from 'vitest';
import { OCCUPANCY_STATUSES } from '../../src/lib/domain/codes';
import { readIds } from '../../src/lib/domain/id-list';
import { openForm } from '../../src/lib/server/http/form-reader';

function formOf(entries: Readonly<Record<string, string | readonly string[]>>, locale = 'de') {
  const data = new FormData();
  for (const [name, value] of Object.entries(entries)) for (const text of [value].flat()) data.append(name, text);
  return openForm(data, locale);
}

describe('a form', () => {
  it('is read in the terms of the records', () => {
    const form = formOf({
      note: ' neu ',
      from: '2026-11-01',
      area: '1.234,5',
      months: '6',
      rent: '850,50',
      status: 'vacant'
    });
    expect(form.text('note')).toBe('neu');
    expect(form.day('from')).toBe('2026-11-01');
    expect(form.number('area')).toBe(1234.5);
    expect(form.integer('months')).toBe(6);
    expect(form.cents('rent')).toBe(85_050);
    expect(form.code('status', OCCUPANCY_STATUSES)).toBe('vacant');
    expect(form.isRefused).toBe(false);
  });

  it('reads an empty field and one that is not there as nothing', () => {
    const form = formOf({ from: ' ', area: '' });
    expect([form.day('from'), form.number('area'), form.text('note'), form.cents('rent')]).toEqual([
      null,
      null,
      null,
      null
    ]);
    expect(form.has('from')).toBe(true);
    expect(form.has('note')).toBe(false);
    expect(form.issues).toEqual({});
  });

  it('names every field that cannot be read, and keeps what was typed', () => {
    const form = formOf({ from: '2026-02-30', area: 'viel', months: '1,5', status: 'constructor', businessId: '12x' });
    form.day('from');
    form.number('area');
    form.integer('months');
    form.code('status', OCCUPANCY_STATUSES);
    form.id('businessId');
    expect(form.isRefused).toBe(true);
    expect(form.issues).toEqual({
      from: { code: 'not_a_day' },
      area: { code: 'not_a_number' },
      months: { code: 'not_whole' },
      status: { code: 'unknown_code' },
      businessId: { code: 'unknown_code' }
    });
    expect(form.values).toMatchObject({ from: '2026-02-30', area: 'viel', months: '1,5' });
  });

  it('keeps the first issue of a field', () => {
    const form = formOf({ from: 'x' });
    form.require('from', form.day('from'), '2026-01-01');
    expect(form.issues).toEqual({ from: { code: 'not_a_day' } });
    expect(form.require('to', form.day('to'), '2026-01-01')).toBe('2026-01-01');
    expect(form.issues.to).toEqual({ code: 'required' });
  });

  it('refuses a text that is too long without cutting it', () => {
    const form = formOf({ note: 'x'.repeat(501) });
    form.text('note', 500);
    expect(form.issues).toEqual({ note: { code: 'too_long', details: { most: 500 } } });
    expect(form.values.note).toHaveLength(501);
  });

  it('tells yes, no and not known apart', () => {
    const form = formOf({ a: 'yes', b: 'no', c: '' });
    expect([form.choice('a'), form.choice('b'), form.choice('c'), form.flag('a'), form.flag('d')]).toEqual([
      true,
      false,
      null,
      true,
      false
    ]);
  });

  it('takes a file for nothing', () => {
    const data = new FormData();
    data.append('note', new Blob(['x']), 'x.txt');
    expect(openForm(data, 'de').text('note')).toBeNull();
  });

  it('reads ids from repeated fields and from lists', () => {
    expect(formOf({ units: ['3', '1,3'] }).ids('units')).toEqual([3, 1]);
    expect(readIds('12,-1,0,1e3,99999999999,2147483648,abc,7')).toEqual([12, 7]);
  });
});
