import type { PlanArea } from './plan-content';

/** A rectangle on the ground. */
export interface Rectangle {
  readonly centre: readonly [lon: number, lat: number];
  readonly lengthM: number;
  readonly widthM: number;
  /** Direction of the length in degrees, clockwise from north, from 0 up to 180. */
  readonly bearing: number;
}

export type Outline = PlanArea['geometry'];
type Place = readonly [lon: number, lat: number];

const METRES_PER_DEGREE = 111_195;
/** About a centimetre, so that equal outlines are equal data. */
const DECIMALS = 1e7;
/** Sides of what counts as a rectangle may differ by this share. */
const SIDE_TOLERANCE = 0.01;
/** Cosine of a right angle that is off by about half a degree. */
const CORNER_TOLERANCE = 0.01;

/** The outline of a rectangle. At the size of a block the ground is flat. */
export function outlineRectangle({ centre, lengthM, widthM, bearing }: Rectangle): Outline {
  const turn = (bearing * Math.PI) / 180;
  const corners = [
    [1, 1],
    [1, -1],
    [-1, -1],
    [-1, 1]
  ].map(([along, across]) => {
    const [forwards, sideways] = [(along! * lengthM) / 2, (across! * widthM) / 2];
    return shift(centre, {
      eastM: forwards * Math.sin(turn) + sideways * Math.cos(turn),
      northM: forwards * Math.cos(turn) - sideways * Math.sin(turn)
    });
  });
  return closeRing(corners);
}

/** An outline through places in their order, closed, with what is meant by a map's pixels rounded away. */
export function closeRing(places: readonly Place[]): Outline {
  const rounded = places.map(([lon, lat]): Place => [round(lon), round(lat)]);
  const [first, last] = [rounded[0], rounded.at(-1)];
  const isClosed = first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
  return { type: 'Polygon', coordinates: [first === undefined || isClosed ? rounded : [...rounded, first]] };
}

/** The outline somewhere else. */
export function moveOutline(
  { coordinates }: Outline,
  by: { readonly eastM: number; readonly northM: number }
): Outline {
  const [ring = []] = coordinates;
  return closeRing(ring.map((place) => shift(place, by)));
}

/** The rectangle that an outline is; null for any other shape. */
export function readRectangle({ coordinates }: Outline): Rectangle | null {
  const [ring = []] = coordinates;
  if (ring.length !== 5) return null;
  const [a, b, c, d] = ring as unknown as readonly [Place, Place, Place, Place];
  const centre = middleOf({ type: 'Polygon', coordinates });
  const sides = [
    [a, b],
    [b, c],
    [c, d],
    [d, a]
  ].map(([from, to]) => metresBetween(from!, to!));
  const lengths = sides.map(({ eastM, northM }) => Math.hypot(eastM, northM));
  if (lengths.some((lengthM) => lengthM < 0.01)) return null;
  const isOpposite = (one: number, other: number): boolean =>
    Math.abs(lengths[one]! - lengths[other]!) <= SIDE_TOLERANCE * Math.max(lengths[one]!, lengths[other]!) + 0.05;
  const cosine =
    (sides[0]!.eastM * sides[1]!.eastM + sides[0]!.northM * sides[1]!.northM) / (lengths[0]! * lengths[1]!);
  if (!isOpposite(0, 2) || !isOpposite(1, 3) || Math.abs(cosine) > CORNER_TOLERANCE) return null;
  // `outlineRectangle` draws the first side across.
  const along = sides[1]!;
  const bearing = (Math.atan2(along.eastM, along.northM) * 180) / Math.PI;
  return {
    centre,
    lengthM: roundTo(lengths[1]!, 10),
    widthM: roundTo(lengths[0]!, 10),
    bearing: roundTo(((bearing % 180) + 180) % 180, 10) % 180
  };
}

/** The middle of the corners. */
export function middleOf({ coordinates }: Outline): Place {
  const corners = (coordinates[0] ?? []).slice(0, -1);
  const mean = (axis: 0 | 1): number => corners.reduce((sum, place) => sum + place[axis], 0) / corners.length;
  return [mean(0), mean(1)];
}

/** Square metres on the ground, by the shoelace formula on the flat ground around the first corner. */
export function outlineSqm({ coordinates }: Outline): number {
  const [ring = []] = coordinates;
  const [origin] = ring;
  if (origin === undefined) return 0;
  const points = ring.map((place) => metresBetween(origin, place));
  const doubled = points.reduce((sum, { eastM, northM }, index) => {
    const next = points[(index + 1) % points.length]!;
    return sum + eastM * next.northM - next.eastM * northM;
  }, 0);
  return Math.abs(doubled) / 2;
}

function shift([lon, lat]: Place, { eastM, northM }: { readonly eastM: number; readonly northM: number }): Place {
  return [lon + eastM / metresPerDegreeEast(lat), lat + northM / METRES_PER_DEGREE];
}

function metresBetween(from: Place, to: Place): { readonly eastM: number; readonly northM: number } {
  return { eastM: (to[0] - from[0]) * metresPerDegreeEast(from[1]), northM: (to[1] - from[1]) * METRES_PER_DEGREE };
}

const metresPerDegreeEast = (lat: number): number => METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
const round = (degrees: number): number => roundTo(degrees, DECIMALS);
const roundTo = (value: number, steps: number): number => Math.round(value * steps) / steps;
