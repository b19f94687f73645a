import { eq, inArray, sql } from 'drizzle-orm';
import type { ListingData, QuarterDataset } from '../../../../../geodata/steps/dataset';
import { dayAt } from '../../../domain/interval';
import { listing, usePlan, usePlanTarget } from '../schema/index';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import { unitKey, type HouseIds } from './houses';
import type { PlaceIds } from './places';
import { syncRows } from './sync';

/** Use plans with their targets. */
export async function seedPlans(
  context: SeedContext,
  data: QuarterDataset,
  { places, houses }: { readonly places: PlaceIds; readonly houses: HouseIds }
): Promise<void> {
  const { db, quarterId } = context;
  const plans = await syncRows({
    stored: await db.select().from(usePlan).where(eq(usePlan.quarterId, quarterId)),
    wanted: data.plans.map(({ ref, block, title, summary, status, adoptedOn, horizonOn, source }) => ({
      ...{ quarterId, ref, status, adoptedOn, horizonOn },
      title: title.base,
      summary: summary.base,
      blockId: block === null ? null : places.blocks.get(block)!,
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(usePlan).values(rows).returning({ id: usePlan.id }),
    update: (id, row) => db.update(usePlan).set(row).where(eq(usePlan.id, id)),
    isObsolete: isAuthored(context)
  });
  note(context, 'use_plan', plans, async () => {
    await db.delete(usePlanTarget).where(inArray(usePlanTarget.planId, [...plans.obsolete]));
    await db.delete(usePlan).where(inArray(usePlan.id, [...plans.obsolete]));
  });
  for (const { ref, title, summary } of data.plans) {
    const record = { entity: 'use_plan', entityId: plans.ids.get(ref)! };
    translate(context, { ...record, field: 'title' }, title);
    translate(context, { ...record, field: 'summary' }, summary);
  }
  await seedTargets(context, data, { plans: plans.ids, houses });
}

async function seedTargets(
  context: SeedContext,
  data: QuarterDataset,
  { plans, houses }: { readonly plans: ReadonlyMap<string, number>; readonly houses: HouseIds }
): Promise<void> {
  const { db } = context;
  if (plans.size === 0) return;
  const targets = data.plans.flatMap(({ ref, targets }) =>
    targets
      .filter((target) => houses.units.has(unitKey(target.unit)))
      .map((target) => ({ planId: plans.get(ref)!, target }))
  );
  const keyOf = ({ planId, unitId }: { planId: number; unitId: number }) => `${planId} ${unitId}`;
  const unitIdOf = (target: (typeof targets)[number]['target']) => houses.units.get(unitKey(target.unit))!;
  const synced = await syncRows({
    stored: await db
      .select()
      .from(usePlanTarget)
      .where(inArray(usePlanTarget.planId, [...plans.values()])),
    wanted: targets.map(({ planId, target }) => ({
      ...{ planId, unitId: unitIdOf(target), useClass: target.use, targetOn: target.targetOn },
      wish: target.wish?.base ?? null,
      reason: target.reason?.base ?? null
    })),
    keyOf,
    insert: (rows) => db.insert(usePlanTarget).values(rows).returning({ id: usePlanTarget.id }),
    update: (id, row) => db.update(usePlanTarget).set(row).where(eq(usePlanTarget.id, id)),
    isObsolete: () => true
  });
  note(context, 'use_plan_target', synced, () =>
    db.delete(usePlanTarget).where(inArray(usePlanTarget.id, [...synced.obsolete]))
  );
  for (const { planId, target } of targets) {
    const record = {
      entity: 'use_plan_target',
      entityId: synced.ids.get(keyOf({ planId, unitId: unitIdOf(target) }))!
    };
    translate(context, { ...record, field: 'wish' }, target.wish);
    translate(context, { ...record, field: 'reason' }, target.reason);
  }
}

/** Space on offer. */
export async function seedListings(context: SeedContext, data: QuarterDataset, houses: HouseIds): Promise<void> {
  const { db, quarterId } = context;
  const listings = data.listings.filter(({ unit }) => houses.units.has(unitKey(unit)));
  const stored = await db.select().from(listing).where(eq(listing.quarterId, quarterId));
  const over = new Set(stored.filter(({ status }) => status === 'expired').map(({ ref }) => ref));
  const today = dayAt(new Date(), data.settings.timeZone);
  const isOver = ({ ref, expiresOn }: Pick<ListingData, 'ref' | 'expiresOn'>) =>
    over.has(ref) && expiresOn !== null && expiresOn <= today;
  const withdraw = await findKeptOffers(db);
  const synced = await syncRows({
    stored,
    wanted: listings.map(({ unit, title, description, fitOut, conditions, source, suitableUses, ...values }) => ({
      ...values,
      // What has run out by itself stays so until its author writes a later end.
      status: isOver(values) ? ('expired' as const) : values.status,
      quarterId,
      unitId: houses.units.get(unitKey(unit))!,
      title: title.base,
      description: description.base,
      fitOut: fitOut?.base ?? null,
      conditions: conditions?.base ?? null,
      suitableUses: [...suitableUses],
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(listing).values(rows).returning({ id: listing.id }),
    update: (id, row) => db.update(listing).set(row).where(eq(listing.id, id)),
    isObsolete: isAuthored(context),
    isEdited: ({ id, status }, isNamed) =>
      context.edited.listings.has(id) || (!isNamed && status === 'withdrawn' && withdraw.has(id))
  });
  note(context, 'listing', synced, async () => {
    const kept = synced.obsolete.filter((id) => withdraw.has(id));
    const gone = synced.obsolete.filter((id) => !withdraw.has(id));
    await db.update(listing).set({ status: 'withdrawn' }).where(inArray(listing.id, kept));
    await db.delete(listing).where(inArray(listing.id, gone));
  });
  for (const { ref, title, description, fitOut, conditions } of listings) {
    if (context.edited.listings.has(synced.ids.get(ref)!)) continue;
    const record = { entity: 'listing', entityId: synced.ids.get(ref)! };
    translate(context, { ...record, field: 'title' }, title);
    translate(context, { ...record, field: 'description' }, description);
    translate(context, { ...record, field: 'fit_out' }, fitOut);
    translate(context, { ...record, field: 'conditions' }, conditions);
  }
}

/** Offers that people have asked about, been told of or given pictures to: they are withdrawn where others would go. */
async function findKeptOffers(db: SeedContext['db']): Promise<ReadonlySet<number>> {
  const rows = await db.execute<{ id: number }>(sql`
    select listing_id as id from enquiry union select listing_id from listing_file union select listing_id from space_alert`);
  return new Set(rows.map(({ id }) => id));
}
