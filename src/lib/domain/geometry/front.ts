import type { Polygon, Position } from 'geojson';
import { distance, interpolate, nearestOnSegment, planeAround, toOpenRing, type Point } from './plane';

/** Facades may leave the block's outline by this much and still count as its street side, in metres. */
const OUTLINE_TOLERANCE_M = 0.4;

/** Consecutive edges of an open, counter-clockwise ring: the index of the first corner and how many edges. */
export interface Front {
  readonly start: number;
  readonly edges: number;
}

/**
 * The street side of a footprint, left to right as seen from the street, as positions in WGS84. In a
 * perimeter block it is the longest run of edges on the block's outline (around the corner for a corner
 * house); without an outline, or away from it as in a courtyard, the longest edge.
 */
export function frontLine(footprint: Polygon, outline: Polygon | null): Position[] {
  const plane = planeAround(footprint.coordinates[0]![0]!);
  const ring = toOpenRing(plane, footprint.coordinates[0]!);
  const front = findFront(ring, outline && toOpenRing(plane, outline.coordinates[0]!));
  return frontPoints(ring, front).map((point) => plane.toPosition(point));
}

/** Metres of the street side, see `frontLine`. */
export function frontLengthM(footprint: Polygon, outline: Polygon | null): number {
  const line = frontLine(footprint, outline);
  const plane = planeAround(line[0]!);
  return lengthOf(line.map((position) => plane.toPoint(position)));
}

/** The corners of a front, one more than its edges. */
export function frontPoints(ring: readonly Point[], front: Front): Point[] {
  return Array.from({ length: front.edges + 1 }, (_, i) => ring[(front.start + i) % ring.length]!);
}

/** `frontLine` in the plane; both rings open and counter-clockwise. */
export function findFront(ring: readonly Point[], outline: readonly Point[] | null): Front {
  const isStreet = ring.map((corner, i) => outline !== null && isOnLine(corner, ring[(i + 1) % ring.length]!, outline));
  if (isStreet.every(Boolean) || !isStreet.some(Boolean)) return longestEdge(ring);
  let best: Front = { start: 0, edges: 0 };
  let bestLength = 0;
  for (let start = 0; start < ring.length; start++) {
    if (!isStreet[start] || isStreet[(start + ring.length - 1) % ring.length]) continue;
    let edges = 1;
    while (isStreet[(start + edges) % ring.length]) edges++;
    const length = lengthOf(frontPoints(ring, { start, edges }));
    if (length > bestLength) [best, bestLength] = [{ start, edges }, length];
  }
  return best;
}

function longestEdge(ring: readonly Point[]): Front {
  const lengths = ring.map((corner, i) => distance(corner, ring[(i + 1) % ring.length]!));
  return { start: lengths.indexOf(Math.max(...lengths)), edges: 1 };
}

function isOnLine(from: Point, to: Point, outline: readonly Point[]): boolean {
  return [0, 0.5, 1].every((ratio) => {
    const point = interpolate(from, to, ratio);
    return outline.some(
      (corner, i) => nearestOnSegment(point, corner, outline[(i + 1) % outline.length]!).distance < OUTLINE_TOLERANCE_M
    );
  });
}

/** Metres along a line of points. */
export function lengthOf(line: readonly Point[]): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) length += distance(line[i - 1]!, line[i]!);
  return length;
}
