import fc from 'fast-check';
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { PACKED_WORLD, packRings, toPackedPosition, unpackRings } from '../../src/lib/domain/packed-rings';

const square: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [12.406, 51.345],
      [12.407, 51.345],
      [12.407, 51.346],
      [12.406, 51.346],
      [12.406, 51.345]
    ],
    [
      [12.4063, 51.3453],
      [12.4063, 51.3456],
      [12.4066, 51.3456],
      [12.4066, 51.3453],
      [12.4063, 51.3453]
    ]
  ]
};

function areaSouthwards(ring: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    sum += (ring[i]! - ring[0]!) * (ring[next + 1]! - ring[1]!) - (ring[next]! - ring[0]!) * (ring[i + 1]! - ring[1]!);
  }
  return sum / 2;
}

describe('packed rings', () => {
  it('place the world on a square that begins in the north-west', () => {
    expect(toPackedPosition(0, 0)).toEqual([PACKED_WORLD / 2, PACKED_WORLD / 2]);
    expect(toPackedPosition(-180, 85.06)).toEqual([0, 0]);
    expect(toPackedPosition(180, -89)).toEqual([PACKED_WORLD - 1, PACKED_WORLD - 1]);
  });

  it('keep polygons, holes and their order, in the winding of vector tiles', () => {
    const [polygon] = unpackRings(packRings({ type: 'MultiPolygon', coordinates: [square.coordinates] }));
    expect(polygon).toHaveLength(2);
    expect(areaSouthwards(polygon![0]!)).toBeGreaterThan(0);
    expect(areaSouthwards(polygon![1]!)).toBeLessThan(0);
    expect(polygon![0]).toHaveLength(8);
  });

  it('are the same bytes for either winding of the input', () => {
    const reversed = square.coordinates.map((ring) => [...ring].reverse());
    const areas = unpackRings(packRings({ type: 'Polygon', coordinates: reversed }))[0]!.map(areaSouthwards);
    expect(areas).toEqual(unpackRings(packRings(square))[0]!.map(areaSouthwards));
  });

  it('bring back every point within half a packed unit', () => {
    const lon = fc.double({ min: -179, max: 178, noNaN: true });
    const lat = fc.double({ min: -84, max: 83, noNaN: true });
    const size = fc.double({ min: 0.0001, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(lon, lat, size, size, (west, south, width, height) => {
        const ring = [
          [west, south],
          [west + width, south],
          [west + width / 2, south + height],
          [west, south]
        ];
        const packed = unpackRings(packRings({ type: 'Polygon', coordinates: [ring] }))[0]![0]!;
        const points = new Set<string>();
        for (let i = 0; i < packed.length; i += 2) points.add(`${packed[i]} ${packed[i + 1]}`);
        expect(points).toEqual(new Set(ring.map(([x, y]) => toPackedPosition(x!, y!).join(' '))));
      })
    );
  });

  it('leave out what has no area', () => {
    const point = [12.4, 51.3];
    expect(unpackRings(packRings({ type: 'Polygon', coordinates: [[point, point, point, point]] }))).toEqual([]);
  });

  it('refuse bytes that are cut or go on', () => {
    const bytes = packRings(square);
    expect(() => unpackRings(bytes.subarray(0, bytes.length - 1))).toThrow(RangeError);
    expect(() => unpackRings(Uint8Array.from([...bytes, 0]))).toThrow(RangeError);
  });
});
