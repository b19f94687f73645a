import {
  bbox,
  booleanPointInPolygon,
  centroid,
  difference,
  feature,
  featureCollection,
  intersect,
  pointOnFeature,
  union
} from '@turf/turf';
import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { planeAround, signedArea } from './plane';

/** What a footprint, a block or a district may be. */
export type Area = Polygon | MultiPolygon;

/** Square metres on the ellipsoid, in a plane around the shape (good for a few kilometres). */
export function areaSqm(geometry: Area): number {
  let sum = 0;
  for (const rings of polygonsOf(geometry)) {
    const plane = planeAround(rings[0]![0]!);
    for (const [index, ring] of rings.entries()) {
      const size = Math.abs(signedArea(ring.slice(0, -1).map((position) => plane.toPoint(position))));
      sum += index === 0 ? size : -size;
    }
  }
  return sum;
}

/** West, south, east, north. */
export function boundsOf(geometry: Geometry): readonly [west: number, south: number, east: number, north: number] {
  const [west, south, east, north] = bbox(geometry);
  return [west, south, east, north];
}

/** The mean of the corners; may lie outside of an L or U. */
export function centerOf(geometry: Area): [lon: number, lat: number] {
  const [lon, lat] = centroid(geometry).geometry.coordinates;
  return [lon!, lat!];
}

/** A position that certainly lies on the shape: its centre where that is inside, else the nearest corner. */
export function positionOn(geometry: Area): [lon: number, lat: number] {
  const center = centerOf(geometry);
  if (isWithin(center, geometry)) return center;
  const [lon, lat] = pointOnFeature(geometry).geometry.coordinates;
  return [lon!, lat!];
}

export function isWithin(position: Position, geometry: Area): boolean {
  return booleanPointInPolygon(position, geometry);
}

/** The part of `geometry` (0–1 of its area) that lies on `other`. */
export function overlapRatio(geometry: Area, other: Area): number {
  const common = intersect(featureCollection([feature(geometry), feature(other)]));
  return common ? areaSqm(common.geometry) / areaSqm(geometry) : 0;
}

/** `geometry` without what lies on `other`; null where nothing is left. */
export function subtract(geometry: Area, other: Area): Area | null {
  return difference(featureCollection([feature(geometry), feature(other)]))?.geometry ?? null;
}

/** Everything that one of the shapes covers. Throws a RangeError for an empty list. */
export function unite(geometries: readonly Area[]): Area {
  const [first, ...others] = geometries;
  if (!first) throw new RangeError('nothing to unite');
  if (others.length === 0) return first;
  const united = union(featureCollection(geometries.map((geometry) => feature(geometry))));
  if (!united) throw new RangeError('the shapes have no area');
  return united.geometry;
}

/** The outer outline of houses that stand wall to wall: their union without its courtyard. */
export function outlineOf(geometries: readonly Area[]): Polygon {
  const rings = polygonsOf(unite(geometries)).map(([exterior]) => exterior!);
  const bySize = rings.map((ring): Polygon => ({ type: 'Polygon', coordinates: [ring] }));
  bySize.sort((a, b) => areaSqm(b) - areaSqm(a));
  return bySize[0]!;
}

/** The rings of each polygon of an area. */
export function polygonsOf(geometry: Area): Position[][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}
