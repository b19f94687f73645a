import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { sketchFloor } from '../../src/lib/domain/geometry';

/** Degrees of a metre at the equator, where both are alike enough. */
const M = 1 / 111_320;

/** A rectangle of metres east and north, turned counter-clockwise around its south-western corner. */
function rectangle(width: number, depth: number, { turned = 0, east = 0 } = {}): Polygon {
  const [cos, sin] = [Math.cos((turned * Math.PI) / 180), Math.sin((turned * Math.PI) / 180)];
  const corners = [
    [east, 0],
    [east + width, 0],
    [east + width, depth],
    [east, depth],
    [east, 0]
  ];
  return {
    type: 'Polygon',
    coordinates: [corners.map(([x, y]) => [(x! * cos - y! * sin) * M, (x! * sin + y! * cos) * M])]
  };
}

describe('sketchFloor', () => {
  it.each([0, 30, 90, 200, 275])('lays the street side at the bottom, however the house stands (%i°)', (turned) => {
    const house = rectangle(12, 18, { turned });
    // The block begins at the street and reaches far behind the house.
    const outline = rectangle(60, 50, { turned, east: -20 });
    const sketch = sketchFloor({ house, unit: rectangle(6, 18, { turned }), outline });
    expect(sketch.widthM).toBeCloseTo(12, 0);
    expect(sketch.heightM).toBeCloseTo(18, 0);
    for (const [, y] of sketch.front!) expect(y).toBeCloseTo(sketch.heightM, 1);
    expect(sketch.front!.at(-1)![0]).toBeGreaterThan(sketch.front![0]![0]);
    // The unit is the left half, seen from the street.
    expect(Math.max(...sketch.unit[0]!.map(([x]) => x))).toBeCloseTo(6, 0);
    const north = turned > 180 ? turned - 360 : turned;
    expect(sketch.northDegrees).toBeCloseTo(north, 0);
  });

  it('names no street side where there is none', () => {
    const house = rectangle(12, 18);
    expect(sketchFloor({ house, unit: house, outline: null }).front).toBeNull();
  });

  it('measures with a round length that fits', () => {
    const scaleOf = (width: number) =>
      sketchFloor({ house: rectangle(width, 3), unit: rectangle(width, 3), outline: null }).scaleM;
    expect([4, 12, 16, 31, 70].map(scaleOf)).toEqual([1, 2, 5, 10, 20]);
  });
});
