import type { Feature, FeatureCollection, LineString, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { labelPoint, moveAway } from './ring-geometry';
import { ROOF_MOST_M } from './style/block';

export interface UnitProperties {
  readonly building: number;
  readonly level: number;
  /** Metres above the ground. */
  readonly base: number;
  readonly top: number;
  /** Days since 1970-01-01. */
  readonly from: number;
  readonly to?: number | null;
}

export interface HouseProperties {
  readonly number: string | null;
  readonly courtyard: boolean;
}

export interface RoofProperties {
  /** Metres above the ground. */
  readonly base: number;
  readonly top: number;
}

export type UnitFeature = Feature<Polygon, UnitProperties> & { readonly id: number };
export type HouseFeature = Feature<Polygon, HouseProperties> & { readonly id: number };
export type RoofFeature = Feature<Polygon, RoofProperties> & { readonly id: number };
export type DistrictFeature = Feature<Polygon | MultiPolygon>;

/** The block's geometry as the controller needs it: for patterns, frames and the labels on the roofs. */
export interface QuarterData {
  readonly units: readonly UnitFeature[];
  readonly houses: readonly HouseFeature[];
  readonly roofs: readonly RoofFeature[];
  readonly districts: readonly DistrictFeature[];
  /** Top of each house in metres: its roof, or its highest unit. */
  readonly topByBuilding: ReadonlyMap<number, number>;
  readonly unitById: ReadonlyMap<number, UnitFeature>;
  readonly houseById: ReadonlyMap<number, HouseFeature>;
  readonly unitsByBuilding: ReadonlyMap<number, readonly UnitFeature[]>;
  /** Days on which a unit begins or ceases to exist, ascending. */
  readonly changeDays: readonly number[];
}

export interface QuarterFeatures {
  readonly units: readonly UnitFeature[];
  readonly houses: readonly HouseFeature[];
  readonly roofs: readonly RoofFeature[];
  readonly districts: readonly DistrictFeature[];
}

/** Indexes units, houses and roofs by what they are asked for. */
export function indexQuarter({ units, houses, roofs, districts }: QuarterFeatures): QuarterData {
  const topByBuilding = new Map(
    roofs.map(({ id, properties: { base, top } }) => [id, Math.min(top, base + ROOF_MOST_M)])
  );
  for (const { properties } of units) {
    topByBuilding.set(properties.building, Math.max(properties.top, topByBuilding.get(properties.building) ?? 0));
  }
  const unitsByBuilding = new Map<number, UnitFeature[]>();
  for (const unit of units) {
    const siblings = unitsByBuilding.get(unit.properties.building);
    if (siblings === undefined) unitsByBuilding.set(unit.properties.building, [unit]);
    else siblings.push(unit);
  }
  const days = units.flatMap(({ properties: { from, to } }) => (typeof to === 'number' ? [from, to] : [from]));
  return {
    units,
    houses,
    roofs,
    districts,
    topByBuilding,
    unitById: new Map(units.map((unit) => [unit.id, unit])),
    houseById: new Map(houses.map((house) => [house.id, house])),
    unitsByBuilding,
    changeDays: [...new Set(days)].sort((a, b) => a - b)
  };
}

/**
 * The last day up to `day` on which the stock of units changed; between two such days the map stays the
 * same, so that a time slider only makes it work where something happens.
 */
export function stockDay(changeDays: readonly number[], day: number): number {
  const [first] = changeDays;
  if (first === undefined) return day;
  return changeDays.findLast((change) => change <= day) ?? first - 1;
}

/** Fetches units, houses, roofs and districts. Rejects with an `Error` naming the URL and status, or an `AbortError`. */
export async function fetchQuarter(
  urls: { readonly [layer in keyof QuarterFeatures]: string },
  signal: AbortSignal
): Promise<QuarterData> {
  const [units, houses, roofs, districts] = await Promise.all([
    fetchFeatures<UnitFeature>(urls.units, signal),
    fetchFeatures<HouseFeature>(urls.houses, signal),
    fetchFeatures<RoofFeature>(urls.roofs, signal),
    fetchFeatures<DistrictFeature>(urls.districts, signal)
  ]);
  return indexQuarter({ units, houses, roofs, districts });
}

async function fetchFeatures<T extends Feature>(url: string, signal: AbortSignal): Promise<readonly T[]> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const collection = (await response.json()) as { readonly features?: readonly T[] };
  if (!Array.isArray(collection.features)) throw new Error(`${url} is not a FeatureCollection`);
  return collection.features;
}

/** Height of the block's roofs in metres at which its numbers are drawn: the mean of the street houses. */
export function roofLift({ houses, topByBuilding }: QuarterData): number {
  const heights = houses.flatMap(({ id, properties }) => (properties.courtyard ? [] : (topByBuilding.get(id) ?? [])));
  return heights.length === 0 ? 0 : heights.reduce((sum, height) => sum + height, 0) / heights.length;
}

/** How far in metres the numbers stand towards the street, away from the middle of the block. */
const LABEL_OUTWARDS_M = 3.5;

/**
 * One point per numbered street house, where its number is written: in the house, nearer to the street, since
 * a label lifted onto a roof comes to lie a little towards the middle of the screen.
 */
export function houseLabels({ houses }: QuarterData): FeatureCollection<Point, { readonly number: string }> {
  const labels = houses.flatMap(({ id, geometry, properties: { number, courtyard } }) => {
    const ring = geometry.coordinates[0] ?? [];
    const point = labelPoint(ring);
    return courtyard || point === null ? [] : [{ id, ring, point, number: number ?? '' }];
  });
  const mean = (axis: 0 | 1): number => labels.reduce((sum, { point }) => sum + (point[axis] ?? 0), 0) / labels.length;
  const centre = [mean(0), mean(1)];
  return {
    type: 'FeatureCollection',
    features: labels
      .filter(({ number }) => number !== '')
      .map(({ id, ring, point, number }) => ({
        type: 'Feature',
        id,
        properties: { number },
        geometry: { type: 'Point', coordinates: moveAway(point, { ring, centre, metres: LABEL_OUTWARDS_M }) }
      }))
  };
}

/**
 * Borders of the districts with each stretch once: drawn from both sides, dashes would fill each other's
 * gaps. Neighbours are taken to share their vertices, as official borders do.
 */
export function districtBorders({ districts }: Pick<QuarterData, 'districts'>): FeatureCollection<LineString> {
  const seen = new Set<string>();
  const lines: Position[][] = [];
  for (const ring of districts.flatMap(({ geometry }) => ringsOf(geometry))) {
    let line: Position[] = [];
    for (const [index, to] of ring.entries()) {
      const from = ring[index - 1];
      if (from === undefined) continue;
      const key = [from, to]
        .map((position) => position.map((value) => value.toFixed(6)).join(' '))
        .sort()
        .join();
      if (seen.has(key)) {
        line = [];
        continue;
      }
      seen.add(key);
      if (line.length === 0) lines.push((line = [from]));
      line.push(to);
    }
  }
  return {
    type: 'FeatureCollection',
    features: lines.map((coordinates) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates }
    }))
  };
}

function ringsOf(geometry: Polygon | MultiPolygon): Position[][] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}
