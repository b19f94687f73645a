import { eq, inArray } from 'drizzle-orm';
import type { BlockData, QuarterDataset } from '../../../../../geodata/steps/dataset';
import { boundsOf } from '../../../domain/geometry';
import type { Database } from '../client';
import { block, contextFeature, district, quarter, renewalArea, source } from '../schema/index';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import { syncRows } from './sync';

/** Writes the sources, which all quarters share, and answers their ids by key. None is ever removed. */
export async function seedSources(db: Database, data: QuarterDataset): Promise<ReadonlyMap<string, number>> {
  const wanted = data.sources.map(({ title, note: method, ...values }) => ({
    ...values,
    title: title.base,
    note: method?.base ?? null
  }));
  const { ids } = await syncRows({
    stored: await db.select().from(source),
    wanted,
    keyOf: ({ key }) => key,
    insert: (rows) => db.insert(source).values(rows).returning({ id: source.id }),
    update: (id, row) => db.update(source).set(row).where(eq(source.id, id))
  });
  return ids;
}

/** Remembers the translations of the quarter and its sources. */
export function translateQuarter(context: SeedContext, data: QuarterDataset): void {
  translate(context, { entity: 'quarter', entityId: context.quarterId, field: 'name' }, data.name);
  for (const { key, title, note: method } of data.sources) {
    const record = { entity: 'source', entityId: sourceId(context, key) };
    translate(context, { ...record, field: 'title' }, title);
    translate(context, { ...record, field: 'note' }, method);
  }
}

/** Inserts the quarter, or finds it; settings and hash are written at the end by `finishQuarter`. */
export async function openQuarter(
  db: Database,
  data: QuarterDataset
): Promise<{ id: number; contentHash: string | null }> {
  const [found] = await db.select().from(quarter).where(eq(quarter.slug, data.slug));
  if (found) return found;
  const values = { slug: data.slug, name: data.name.base, settings: data.settings, contentHash: data.contentHash };
  const [{ id }] = (await db.insert(quarter).values(values).returning({ id: quarter.id })) as [{ id: number }];
  return { id, contentHash: null };
}

export async function finishQuarter(context: SeedContext, data: QuarterDataset): Promise<void> {
  const values = { name: data.name.base, settings: data.settings, contentHash: data.contentHash };
  await context.db.update(quarter).set(values).where(eq(quarter.id, context.quarterId));
}

/** Ids of districts by code and of blocks by slug. */
export interface PlaceIds {
  readonly districts: ReadonlyMap<string, number>;
  readonly blocks: ReadonlyMap<string, number>;
  readonly renewalAreas: ReadonlyMap<string, number>;
}

export async function seedPlaces(context: SeedContext, data: QuarterDataset): Promise<PlaceIds> {
  const districts = await seedDistricts(context, data);
  const blocks = await seedBlocks(context, data, districts);
  const renewalAreas = await seedRenewalAreas(context, data);
  await seedContextFeatures(context, data);
  return { districts, blocks, renewalAreas };
}

async function seedDistricts(context: SeedContext, data: QuarterDataset): Promise<ReadonlyMap<string, number>> {
  const { db, quarterId } = context;
  const synced = await syncRows({
    stored: await db.select().from(district).where(eq(district.quarterId, quarterId)),
    wanted: data.districts.map(({ code, name, geometry, source: key }) => ({
      ...{ quarterId, code, name: name.base, sourceId: sourceId(context, key) },
      geometry: JSON.stringify(geometry),
      bounds: boundsOf(geometry)
    })),
    keyOf: ({ code }) => code,
    insert: (rows) => db.insert(district).values(rows).returning({ id: district.id }),
    update: (id, row) => db.update(district).set(row).where(eq(district.id, id)),
    isObsolete: isAuthored(context)
  });
  note(context, 'district', synced, () => db.delete(district).where(inArray(district.id, [...synced.obsolete])));
  for (const { code, name } of data.districts) {
    translate(context, { entity: 'district', entityId: synced.ids.get(code)!, field: 'name' }, name);
  }
  return synced.ids;
}

async function seedBlocks(
  context: SeedContext,
  data: QuarterDataset,
  districts: ReadonlyMap<string, number>
): Promise<ReadonlyMap<string, number>> {
  const { db, quarterId, edited } = context;
  const stored = await db.select().from(block).where(eq(block.quarterId, quarterId));
  const synced = await syncRows({
    stored,
    wanted: data.blocks.map((item) => ({
      ...{ quarterId, slug: item.slug, name: item.name.base, isAssumption: item.isAssumption },
      ...zoneOf(
        context,
        item,
        stored.find((row) => row.slug === item.slug && edited.blocks.has(row.id))
      ),
      note: item.note?.base ?? null,
      districtId: districts.get(item.district)!,
      sourceId: sourceId(context, item.source),
      geometry: JSON.stringify(item.geometry),
      bounds: boundsOf(item.geometry)
    })),
    keyOf: ({ slug }) => slug,
    insert: (rows) => db.insert(block).values(rows).returning({ id: block.id }),
    update: (id, row) => db.update(block).set(row).where(eq(block.id, id)),
    isObsolete: isAuthored(context)
  });
  note(context, 'block', synced, () => db.delete(block).where(inArray(block.id, [...synced.obsolete])));
  for (const item of data.blocks) {
    const record = { entity: 'block', entityId: synced.ids.get(item.slug)! };
    translate(context, { ...record, field: 'name' }, item.name);
    translate(context, { ...record, field: 'note' }, item.note);
  }
  return synced.ids;
}

type ZoneColumns = Pick<typeof block.$inferSelect, 'zoneType' | 'zoneBasis' | 'zoneSourceId' | 'isConsentArea'>;

/** The kind of building area as the folder says it, or as people have recorded it since. */
function zoneOf(context: SeedContext, { zone }: BlockData, edited: ZoneColumns | undefined): ZoneColumns {
  if (edited) {
    const { zoneType, zoneBasis, zoneSourceId, isConsentArea } = edited;
    return { zoneType, zoneBasis, zoneSourceId, isConsentArea };
  }
  if (zone === null) return { zoneType: null, zoneBasis: null, zoneSourceId: null, isConsentArea: null };
  const { type, basis, isConsentArea, source: key } = zone;
  return { zoneType: type, zoneBasis: basis, zoneSourceId: sourceId(context, key), isConsentArea };
}

async function seedRenewalAreas(context: SeedContext, data: QuarterDataset): Promise<ReadonlyMap<string, number>> {
  const { db, quarterId } = context;
  const synced = await syncRows({
    stored: await db.select().from(renewalArea).where(eq(renewalArea.quarterId, quarterId)),
    wanted: data.renewalAreas.map(({ name, note: remark, geometry, source: key, ...values }) => ({
      ...values,
      quarterId,
      name: name.base,
      note: remark?.base ?? null,
      geometry: geometry && JSON.stringify(geometry),
      sourceId: sourceId(context, key)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(renewalArea).values(rows).returning({ id: renewalArea.id }),
    update: (id, row) => db.update(renewalArea).set(row).where(eq(renewalArea.id, id)),
    isObsolete: isAuthored(context)
  });
  note(context, 'renewal_area', synced, () =>
    db.delete(renewalArea).where(inArray(renewalArea.id, [...synced.obsolete]))
  );
  for (const area of data.renewalAreas) {
    const record = { entity: 'renewal_area', entityId: synced.ids.get(area.ref)! };
    translate(context, { ...record, field: 'name' }, area.name);
    translate(context, { ...record, field: 'note' }, area.note);
  }
  return synced.ids;
}

/** Context has no key of its own: the same kind, name and shape is the same feature, also for `isSuperseded`. */
async function seedContextFeatures(context: SeedContext, data: QuarterDataset): Promise<void> {
  const { db, quarterId } = context;
  const wanted = data.contextFeatures.map(({ kind, variant, name, geometry, source: key }) => ({
    ...{ quarterId, kind, variant, name: name?.base ?? null, sourceId: sourceId(context, key) },
    geometry: JSON.stringify(geometry),
    bounds: boundsOf(geometry)
  }));
  const keyOf = (row: { kind: string; variant: string | null; name: string | null; geometry: string }) =>
    JSON.stringify([row.kind, row.variant, row.name, row.geometry]);
  const synced = await syncRows({
    stored: await db.select().from(contextFeature).where(eq(contextFeature.quarterId, quarterId)),
    wanted,
    keyOf,
    insert: (rows) => db.insert(contextFeature).values(rows).returning({ id: contextFeature.id }),
    update: (id, row) => db.update(contextFeature).set(row).where(eq(contextFeature.id, id)),
    isObsolete: isAuthored(context)
  });
  note(context, 'context_feature', synced, () =>
    db.delete(contextFeature).where(inArray(contextFeature.id, [...synced.obsolete]))
  );
  for (const [index, { name }] of data.contextFeatures.entries()) {
    const entityId = synced.ids.get(keyOf(wanted[index]!))!;
    translate(context, { entity: 'context_feature', entityId, field: 'name' }, name);
  }
}
