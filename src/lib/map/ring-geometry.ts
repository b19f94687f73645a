import type { Feature, Polygon, Position } from 'geojson';

const METRES_PER_DEGREE = 111_195;

/** Sharp corners are cut off at this many times the offset. */
const MITRE_LIMIT = 2.5;

/** Corners flatter than this (cosine between the edges) need no post. */
const STRAIGHT_COSINE = 0.966;

type Point = readonly [x: number, y: number];

interface LocalRing {
  /** Without the closing point, counter-clockwise, no two neighbours closer than a centimetre; metres. */
  readonly points: readonly Point[];
  toPosition(point: Point): Position;
  toPoint(position: Position): Point;
}

function toLocal(ring: readonly Position[]): LocalRing | null {
  const [originLon, originLat] = ring[0] ?? [];
  if (originLon === undefined || originLat === undefined) return null;
  const scaleX = METRES_PER_DEGREE * Math.cos((originLat * Math.PI) / 180);
  const toPoint = ([lon = 0, lat = 0]: Position): Point => [
    (lon - originLon) * scaleX,
    (lat - originLat) * METRES_PER_DEGREE
  ];
  const points = ring
    .map(toPoint)
    .filter((point, index, all) => distance(point, all[(index + all.length - 1) % all.length] ?? point) > 0.01);
  if (points.length < 3) return null;
  return {
    points: signedArea(points) < 0 ? points.reverse() : points,
    toPoint,
    toPosition: ([x, y]) => [originLon + x / scaleX, originLat + y / METRES_PER_DEGREE]
  };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function signedArea(points: readonly Point[]): number {
  return corners(points).reduce((sum, { at, after }) => sum + (at[0] * after[1] - after[0] * at[1]) / 2, 0);
}

function corners(points: readonly Point[]): { before: Point; at: Point; after: Point }[] {
  return points.map((at, index) => ({
    before: points[(index + points.length - 1) % points.length] ?? at,
    at,
    after: points[(index + 1) % points.length] ?? at
  }));
}

/** Direction of an edge, length 1. */
function direction(from: Point, to: Point): Point {
  const length = distance(from, to) || 1;
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}

/** Moves every edge outwards by `offset` metres (inwards when negative) and meets them again at the corners. */
function offsetPoints(points: readonly Point[], offset: number): Point[] {
  return corners(points).map(({ before, at, after }) => {
    const [arriving, leaving] = [direction(before, at), direction(at, after)];
    const normal: Point = [arriving[1] + leaving[1], -arriving[0] - leaving[0]];
    const length = Math.hypot(...normal);
    if (length < 1e-6) return at;
    const reach = Math.min(MITRE_LIMIT, 2 / length) * (offset / length);
    return [at[0] + normal[0] * reach, at[1] + normal[1] * reach];
  });
}

function close(local: LocalRing, points: readonly Point[]): Position[] {
  const positions = points.map((point) => local.toPosition(point));
  return positions[0] === undefined ? [] : [...positions, positions[0]];
}

/** The polygon's outer ring moved outwards by `offsetM` metres; the ring itself where it is too small to move. */
export function expandRing(ring: readonly Position[], offsetM: number): Position[] {
  const local = toLocal(ring);
  return local === null ? [...ring] : close(local, offsetPoints(local.points, offsetM));
}

/** A slab to be framed: its outline and how high above the ground it begins and ends, in metres. */
export interface Slab {
  readonly ring: readonly Position[];
  readonly baseM: number;
  readonly topM: number;
}

/**
 * The edges of a slab as thin bars: a rail around its bottom, one around its top, and a post at each corner.
 * MapLibre draws no outline around an extrusion; these are extrusions themselves, properties `base` and `top`.
 */
export function frameSlab({ ring, baseM, topM }: Slab, barM: number): Feature<Polygon>[] {
  const local = toLocal(ring);
  if (local === null) return [];
  const outer = offsetPoints(local.points, barM / 2);
  const inner = offsetPoints(local.points, -barM / 2).reverse();
  const bar = Math.min(barM, (topM - baseM) / 3);
  const rail = (base: number): Feature<Polygon> =>
    frameFeature([close(local, outer), close(local, inner)], base, base + bar);
  const posts = corners(local.points)
    .filter(({ before, at, after }) => {
      const [arriving, leaving] = [direction(before, at), direction(at, after)];
      return arriving[0] * leaving[0] + arriving[1] * leaving[1] < STRAIGHT_COSINE;
    })
    .map(({ before, at, after }) => postAt(local, { before, at, after }, barM))
    .map((post) => frameFeature([post], baseM, topM));
  return [rail(baseM), rail(topM - bar), ...posts];
}

/** A square bar that stands in a corner, turned like the edge that arrives there. */
function postAt(local: LocalRing, corner: { before: Point; at: Point; after: Point }, sizeM: number): Position[] {
  const [dx, dy] = direction(corner.before, corner.at);
  const half = sizeM / 2;
  const [x, y] = corner.at;
  return close(
    local,
    (
      [
        [-half, -half],
        [half, -half],
        [half, half],
        [-half, half]
      ] as const
    ).map(([along, across]): Point => [x + along * dx - across * dy, y + along * dy + across * dx])
  );
}

function frameFeature(coordinates: Position[][], base: number, top: number): Feature<Polygon> {
  return {
    type: 'Feature',
    properties: { role: 'frame', base: Math.max(0, base), top },
    geometry: { type: 'Polygon', coordinates }
  };
}

/** Points tried per side of the bounding box when looking for the place of a label. */
const LABEL_GRID = 24;

/** The point inside a ring that lies farthest from its edges, on a grid; null for a ring without area. */
export function labelPoint(ring: readonly Position[]): Position | null {
  const local = toLocal(ring);
  if (local === null) return null;
  const { points } = local;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  let best: { readonly point: Point; readonly distance: number } | null = null;
  for (let column = 1; column < LABEL_GRID; column++) {
    for (let row = 1; row < LABEL_GRID; row++) {
      const point: Point = [minX + ((maxX - minX) * column) / LABEL_GRID, minY + ((maxY - minY) * row) / LABEL_GRID];
      if (!isInside(points, point)) continue;
      const distance = Math.min(...corners(points).map(({ at, after }) => distanceToEdge(point, at, after)));
      if (best === null || distance > best.distance) best = { point, distance };
    }
  }
  return best === null ? null : local.toPosition(best.point);
}

function isInside(points: readonly Point[], [x, y]: Point): boolean {
  return (
    corners(points).filter(
      ({ at, after }) =>
        at[1] > y !== after[1] > y && x < at[0] + ((y - at[1]) / (after[1] - at[1])) * (after[0] - at[0])
    ).length %
      2 ===
    1
  );
}

function distanceToEdge(point: Point, from: Point, to: Point): number {
  const length = distance(from, to) || 1;
  const along = ((point[0] - from[0]) * (to[0] - from[0]) + (point[1] - from[1]) * (to[1] - from[1])) / length ** 2;
  const share = Math.min(1, Math.max(0, along));
  return distance(point, [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
}

/** Whether a position lies inside a ring; false for a ring without area. */
export function isInRing(ring: readonly Position[], position: Position): boolean {
  const local = toLocal(ring);
  return local !== null && isInside(local.points, local.toPoint(position));
}

/** `point` moved by `metres` away from `centre`, or itself where that would leave the ring. */
export function moveAway(
  point: Position,
  { ring, centre, metres }: { readonly ring: readonly Position[]; readonly centre: Position; readonly metres: number }
): Position {
  const local = toLocal(ring);
  if (local === null) return point;
  const [at, from] = [local.toPoint(point), local.toPoint(centre)];
  const [dx, dy] = direction(from, at);
  const moved: Point = [at[0] + dx * metres, at[1] + dy * metres];
  return isInside(local.points, moved) ? local.toPosition(moved) : point;
}
