import type { Polygon, Position } from 'geojson';

/** A point in metres east and north of a frame's origin. */
export type Point = readonly [x: number, y: number];

/**
 * Metres around an origin, for shapes of a few kilometres: longitude and latitude scaled by the lengths of
 * a degree on the WGS84 ellipsoid at the origin. Lengths and areas agree with UTM to about 0.1 percent.
 */
export interface Plane {
  toPoint(position: Position): Point;
  /** Rounded to 8 decimals, about a millimetre. */
  toPosition(point: Point): Position;
}

/** The plane around `origin` (lon, lat). */
export function planeAround(origin: Position): Plane {
  const [originLon, originLat] = origin as [number, number];
  const phi = (originLat * Math.PI) / 180;
  const perLat = 111132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi);
  const perLon = 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi);
  return {
    toPoint: (position) => [(position[0]! - originLon) * perLon, (position[1]! - originLat) * perLat],
    toPosition: ([x, y]) => [roundDegrees(originLon + x / perLon), roundDegrees(originLat + y / perLat)]
  };
}

function roundDegrees(value: number): number {
  return Math.round(value * 1e8) / 1e8;
}

/** Metres between two positions a few kilometres apart at most, as the crow flies. */
export function distanceM(from: Position, to: Position): number {
  return Math.hypot(...planeAround(from).toPoint(to));
}

/** The ring's points without the closing one, counter-clockwise. */
export function toOpenRing(plane: Plane, ring: readonly Position[]): Point[] {
  const points = ring.slice(0, -1).map((position) => plane.toPoint(position));
  return signedArea(points) < 0 ? points.reverse() : points;
}

/** A GeoJSON polygon from an open ring, counter-clockwise and closed. */
export function toPolygon(plane: Plane, ring: readonly Point[]): Polygon {
  const turned = signedArea(ring) < 0 ? [...ring].reverse() : ring;
  const positions = turned.map((point) => plane.toPosition(point));
  return { type: 'Polygon', coordinates: [[...positions, positions[0]!]] };
}

/** Square metres enclosed by an open ring, positive when it runs counter-clockwise. */
export function signedArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i]!;
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    sum += x1 * y2 - x2 * y1;
  }
  return sum / 2;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

export function interpolate(a: Point, b: Point, ratio: number): Point {
  return [a[0] + (b[0] - a[0]) * ratio, a[1] + (b[1] - a[1]) * ratio];
}

/** The nearest point to `point` on the segment, with its place along it (0–1) and its distance in metres. */
export function nearestOnSegment(point: Point, from: Point, to: Point): { ratio: number; distance: number } {
  const lengthSquared = (to[0] - from[0]) ** 2 + (to[1] - from[1]) ** 2;
  const along = (point[0] - from[0]) * (to[0] - from[0]) + (point[1] - from[1]) * (to[1] - from[1]);
  const ratio = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, along / lengthSquared));
  return { ratio, distance: distance(point, interpolate(from, to, ratio)) };
}

/** True when no two edges of the open ring cross or touch except neighbours in their common point. */
export function isSimpleRing(ring: readonly Point[]): boolean {
  const count = ring.length;
  if (count < 3) return false;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const isNeighbour = j === i + 1 || (i === 0 && j === count - 1);
      const [a, b] = [ring[i]!, ring[(i + 1) % count]!];
      const [c, d] = [ring[j]!, ring[(j + 1) % count]!];
      if (isNeighbour ? isSpike(a, b, c, d) : doSegmentsMeet(a, b, c, d)) return false;
    }
  }
  return true;
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Neighbouring edges that run back over each other. */
function isSpike(a: Point, b: Point, c: Point, d: Point): boolean {
  const [before, corner, after] = b === c ? [a, b, d] : [c, a, b];
  const isStraight = Math.abs(turn(before, corner, after)) < 1e-9;
  const dot = (before[0] - corner[0]) * (after[0] - corner[0]) + (before[1] - corner[1]) * (after[1] - corner[1]);
  return isStraight && dot > 0;
}

function doSegmentsMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [abc, abd, cda, cdb] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (abc * abd < 0 && cda * cdb < 0) return true;
  return (
    (abc === 0 && isBetween(a, b, c)) ||
    (abd === 0 && isBetween(a, b, d)) ||
    (cda === 0 && isBetween(c, d, a)) ||
    (cdb === 0 && isBetween(c, d, b))
  );
}

function isBetween(a: Point, b: Point, point: Point): boolean {
  return (
    Math.min(a[0], b[0]) <= point[0] &&
    point[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= point[1] &&
    point[1] <= Math.max(a[1], b[1])
  );
}
