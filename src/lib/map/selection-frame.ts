import type { Feature, FeatureCollection, LineString, Polygon } from 'geojson';
import type { QuarterData } from './quarter-data';
import { frameSlab, type Slab } from './ring-geometry';
import { pixelsPerMetre } from './style/metres';
import { STOREY_JOINT_M } from './style/style-context';

export interface Selection {
  /** Several only while units are edited. */
  readonly unitIds: readonly number[];
  readonly buildingId: number | null;
}

const BAR_PX = 2.6;
const BAR_M: readonly [least: number, most: number] = [0.18, 1.1];
const STEPS_PER_ZOOM = 2;

/** Thickness of the frame in metres, about the same on the screen at every zoom; changes in steps of half a zoom. */
export function barMetres(zoom: number, latitude: number): number {
  const step = Math.round(zoom * STEPS_PER_ZOOM) / STEPS_PER_ZOOM;
  return Math.min(BAR_M[1], Math.max(BAR_M[0], BAR_PX / pixelsPerMetre(step, latitude)));
}

/** Frames and outlines of the selected units, or else of the selected house; empty when none is in the block. */
export function selectionFeatures(
  data: QuarterData,
  selection: Selection,
  barM: number
): FeatureCollection<Polygon | LineString> {
  const units = selection.unitIds.flatMap((id) => unitSlab(data, id) ?? []);
  const slabs = units.length > 0 ? units : [houseSlab(data, selection.buildingId) ?? []].flat();
  return { type: 'FeatureCollection', features: slabs.flatMap((slab) => frame(slab, barM)) };
}

function frame(slab: Slab, barM: number): Feature<Polygon | LineString>[] {
  const outline: Feature<LineString> = {
    type: 'Feature',
    properties: { role: 'outline' },
    geometry: { type: 'LineString', coordinates: [...slab.ring] }
  };
  return slab.topM <= 0 ? [outline] : [...frameSlab(slab, barM), outline];
}

function unitSlab(data: QuarterData, id: number): Slab | null {
  const unit = data.unitById.get(id);
  const ring = unit?.geometry.coordinates[0];
  if (unit === undefined || ring === undefined) return null;
  const { base, top } = unit.properties;
  return { ring, baseM: base, topM: top - STOREY_JOINT_M };
}

function houseSlab(data: QuarterData, id: number | null): Slab | null {
  const house = id === null ? undefined : data.houseById.get(id);
  const ring = house?.geometry.coordinates[0];
  if (id === null || house === undefined || ring === undefined) return null;
  return { ring, baseM: 0, topM: data.topByBuilding.get(id) ?? 0 };
}
