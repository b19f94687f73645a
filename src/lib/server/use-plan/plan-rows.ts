import { areaSqm, type Area } from '../../domain/geometry';
import type { PlanArea, PlanEntry } from '../../domain/plan/plan-content';
import type { usePlanArea, usePlanTarget } from '../db/schema';

/** What is written of a unit or a part of it. */
export type StoredTarget = Omit<typeof usePlanTarget.$inferSelect, 'id'>;
export type StoredArea = Omit<typeof usePlanArea.$inferSelect, 'id'>;

/** The rows of a unit: one that names its lead, or one per part. */
export function toTargetRows(planId: number, { unitId, joinedTo, parts }: PlanEntry): StoredTarget[] {
  const unit = { planId, unitId, joinedToId: joinedTo };
  const bare = { useClass: null, targetOn: null, wish: null, reason: null, areaSqm: null, frontageM: null };
  if (joinedTo !== null) return [{ ...unit, ...bare, part: 1, translations: {} }];
  return parts.map(({ use, targetOn, wish, reason, translations, areaSqm: part, frontageM }, index) => ({
    ...{ ...unit, part: index + 1, useClass: use, targetOn, wish, reason, translations, areaSqm: part, frontageM }
  }));
}

/** The row of an area, with the ground that it covers worked out to a tenth of a square metre. */
export function toAreaRow(planId: number, area: PlanArea): StoredArea {
  const { id: areaId, kind, use, storeys, geometry, wish, reason, translations, targetOn } = area;
  return {
    ...{ planId, areaId, kind, useClass: use, storeys, wish, reason, translations, targetOn },
    geometry: JSON.stringify(geometry),
    areaSqm: Math.round(groundOf(area) * 10) / 10
  };
}

function groundOf({ geometry }: PlanArea): number {
  return areaSqm({
    type: 'Polygon',
    coordinates: geometry.coordinates.map((ring) => ring.map(([lon, lat]) => [lon, lat]))
  } satisfies Area);
}
