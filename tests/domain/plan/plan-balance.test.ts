import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AREA_TYPES, SHOWN_STATUSES, UNIT_KINDS, USE_CLASSES } from '../../../src/lib/domain/codes';
import { balancePlan, type PlanBalance } from '../../../src/lib/domain/plan/plan-balance';
import type { PlanArea } from '../../../src/lib/domain/plan/plan-content';
import { packPlanStock, type PlanStockUnit } from '../../../src/lib/domain/plan/plan-stock';
import { readBlock99 } from './block-99';
import { content, contents, entry, joined, part, units } from './plan-factory';

const unit = (unitId: number, fields: Partial<PlanStockUnit> = {}): PlanStockUnit => ({
  ...{ unitId, buildingId: 1, areaSqm: 100, frontageM: 8, kind: 'shop', areaType: 'usable', isGroundFloor: true },
  ...{ status: 'occupied', use: 'retail', ...fields }
});

/** What a row has of units, usable and living area, units without an area, and shop front. */
const rowOf = ({ rows }: PlanBalance, name: string) => {
  const { units: count, areaSqm, unitsWithoutArea, frontageM } = rows.find((row) => row.class === name)!;
  return [count, areaSqm[0], areaSqm[3], unitsWithoutArea, frontageM];
};

/** Stock units of every kind, status and area type, some without an area, with a sound plan on them. */
const plannedStock = units.chain((on) =>
  fc.tuple(
    fc
      .array(
        fc.record({
          kind: fc.constantFrom(...UNIT_KINDS),
          status: fc.constantFrom(...SHOWN_STATUSES),
          use: fc.option(fc.constantFrom(...USE_CLASSES)),
          areaType: fc.constantFrom(...AREA_TYPES),
          isMeasured: fc.boolean(),
          isGroundFloor: fc.boolean()
        }),
        { minLength: on.length, maxLength: on.length }
      )
      .map((facts) =>
        facts.map(({ isMeasured, areaType, ...fact }, index) => ({
          ...on[index]!,
          ...fact,
          areaSqm: isMeasured ? on[index]!.areaSqm : null,
          areaType: isMeasured ? areaType : null
        }))
      ),
    contents(on)
  )
);

describe('the balance of a plan', () => {
  it('adds up to what is recorded, by type of area, whatever the plan joins and divides', () => {
    fc.assert(
      fc.property(plannedStock, fc.constantFrom('today', 'no_target'), ([stockUnits, plan], rest) => {
        const { rows, total } = balancePlan(packPlanStock(stockUnits), plan, { rest });
        for (const [type, name] of AREA_TYPES.entries()) {
          const recorded = stockUnits.reduce((sum, one) => sum + (one.areaType === name ? one.areaSqm! : 0), 0);
          expect(rows.reduce((sum, row) => sum + row.areaSqm[type]!, 0)).toBeCloseTo(recorded, 6);
          expect(total.areaSqm[type]).toBeCloseTo(recorded, 6);
        }
        const fronts = stockUnits.reduce((sum, one) => sum + (one.isGroundFloor ? (one.frontageM ?? 0) : 0), 0);
        expect(rows.reduce((sum, row) => sum + row.frontageM, 0)).toBeCloseTo(fronts, 6);
        expect(rows.reduce((sum, row) => sum + row.units, 0)).toBe(total.units);
        const unmeasured = stockUnits.filter(({ areaSqm }) => areaSqm === null).length;
        expect(rows.reduce((sum, row) => sum + row.unitsWithoutArea, 0)).toBe(unmeasured);
      })
    );
  });

  it('leaves units without a target as they are, or shows that the plan says nothing of them', () => {
    const stock = packPlanStock([unit(1), unit(2, { status: 'vacant', use: null })]);
    const plan = content([entry(2, part('health'))]);
    const kept = balancePlan(stock, plan);
    expect([rowOf(kept, 'retail'), rowOf(kept, 'health'), rowOf(kept, 'unused')]).toEqual([
      [1, 100, 0, 0, 8],
      [1, 100, 0, 0, 8],
      [0, 0, 0, 0, 0]
    ]);
    const alone = balancePlan(stock, plan, { rest: 'no_target' });
    expect([rowOf(alone, 'retail'), rowOf(alone, 'no_target')]).toEqual([
      [0, 0, 0, 0, 0],
      [1, 100, 0, 0, 8]
    ]);
  });

  it('gives the parts of a divided unit their share of what is measured', () => {
    const stock = packPlanStock([unit(1, { areaSqm: 101 })]);
    const halves = content([
      entry(1, part('retail', { areaSqm: 75, frontageM: 8 }), part('storage', { areaSqm: 25, frontageM: null }))
    ]);
    const balance = balancePlan(stock, halves);
    expect(rowOf(balance, 'retail')).toEqual([1, 75.75, 0, 0, 8]);
    expect(rowOf(balance, 'storage')).toEqual([1, 25.25, 0, 0, 0]);
    expect(balance.total.units).toBe(2);
  });

  it('counts joined units as one, and never adds areas of different types', () => {
    const stock = packPlanStock([
      unit(1),
      unit(2, { kind: 'dwelling', areaType: 'living', areaSqm: 60, frontageM: null, isGroundFloor: false }),
      unit(3, { areaSqm: null, areaType: null })
    ]);
    const balance = balancePlan(stock, content([entry(1, part('health')), joined(2, 1), joined(3, 1)]));
    expect(rowOf(balance, 'health')).toEqual([1, 100, 60, 1, 16]);
    expect(balance.total).toEqual({ units: 1, areaSqm: [100, 0, 0, 60], unitsWithoutArea: 1, frontageM: 16 });
  });

  it('counts what is withheld alike, whatever is behind it: dwellings as housing, others as withheld', () => {
    const stock = packPlanStock([
      unit(1, { kind: 'dwelling', status: 'withheld', use: null }),
      unit(2, { status: 'withheld', use: null }),
      unit(3, { status: 'occupied', use: null }),
      unit(4, { status: 'works', use: null })
    ]);
    const today = balancePlan(stock, null);
    expect(['housing', 'withheld', 'unknown', 'unused'].map((name) => rowOf(today, name)[0])).toEqual([1, 1, 1, 1]);
  });

  it('keeps what is drawn beside the units, and names targets that have lost theirs', () => {
    // 0.001° of latitude are about 111.2 m, of longitude at the equator as much.
    const ring = [
      [0, 0],
      [0.001, 0],
      [0.001, 0.001],
      [0, 0.001],
      [0, 0]
    ] as const;
    const area = (id: string, fields: Partial<PlanArea>): PlanArea => ({
      ...part('education'),
      ...{ id, kind: 'building', storeys: 2, geometry: { type: 'Polygon', coordinates: [ring] }, ...fields }
    });
    const plan = content(
      [entry(1, part('retail')), entry(7, part('health'))],
      [area('a', {}), area('b', { storeys: 1 }), area('c', { kind: 'courtyard', use: 'courtyard', storeys: 0 })]
    );
    const { drawn, lostTargets, total } = balancePlan(packPlanStock([unit(1)]), plan);
    expect(drawn.map(({ kind, use, count }) => [kind, use, count])).toEqual([
      ['building', 'education', 2],
      ['courtyard', 'courtyard', 1]
    ]);
    expect(drawn[0]!.floorSqm / drawn[1]!.floorSqm).toBeCloseTo(3, 6);
    expect(drawn[1]!.groundSqm).toBeGreaterThan(12_000);
    expect(drawn[1]!.groundSqm).toBeLessThan(12_500);
    expect([lostTargets, total.areaSqm[0]]).toEqual([1, 100]);
  });
});

describe('Block 99', () => {
  const { units: block, plans } = readBlock99();
  const stock = packPlanStock(block);
  const used = (balance: PlanBalance) =>
    Object.fromEntries(
      balance.rows.flatMap(({ class: name, units: count, areaSqm, frontageM }) =>
        count === 0 ? [] : [[name, [count, areaSqm[0]! + areaSqm[3]!, Math.round(frontageM * 10) / 10]]]
      )
    );

  it('is used today as it is authored', () => {
    expect(used(balancePlan(stock, null))).toEqual({
      retail: [6, 622, 68.5],
      gastronomy: [3, 290, 29.6],
      health: [3, 408, 0],
      office: [7, 760, 0],
      culture: [5, 500, 22.5],
      education: [3, 282, 11.6],
      workshop: [3, 280, 5.6],
      housing: [67, 8414, 0],
      storage: [8, 725, 4.6],
      unused: [14, 1609, 45.6],
      unknown: [2, 175, 0]
    });
  });

  it('would be used so under the plan IQ_Ost', () => {
    const balance = balancePlan(stock, plans.get('iq-ost')!);
    expect(used(balance)).toEqual({
      retail: [7, 718, 75.7],
      gastronomy: [4, 420, 42.8],
      health: [5, 644, 22.5],
      office: [6, 656, 0],
      culture: [6, 534, 11.4],
      education: [5, 446, 11.6],
      workshop: [3, 324, 19.4],
      housing: [76, 9493, 0],
      storage: [8, 725, 4.6],
      unknown: [1, 105, 0]
    });
    expect(balance.total).toMatchObject({ units: 121, areaSqm: [4397, 0, 0, 9668], unitsWithoutArea: 0 });
  });

  it('would be used so under the variant Hofgarten', () => {
    expect(used(balancePlan(stock, plans.get('hofgarten')!))).toMatchObject({
      // One shop is divided; two practices become one office.
      retail: [10, 976, 102.7],
      office: [6, 786, 0],
      health: [2, 288, 0],
      gastronomy: [5, 470, 52.1],
      workshop: [4, 360, 5.6],
      unused: [10, 1207, 11.4]
    });
  });
});
