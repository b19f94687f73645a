import { and, eq, inArray, ne } from 'drizzle-orm';
import { overlapRatio, type Area } from '../../domain/geometry';
import type { Database } from '../db/client';
import { building, contextFeature } from '../db/schema/index';
import { BoundsIndex } from './bounds-index';

/** A drawn mass is hidden when imported houses stand on this part of it. */
const COVER_RATIO = 0.5;

/**
 * Hides the built masses that imported houses cover, and shows those that none covers (any more). Answers
 * how many are hidden.
 */
export async function hideSupersededMasses(
  db: Database,
  quarterId: number,
  importSources: readonly number[]
): Promise<number> {
  const masses = await db
    .select({ id: contextFeature.id, geometry: contextFeature.geometry, bounds: contextFeature.bounds })
    .from(contextFeature)
    .where(and(eq(contextFeature.quarterId, quarterId), eq(contextFeature.kind, 'mass')));
  const houses = await db
    .select({ geometry: building.geometry, bounds: building.bounds })
    .from(building)
    .where(and(eq(building.quarterId, quarterId), inArray(building.sourceId, [...importSources])));
  const index = new BoundsIndex(houses);
  const hidden = masses.filter(({ geometry, bounds }) => {
    const mass = JSON.parse(geometry) as Area;
    let covered = 0;
    for (const house of index.meeting(bounds)) covered += overlapRatio(mass, JSON.parse(house.geometry) as Area);
    return covered > COVER_RATIO;
  });
  const hiddenIds = new Set(hidden.map(({ id }) => id));
  for (const isSuperseded of [true, false]) {
    const ids = masses.map(({ id }) => id).filter((id) => hiddenIds.has(id) === isSuperseded);
    if (ids.length === 0) continue;
    await db
      .update(contextFeature)
      .set({ isSuperseded })
      .where(and(inArray(contextFeature.id, ids), ne(contextFeature.isSuperseded, isSuperseded)));
  }
  return hiddenIds.size;
}
