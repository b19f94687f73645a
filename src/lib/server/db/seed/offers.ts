import { eq, inArray, sql } from 'drizzle-orm';
import type { ListingData, QuarterDataset } from '../../../../../geodata/steps/dataset';
import { dayAt } from '../../../domain/interval';
import { listing } from '../schema/index';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import { unitKey, type HouseIds } from './houses';
import { syncRows } from './sync';

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
