import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSqm } from '../../../src/lib/domain/geometry';
import {
  closeRing,
  moveOutline,
  outlineRectangle,
  outlineSqm,
  readRectangle,
  type Rectangle
} from '../../../src/lib/domain/plan/plan-outline';

const CENTRE = [12.4066, 51.3457] as const;
const rectangles = fc.record({
  centre: fc.constant(CENTRE),
  lengthM: fc.integer({ min: 20, max: 800 }).map((tenths) => tenths / 10),
  widthM: fc.integer({ min: 20, max: 800 }).map((tenths) => tenths / 10),
  bearing: fc.integer({ min: 0, max: 179 })
});

describe('outlines of what a plan draws', () => {
  it('draws a rectangle whose length points where it is told', () => {
    const east: Rectangle = { centre: CENTRE, lengthM: 30, widthM: 10, bearing: 90 };
    const [ring = []] = outlineRectangle(east).coordinates;
    expect(ring).toHaveLength(5);
    expect(ring[0]).toEqual(ring[4]);
    const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)];
    const metresPerDegree = 111_195;
    expect((Math.max(...lats) - Math.min(...lats)) * metresPerDegree).toBeCloseTo(10, 0);
    expect((Math.max(...lons) - Math.min(...lons)) * metresPerDegree * Math.cos((51.3457 * Math.PI) / 180)).toBeCloseTo(
      30,
      0
    );
  });

  it('reads back every rectangle that it draws, with its area as the server measures it', () => {
    fc.assert(
      fc.property(rectangles, (rectangle) => {
        const outline = outlineRectangle(rectangle);
        const read = readRectangle(outline)!;
        expect(read.lengthM).toBeCloseTo(rectangle.lengthM, 0);
        expect(read.widthM).toBeCloseTo(rectangle.widthM, 0);
        const off = Math.abs(read.bearing - rectangle.bearing);
        expect(Math.min(off, 180 - off)).toBeLessThan(1);
        expect(outlineSqm(outline) / (rectangle.lengthM * rectangle.widthM)).toBeCloseTo(1, 1);
        const coordinates = outline.coordinates.map((ring) => ring.map(([lon, lat]) => [lon, lat]));
        expect(areaSqm({ type: 'Polygon', coordinates }) / outlineSqm(outline)).toBeCloseTo(1, 1);
      })
    );
  });

  it('takes no other shape for a rectangle', () => {
    const triangle = closeRing([CENTRE, [12.407, 51.3457], [12.407, 51.346]]);
    const skewed = closeRing([CENTRE, [12.407, 51.3457], [12.4073, 51.346], [12.4069, 51.346]]);
    expect([readRectangle(triangle), readRectangle(skewed)]).toEqual([null, null]);
  });

  it('moves there and back', () => {
    const outline = outlineRectangle({ centre: CENTRE, lengthM: 12, widthM: 8, bearing: 30 });
    const there = moveOutline(outline, { eastM: 5, northM: -3 });
    expect(there).not.toEqual(outline);
    const back = moveOutline(there, { eastM: -5, northM: 3 });
    for (const [at, [lon, lat]] of back.coordinates[0]!.entries()) {
      expect(lon).toBeCloseTo(outline.coordinates[0]![at]![0], 6);
      expect(lat).toBeCloseTo(outline.coordinates[0]![at]![1], 6);
    }
  });

  it('closes a ring once', () => {
    expect(closeRing([CENTRE, [12.407, 51.3457], [12.407, 51.346], CENTRE]).coordinates[0]).toHaveLength(4);
  });
});
