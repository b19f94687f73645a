import type { Position } from 'geojson';
import { boundsOf, polygonsOf, type Area } from './area';
import { distance, interpolate, planeAround, type Point } from './plane';

/** A piece of ground as it is drawn, in metres: x to the east, y to the south, north up. */
export interface SiteFrame {
  readonly widthM: number;
  readonly heightM: number;
  readonly toPoint: (position: Position) => Point;
}

/** A line within the frame: where its name stands, and how it runs there in degrees, readable from below or the right. */
export interface SiteStretch {
  readonly points: readonly Point[];
  readonly middle: Point;
  readonly angle: number;
  readonly lengthM: number;
}

/** The smallest frame around `areas` with `marginM` on every side. Throws a RangeError for an empty list. */
export function frameSite(areas: readonly Area[], marginM: number): SiteFrame {
  if (areas.length === 0) throw new RangeError('nothing to frame');
  const all = areas.map((area) => boundsOf(area));
  const [west, south] = [Math.min(...all.map(([lon]) => lon)), Math.min(...all.map(([, lat]) => lat))];
  const [east, north] = [Math.max(...all.map((bounds) => bounds[2])), Math.max(...all.map((bounds) => bounds[3]))];
  // In the middle of the site, so that no side is distorted more than the other.
  const plane = planeAround([(west + east) / 2, (south + north) / 2]);
  const [left, bottom] = plane.toPoint([west, south]);
  const [right, top] = plane.toPoint([east, north]);
  return {
    widthM: right - left + 2 * marginM,
    heightM: top - bottom + 2 * marginM,
    toPoint: (position) => {
      const [x, y] = plane.toPoint(position);
      return [round(x - left + marginM), round(top - y + marginM)];
    }
  };
}

/** The rings of an area, each open. */
export function drawArea({ toPoint }: SiteFrame, area: Area): Point[][] {
  return polygonsOf(area).flatMap((rings) => rings.map((ring) => ring.slice(0, -1).map((one) => toPoint(one))));
}

/** The longest run of a line inside the frame; null where it passes by. */
export function drawLine(frame: SiteFrame, line: readonly Position[]): SiteStretch | null {
  const points = line.map((position) => frame.toPoint(position));
  const runs: Point[][] = [];
  for (let i = 1; i < points.length; i++) {
    const inside = clip([points[i - 1]!, points[i]!], frame);
    if (inside === null) continue;
    const run = runs.at(-1);
    if (run && distance(run.at(-1)!, inside[0]) < 1e-6) run.push(inside[1]);
    else runs.push([...inside]);
  }
  const measured = runs.map((run) => ({ points: run, lengthM: lengthOf(run) }));
  const longest = measured.reduce<(typeof measured)[number] | null>(
    (best, run) => (best === null || run.lengthM > best.lengthM ? run : best),
    null
  );
  if (longest === null || longest.lengthM < 1) return null;
  const at = (share: number) => pointAlong(longest.points, share * longest.lengthM);
  const [[x1, y1], [x2, y2]] = [at(0.35), at(0.65)];
  const turned = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  const angle = turned > 90 ? turned - 180 : turned <= -90 ? turned + 180 : turned;
  return { ...longest, middle: at(0.5), angle: round(angle) };
}

/** The part of a segment inside the frame (Liang and Barsky); null where there is none. */
function clip([from, to]: readonly [Point, Point], { widthM, heightM }: SiteFrame): [Point, Point] | null {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  let [enter, leave] = [0, 1];
  for (const [step, room] of [
    [-dx, from[0]],
    [dx, widthM - from[0]],
    [-dy, from[1]],
    [dy, heightM - from[1]]
  ] as const) {
    if (step === 0 && room < 0) return null;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  return enter < leave ? [interpolate(from, to, enter), interpolate(from, to, leave)] : null;
}

function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, point, i) => sum + distance(points[i]!, point), 0);
}

function pointAlong(points: readonly Point[], metres: number): Point {
  let left = metres;
  for (let i = 1; i < points.length; i++) {
    const step = distance(points[i - 1]!, points[i]!);
    if (left <= step) return interpolate(points[i - 1]!, points[i]!, step === 0 ? 0 : left / step);
    left -= step;
  }
  return points.at(-1)!;
}

/** To a centimetre. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
