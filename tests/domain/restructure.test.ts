import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkBalance,
  checkDrafts,
  sharesOf,
  type UnitDraft,
  type UnitMeasure
} from '../../src/lib/domain/restructure';

const area = (areaSqm: number | null, areaType: UnitMeasure['areaType'] = 'usable'): UnitMeasure => ({
  ...{ areaSqm, areaType: areaSqm === null ? null : areaType, frontageM: null }
});
const front = (frontageM: number | null): UnitMeasure => ({ areaSqm: null, areaType: null, frontageM });
const balance = (before: readonly UnitMeasure[], after: readonly UnitMeasure[], tolerance = 0.02) =>
  checkBalance(before, after, tolerance).map(({ code }) => code);

describe('a balance', () => {
  it('forgives the tolerance, to its very edge and no further', () => {
    expect(balance([area(100)], [area(60), area(42)])).toEqual([]);
    expect(balance([area(100)], [area(60), area(38)])).toEqual([]);
    expect(balance([area(100)], [area(60), area(42.01)])).toEqual(['areas_do_not_balance']);
    expect(balance([area(100)], [area(60), area(37.99)])).toEqual(['areas_do_not_balance']);
  });

  it('forgives rounding where the tolerance is smaller than that', () => {
    expect(balance([area(1)], [area(0.55), area(0.5)])).toEqual([]);
    expect(balance([area(1)], [area(0.56), area(0.5)])).toEqual(['areas_do_not_balance']);
    expect(balance([area(100)], [area(50), area(50.05)], 0)).toEqual([]);
  });

  it('says what is there, what is wanted and how much is forgiven', () => {
    expect(checkBalance([area(120.4)], [area(60), area(50)], 0.02)).toEqual([
      { field: 'parts', code: 'areas_do_not_balance', details: { before: 120.4, after: 110, allowed: 2.41 } }
    ]);
  });

  it('never compares areas of different types, which only a conversion may bring', () => {
    expect(balance([area(50), area(50, 'sales')], [area(100)])).toEqual(['area_types_differ']);
    expect(balance([area(100)], [area(50, 'sales'), area(50, 'sales')])).toEqual(['area_types_differ']);
    expect(balance([area(100)], [area(70, 'sales')])).toEqual([]);
    expect(balance([area(100)], [area(70)])).toEqual(['areas_do_not_balance']);
  });

  it('needs all areas or none', () => {
    expect(balance([area(100)], [area(50), area(null)])).toEqual(['areas_partly_unknown']);
    expect(balance([area(null), area(40)], [area(80)])).toEqual(['areas_partly_unknown']);
    expect(balance([area(null), area(null)], [area(null)])).toEqual([]);
    expect(balance([area(null), area(40)], [area(null)])).toEqual([]);
  });

  it('lets a front get shorter but not longer, also in a conversion', () => {
    expect(balance([front(10)], [front(6), front(4.2)])).toEqual([]);
    expect(balance([front(10)], [front(6), front(4.21)])).toEqual(['frontages_do_not_balance']);
    expect(balance([front(10)], [front(2), front(2)])).toEqual([]);
    expect(balance([front(10)], [front(6), front(null)])).toEqual([]);
    const [before, after] = [
      { ...area(100), frontageM: 10 },
      { ...area(70, 'sales'), frontageM: 20 }
    ];
    expect(balance([before], [after])).toEqual(['frontages_do_not_balance']);
  });

  it('holds for any division into shares of the whole', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(fc.double({ min: 1, max: 100_000, noNaN: true }), shares, (whole, parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        const drafts = parts.map((part) => area((whole * part) / total));
        expect(balance([area(whole)], drafts)).toEqual([]);
        expect(balance(drafts, [area(whole)])).toEqual([]);
        expect(balance([area(whole)], [...drafts, area(whole * 0.03 + 0.1)])).toEqual(['areas_do_not_balance']);
      })
    );
  });
});

describe('shares', () => {
  it('run from left to right by area, and are equal where one is not known', () => {
    expect(sharesOf([area(30), area(10)])).toEqual([
      [0, 0.75],
      [0.75, 1]
    ]);
    expect(sharesOf([area(30), area(null)])).toEqual([
      [0, 0.5],
      [0.5, 1]
    ]);
  });

  it('meet without gap from 0 to 1', () => {
    const areas = fc.array(fc.option(fc.double({ min: 0.01, max: 1e6, noNaN: true })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(areas, (known) => {
        const shares = sharesOf(known.map((value) => area(value)));
        expect([shares[0]![0], shares.at(-1)![1]]).toEqual([0, 1]);
        for (const [index, [from, to]] of shares.entries()) {
          expect(to).toBeGreaterThan(from);
          if (index > 0) expect(from).toBe(shares[index - 1]![1]);
        }
      })
    );
  });
});

describe('a draft', () => {
  const DRAFT: UnitDraft = { code: 'EG-L', kind: 'shop', areaSqm: 50, areaType: 'usable', frontageM: 4 };
  const check = (...overrides: readonly Partial<Record<keyof UnitDraft, unknown>>[]) =>
    checkDrafts(overrides.map((own) => ({ ...DRAFT, ...own }) as UnitDraft)).map(
      ({ field, code }) => `${field} ${code}`
    );

  it('is fine as people type it', () => {
    expect(check({}, { code: 'EG-R', areaSqm: null, areaType: null, frontageM: null })).toEqual([]);
    expect(check({ code: 'x'.repeat(20), areaSqm: 1_000_000, frontageM: 10_000 })).toEqual([]);
  });

  it('has a code that can be stored, once', () => {
    expect(check({ code: '' })).toEqual(['parts.0.code required']);
    expect(check({ code: 'x'.repeat(21) })).toEqual(['parts.0.code too_long']);
    expect(check({ code: 'EG\0' })).toEqual(['parts.0.code not_text']);
    expect(check({ code: 'EG\ud800' })).toEqual(['parts.0.code not_text']);
    expect(check({ code: 'eg-l' }, { code: 'EG-L' })).toEqual(['parts.1.code codes_repeat']);
  });

  it.each([0, -1, NaN, Infinity, -Infinity, 1e-50, 1e300])('is never %d large', (number) => {
    expect(check({ areaSqm: number, frontageM: number })).toEqual([
      'parts.0.areaSqm not_positive',
      'parts.0.frontageM not_positive'
    ]);
  });

  it('has codes of our lists, and a type exactly where it has an area', () => {
    expect(check({ kind: 'castle' })).toEqual(['parts.0.kind unknown_code']);
    expect(check({ areaType: 'guessed' })).toEqual(['parts.0.areaType unknown_code']);
    expect(check({ areaType: null })).toEqual(['parts.0.areaType area_without_type']);
    expect(check({ areaSqm: null })).toEqual(['parts.0.areaSqm type_without_area']);
  });
});
