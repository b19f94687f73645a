import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkContent } from '../../../src/lib/domain/plan/plan-check';
import type { PlanArea, PlanContent, PlanUnit } from '../../../src/lib/domain/plan/plan-content';
import { content, contents, entry, joined, part, units } from './plan-factory';

const STOCK: readonly PlanUnit[] = [
  { unitId: 1, buildingId: 1, areaSqm: 60, frontageM: 8 },
  { unitId: 2, buildingId: 1, areaSqm: 40, frontageM: 4 },
  { unitId: 3, buildingId: 2, areaSqm: 80, frontageM: null }
];
const check = (plan: PlanContent, on = STOCK) =>
  checkContent(plan, { units: new Map(on.map((unit) => [unit.unitId, unit])), areaTolerance: 0.02 }).map(
    ({ field, code }) => `${field} ${code}`
  );
const area: PlanArea = {
  ...{ id: '5b0c9d0e-0a57-4a43-9b9e-0e1f0d3c5a01', kind: 'courtyard', use: 'education', storeys: 0 },
  ...{ wish: null, reason: null, translations: {}, targetOn: '2028-12-31' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [12.4, 51.3],
        [12.5, 51.3],
        [12.5, 51.4],
        [12.4, 51.3]
      ]
    ]
  }
};

describe('a content', () => {
  it('is sound where joined and divided units balance', () => {
    fc.assert(
      fc.property(
        units.chain((on) => fc.tuple(fc.constant(on), contents(on))),
        ([on, plan]) => {
          expect(check(plan, [...on])).toEqual([]);
        }
      )
    );
  });

  it('divides a joined pair into parts that add up to both', () => {
    const parts = [part('retail', { areaSqm: 70, frontageM: 6 }), part('health', { areaSqm: 30, frontageM: 6 })];
    expect(check(content([entry(1, ...parts), joined(2, 1)]))).toEqual([]);
    expect(check(content([entry(1, ...parts)]))).toEqual([
      'units.1.parts areas_do_not_balance',
      'units.1.parts frontages_do_not_balance'
    ]);
  });

  it('refuses units elsewhere, joins over houses and joins without a lead', () => {
    expect(check(content([entry(9, part('retail'))]))).toEqual(['units.9 unit_not_in_plan']);
    expect(check(content([entry(1, part('retail')), joined(3, 1)]))).toEqual(['units.3 join_other_house']);
    expect(check(content([joined(2, 1)]))).toEqual(['units.2 join_without_lead']);
    expect(check(content([joined(1, 2), joined(2, 1)]))).toEqual([
      'units.1 join_without_lead',
      'units.2 join_without_lead'
    ]);
  });

  it('refuses measures of an undivided unit, unknown uses, days that are none and texts too long', () => {
    expect(check(content([entry(1, part('retail', { areaSqm: 60 }))]))).toEqual([
      'units.1.parts.0.areaSqm part_without_division'
    ]);
    expect(check(content([entry(1, part('casino' as 'retail'))]))).toEqual(['units.1.parts.0.use unknown_code']);
    expect(check(content([entry(1, part('retail', { targetOn: '2028-02-30' }))]))).toEqual([
      'units.1.parts.0.targetOn not_a_day'
    ]);
    expect(check(content([entry(1, part('retail', { wish: 'x'.repeat(201) }))]))).toEqual([
      'units.1.parts.0.wish too_long'
    ]);
    expect(check(content([entry(1, part('retail', { translations: { ar: { reason: '\0' } } }))]))).toEqual([
      'units.1.parts.0.reason.ar not_text'
    ]);
  });

  it('refuses areas without an outline, and buildings without storeys', () => {
    expect(check(content([], [area]))).toEqual([]);
    expect(check(content([], [{ ...area, kind: 'building' }]))).toEqual([`areas.${area.id}.storeys out_of_range`]);
    expect(check(content([], [{ ...area, geometry: { type: 'Polygon', coordinates: [[]] } }]))).toEqual([
      `areas.${area.id}.geometry not_an_outline`
    ]);
  });
});
