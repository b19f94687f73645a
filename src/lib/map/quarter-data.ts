import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';

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
  readonly height: number | null;
  readonly lon?: number;
  readonly lat?: number;
}

export type UnitFeature = Feature<Polygon, UnitProperties> & { readonly id: number };
export type HouseFeature = Feature<Polygon, HouseProperties> & { readonly id: number };

/** The block's geometry as the controller needs it: for patterns, frames and the labels on the roofs. */
export interface QuarterData {
  readonly units: readonly UnitFeature[];
  readonly houses: readonly HouseFeature[];
  readonly unitById: ReadonlyMap<number, UnitFeature>;
  readonly houseById: ReadonlyMap<number, HouseFeature>;
  readonly unitsByBuilding: ReadonlyMap<number, readonly UnitFeature[]>;
  /** Days on which a unit begins or ceases to exist, ascending. */
  readonly changeDays: readonly number[];
}

/** Indexes units and houses. */
export function indexQuarter(units: readonly UnitFeature[], houses: readonly HouseFeature[]): QuarterData {
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
  return changeDays.findLast((change) => change <= day) ?? Math.min(day, (changeDays[0] ?? day) - 1);
}

/** Fetches units and houses. Rejects with an `Error` naming the URL and status, or an `AbortError`. */
export async function fetchQuarter(
  urls: { readonly units: string; readonly houses: string },
  signal: AbortSignal
): Promise<QuarterData> {
  const [units, houses] = await Promise.all([
    fetchFeatures<UnitFeature>(urls.units, signal),
    fetchFeatures<HouseFeature>(urls.houses, signal)
  ]);
  return indexQuarter(units, houses);
}

async function fetchFeatures<T extends Feature>(url: string, signal: AbortSignal): Promise<readonly T[]> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const collection = (await response.json()) as { readonly features?: readonly T[] };
  if (!Array.isArray(collection.features)) throw new Error(`${url} is not a FeatureCollection`);
  return collection.features;
}

/** Height of the block's roofs in metres at which its numbers are drawn: the mean of the street houses. */
export function roofLift({ houses }: QuarterData): number {
  const heights = houses.flatMap(({ properties: { courtyard, height } }) =>
    courtyard || height === null ? [] : [height]
  );
  return heights.length === 0 ? 0 : heights.reduce((sum, height) => sum + height, 0) / heights.length;
}

/** One point per numbered street house, where its number is written. */
export function houseLabels({ houses }: QuarterData): FeatureCollection<Point, { readonly number: string }> {
  return {
    type: 'FeatureCollection',
    features: houses.flatMap(({ id, properties: { number, courtyard, lon, lat } }) =>
      number === null || number === '' || courtyard || lon === undefined || lat === undefined
        ? []
        : [{ type: 'Feature', id, properties: { number }, geometry: { type: 'Point', coordinates: [lon, lat] } }]
    )
  };
}
