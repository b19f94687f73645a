import { describe, expect, it } from 'vitest';
import { outlineSqm } from '../../../src/lib/domain/plan/plan-outline';
import { factsOf, type RuleStock, type RuleUnit } from '../../../src/lib/domain/plan/rule-facts';
import { area, content, entry, joined, part } from './plan-factory';

const unit = (unitId: number, level: number, fields: Partial<RuleUnit> = {}): RuleUnit => ({
  ...{ unitId, buildingId: 1, kind: 'shop', part: 'front', storeyId: 10 + level, level, storeyType: 'OG' },
  ...{ areaSqm: 50, isStepFree: true, hasSecondEscapeRoute: null, hasExtractor: null, isMonument: false, use: null },
  building: { isCourtyard: false },
  ...fields
});

/** A house: a cellar, two shops, a flat above, and a flat in the side wing. */
const STOCK: RuleStock = {
  units: [
    unit(1, -1, { kind: 'storage', storeyType: 'KG' }),
    unit(2, 0, { storeyType: 'EG' }),
    unit(3, 0, { storeyType: 'EG', isStepFree: null, areaSqm: null }),
    unit(4, 1, { kind: 'dwelling' }),
    unit(5, 1, { kind: 'dwelling', part: 'side', storeyId: 50 })
  ],
  zones: [{ blockId: 1, buildingIds: [1], zoneType: 'MI', zoneBasis: 'de_facto', isConsentArea: null }],
  countsRaisedGroundFloor: true
};
const factsIn = (...given: Parameters<typeof content>) => factsOf(STOCK, content(...given));
const first = (...given: Parameters<typeof content>) => factsIn(...given)[0]!.facts;

describe('the facts of a target', () => {
  it('are those of the unit, its storey and its block', () => {
    expect(factsIn([entry(2, part('gastronomy'))])).toEqual([
      {
        unitIds: [2],
        part: null,
        areaId: null,
        facts: {
          ...{ target_use: 'gastronomy', present_use: null, unit_kind: 'shop', is_change_of_use: true },
          ...{ storey_level: 0, storey_type: 'EG', building_part: 'front', is_street_ground_floor: true },
          ...{ is_courtyard: false, area_sqm: 50, is_step_free: true, has_extractor: null },
          ...{ has_second_escape_route: null, is_joined: false, is_divided: false },
          ...{ has_housing_above: true, has_housing_below: false, has_housing_beside: false },
          ...{ has_planned_open_space: false, zone_type: 'MI', zone_basis: 'de_facto' },
          ...{ is_consent_area: null, is_monument: false, is_new_building: false, is_open_area: false }
        }
      }
    ]);
  });

  it('find housing next door in the plan first, and in what is built where it says nothing', () => {
    const shop = entry(2, part('gastronomy'));
    expect(first([shop, entry(4, part('office'))]).has_housing_above).toBe(false);
    expect(first([shop, entry(3, part('housing'))]).has_housing_beside).toBe(true);
    expect(first([entry(1, part('culture'))]).has_housing_above).toBe(false);
    // A joined neighbour is no neighbour, and the side wing is another house front.
    expect(first([shop, joined(3, 2)]).has_housing_beside).toBe(false);
    expect(factsIn([entry(5, part('workshop'))])[0]!.facts.has_housing_beside).toBe(false);
  });

  it('of joined units are those of all: unknown where one is not recorded, no where one says no', () => {
    const both = factsIn([entry(2, part('retail')), joined(3, 2)]);
    expect(both).toHaveLength(1);
    expect(both[0]).toMatchObject({ unitIds: [2, 3], facts: { area_sqm: null, is_step_free: null, is_joined: true } });
    const upstairs = factsIn([entry(2, part('health')), joined(4, 2)])[0]!.facts;
    expect(upstairs).toMatchObject({ storey_level: 1, unit_kind: null, area_sqm: 100, is_street_ground_floor: true });
  });

  it('have the second way out that one of the joined units has', () => {
    const routeOf = (...routes: (boolean | null)[]) => {
      const units = routes.map((hasSecondEscapeRoute, index) => unit(index + 1, 1, { hasSecondEscapeRoute }));
      const drawn = [entry(1, part('health')), ...routes.slice(1).map((_, index) => joined(index + 2, 1))];
      return factsOf({ ...STOCK, units }, content(drawn))[0]!.facts.has_second_escape_route;
    };
    expect([routeOf(true), routeOf(false), routeOf(null)]).toEqual([true, false, null]);
    expect([routeOf(false, true), routeOf(false, null), routeOf(false, false)]).toEqual([true, null, false]);
  });

  it('of a divided unit are one set per part, with its own area', () => {
    const parts = factsIn([entry(2, part('retail', { areaSqm: 20 }), part('health', { areaSqm: 30 }))]);
    expect(parts.map(({ part, facts }) => [part, facts.target_use, facts.area_sqm, facts.is_divided])).toEqual([
      [1, 'retail', 20, true],
      [2, 'health', 30, true]
    ]);
  });

  it('call it no change where a unit is kept free or serves the use as built, and see open space that the plan makes', () => {
    expect(first([entry(2, part('reserved'))]).is_change_of_use).toBe(false);
    expect(first([entry(2, part('retail'))]).is_change_of_use).toBe(false);
    expect(first([entry(2, part('courtyard'))])).toMatchObject({
      is_change_of_use: true,
      has_planned_open_space: true
    });
  });

  it('leave out units that are not there any more', () => {
    expect(factsIn([entry(99, part('retail'))])).toEqual([]);
  });

  it('of an area are its use, its size and its block, where the plan is of one', () => {
    const drawn = [area({ kind: 'building', use: 'education', storeys: 2 })];
    const [of] = factsIn([], drawn);
    expect(of).toMatchObject({ unitIds: [], part: null, areaId: drawn[0]!.id });
    expect(of!.facts).toMatchObject({ target_use: 'education', is_new_building: true, is_open_area: false });
    expect(of!.facts).toMatchObject({ zone_type: 'MI', is_change_of_use: false, has_planned_open_space: false });
    expect(of!.facts.area_sqm).toBeCloseTo(2 * outlineSqm(drawn[0]!.geometry), 6);
    expect(of!.facts.storey_level).toBeUndefined();
    const [yard] = factsIn([], [area({ kind: 'courtyard', use: 'courtyard', storeys: 0 })]);
    expect(yard!.facts).toMatchObject({ is_open_area: true, is_new_building: false, has_planned_open_space: true });
    expect(yard!.facts.area_sqm).toBeCloseTo(outlineSqm(drawn[0]!.geometry), 6);
    const twoBlocks = { ...STOCK, zones: [...STOCK.zones, { ...STOCK.zones[0]!, blockId: 2 }] };
    expect(factsOf(twoBlocks, content([], drawn))[0]!.facts.zone_type).toBeNull();
  });
});
