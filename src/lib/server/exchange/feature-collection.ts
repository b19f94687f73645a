import type { Position } from 'geojson';
import type { Area, ReadCrs } from '../../domain/geometry';
import { DomainError } from '../../domain/errors';

/** A feature whose parts have the right types; what it means is not decided yet. */
export interface RawFeature {
  readonly index: number;
  readonly id: string | number | null;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Null where the file gives none, or another kind than an area. */
  readonly geometry: Area | null;
  /** The kind that the file names, also where it is no area. */
  readonly geometryType: string | null;
}

export interface FeatureFile {
  readonly features: readonly RawFeature[];
  /** What the file says about its coordinates (the `crs` member of older files); null where it says nothing. */
  readonly crs: ReadCrs | null;
}

/** The file cannot be used at all; `path` says where, such as `features[12].geometry.coordinates[0][3]`. */
export function brokenFile(path: string, problem: string): DomainError {
  return new DomainError('invalid', 'import_file_broken', { path, problem });
}

/** Reads a GeoJSON FeatureCollection. Throws a DomainError `import_file_broken` with the place. */
export function parseFeatureCollection(text: string): FeatureFile {
  const root = parseJson(text);
  if (!isRecord(root) || root['type'] !== 'FeatureCollection') {
    throw brokenFile('type', 'the file is no GeoJSON FeatureCollection');
  }
  const features = root['features'];
  if (!Array.isArray(features)) throw brokenFile('features', 'a list of features is missing');
  return { features: features.map(readFeature), crs: readCrs(root['crs']) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    throw brokenFile(`line ${text.slice(0, position).split('\n').length}`, `no valid JSON: ${message}`);
  }
}

function readCrs(crs: unknown): ReadCrs | null {
  if (crs === undefined || crs === null) return null;
  const name = isRecord(crs) && isRecord(crs['properties']) ? crs['properties']['name'] : undefined;
  const code = typeof name === 'string' ? /(?:EPSG:{1,2}|EPSG:[\d.]*:)(\d+)$/i.exec(name)?.[1] : undefined;
  if (typeof name === 'string' && name.endsWith('CRS84')) return '4326';
  if (code === '4326' || code === '25833') return code;
  throw brokenFile('crs', `the coordinate system ${String(name)} is not read, only EPSG:4326 and EPSG:25833`);
}

function readFeature(value: unknown, index: number): RawFeature {
  const path = `features[${index}]`;
  if (!isRecord(value) || value['type'] !== 'Feature') throw brokenFile(path, 'is no GeoJSON feature');
  const { id, properties, geometry } = value;
  if (properties !== null && properties !== undefined && !isRecord(properties)) {
    throw brokenFile(`${path}.properties`, 'is no object');
  }
  return {
    index,
    id: typeof id === 'string' || typeof id === 'number' ? id : null,
    properties: properties ?? {},
    ...readGeometry(geometry, `${path}.geometry`)
  };
}

function readGeometry(value: unknown, path: string): Pick<RawFeature, 'geometry' | 'geometryType'> {
  if (value === null || value === undefined) return { geometry: null, geometryType: null };
  if (!isRecord(value) || typeof value['type'] !== 'string') throw brokenFile(path, 'is no GeoJSON geometry');
  const { type, coordinates } = value;
  const at = `${path}.coordinates`;
  if (type === 'Polygon') return { geometry: { type, coordinates: readRings(coordinates, at) }, geometryType: type };
  if (type !== 'MultiPolygon') return { geometry: null, geometryType: type };
  return {
    geometry: { type, coordinates: readList(coordinates, at).map((part, i) => readRings(part, `${at}[${i}]`)) },
    geometryType: type
  };
}

function readRings(value: unknown, path: string): Position[][] {
  return readList(value, path).map((ring, i) =>
    readList(ring, `${path}[${i}]`).map((position, j) => readPosition(position, `${path}[${i}][${j}]`))
  );
}

function readList(value: unknown, path: string): unknown[] {
  if (!Array.isArray(value)) throw brokenFile(path, 'is no list');
  return value;
}

function readPosition(value: unknown, path: string): Position {
  const [x, y] = readList(value, path);
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
    throw brokenFile(path, 'is no pair of numbers');
  }
  return [x, y];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
