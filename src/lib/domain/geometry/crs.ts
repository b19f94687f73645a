import type { Position } from 'geojson';
import proj4 from 'proj4';

/** Coordinate systems that are read; everything is stored as WGS84 lon, lat. */
export const READ_CRS = ['4326', '25833'] as const;
export type ReadCrs = (typeof READ_CRS)[number];

/** ETRS89 / UTM 33N, the system of Saxony's land survey; equal to WGS84 within the centimetres that matter here. */
const UTM33 = '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs';
const utm33 = proj4(UTM33, 'EPSG:4326');

/** Longitude and latitude of an ETRS89 / UTM 33N position, rounded to a centimetre. */
export function fromUtm33(position: Position): Position {
  const [lon, lat] = utm33.forward([position[0]!, position[1]!]) as [number, number];
  return [roundDegrees(lon), roundDegrees(lat)];
}

/** East and north in ETRS89 / UTM 33N, metres. */
export function toUtm33(position: Position): Position {
  return utm33.inverse([position[0]!, position[1]!]) as [number, number];
}

function roundDegrees(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}
