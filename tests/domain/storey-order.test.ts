import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  correctStorey,
  insertStorey,
  removeStorey,
  type ArrangedStoreys,
  type StoreyInsertion,
  type StoreyPlace
} from '../../src/lib/domain/storey-order';
import type { StoreyType } from '../../src/lib/domain/codes';

type Short = readonly [id: number, level: number, type: StoreyType, baseM: number, heightM?: number];

const place = (...[id, level, type, baseM, heightM = 3]: Short): StoreyPlace => ({
  ...{ id, part: 'front', level, type, sort: level, baseM, heightM }
});
/** Cellar, ground floor, two upper storeys, roof. */
const HOUSE = [
  place(1, -1, 'KG', -2.5, 2.5),
  place(2, 0, 'EG', 0, 4),
  place(3, 1, 'OG', 4),
  place(4, 2, 'OG', 7),
  place(5, 3, 'DG', 10)
];

/** From below: `type level base` each. */
function show(arranged: ArrangedStoreys): string {
  if (arranged.issues) return arranged.issues.map(({ field, code }) => `${field} ${code}`).join(', ');
  const { storeys } = arranged;
  const sorts = storeys.map(({ sort }) => sort);
  expect(sorts).toEqual([...new Set(sorts)].sort((a, b) => a - b));
  return storeys.map(({ type, level, baseM }) => `${type}${level}@${baseM}`).join(' ');
}

const storeysOf = (arranged: ArrangedStoreys) => (arranged.issues ? [] : arranged.storeys);

const insertion = (overrides: Partial<Record<keyof StoreyInsertion, unknown>>): StoreyInsertion =>
  ({ part: 'front', aboveId: 3, type: 'OG', level: 2, heightM: 3, renumbers: true, ...overrides }) as StoreyInsertion;
const insert = (overrides: Partial<Record<keyof StoreyInsertion, unknown>>, storeys: readonly StoreyPlace[] = HOUSE) =>
  insertStorey(storeys, insertion(overrides));

describe('inserting a storey', () => {
  it('lifts and renumbers what lies above it', () => {
    expect(show(insert({}))).toBe('KG-1@-2.5 EG0@0 OG1@4 OG2@7 OG3@10 DG4@13');
  });

  it('lets a mezzanine share the number below it', () => {
    expect(show(insert({ aboveId: 2, type: 'ZG', level: 0, heightM: 2 }))).toBe(
      'KG-1@-2.5 EG0@0 ZG0@4 OG1@6 OG2@9 DG3@12'
    );
  });

  it('pushes down what lies below it under ground', () => {
    expect(show(insert({ aboveId: 1, type: 'KG', level: -1, heightM: 2 }))).toBe(
      'KG-2@-4.5 KG-1@-2 EG0@0 OG1@4 OG2@7 DG3@10'
    );
    expect(show(insert({ aboveId: null, type: 'KG', level: -2, heightM: 2 }))).toBe(
      'KG-2@-4.5 KG-1@-2.5 EG0@0 OG1@4 OG2@7 DG3@10'
    );
  });

  it('puts the first storey of a part on the ground', () => {
    expect(show(insert({ part: 'rear', aboveId: null, type: 'EG', level: 0 }))).toBe('EG0@0');
    expect(show(insert({ aboveId: 5, level: 4, type: 'DG' }))).toBe('KG-1@-2.5 EG0@0 OG1@4 OG2@7 DG3@10 DG4@13');
  });

  it('renumbers what stands on a storey that is put below all others', () => {
    const upper = [place(1, 1, 'OG', 4), place(2, 2, 'OG', 7)];
    expect(show(insert({ aboveId: null, level: 1 }, upper))).toBe('OG1@1 OG2@4 OG3@7');
    expect(show(insert({ aboveId: null, level: 0, type: 'EG', renumbers: false }, upper))).toBe('EG0@1 OG1@4 OG2@7');
  });

  it('refuses a place that is taken or out of order', () => {
    expect(show(insert({ renumbers: false }))).toBe('level storey_place_taken');
    expect(show(insert({ level: 0, renumbers: false }))).toBe('level storey_place_taken');
    expect(show(insert({ aboveId: 99 }))).toBe('aboveId not_one_of_this_unit');
  });

  const refused: readonly (readonly [Partial<Record<keyof StoreyInsertion, unknown>>, string])[] = [
    [{ type: 'XX' }, 'type unknown_code'],
    [{ part: 'attic' }, 'part unknown_code, aboveId not_one_of_this_unit'],
    [{ level: 1.5 }, 'level not_whole'],
    [{ level: NaN }, 'level not_whole'],
    [{ level: 40_000 }, 'level out_of_range'],
    [{ level: -11 }, 'level out_of_range'],
    ...[0, -1, NaN, Infinity, 1e-50, 51].map((heightM) => [{ heightM }, 'heightM out_of_range'] as const)
  ];
  it.each(refused)('refuses %o', (overrides, issues) => {
    expect(show(insert(overrides))).toBe(issues);
  });

  it('lifts nothing beyond the highest number', () => {
    const tower = [place(1, 199, 'OG', 0), place(2, 200, 'DG', 3)];
    expect(show(insert({ aboveId: 1, level: 200 }, tower))).toBe('level out_of_range');
  });

  it('leaves other parts alone', () => {
    const rear = { ...place(9, 0, 'EG', 0), part: 'rear' as const };
    expect(storeysOf(insert({}, [...HOUSE, rear])).map(({ id }) => id)).toEqual([1, 2, 3, null, 4, 5]);
  });
});

describe('correcting and removing a storey', () => {
  it('moves what lies further from the ground along with its height', () => {
    expect(show(correctStorey(HOUSE, { id: 2, type: 'EG', level: 0, heightM: 5 }))).toBe(
      'KG-1@-2.5 EG0@0 OG1@5 OG2@8 DG3@11'
    );
    expect(show(correctStorey(HOUSE, { id: 1, type: 'KG', level: -1, heightM: 3 }))).toBe(
      'KG-1@-3 EG0@0 OG1@4 OG2@7 DG3@10'
    );
  });

  it('changes number and type where the place is free', () => {
    expect(show(correctStorey(HOUSE, { id: 1, type: 'SOU', level: 0, heightM: 2.5 }))).toMatch(/^SOU0@/);
    expect(show(correctStorey(HOUSE, { id: 3, type: 'OG', level: 2, heightM: 3 }))).toBe('level storey_place_taken');
    expect(show(correctStorey(HOUSE, { id: 3, type: 'OG', level: 5, heightM: 3 }))).toBe('level storey_place_taken');
    expect(show(correctStorey(HOUSE, { id: 9, type: 'OG', level: 5, heightM: 3 }))).toBe('id not_one_of_this_unit');
  });

  it('closes the gap of a storey that goes', () => {
    expect(show(removeStorey(HOUSE, { id: 3, renumbers: true }))).toBe('KG-1@-2.5 EG0@0 OG1@4 DG2@7');
    expect(show(removeStorey(HOUSE, { id: 3, renumbers: false }))).toBe('KG-1@-2.5 EG0@0 OG2@4 DG3@7');
    expect(show(removeStorey(HOUSE, { id: 9, renumbers: true }))).toBe('id not_one_of_this_unit');
  });
});

const houseArbitrary = fc
  .record({
    below: fc.nat({ max: 3 }),
    heights: fc.array(fc.integer({ min: 20, max: 60 }), { minLength: 1, maxLength: 6 }),
    gap: fc.integer({ min: 0, max: 10 })
  })
  .map(({ below, heights, gap }) => {
    let base = 0;
    const above = heights.map((height, level) => {
      const made = place(level + 1, level, level === 0 ? 'EG' : 'OG', base, height / 10);
      base = Math.round((base + height / 10 + gap / 10) * 1000) / 1000;
      return made;
    });
    const cellars = Array.from({ length: below }, (_, index) =>
      place(90 + index, -1 - index, 'KG', -2.5 * (index + 1), 2.5)
    );
    return [...cellars.reverse(), ...above];
  });

describe('whatever is inserted', () => {
  it('bases and numbers never fall, gaps stay, and taking it out again gives back the start', () => {
    let accepted = 0;
    const wanted = fc.record({
      at: fc.nat({ max: 9 }),
      level: fc.integer({ min: -4, max: 7 }),
      height: fc.integer({ min: 20, max: 60 }),
      isMezzanine: fc.boolean()
    });
    const property = fc.property(houseArbitrary, wanted, (house, { at, level, height, isMezzanine }) => {
      const below = house[at % house.length]!;
      const arranged = insertStorey(house, {
        ...{ part: 'front', aboveId: below.id, heightM: height / 10, renumbers: !isMezzanine },
        ...(isMezzanine ? { type: 'ZG', level: below.level } : { type: level < 0 ? 'KG' : 'OG', level })
      });
      if (arranged.issues) return;
      accepted++;
      const { storeys } = arranged;
      for (const [index, upper] of storeys.entries()) {
        const lower = storeys[index - 1];
        if (!lower) continue;
        expect(upper.level).toBeGreaterThanOrEqual(lower.level);
        expect(upper.baseM).toBeGreaterThanOrEqual(lower.baseM + lower.heightM - 0.0011);
      }
      const gaps = (all: readonly StoreyPlace[]) =>
        all.slice(1).reduce((sum, upper, index) => sum + upper.baseM - all[index]!.baseM - all[index]!.heightM, 0);
      expect(gaps(storeys)).toBeCloseTo(gaps(house), 2);
      const stored = storeys.map((storey) => ({ ...storey, id: storey.id ?? 1000 }));
      expect(storeysOf(removeStorey(stored, { id: 1000, renumbers: !isMezzanine }))).toEqual(house);
    });
    fc.assert(property, { numRuns: 600 });
    expect(accepted).toBeGreaterThan(50);
  });
});
