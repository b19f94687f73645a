import { frontPoints, lengthOf, type Front } from './front';
import { distance, interpolate, isSimpleRing, nearestOnSegment, signedArea, type Point } from './plane';

/** Distance of the places along the front at which a cut to the rear is laid, in metres. */
const SAMPLE_M = 0.25;

/** A share of a storey's area, from and to as parts of 1 counted along the front. */
export type Share = readonly [from: number, to: number];

/**
 * Slices an open, counter-clockwise ring across its street front: every cut runs from a place on the front
 * to the nearest place on the rear, so that cuts are square to a straight house and fan around the inner
 * corner of a corner house. Shares that meet give pieces that meet; shares that partition 0–1 give pieces
 * that partition the ring. Null where such cuts would leave the ring (a shape that folds back on itself).
 */
export function sliceRibbon(ring: readonly Point[], front: Front, shares: readonly Share[]): Point[][] | null {
  const ribbon = toRibbon(ring, front);
  const total = signedArea(ring);
  const pieces: Point[][] = [];
  for (const [from, to] of shares) {
    const piece = pieceBetween(ribbon, cutAtArea(ribbon, total * from), cutAtArea(ribbon, total * to));
    const isExact = Math.abs(signedArea(piece) - total * (to - from)) < 1e-3 + total * 1e-6;
    if (!isExact || !isSimpleRing(piece)) return null;
    pieces.push(piece);
  }
  return pieces;
}

/** A line with the metres walked at each of its points. */
interface Walk {
  readonly points: readonly Point[];
  readonly metres: readonly number[];
}

/** Front and rear of a footprint, and the cuts between them: metres along the front, metres along the rear. */
interface Ribbon {
  readonly front: Walk;
  readonly rear: Walk;
  readonly cuts: readonly Cut[];
}

type Cut = readonly [frontM: number, rearM: number];

function toRibbon(ring: readonly Point[], front: Front): Ribbon {
  const outer = toWalk(frontPoints(ring, front));
  const restEdges = ring.length - front.edges;
  const rest = frontPoints(ring, { start: (front.start + front.edges) % ring.length, edges: restEdges }).reverse();
  const inner = toWalk(restEdges > 1 ? rest.slice(1, -1) : rest);
  const frontLength = outer.metres.at(-1)!;
  const rearLength = inner.metres.at(-1)!;
  const places = new Set([...outer.metres]);
  for (let metres = 0; metres < frontLength; metres += SAMPLE_M) places.add(metres);
  const cuts: Cut[] = [[0, 0]];
  let reached = 0;
  for (const place of [...places].sort((a, b) => a - b)) {
    reached = Math.max(reached, nearestOnWalk(inner, pointAt(outer, place)));
    cuts.push([place, reached]);
  }
  cuts.push([frontLength, rearLength]);
  return { front: outer, rear: inner, cuts };
}

function toWalk(points: readonly Point[]): Walk {
  return { points, metres: points.map((_, i) => lengthOf(points.slice(0, i + 1))) };
}

function pointAt(walk: Walk, metres: number): Point {
  for (let i = 1; i < walk.points.length; i++) {
    const [before, after] = [walk.metres[i - 1]!, walk.metres[i]!];
    if (metres <= after) {
      return interpolate(
        walk.points[i - 1]!,
        walk.points[i]!,
        after === before ? 0 : (metres - before) / (after - before)
      );
    }
  }
  return walk.points.at(-1)!;
}

function nearestOnWalk(walk: Walk, point: Point): number {
  let best = { metres: 0, distance: Number.POSITIVE_INFINITY };
  for (let i = 1; i < walk.points.length; i++) {
    const nearest = nearestOnSegment(point, walk.points[i - 1]!, walk.points[i]!);
    if (nearest.distance < best.distance - 1e-9) {
      const metres = walk.metres[i - 1]! + nearest.ratio * (walk.metres[i]! - walk.metres[i - 1]!);
      best = { metres, distance: nearest.distance };
    }
  }
  return best.metres;
}

/** The cut before which `area` square metres lie; between two laid cuts both ends move together. */
function cutAtArea(ribbon: Ribbon, area: number): Cut {
  const { cuts } = ribbon;
  const start = cuts[0]!;
  let low = 0;
  let high = cuts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (signedArea(pieceBetween(ribbon, start, cuts[middle]!)) <= area) low = middle;
    else high = middle;
  }
  let [from, to] = [cuts[low]!, cuts[high]!];
  for (let step = 0; step < 48; step++) {
    const middle: Cut = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    if (signedArea(pieceBetween(ribbon, start, middle)) <= area) from = middle;
    else to = middle;
  }
  if (area <= 0) return start;
  return signedArea(pieceBetween(ribbon, start, cuts.at(-1)!)) - area < 1e-6 ? cuts.at(-1)! : to;
}

function pieceBetween(ribbon: Ribbon, from: Cut, to: Cut): Point[] {
  const outer = stretch(ribbon.front, from[0], to[0]);
  const inner = stretch(ribbon.rear, from[1], to[1]).reverse();
  const ring: Point[] = [];
  for (const point of [...outer, ...inner]) {
    if (ring.length === 0 || distance(ring.at(-1)!, point) > 1e-7) ring.push(point);
  }
  if (ring.length > 1 && distance(ring[0]!, ring.at(-1)!) <= 1e-7) ring.pop();
  return ring;
}

function stretch(walk: Walk, from: number, to: number): Point[] {
  const between = walk.points.filter((_, i) => walk.metres[i]! > from && walk.metres[i]! < to);
  return [pointAt(walk, from), ...between, pointAt(walk, to)];
}
