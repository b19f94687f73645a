import { describe, expect, it } from 'vitest';
import { districtBorders, houseLabels, roofLift, stockDay } from '../../src/lib/map/quarter-data';
import { barMetres, selectionFeatures } from '../../src/lib/map/selection-frame';
import { ROOF_MOST_M } from '../../src/lib/map/style/block';
import { pixelsPerMetre } from '../../src/lib/map/style/metres';
import { markFeatures } from '../../src/lib/map/unit-marks';
import { makeHouse, makeQuarter, makeRoof, makeUnit, rectangle } from './quarter-fixture';

describe('stock of units over time', () => {
  const { changeDays } = makeQuarter({ units: [makeUnit(1, { from: 100, to: 300 }), makeUnit(2, { from: 300 })] });

  it('changes where a unit begins or ends', () => {
    expect(changeDays).toEqual([100, 300]);
  });

  it.each([
    [100, 100],
    [299, 100],
    [300, 300],
    [9_999, 300]
  ])('is on day %i that of day %i', (day, expected) => {
    expect(stockDay(changeDays, day)).toBe(expected);
  });

  it('is empty before the first day', () => {
    expect(stockDay(changeDays, 50)).toBeLessThan(100);
    expect(stockDay([], 50)).toBe(50);
  });
});

describe('heights of the block', () => {
  it('are those of the roofs as drawn, or of the highest unit', () => {
    const { topByBuilding } = makeQuarter({
      units: [makeUnit(1, { building: 1, top: 18 }), makeUnit(2, { building: 2, top: 9 })],
      roofs: [makeRoof(1, 18, 25)]
    });
    expect(topByBuilding.get(1)).toBe(18 + ROOF_MOST_M);
    expect(topByBuilding.get(2)).toBe(9);
  });

  it('lift the numbers by the mean of the street houses', () => {
    const data = makeQuarter({
      houses: [makeHouse(1, 0), makeHouse(2, 10), makeHouse(3, 20, { courtyard: true })],
      roofs: [makeRoof(1, 18, 20), makeRoof(2, 15, 16), makeRoof(3, 3, 4)]
    });
    expect(roofLift(data)).toBe(18);
    expect(roofLift(makeQuarter())).toBe(0);
  });
});

describe('house numbers', () => {
  it('stand on street houses that have one', () => {
    const houses = [makeHouse(1, 0), makeHouse(2, 10, { number: null }), makeHouse(3, 20, { courtyard: true })];
    expect(houseLabels(makeQuarter({ houses })).features.map(({ id, properties }) => [id, properties.number])).toEqual([
      [1, '1']
    ]);
  });
});

describe('district borders', () => {
  it('draw a shared stretch once, so that its dashes stay open', () => {
    const district = (id: number, eastM: number) => ({
      type: 'Feature' as const,
      id,
      properties: {},
      geometry: { type: 'Polygon' as const, coordinates: [rectangle(eastM, 0, 100, 100)] }
    });
    const { features } = districtBorders({ districts: [district(1, 0), district(2, 100)] });
    const stretches = features.map(({ geometry }) => geometry.coordinates.length - 1);
    expect(stretches.reduce((sum, count) => sum + count, 0)).toBe(7);
  });
});

describe('marks', () => {
  it('carry pattern, level and heights of their unit and stand out a little', () => {
    const data = makeQuarter({ units: [makeUnit(7, { level: 2, base: 8, top: 11 })] });
    const marks = new Map([[7, { image: 'hatch-#000000', pattern: 'hatch', color: '#000000' } as const]]);
    const [feature] = markFeatures(data, marks).features;
    expect(feature).toMatchObject({ id: 7, properties: { level: 2, base: 8, top: 11, mark: 'hatch-#000000' } });
    expect(feature?.geometry.coordinates[0]?.[0]).not.toEqual(data.units[0]?.geometry.coordinates[0]?.[0]);
  });

  it('leave out units that the block does not have', () => {
    const marks = new Map([[8, { image: 'x', pattern: 'dots', color: '#000000' } as const]]);
    expect(markFeatures(makeQuarter(), marks).features).toEqual([]);
  });
});

describe('frame of the selection', () => {
  const data = makeQuarter({
    units: [makeUnit(1, { base: 4, top: 8 }), makeUnit(2, { level: -1, base: -3, top: 0 })],
    houses: [makeHouse(1, 0)],
    roofs: [makeRoof(1, 18, 20)]
  });
  const roles = (selection: { unitIds: readonly number[]; buildingId: number | null }): unknown[] =>
    selectionFeatures(data, selection, 0.4).features.map(({ properties }) => properties?.role);

  it('surrounds the unit rather than its house', () => {
    const tops = selectionFeatures(data, { unitIds: [1], buildingId: 1 }, 0.4).features.flatMap(
      ({ properties }) => (properties?.top as number | undefined) ?? []
    );
    expect(Math.max(...tops)).toBeLessThan(8);
  });

  it('surrounds the house up to its roof when no unit is chosen', () => {
    const tops = selectionFeatures(data, { unitIds: [], buildingId: 1 }, 0.4).features.flatMap(
      ({ properties }) => (properties?.top as number | undefined) ?? []
    );
    expect(Math.max(...tops)).toBe(20);
  });

  it('surrounds each of several units', () => {
    expect(roles({ unitIds: [1, 2], buildingId: 1 }).filter((role) => role === 'outline')).toHaveLength(2);
  });

  it('is only an outline for a cellar, and nothing for what the block does not have', () => {
    expect(roles({ unitIds: [2], buildingId: null })).toEqual(['outline']);
    expect(roles({ unitIds: [], buildingId: 99 })).toEqual([]);
  });

  it('is about as thick on the screen at every zoom near the block', () => {
    for (const zoom of [16.5, 17, 18, 19]) {
      const px = barMetres(zoom, 51.3) * pixelsPerMetre(zoom, 51.3);
      expect(px).toBeGreaterThan(1.8);
      expect(px).toBeLessThan(3.8);
    }
  });
});
