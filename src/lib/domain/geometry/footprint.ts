import { feature, featureCollection, intersect } from '@turf/turf';
import type { Polygon } from 'geojson';
import { areaSqm, overlapRatio, type Area } from './area';
import { findFront } from './front';
import { planeAround, toOpenRing, toPolygon, type Point } from './plane';
import { sliceRibbon, type Share } from './slice';

/** What `sliceFootprint` cuts: a footprint, the outline of its block (null outside one) and the shares in order. */
export interface FootprintSlicing {
  readonly footprint: Polygon;
  readonly outline: Polygon | null;
  readonly shares: readonly Share[];
}

/**
 * The pieces of a storey: its footprint cut across the street front, each with its share of the area, in
 * the order of the shares from left to right as seen from the street. Footprints that cannot be cut from
 * front to rear are cut into parallel strips, which may give a MultiPolygon.
 */
export function sliceFootprint({ footprint, outline, shares }: FootprintSlicing): Area[] {
  const plane = planeAround(footprint.coordinates[0]![0]!);
  const ring = toOpenRing(plane, footprint.coordinates[0]!);
  const front = findFront(ring, outline && toOpenRing(plane, outline.coordinates[0]!));
  const isUncut = footprint.coordinates.length === 1;
  const pieces = isUncut ? sliceRibbon(ring, front, shares) : null;
  if (pieces) return pieces.map((piece) => toPolygon(plane, piece));
  const from = ring[front.start]!;
  const to = ring[(front.start + front.edges) % ring.length]!;
  return cutStrips(footprint, Math.atan2(to[1] - from[1], to[0] - from[0]), shares);
}

/** Strips square to `direction` (radians from east), each with its share of the area. */
function cutStrips(footprint: Polygon, direction: number, shares: readonly Share[]): Area[] {
  const plane = planeAround(footprint.coordinates[0]![0]!);
  const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
  const turn = ([x, y]: Point): Point => [x * cos + y * sin, y * cos - x * sin];
  const back = ([x, y]: Point): Point => [x * cos - y * sin, x * sin + y * cos];
  const points = footprint.coordinates[0]!.map((position) => turn(plane.toPoint(position)));
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, right] = [Math.min(...xs) - 1, Math.max(...xs) + 1];
  const [bottom, top] = [Math.min(...ys) - 1, Math.max(...ys) + 1];
  const strip = (from: number, to: number): Polygon =>
    toPolygon(
      plane,
      (
        [
          [from, bottom],
          [to, bottom],
          [to, top],
          [from, top]
        ] as const
      ).map(back)
    );
  const total = areaSqm(footprint);
  const placeOf = (share: number): number => {
    if (share <= 0) return left;
    if (share >= 1) return right;
    let [low, high] = [left, right];
    for (let step = 0; step < 40; step++) {
      const middle = (low + high) / 2;
      if (overlapRatio(footprint, strip(left, middle)) < share) low = middle;
      else high = middle;
    }
    return high;
  };
  return shares.map(([from, to]) => {
    const piece = intersect(featureCollection([feature(footprint), feature(strip(placeOf(from), placeOf(to)))]));
    if (!piece) throw new RangeError(`a share of ${(to - from) * total} m² leaves no piece`);
    return piece.geometry;
  });
}
