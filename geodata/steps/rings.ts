import type { LineString, Polygon, Position } from 'geojson';
import { repairArea } from '../../src/lib/domain/geometry';
import type { ProblemList } from './problems';

/** Where a coordinate text stands, for messages. */
export interface Place {
  readonly problems: ProblemList;
  readonly file: string;
  readonly pointer: string;
}

/** Positions of a text such as `12.4 51.3; 12.5 51.3`. */
export function parsePositions(text: string): Position[] {
  return text.split(';').map((pair) => pair.trim().split(' ').map(Number));
}

export function parseLine(text: string): LineString {
  return { type: 'LineString', coordinates: parsePositions(text) };
}

/**
 * A polygon from the text of its exterior and those of its holes, wound after RFC 7946. A ring that crosses
 * itself or has no area is a problem, not repaired: an author should see it. Null then.
 */
export function parsePolygon(place: Place, exterior: string, holes: readonly string[] = []): Polygon | null {
  const rings = [exterior, ...holes].map((text) => {
    const positions = parsePositions(text);
    return [...positions, positions[0]!];
  });
  const area = repairArea({ type: 'Polygon', coordinates: rings });
  if (!area) {
    place.problems.add(place.file, place.pointer, 'has no area');
    return null;
  }
  const corners = (polygon: Position[][]) => polygon.reduce((sum, ring) => sum + ring.length, 0);
  if (area.geometry.type !== 'Polygon' || corners(area.geometry.coordinates) !== corners(rings)) {
    place.problems.add(place.file, place.pointer, 'crosses itself or repeats a corner');
    return null;
  }
  return area.geometry;
}
