type Position = readonly [lon: number, lat: number];
type Ring = readonly Position[];

const METRES_PER_DEGREE = 111_195;
/** An edge belongs to the street front when its middle lies this close to the block's outline. */
const OUTLINE_TOLERANCE_M = 2;

interface Polygonal {
  readonly type: string;
  readonly coordinates: readonly unknown[];
}

/**
 * Width in metres of a house's street front: the edges of its outline that lie on the block's outline,
 * both streets of a corner house together; the longest edge where there is no block or none lies on it.
 * Both arguments are GeoJSON text of a Polygon or MultiPolygon in WGS84.
 */
export function frontWidth(house: string, block: string | null): number {
  const edges = outerRings(house).flatMap(edgesOf);
  const outline = block === null ? [] : outerRings(block).flatMap(edgesOf);
  const onStreet = edges.filter((edge) => {
    const middle: Position = [(edge[0][0] + edge[1][0]) / 2, (edge[0][1] + edge[1][1]) / 2];
    return outline.some((side) => distanceM(middle, side) <= OUTLINE_TOLERANCE_M);
  });
  const lengths = (onStreet.length > 0 ? onStreet : edges).map(([from, to]) => lengthM(from, to));
  const width = onStreet.length > 0 ? lengths.reduce((sum, length) => sum + length, 0) : Math.max(0, ...lengths);
  return Math.round(width * 10) / 10;
}

function outerRings(text: string): Ring[] {
  const geometry = JSON.parse(text) as Polygonal;
  if (geometry.type === 'Polygon') return [geometry.coordinates[0] as Ring];
  return (geometry.coordinates as readonly (readonly Ring[])[]).map((polygon) => polygon[0]!);
}

function edgesOf(ring: Ring): (readonly [Position, Position])[] {
  return ring.slice(1).map((to, index) => [ring[index]!, to] as const);
}

function metresBetween(from: Position, to: Position): readonly [x: number, y: number] {
  return [
    (to[0] - from[0]) * METRES_PER_DEGREE * Math.cos((from[1] * Math.PI) / 180),
    (to[1] - from[1]) * METRES_PER_DEGREE
  ];
}

function lengthM(from: Position, to: Position): number {
  return Math.hypot(...metresBetween(from, to));
}

function distanceM(point: Position, [from, to]: readonly [Position, Position]): number {
  const [dx, dy] = metresBetween(from, to);
  const [px, py] = metresBetween(from, point);
  const share = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(px - share * dx, py - share * dy);
}
