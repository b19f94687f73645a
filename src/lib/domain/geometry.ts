import {
  bbox,
  booleanPointInPolygon,
  centroid,
  difference,
  feature,
  featureCollection,
  intersect,
  pointOnFeature,
  union,
  unkinkPolygon
} from '@turf/turf';
import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import proj4 from 'proj4';
import { findFront } from './geometry/front';
import { isSimpleRing, planeAround, signedArea, toOpenRing, toPolygon, type Point } from './geometry/plane';
import { sliceRibbon, type Share } from './geometry/slice';

export { frontLengthM, frontLine } from './geometry/front';
export type { Share } from './geometry/slice';

/** What a footprint, a block or a district may be. */
export type Area = Polygon | MultiPolygon;

/** Coordinate systems that are read; everything is stored as WGS84 lon, lat. */
export const READ_CRS = ['4326', '25833'] as const;
export type ReadCrs = (typeof READ_CRS)[number];

/** ETRS89 / UTM 33N, the system of Saxony's land survey; equal to WGS84 within the centimetres that matter here. */
const UTM33 = '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs';
const utm33 = proj4(UTM33, 'EPSG:4326');

/** Longitude and latitude of an ETRS89 / UTM 33N position, rounded to a centimetre. */
export function fromUtm33(position: Position): Position {
  const [lon, lat] = utm33.forward([position[0]!, position[1]!]) as [number, number];
  return [roundDegrees(lon), roundDegrees(lat)];
}

/** East and north in ETRS89 / UTM 33N, metres. */
export function toUtm33(position: Position): Position {
  return utm33.inverse([position[0]!, position[1]!]) as [number, number];
}

function roundDegrees(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}

/** Square metres on the ellipsoid, in a plane around the shape (good for a few kilometres). */
export function areaSqm(geometry: Area): number {
  let sum = 0;
  for (const rings of polygonsOf(geometry)) {
    const plane = planeAround(rings[0]![0]!);
    for (const [index, ring] of rings.entries()) {
      const size = Math.abs(signedArea(ring.slice(0, -1).map((position) => plane.toPoint(position))));
      sum += index === 0 ? size : -size;
    }
  }
  return sum;
}

/** West, south, east, north. */
export function boundsOf(geometry: Geometry): readonly [west: number, south: number, east: number, north: number] {
  const [west, south, east, north] = bbox(geometry);
  return [west, south, east, north];
}

/** The mean of the corners; may lie outside of an L or U. */
export function centerOf(geometry: Area): [lon: number, lat: number] {
  const [lon, lat] = centroid(geometry).geometry.coordinates;
  return [lon!, lat!];
}

/** A position that certainly lies on the shape: its centre where that is inside, else the nearest corner. */
export function positionOn(geometry: Area): [lon: number, lat: number] {
  const center = centerOf(geometry);
  if (isWithin(center, geometry)) return center;
  const [lon, lat] = pointOnFeature(geometry).geometry.coordinates;
  return [lon!, lat!];
}

export function isWithin(position: Position, geometry: Area): boolean {
  return booleanPointInPolygon(position, geometry);
}

/** The part of `geometry` (0–1 of its area) that lies on `other`. */
export function overlapRatio(geometry: Area, other: Area): number {
  const common = intersect(featureCollection([feature(geometry), feature(other)]));
  return common ? areaSqm(common.geometry) / areaSqm(geometry) : 0;
}

/** `geometry` without what lies on `other`; null where nothing is left. */
export function subtract(geometry: Area, other: Area): Area | null {
  return difference(featureCollection([feature(geometry), feature(other)]))?.geometry ?? null;
}

/** Everything that one of the shapes covers. Throws a RangeError for an empty list. */
export function unite(geometries: readonly Area[]): Area {
  const [first, ...others] = geometries;
  if (!first) throw new RangeError('nothing to unite');
  if (others.length === 0) return first;
  const united = union(featureCollection(geometries.map((geometry) => feature(geometry))));
  if (!united) throw new RangeError('the shapes have no area');
  return united.geometry;
}

/** The outer outline of houses that stand wall to wall: their union without its courtyard. */
export function outlineOf(geometries: readonly Area[]): Polygon {
  const rings = polygonsOf(unite(geometries)).map(([exterior]) => exterior!);
  const bySize = rings.map((ring): Polygon => ({ type: 'Polygon', coordinates: [ring] }));
  bySize.sort((a, b) => areaSqm(b) - areaSqm(a));
  return bySize[0]!;
}

export interface RepairedArea {
  readonly geometry: Area;
  /** True where a ring had to be closed, rid of double corners or untangled; winding alone does not count. */
  readonly isRepaired: boolean;
}

/** Smaller shapes are no house, not even a kiosk; in square metres. */
const SMALLEST_AREA_SQM = 0.05;
/** Smallest piece of a shape that crossed itself which is kept, in square metres. */
const SMALLEST_PIECE_SQM = 0.5;

/**
 * A valid RFC 7946 polygon from what a file says: rings closed, double corners dropped, exterior
 * counter-clockwise and holes clockwise, self-crossings undone into pieces. Null where no area is left.
 * Coordinates must be finite and within the world already.
 */
export function repairArea(geometry: Area): RepairedArea | null {
  const pieces: Position[][][] = [];
  let isRepaired = false;
  for (const rings of polygonsOf(geometry)) {
    const repaired = repairRings(rings);
    pieces.push(...repaired.pieces);
    isRepaired ||= repaired.isRepaired;
  }
  if (pieces.length === 0) return null;
  if (pieces.length === 1) return { geometry: { type: 'Polygon', coordinates: pieces[0]! }, isRepaired };
  return { geometry: { type: 'MultiPolygon', coordinates: pieces }, isRepaired };
}

function repairRings(rings: readonly Position[][]): { pieces: Position[][][]; isRepaired: boolean } {
  const kept: Position[][] = [];
  let isSimple = true;
  let isRepaired = false;
  for (const [index, ring] of rings.entries()) {
    const open = withoutDoubles(ring);
    const plane = open[0] && planeAround(open[0]);
    const points = plane ? open.map((position) => plane.toPoint(position)) : [];
    const size = points.length < 3 ? 0 : signedArea(points);
    const mustTurn = size > 0 !== (index === 0);
    const closed = [...(mustTurn ? [...open].reverse() : open)];
    if (closed[0]) closed.push(closed[0]);
    if (closed.length !== ring.length) isRepaired = true;
    if (points.length < 3 || !isSimpleRing(points)) isSimple = false;
    if (points.length >= 3) kept.push(closed);
    else if (index === 0) return { pieces: [], isRepaired: true };
  }
  if (kept.length === 0) return { pieces: [], isRepaired: true };
  if (!isSimple) return { pieces: untangle(kept), isRepaired: true };
  const isLargeEnough = areaSqm({ type: 'Polygon', coordinates: kept }) >= SMALLEST_AREA_SQM;
  return { pieces: isLargeEnough ? [kept] : [], isRepaired };
}

function withoutDoubles(ring: readonly Position[]): Position[] {
  const open: Position[] = [];
  for (const position of ring) {
    const last = open.at(-1);
    if (!last || last[0] !== position[0] || last[1] !== position[1]) open.push([position[0]!, position[1]!]);
  }
  const [first, last] = [open[0], open.at(-1)];
  if (first && last && open.length > 1 && first[0] === last[0] && first[1] === last[1]) open.pop();
  return open;
}

function untangle(rings: readonly Position[][]): Position[][][] {
  const loops = unkinkPolygon({ type: 'Polygon', coordinates: [rings[0]!] }).features;
  const parts = loops
    .map((loop) => loop.geometry)
    .filter((loop) => areaSqm(loop) >= SMALLEST_PIECE_SQM)
    .map((loop) => turned(loop.coordinates[0]!));
  if (parts.length === 0) return [];
  let area: Area | null = unite(parts.map((ring): Polygon => ({ type: 'Polygon', coordinates: [ring] })));
  for (const hole of rings.slice(1)) area = area && subtract(area, { type: 'Polygon', coordinates: [hole] });
  return area ? polygonsOf(area) : [];
}

function turned(ring: Position[]): Position[] {
  const plane = planeAround(ring[0]!);
  const size = signedArea(ring.slice(0, -1).map((position) => plane.toPoint(position)));
  return size < 0 ? [...ring].reverse() : ring;
}

function polygonsOf(geometry: Area): Position[][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

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
