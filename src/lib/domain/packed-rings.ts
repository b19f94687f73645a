import type { MultiPolygon, Polygon, Position } from 'geojson';

/**
 * Width and height of the square Web Mercator world in packed units: 2^28, about 9 cm at Leipzig. A tile
 * of zoom `z` and extent `e` is reached by a shift: `x * 2^z * e / 2^28 - tileX * e`.
 */
export const PACKED_WORLD = 2 ** 28;

/** One ring as `x0, y0, x1, y1, …` in packed units, y growing southwards, without the closing point. */
export type PackedRing = Int32Array;

/** The rings of one polygon: the exterior first, then its holes. */
export type PackedPolygon = readonly PackedRing[];

const MAXIMUM_LATITUDE = 85.051129;

/** Position on the Web Mercator square, 0 to `PACKED_WORLD` from west to east and from north to south. */
export function toPackedPosition(lon: number, lat: number): [x: number, y: number] {
  const clamped = Math.min(MAXIMUM_LATITUDE, Math.max(-MAXIMUM_LATITUDE, lat));
  const sine = Math.sin((clamped * Math.PI) / 180);
  const x = (lon / 360 + 0.5) * PACKED_WORLD;
  const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * PACKED_WORLD;
  return [clampToWorld(x), clampToWorld(y)];
}

function clampToWorld(value: number): number {
  return Math.min(PACKED_WORLD - 1, Math.max(0, Math.round(value)));
}

/**
 * Packs a WGS84 polygon for tiles: projected once, when it is written, so that no tile parses GeoJSON.
 *
 * The bytes are unsigned LEB128 integers: the number of polygons; for each the number of rings; for each
 * ring the number of points, then every point as zigzag differences of x and y to the point before (the
 * first to 0, 0, anew for each ring). Exterior rings run clockwise on the map (positive area with y growing
 * southwards, as vector tiles want it), holes the other way; neighbours that fall on the same packed point
 * are one; rings of less than three points or without area are left out, and with an exterior its holes.
 */
export function packRings(geometry: Polygon | MultiPolygon): Uint8Array {
  const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
    .map(toPackedPolygon)
    .filter((rings) => rings.length > 0);
  const bytes: number[] = [];
  writeUnsigned(bytes, polygons.length);
  for (const rings of polygons) {
    writeUnsigned(bytes, rings.length);
    for (const ring of rings) writeRing(bytes, ring);
  }
  return Uint8Array.from(bytes);
}

/** Reads what `packRings` wrote. Throws a RangeError for bytes that end early or go on too long. */
export function unpackRings(bytes: Uint8Array): PackedPolygon[] {
  const reader = new PackedReader(bytes);
  const polygons: PackedPolygon[] = [];
  for (let count = reader.unsigned(); count > 0; count--) {
    const rings: PackedRing[] = [];
    for (let ringCount = reader.unsigned(); ringCount > 0; ringCount--) rings.push(reader.ring());
    polygons.push(rings);
  }
  reader.finish();
  return polygons;
}

function toPackedPolygon(rings: readonly (readonly Position[])[]): PackedRing[] {
  const packed: PackedRing[] = [];
  for (const [index, ring] of rings.entries()) {
    const points = toPackedRing(ring, index === 0);
    if (points) packed.push(points);
    else if (index === 0) return [];
  }
  return packed;
}

function toPackedRing(ring: readonly Position[], isExterior: boolean): PackedRing | null {
  const points: [number, number][] = [];
  for (const position of ring) {
    const point = toPackedPosition(position[0]!, position[1]!);
    const last = points.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  const first = points[0];
  const last = points.at(-1);
  if (first && last && points.length > 1 && first[0] === last[0] && first[1] === last[1]) points.pop();
  if (points.length < 3) return null;
  const area = doubledArea(points);
  if (area === 0) return null;
  if (area > 0 !== isExterior) points.reverse();
  return Int32Array.from(points.flat());
}

/** Twice the signed area about the ring's first point, exact in doubles for rings of a few kilometres. */
function doubledArea(points: readonly (readonly [number, number])[]): number {
  const [originX, originY] = points[0]!;
  let sum = 0;
  for (let i = 0; i < points.length; i++) {
    const [x1, y1] = points[i]!;
    const [x2, y2] = points[(i + 1) % points.length]!;
    sum += (x1 - originX) * (y2 - originY) - (x2 - originX) * (y1 - originY);
  }
  return sum;
}

function writeRing(bytes: number[], ring: PackedRing): void {
  writeUnsigned(bytes, ring.length / 2);
  let x = 0;
  let y = 0;
  for (let i = 0; i < ring.length; i += 2) {
    writeSigned(bytes, ring[i]! - x);
    writeSigned(bytes, ring[i + 1]! - y);
    x = ring[i]!;
    y = ring[i + 1]!;
  }
}

function writeSigned(bytes: number[], value: number): void {
  writeUnsigned(bytes, value < 0 ? -2 * value - 1 : 2 * value);
}

function writeUnsigned(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  bytes.push(rest);
}

class PackedReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined || shift > 28) throw new RangeError('packed rings are broken');
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  ring(): PackedRing {
    const length = this.unsigned() * 2;
    if (length > this.#bytes.length - this.#at) throw new RangeError('packed rings are broken');
    const ring = new Int32Array(length);
    let x = 0;
    let y = 0;
    for (let i = 0; i < length; i += 2) {
      x += this.#signed();
      y += this.#signed();
      ring[i] = x;
      ring[i + 1] = y;
    }
    return ring;
  }

  finish(): void {
    if (this.#at !== this.#bytes.length) throw new RangeError('packed rings go on behind their end');
  }

  #signed(): number {
    const value = this.unsigned();
    return (value & 1) === 1 ? -((value + 1) / 2) : value / 2;
  }
}
