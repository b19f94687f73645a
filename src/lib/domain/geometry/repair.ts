import { unkinkPolygon } from '@turf/turf';
import type { Polygon, Position } from 'geojson';
import { areaSqm, polygonsOf, subtract, unite, type Area } from './area';
import { isSimpleRing, planeAround, signedArea } from './plane';

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
