import type { Polygon, Position } from 'geojson';
import { areaSqm, polygonsOf, type Area } from './area';
import { frontLine } from './front';
import { distance, planeAround, type Point } from './plane';

/** A floor drawn from outlines, in metres: x to the right, y down, the street side level at the bottom. */
export interface FloorSketch {
  readonly widthM: number;
  readonly heightM: number;
  /** Rings of the house's outline. */
  readonly house: readonly (readonly Point[])[];
  /** Rings of the unit's share of it. */
  readonly unit: readonly (readonly Point[])[];
  /** The house's side to the street, from the left; null for a house that has none, as in a courtyard. */
  readonly front: readonly Point[] | null;
  /** Where north is, clockwise from straight up, -180 to 180. */
  readonly northDegrees: number;
  /** A round length that takes about a third of the width. */
  readonly scaleM: number;
}

interface Floor {
  readonly house: Area;
  readonly unit: Area;
  /** Outline of the block, on which the street side lies; null for a house that has no street side. */
  readonly outline: Area | null;
}

const SCALES_M = [1, 2, 5, 10, 20, 50, 100] as const;

/** Draws the floor of a unit, turned so that somebody who comes from the street enters from below. */
export function sketchFloor({ house, unit, outline }: Floor): FloorSketch {
  const footprint = largestPolygon(house);
  const plane = planeAround(footprint.coordinates[0]![0]!);
  const line = frontLine(footprint, outline && largestPolygon(outline));
  const angle = directionOf(line.map((position) => plane.toPoint(position)));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const turn = (position: Position): Point => {
    const [x, y] = plane.toPoint(position);
    return [x * cos + y * sin, x * sin - y * cos];
  };
  const rings = (area: Area) =>
    polygonsOf(area).flatMap((polygon) => polygon.map((ring) => ring.slice(0, -1).map(turn)));
  const corners = rings(house).flat();
  const [left, top] = [Math.min(...corners.map(([x]) => x)), Math.min(...corners.map(([, y]) => y))];
  const place = ([x, y]: Point): Point => [round(x - left), round(y - top)];
  const widthM = round(Math.max(...corners.map(([x]) => x)) - left);
  return {
    widthM,
    heightM: round(Math.max(...corners.map(([, y]) => y)) - top),
    house: rings(house).map((ring) => ring.map(place)),
    unit: rings(unit).map((ring) => ring.map(place)),
    front: outline && line.map((position) => place(turn(position))),
    northDegrees: round((angle * 180) / Math.PI),
    scaleM: SCALES_M.findLast((length) => length <= widthM / 3) ?? SCALES_M[0]
  };
}

/** The angle of the longest edge, counter-clockwise from east: a corner house is turned to its longer street. */
function directionOf(line: readonly Point[]): number {
  let longest: readonly [Point, Point] = [line[0]!, line[1]!];
  for (let i = 2; i < line.length; i++) {
    const edge = [line[i - 1]!, line[i]!] as const;
    if (distance(...edge) > distance(...longest)) longest = edge;
  }
  const [[x1, y1], [x2, y2]] = longest;
  return Math.atan2(y2 - y1, x2 - x1);
}

function largestPolygon(area: Area): Polygon {
  const polygons = polygonsOf(area).map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
  return polygons.reduce((largest, polygon) => (areaSqm(polygon) > areaSqm(largest) ? polygon : largest));
}

/** To a centimetre. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
