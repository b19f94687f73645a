import fc from 'fast-check';
import type { Polygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import {
  areaSqm,
  boundsOf,
  frontLengthM,
  frontLine,
  fromUtm33,
  isWithin,
  outlineOf,
  overlapRatio,
  positionOn,
  repairArea,
  sliceFootprint,
  toUtm33,
  unite,
  type Share
} from '../../src/lib/domain/geometry';
import { planeAround } from '../../src/lib/domain/geometry/plane';

const ORIGIN = [12.4065, 51.3458];
const plane = planeAround(ORIGIN);

/** A polygon from corners in metres. */
function shape(corners: readonly (readonly [number, number])[]): Polygon {
  const ring = corners.map((corner) => plane.toPosition(corner));
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

const rectangle = (x: number, y: number, width: number, height: number) =>
  shape([
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height]
  ]);

/** A corner house: streets in the south and west, courtyard in the north-east. */
const corner = shape([
  [0, 3],
  [3, 0],
  [22, 0],
  [22, 12],
  [12, 12],
  [12, 24],
  [0, 24]
]);
const cornerOutline = rectangle(0, 0, 60, 60);
const chamferedOutline = shape([
  [0, 3],
  [3, 0],
  [60, 0],
  [60, 60],
  [0, 60]
]);

const parts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }).map((weights): Share[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  return weights.map((weight) => [reached / total, (reached += weight) / total]);
});

/** Houses between party walls, with slanted sides and a rear that may step in or out. */
const house = fc
  .record({
    width: fc.integer({ min: 6, max: 30 }),
    depth: fc.integer({ min: 8, max: 16 }),
    slant: fc.integer({ min: -2, max: 2 }),
    step: fc.integer({ min: -4, max: 4 }),
    turn: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true })
  })
  .map(({ width, depth, slant, step, turn }) => {
    const corners = [
      [0, 0],
      [width, 0],
      [width + slant, depth],
      [width * 0.6, depth],
      [width * 0.6, depth + step],
      [slant, depth + step]
    ] as const;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    return shape(
      (step === 0 ? corners.filter((_, i) => i !== 3 && i !== 4) : corners).map(([x, y]) => [
        x * cos - y * sin,
        x * sin + y * cos
      ])
    );
  });

describe('areas and bounds', () => {
  it('measure a rectangle in metres', () => {
    expect(areaSqm(rectangle(0, 0, 20, 12))).toBeCloseTo(240, 1);
    const [west, south, east, north] = boundsOf(rectangle(0, 0, 20, 12));
    expect([west, south]).toEqual(ORIGIN);
    expect(plane.toPoint([east, north]).map(Math.round)).toEqual([20, 12]);
  });

  it('leave out holes', () => {
    const yard = rectangle(5, 5, 10, 10).coordinates[0]!;
    expect(areaSqm({ type: 'Polygon', coordinates: [rectangle(0, 0, 20, 20).coordinates[0]!, yard] })).toBeCloseTo(
      300,
      1
    );
  });

  it('find a place on a shape whose centre lies outside', () => {
    const hook = shape([
      [0, 0],
      [30, 0],
      [30, 2],
      [2, 2],
      [2, 30],
      [0, 30]
    ]);
    expect(isWithin(positionOn(hook), hook)).toBe(true);
  });

  it('tell which part of a shape lies on another', () => {
    expect(overlapRatio(rectangle(0, 0, 20, 10), rectangle(15, 0, 20, 10))).toBeCloseTo(0.25, 4);
    expect(overlapRatio(rectangle(0, 0, 20, 10), rectangle(20, 0, 20, 10))).toBe(0);
  });

  it('join houses wall to wall into the outline of their block', () => {
    const ring = [
      rectangle(0, 0, 40, 10),
      rectangle(0, 30, 40, 10),
      rectangle(0, 10, 10, 20),
      rectangle(30, 10, 10, 20)
    ];
    expect(areaSqm(unite(ring))).toBeCloseTo(1200, 0);
    expect(areaSqm(outlineOf(ring))).toBeCloseTo(1600, 0);
  });
});

describe('ETRS89 / UTM 33N', () => {
  it('puts a known point of Leipzig where it is', () => {
    const [lon, lat] = fromUtm33([319_500, 5_691_500]);
    expect([lon, lat]).toEqual([expect.closeTo(12.4085, 2), expect.closeTo(51.3468, 2)]);
  });

  it('comes back to within a few centimetres', () => {
    const [x, y] = toUtm33(fromUtm33([319_512.34, 5_691_567.89]));
    expect(Math.hypot(x! - 319_512.34, y! - 5_691_567.89)).toBeLessThan(0.02);
  });
});

describe('the street front', () => {
  it('runs around the corner of a corner house, from left to right as seen from the street', () => {
    const line = frontLine(corner, chamferedOutline).map((position) => plane.toPoint(position).map(Math.round));
    expect(line).toEqual([
      [0, 24],
      [0, 3],
      [3, 0],
      [22, 0]
    ]);
    expect(frontLengthM(corner, chamferedOutline)).toBeCloseTo(21 + Math.hypot(3, 3) + 19, 2);
  });

  it('is the longer street where the corner is cut back from the outline', () => {
    expect(frontLengthM(corner, cornerOutline)).toBeCloseTo(21, 2);
  });

  it('is the longest side away from any outline', () => {
    expect(frontLengthM(rectangle(100, 100, 14, 6), cornerOutline)).toBeCloseTo(14, 2);
    expect(frontLengthM(rectangle(0, 0, 14, 6), null)).toBeCloseTo(14, 2);
  });
});

describe('slicing a storey', () => {
  function expectPartition(footprint: Polygon, outline: Polygon | null, shares: readonly Share[]): void {
    const pieces = sliceFootprint({ footprint, outline, shares });
    const total = areaSqm(footprint);
    for (const [i, piece] of pieces.entries()) {
      const [from, to] = shares[i]!;
      expect(Math.abs(areaSqm(piece) - total * (to - from))).toBeLessThan(0.1);
      expect(overlapRatio(piece, footprint)).toBeGreaterThan(0.999);
      for (const other of pieces.slice(0, i)) expect(overlapRatio(piece, other)).toBeLessThan(0.001);
    }
    expect(areaSqm(unite(pieces))).toBeCloseTo(total, 0);
  }

  it('partitions any house between party walls in proportion', () => {
    fc.assert(
      fc.property(house, parts, (footprint, shares) => expectPartition(footprint, null, shares)),
      { numRuns: 60 }
    );
  });

  it('partitions a corner house', () => {
    fc.assert(
      fc.property(parts, (shares) => expectPartition(corner, chamferedOutline, shares)),
      { numRuns: 40 }
    );
  });

  it('partitions any outline, however it folds', () => {
    const outline = fc.array(fc.integer({ min: 3, max: 20 }), { minLength: 5, maxLength: 11 }).map((radii) =>
      shape(
        radii.map((radius, i) => {
          const angle = (2 * Math.PI * i) / radii.length;
          return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
        })
      )
    );
    fc.assert(
      fc.property(outline, parts, (footprint, shares) => expectPartition(footprint, null, shares)),
      { numRuns: 60 }
    );
  });

  it('partitions a shape with a yard in the middle', () => {
    const yard: Position[] = [...rectangle(8, 4, 4, 4).coordinates[0]!].reverse();
    const footprint: Polygon = { type: 'Polygon', coordinates: [rectangle(0, 0, 20, 12).coordinates[0]!, yard] };
    expectPartition(footprint, null, [
      [0, 0.5],
      [0.5, 0.8],
      [0.8, 1]
    ]);
  });

  it('cuts a straight house square to the street, from the left', () => {
    const footprint = rectangle(0, 0, 20, 10);
    const [left] = sliceFootprint({
      footprint,
      outline: rectangle(0, 0, 20, 60),
      shares: [
        [0, 0.25],
        [0.25, 1]
      ]
    });
    expect(overlapRatio(left!, rectangle(0, 0, 5, 10))).toBeGreaterThan(0.999);
  });

  it('gives each unit of a corner house a piece of the street', () => {
    const shares: Share[] = [
      [0, 0.5],
      [0.5, 1]
    ];
    const pieces = sliceFootprint({ footprint: corner, outline: chamferedOutline, shares });
    const fronts = pieces.map((piece) => frontLengthM(piece as Polygon, chamferedOutline));
    expect(Math.min(...fronts)).toBeGreaterThan(10);
  });
});

describe('repairing outlines', () => {
  const ring = rectangle(0, 0, 20, 10).coordinates[0]!;

  it('turns a ring that runs the wrong way and counts it as it was', () => {
    const repaired = repairArea({ type: 'Polygon', coordinates: [[...ring].reverse()] });
    expect(repaired?.isRepaired).toBe(false);
    const [a, b, c, d] = ring as [Position, Position, Position, Position];
    expect(repaired?.geometry.coordinates).toEqual([[b, c, d, a, b]]);
    expect(areaSqm(repaired!.geometry)).toBeCloseTo(200, 1);
  });

  it('closes an open ring and drops double corners', () => {
    const [a, b, c, d] = ring as [Position, Position, Position, Position];
    const repaired = repairArea({ type: 'Polygon', coordinates: [[a, a, b, c, c, d]] });
    expect(repaired).toEqual({ geometry: { type: 'Polygon', coordinates: [ring] }, isRepaired: true });
  });

  it('undoes a ring that crosses itself', () => {
    const [a, b, c, d] = ring as [Position, Position, Position, Position];
    const repaired = repairArea({ type: 'Polygon', coordinates: [[a, c, b, d, a]] });
    expect(repaired?.isRepaired).toBe(true);
    expect(areaSqm(repaired!.geometry)).toBeCloseTo(100, 1);
  });

  it('finds nothing in a line', () => {
    const [a, b] = ring as [Position, Position];
    expect(repairArea({ type: 'Polygon', coordinates: [[a, b, a]] })).toBeNull();
    expect(repairArea({ type: 'Polygon', coordinates: [] })).toBeNull();
  });
});
