import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributesOn } from '../../../src/lib/domain/attributes';
import { PLAN_USES } from '../../../src/lib/domain/codes';
import { drawArea, drawLine, frameSite } from '../../../src/lib/domain/geometry';
import { chooseFaceScale, chooseScale, drawPlanFaces, PAPER_ROOM } from '../../../src/lib/domain/plan/plan-sheet';
import { sheetPattern } from '../../../src/lib/domain/plan/sheet-pattern';
import { listSheetRows } from '../../../src/lib/domain/plan/sheet-rows';
import type { PlanUnitFacts } from '../../../src/lib/domain/plan/plan-unit-facts';
import { content, entry, joined, part } from './plan-factory';
import { makeFocus } from '../focus-factory';

const SQUARE = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [12.4, 51.34],
      [12.401, 51.34],
      [12.401, 51.341],
      [12.4, 51.341],
      [12.4, 51.34]
    ]
  ]
};

describe('the scale of a drawing', () => {
  it('is a usual one at which everything fits, and its bar is as long as it says', () => {
    const size = fc.record({
      widthM: fc.double({ min: 5, max: 4000, noNaN: true }),
      heightM: fc.double({ min: 5, max: 2000, noNaN: true })
    });
    fc.assert(
      fc.property(size, fc.constantFrom('a4' as const, 'a3' as const), (site, paper) => {
        const room = PAPER_ROOM[paper];
        const { denominator, mmPerM, barM, barMm } = chooseScale(site, room);
        expect(site.widthM * mmPerM).toBeLessThanOrEqual(room.widthMm + 1e-9);
        expect(site.heightM * mmPerM).toBeLessThanOrEqual(room.heightMm + 1e-9);
        expect(barMm).toBeCloseTo((barM * 1000) / denominator, 9);
        expect(barMm).toBeLessThanOrEqual(45);
      })
    );
  });

  it('is larger on a larger sheet', () => {
    const site = { widthM: 120, heightM: 110 };
    expect([chooseScale(site, PAPER_ROOM.a4).denominator, chooseScale(site, PAPER_ROOM.a3).denominator]).toEqual([
      750, 500
    ]);
  });
});

describe('the scale of elevations', () => {
  const street = (widthM: number) => ({ widthM, heightM: 24 });

  it('lets all of them stand on one page, side by side where they can', () => {
    const scaleOf = (widths: readonly number[]) =>
      chooseFaceScale(widths.map(street), { widthMm: 273, heightMm: 160 }).denominator;
    expect(scaleOf([60])).toBe(250);
    expect(scaleOf([60, 60])).toBe(500);
    expect(scaleOf([78, 31, 69, 105])).toBe(750);
    expect(scaleOf([500])).toBe(2000);
  });
});

describe('the ground of a plan', () => {
  const frame = frameSite([SQUARE], 10);

  it('is as large as it is, north up and east right', () => {
    expect(frame.widthM).toBeCloseTo(69.7 + 20, 0);
    expect(frame.heightM).toBeCloseTo(111.3 + 20, 0);
    const [[west, south], [east], , [, north]] = drawArea(frame, SQUARE)[0]! as [
      [number, number],
      [number, number],
      unknown,
      [number, number]
    ];
    expect([west, north]).toEqual([10, 10]);
    expect([east > west, south > north]).toEqual([true, true]);
  });

  it('shows of a street what lies on it, named so that nobody stands on their head', () => {
    const street = drawLine(frame, [
      [12.41, 51.3405],
      [12.4005, 51.3405],
      [12.39, 51.3405]
    ])!;
    expect(street.lengthM).toBeCloseTo(frame.widthM, 1);
    expect(street.points.flat().every((metres) => metres >= -1e-6)).toBe(true);
    expect(Math.abs(street.angle)).toBeLessThan(1);
    expect(street.middle[0]).toBeCloseTo(frame.widthM / 2, 1);
    const upwards = drawLine(frame, [
      [12.4005, 51.33],
      [12.4005, 51.35]
    ])!;
    expect([upwards.lengthM, upwards.angle]).toEqual([expect.closeTo(frame.heightM, 1), 90]);
  });

  it('shows nothing of a street that passes by', () => {
    expect(
      drawLine(frame, [
        [12.39, 51.33],
        [12.41, 51.33]
      ])
    ).toBeNull();
  });
});

describe('elevations', () => {
  const focus = makeFocus([
    {
      ...{ sequence: 1, frontM: 20, street: 'Eisenbahnstraße' },
      storeys: [
        { level: -1, type: 'KG', sort: 0, baseM: -2.6, heightM: 2.6, units: [{ areaSqm: 100 }] },
        { level: 0, type: 'EG', sort: 1, baseM: 0, heightM: 4, units: [{ areaSqm: 60 }, { areaSqm: 40 }] },
        { level: 1, type: 'OG', sort: 2, baseM: 4, heightM: 3, units: [{ areaSqm: 100 }] }
      ]
    }
  ]);
  const [, ...units] = focus.units.id;
  const draw = (plan: ReturnType<typeof content>) => drawPlanFaces(focus, attributesOn(focus, 20_000), plan);

  it('show each unit above the pavement once, in its own place, whatever the plan says', () => {
    const [face] = draw(content([entry(units[0]!, part('gastronomy')), joined(units[1]!, units[0]!)]));
    const house = face!.houses[0]!;
    expect(house.parts.map(({ use, isJoined }) => [use, isJoined])).toEqual([
      ['no_target', false],
      ['gastronomy', true],
      ['gastronomy', true]
    ]);
    const area = house.parts.reduce((sum, { widthM, heightM }) => sum + widthM * heightM, 0);
    const whole = house.storeys.reduce((sum, { heightM }) => sum + heightM * house.widthM, 0);
    expect(area).toBeCloseTo(whole, 6);
  });

  it('divide a unit as the plan does, by area', () => {
    const plan = content([entry(units[2]!, part('health', { areaSqm: 30 }), part('office', { areaSqm: 70 }))]);
    const [left, right] = draw(plan)[0]!.houses[0]!.parts.filter(({ use }) => use !== 'no_target');
    expect([left!.use, right!.use]).toEqual(['health', 'office']);
    expect(left!.widthM / (left!.widthM + right!.widthM)).toBeCloseTo(0.3, 9);
    expect(right!.xM).toBeCloseTo(left!.xM + left!.widthM, 9);
  });
});

describe('a use on paper', () => {
  it('has marks of its own, so that a print in black and white tells it from every other', () => {
    const marks = PLAN_USES.map((use) => sheetPattern(use).marks);
    expect(new Set(marks).size).toBe(PLAN_USES.length);
    expect(
      marks.filter((mark) => mark === ''),
      'one is plain'
    ).toHaveLength(1);
    const plain = sheetPattern('housing').fill;
    expect([plain, sheetPattern('no_target').fill].sort()).toEqual(['#a6b5bc', '#ffffff']);
  });
});

describe('the targets on paper', () => {
  const facts = (unitId: number, code: string): PlanUnitFacts =>
    ({ unitId, buildingId: 1, code, areaSqm: 50, status: 'withheld', use: null, building: { id: 1 } }) as PlanUnitFacts;
  const units = [facts(1, 'A'), facts(2, 'B'), facts(3, 'C'), facts(4, 'D'), facts(5, 'E')];

  it('stand in one row for neighbours that say the same, and apart where anything differs', () => {
    const plan = content([
      entry(1, part('housing')),
      entry(2, part('housing')),
      entry(3, part('housing', { wish: 'Altersgerecht' })),
      entry(4, part('health', { areaSqm: 20 }), part('office', { areaSqm: 30 })),
      joined(5, 3)
    ]);
    const [house] = listSheetRows(plan, units);
    expect(
      house!.rows.map(({ codes, part: number, areaSqm, joinedTo }) => [codes.join(), number, areaSqm, joinedTo])
    ).toEqual([
      ['A,B', null, 100, null],
      ['C', null, 50, null],
      ['D', 1, 20, null],
      ['D', 2, 30, null],
      ['E', null, 50, 3]
    ]);
  });

  it('leave out units of which the plan says nothing', () => {
    expect(listSheetRows(content([]), units)).toEqual([]);
  });
});
