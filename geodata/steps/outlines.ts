import type { Polygon } from 'geojson';
import {
  distance,
  nearestOnSegment,
  planeAround,
  toOpenRing,
  toPolygon,
  type Point
} from '../../src/lib/domain/geometry/plane';

/** Outlines that were simplified one by one may lie this far apart and still mean the same border, in metres. */
export const SNAP_M = 30;

interface Corner {
  readonly outline: number;
  readonly index: number;
  readonly point: Point;
}

/**
 * Lays outlines that were simplified one by one against each other: corners of neighbours within `snapM`
 * become one, and a corner that lies within `snapM` of a neighbour's edge becomes a corner of that edge.
 * Along a shared border both outlines then have the same corners. None moves by more than `snapM`.
 */
export function snapOutlines(outlines: readonly Polygon[], snapM = SNAP_M): Polygon[] {
  const first = outlines[0];
  if (!first) return [];
  const plane = planeAround(first.coordinates[0]![0]!);
  const rings = joinCorners(
    outlines.map((outline) => toOpenRing(plane, outline.coordinates[0]!)),
    snapM
  );
  const snapped = rings.map((ring, outline) => {
    const others = rings.flatMap((other, index) => (index === outline ? [] : other));
    return insertCorners(ring, others, snapM);
  });
  return snapped.map((ring) => toPolygon(plane, ring));
}

/** Nearest pairs first, each cluster with at most one corner per outline; all move to the first one's place. */
function joinCorners(rings: readonly Point[][], snapM: number): Point[][] {
  const corners: Corner[] = rings.flatMap((ring, outline) => ring.map((point, index) => ({ outline, index, point })));
  const pairs: { a: Corner; b: Corner; gap: number }[] = [];
  for (const [i, a] of corners.entries()) {
    for (const b of corners.slice(i + 1)) {
      const gap = distance(a.point, b.point);
      if (a.outline !== b.outline && gap <= snapM) pairs.push({ a, b, gap });
    }
  }
  pairs.sort((x, y) => x.gap - y.gap);
  const clusters = new Map<Corner, Corner[]>(corners.map((corner) => [corner, [corner]]));
  for (const { a, b } of pairs) {
    const [ofA, ofB] = [clusters.get(a)!, clusters.get(b)!];
    if (ofA === ofB || ofA.some((one) => ofB.some((other) => one.outline === other.outline))) continue;
    const joined = [...ofA, ...ofB].sort((x, y) => x.outline - y.outline || x.index - y.index);
    const lead = joined[0]!.point;
    if (joined.some((corner) => distance(corner.point, lead) > snapM)) continue;
    for (const corner of joined) clusters.set(corner, joined);
  }
  return rings.map((ring, outline) =>
    ring.map((_, index) => clusters.get(corners.find((c) => c.outline === outline && c.index === index)!)![0]!.point)
  );
}

function insertCorners(ring: readonly Point[], others: readonly Point[], snapM: number): Point[] {
  const own = new Set(ring.map(String));
  const candidates = new Map(others.filter((point) => !own.has(String(point))).map((point) => [String(point), point]));
  const result: Point[] = [];
  for (const [i, from] of ring.entries()) {
    const to = ring[(i + 1) % ring.length]!;
    const onEdge: { point: Point; ratio: number }[] = [];
    for (const point of candidates.values()) {
      const nearest = nearestOnSegment(point, from, to);
      const isInside = nearest.ratio > 0 && nearest.ratio < 1;
      if (isInside && nearest.distance <= snapM && isNearestEdge(point, nearest.distance, ring)) {
        onEdge.push({ point, ratio: nearest.ratio });
      }
    }
    onEdge.sort((a, b) => a.ratio - b.ratio);
    result.push(from, ...onEdge.map(({ point }) => point));
  }
  return result;
}

function isNearestEdge(point: Point, gap: number, ring: readonly Point[]): boolean {
  return ring.every((from, i) => nearestOnSegment(point, from, ring[(i + 1) % ring.length]!).distance >= gap - 1e-9);
}
