import { sql } from 'drizzle-orm';
import { drawTargetPicture, type TargetPicture } from '../../domain/plan/target-picture';
import type { ServiceContext } from '../context';
import { isListingShown, isPlaceShown } from '../listing/listing-visibility';
import { idList } from '../record/visibility';
import { readPlan } from './plan-content';
import { readPlanUnits } from './plan-units';

/**
 * What a plan wants and how far each of it has come: settled, offered, still occupied. The end of a tenancy is only
 * for who may read it, and an offer only counts where its place may be shown. Throws `not_found`.
 */
export async function readTargetPicture(context: ServiceContext, planId: number): Promise<TargetPicture> {
  const { blockId, content } = await readPlan(context, planId);
  const targeted = new Set(content.entries.map(({ unitId }) => unitId));
  const [units, offers] = await Promise.all([readPlanUnits(context, { blockId }), readOffers(context, [...targeted])]);
  return drawTargetPicture(
    content,
    units
      .filter(({ unitId }) => targeted.has(unitId))
      .map(({ unitId, kind, status, use, knownEndOn }) => ({
        ...{ unitId, kind, status, use, knownEndOn },
        offer: offers.get(unitId) ?? null
      }))
  );
}

/** The offers of the units that are open; a reserved one counts before a public one. */
export async function readOffers(
  context: ServiceContext,
  unitIds: readonly number[]
): Promise<ReadonlyMap<number, 'public' | 'reserved'>> {
  const rows = await context.db.execute<{ unitId: number; status: 'public' | 'reserved' }>(sql`
    select listing.unit_id as "unitId", listing.status from listing join unit on unit.id = listing.unit_id
    where listing.unit_id = any(${idList(unitIds)}) and listing.status in ('public', 'reserved')
      and (listing.expires_on is null or listing.expires_on > ${context.today}::date)
      and ${isListingShown(context)} and ${isPlaceShown(context)}
    order by listing.status = 'reserved'`);
  return new Map(rows.map(({ unitId, status }) => [unitId, status]));
}
