import { PACKED_WORLD, type PackedPolygon } from '../../domain/packed-rings';

/** Coordinates within one tile: 4096 to a side, plus a buffer in which shapes go on so that edges do not show. */
export const TILE_EXTENT = 4096;
export const TILE_BUFFER = 64;

export type TilePoint = [x: number, y: number];
export type TileRing = TilePoint[];

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Area in square tile units under which a shape is smaller than a screen pixel (512 px to a tile). */
const MIN_AREA = (TILE_EXTENT / 512) ** 2;
const LOW = -TILE_BUFFER;
const HIGH = TILE_EXTENT + TILE_BUFFER;

/**
 * The polygons of one building in a tile's coordinates, clipped to tile and buffer, closed, exterior rings
 * clockwise with y growing southwards as the vector tile specification asks (4.3.4.4). Rings that shrink
 * below a pixel are left out; empty where nothing is left.
 */
export function placeInTile(polygons: readonly PackedPolygon[], tile: TileAddress): TileRing[] {
  const scale = (2 ** tile.z * TILE_EXTENT) / PACKED_WORLD;
  const originX = tile.x * TILE_EXTENT;
  const originY = tile.y * TILE_EXTENT;
  const placed: TileRing[] = [];
  for (const rings of polygons) {
    for (const [index, ring] of rings.entries()) {
      const points: TileRing = [];
      for (let i = 0; i < ring.length; i += 2) {
        pushDistinct(points, Math.round(ring[i]! * scale) - originX, Math.round(ring[i + 1]! * scale) - originY);
      }
      const clipped = clipRing(points);
      if (clipped.length >= 3 && Math.abs(areaOf(clipped)) >= MIN_AREA) {
        clipped.push([...clipped[0]!]);
        placed.push(clipped);
      } else if (index === 0) break;
    }
  }
  return placed;
}

function pushDistinct(points: TileRing, x: number, y: number): void {
  const last = points[points.length - 1];
  if (last !== undefined && last[0] === x && last[1] === y) return;
  points.push([x, y]);
}

/** Sutherland–Hodgman against the four sides; a ring that lies inside as a whole stays itself. */
function clipRing(ring: TileRing): TileRing {
  let clipped = ring;
  for (const axis of [0, 1] as const) {
    if (clipped.some((point) => point[axis] < LOW)) clipped = clipSide(clipped, { axis, limit: LOW, sign: 1 });
    if (clipped.some((point) => point[axis] > HIGH)) clipped = clipSide(clipped, { axis, limit: HIGH, sign: -1 });
  }
  const first = clipped[0];
  const last = clipped[clipped.length - 1];
  if (first && last && clipped.length > 1 && first[0] === last[0] && first[1] === last[1])
    clipped = clipped.slice(0, -1);
  return clipped;
}

interface Side {
  readonly axis: 0 | 1;
  readonly limit: number;
  readonly sign: 1 | -1;
}

function clipSide(ring: TileRing, { axis, limit, sign }: Side): TileRing {
  const kept: TileRing = [];
  let before = ring[ring.length - 1]!;
  for (const point of ring) {
    const isIn = (point[axis] - limit) * sign >= 0;
    const wasIn = (before[axis] - limit) * sign >= 0;
    if (isIn !== wasIn) {
      const share = (limit - before[axis]) / (point[axis] - before[axis]);
      const other = axis === 0 ? 1 : 0;
      const crossing = Math.round(before[other] + share * (point[other] - before[other]));
      pushDistinct(kept, axis === 0 ? limit : crossing, axis === 0 ? crossing : limit);
    }
    if (isIn) pushDistinct(kept, point[0], point[1]);
    before = point;
  }
  return kept;
}

function areaOf(ring: TileRing): number {
  let sum = 0;
  let before = ring[ring.length - 1]!;
  for (const point of ring) {
    sum += before[0] * point[1] - point[0] * before[1];
    before = point;
  }
  return sum / 2;
}
