import type { FeatureCollection, Polygon } from 'geojson';
import type { QuarterData, UnitProperties } from './quarter-data';
import { expandRing } from './ring-geometry';
import { MARK_OFFSET_M } from './style/block';
import type { Mark } from './style/fill-choice';

export type MarkFeatures = FeatureCollection<
  Polygon,
  Pick<UnitProperties, 'level' | 'base' | 'top'> & { mark: string }
>;

/**
 * The patterned units as features of their own, a little larger than the units. Patterns cannot be chosen by
 * feature-state, so they follow the colours, which change at once, as data.
 */
export function markFeatures(data: QuarterData, marks: ReadonlyMap<number, Mark>): MarkFeatures {
  return {
    type: 'FeatureCollection',
    features: [...marks].flatMap(([id, mark]) => {
      const unit = data.unitById.get(id);
      const ring = unit?.geometry.coordinates[0];
      if (unit === undefined || ring === undefined) return [];
      const { level, base, top } = unit.properties;
      return [
        {
          type: 'Feature',
          id,
          properties: { level, base, top, mark: mark.image },
          geometry: { type: 'Polygon', coordinates: [expandRing(ring, MARK_OFFSET_M)] }
        }
      ];
    })
  };
}
