import { createHash } from 'node:crypto';
import type { Position } from 'geojson';
import { areaSqm, fromUtm33, repairArea, type Area, type ReadCrs } from '../../domain/geometry';
import { isIsoDate } from '../../domain/interval';
import { packRings } from '../../domain/packed-rings';
import { brokenFile, type RawFeature } from './feature-collection';
import { countOf, hasTag, numberOf, textOf, yearOf, type Properties } from './property-value';

export const SKIP_REASONS = ['no_geometry', 'not_a_polygon', 'no_area', 'duplicate', 'outside_districts'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Which licence and credit the values of a house carry. */
export type ImportOrigin = 'osm' | 'osm_geosn' | 'other';

/** A house as a file describes it, in the terms of the table `building`. */
export interface ImportedBuilding {
  readonly index: number;
  readonly ref: string;
  readonly origin: ImportOrigin;
  readonly geometry: Area;
  readonly packed: Uint8Array;
  readonly isRepaired: boolean;
  readonly footprintSqm: number;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postcode: string | null;
  readonly name: string | null;
  readonly storeysAbove: number | null;
  readonly roofStoreys: number | null;
  readonly eavesM: number | null;
  readonly ridgeM: number | null;
  readonly builtYear: number | null;
  readonly isMonument: boolean;
  readonly sourceAsOf: string | null;
}

/**
 * Reads one feature. Answers a reason where it is no house to take; throws a DomainError
 * `import_file_broken` where its coordinates are not what `crs` says.
 */
export function readBuilding(feature: RawFeature, crs: ReadCrs): ImportedBuilding | SkipReason {
  const { index, properties, geometry } = feature;
  if (feature.geometryType === null) return 'no_geometry';
  if (geometry === null) return 'not_a_polygon';
  const repaired = repairArea(toWgs84(geometry, crs, index));
  if (!repaired) return 'no_area';
  const packed = packRings(repaired.geometry);
  const osmRef = readOsmRef(feature);
  return {
    index,
    ref: osmRef ?? `shape/${createHash('sha256').update(packed).digest('hex').slice(0, 24)}`,
    origin: osmRef === null ? 'other' : hasSurveyedHeights(properties) ? 'osm_geosn' : 'osm',
    geometry: repaired.geometry,
    packed,
    isRepaired: repaired.isRepaired,
    footprintSqm: Math.round(areaSqm(repaired.geometry) * 10) / 10,
    street: textOf(properties, ['street', 'addr:street', 'addr:place']),
    houseNumber: textOf(properties, ['hnr', 'addr:housenumber', 'housenumber', 'house_number']),
    postcode: textOf(properties, ['plz', 'addr:postcode', 'postcode']),
    name: textOf(properties, ['name']),
    ...readStature(properties),
    builtYear: yearOf(properties, ['start_date', 'year_of_construction']),
    isMonument: hasTag(properties, ['heritage']),
    sourceAsOf: readDay(properties)
  };
}

/** The lasting name in OpenStreetMap: `osm/way/123`; a bare number is a way. */
function readOsmRef({ id, properties }: RawFeature): string | null {
  const own = textOf(properties, ['osm_id', '@id', 'full_id', 'osm_way_id']) ?? (typeof id === 'string' ? id : null);
  const match = /^(?:(way|relation|node)\/|([wrn]))?(\d+)$/.exec(own ?? '');
  if (!match) return null;
  const letters: Readonly<Record<string, string>> = { w: 'way', r: 'relation', n: 'node' };
  const kind = match[1] ?? letters[match[2] ?? ''] ?? textOf(properties, ['osm_type', '@type']) ?? 'way';
  return /^(way|relation|node)$/.test(kind) ? `osm/${kind}/${match[3]}` : null;
}

function hasSurveyedHeights(properties: Properties): boolean {
  return textOf(properties, ['h_eave', 'h_ridge']) !== null;
}

const HEIGHT = { min: 0.5, max: 500 };

function readStature(properties: Properties) {
  const height = numberOf(properties, ['height', 'building:height'], HEIGHT);
  const roof = numberOf(properties, ['roof:height', 'roof_height'], { min: 0, max: 100 });
  const ridgeM = numberOf(properties, ['h_ridge'], HEIGHT) ?? height;
  const eavesM = numberOf(properties, ['h_eave'], HEIGHT) ?? (height === null ? null : height - (roof ?? 0));
  return {
    storeysAbove: countOf(properties, ['levels', 'building:levels'], 200),
    roofStoreys: countOf(properties, ['roof_levels', 'roof:levels'], 20),
    eavesM,
    ridgeM: ridgeM !== null && eavesM !== null ? Math.max(ridgeM, eavesM) : ridgeM
  };
}

function readDay(properties: Properties): string | null {
  const day = textOf(properties, ['osm_ts', '@timestamp', 'osm_timestamp', 'timestamp'])?.slice(0, 10);
  return isIsoDate(day) ? day : null;
}

function toWgs84(geometry: Area, crs: ReadCrs, index: number): Area {
  const project = (position: Position, path: string): Position => {
    const [lon, lat] = crs === '25833' ? fromUtm33(position) : position;
    if (lon === undefined || lat === undefined || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 85)) {
      const other = crs === '4326' ? 'longitude and latitude' : 'an EPSG:25833 position';
      throw brokenFile(path, `${position.join(' ')} is not ${other} (choose --crs 4326 or 25833)`);
    }
    return [lon, lat];
  };
  const path = `features[${index}].geometry.coordinates`;
  const projectRings = (rings: Position[][], at: string) =>
    rings.map((ring, i) => ring.map((position, j) => project(position, `${at}[${i}][${j}]`)));
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: projectRings(geometry.coordinates, path) };
  return {
    type: 'MultiPolygon',
    coordinates: geometry.coordinates.map((rings, i) => projectRings(rings, `${path}[${i}]`))
  };
}
