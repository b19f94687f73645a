import type { Position } from 'geojson';
import { indexQuarter, type HouseFeature, type RoofFeature, type UnitFeature } from '../../src/lib/map/quarter-data';

const METRES_PER_DEGREE = 111_195;
const LATITUDE = 51.3457;
const LON_SCALE = METRES_PER_DEGREE * Math.cos((LATITUDE * Math.PI) / 180);

/** A place given in metres east and north of the block. */
export function at(eastM: number, northM: number): Position {
  return [12.4066 + eastM / LON_SCALE, LATITUDE + northM / METRES_PER_DEGREE];
}

/** Metres east and north of the block. */
export function metres([lon = 0, lat = 0]: Position): [number, number] {
  return [(lon - 12.4066) * LON_SCALE, (lat - LATITUDE) * METRES_PER_DEGREE];
}

/** A closed rectangle from its south-west corner. */
export function rectangle(eastM: number, northM: number, widthM: number, depthM: number): Position[] {
  const [west, south, east, north] = [eastM, northM, eastM + widthM, northM + depthM];
  return [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
}

export function makeUnit(id: number, properties: Partial<UnitFeature['properties']> = {}): UnitFeature {
  return {
    type: 'Feature',
    id,
    properties: { building: 1, level: 0, base: 0, top: 4, from: 0, ...properties },
    geometry: { type: 'Polygon', coordinates: [rectangle(0, 0, 10, 12)] }
  };
}

export function makeHouse(
  id: number,
  eastM: number,
  properties: Partial<HouseFeature['properties']> = {}
): HouseFeature {
  return {
    type: 'Feature',
    id,
    properties: { number: String(id), courtyard: false, ...properties },
    geometry: { type: 'Polygon', coordinates: [rectangle(eastM, 0, 10, 12)] }
  };
}

export function makeRoof(id: number, base: number, top: number): RoofFeature {
  return {
    type: 'Feature',
    id,
    properties: { base, top },
    geometry: { type: 'Polygon', coordinates: [rectangle(0, 0, 10, 12)] }
  };
}

export function makeQuarter(
  features: Partial<Parameters<typeof indexQuarter>[0]> = {}
): ReturnType<typeof indexQuarter> {
  return indexQuarter({ units: [], houses: [], roofs: [], districts: [], ...features });
}
