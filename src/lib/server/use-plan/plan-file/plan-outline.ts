import type { Polygon } from 'geojson';
import type { PlanArea } from '../../../domain/plan/plan-content';

/** The outline of a drawn area as others take it. */
export function areaOutline({ geometry }: Pick<PlanArea, 'geometry'>): Polygon {
  return { type: 'Polygon', coordinates: geometry.coordinates.map((ring) => ring.map(([lon, lat]) => [lon, lat])) };
}
