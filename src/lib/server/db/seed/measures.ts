import { and, eq, inArray } from 'drizzle-orm';
import type { QuarterDataset } from '../../../../../geodata/steps/dataset';
import { fundingLine, measure, measureBuilding, milestone, overallMeasure } from '../schema/index';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import type { HouseIds } from './houses';
import type { PlaceIds } from './places';
import { syncRows } from './sync';

/** Overall measures, measures, their houses, milestones and money. */
export async function seedMeasures(
  context: SeedContext,
  data: QuarterDataset,
  { places, houses }: { readonly places: PlaceIds; readonly houses: HouseIds }
): Promise<void> {
  const overall = await seedOverallMeasures(context, data, places);
  const { db, quarterId } = context;
  const synced = await syncRows({
    stored: await db.select().from(measure).where(eq(measure.quarterId, quarterId)),
    wanted: data.measures.map((item) => ({
      ...{ quarterId, ref: item.ref, type: item.type, cancelledOn: item.cancelledOn },
      title: item.title.base,
      summary: item.summary.base,
      overallMeasureId: item.overallMeasure === null ? null : overall.get(item.overallMeasure)!,
      sourceId: sourceId(context, item.source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(measure).values(rows).returning({ id: measure.id }),
    update: (id, row) => db.update(measure).set(row).where(eq(measure.id, id)),
    isObsolete: isAuthored(context)
  });
  const removed = [...synced.obsolete];
  note(context, 'measure', synced, async () => {
    await db.delete(measureBuilding).where(inArray(measureBuilding.measureId, removed));
    await db.delete(milestone).where(inArray(milestone.measureId, removed));
    await db.delete(fundingLine).where(inArray(fundingLine.measureId, removed));
    await db.delete(measure).where(inArray(measure.id, removed));
  });
  for (const { ref, title, summary } of data.measures) {
    const record = { entity: 'measure', entityId: synced.ids.get(ref)! };
    translate(context, { ...record, field: 'title' }, title);
    translate(context, { ...record, field: 'summary' }, summary);
  }
  if (synced.ids.size > 0) await seedDetails(context, data, { measures: synced.ids, houses });
}

async function seedOverallMeasures(
  context: SeedContext,
  data: QuarterDataset,
  { renewalAreas }: PlaceIds
): Promise<ReadonlyMap<string, number>> {
  const { db, quarterId } = context;
  const synced = await syncRows({
    stored: await db.select().from(overallMeasure).where(eq(overallMeasure.quarterId, quarterId)),
    wanted: data.overallMeasures.map(({ renewalArea, title, source, ...values }) => ({
      ...values,
      quarterId,
      title: title.base,
      renewalAreaId: renewalArea === null ? null : renewalAreas.get(renewalArea)!,
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(overallMeasure).values(rows).returning({ id: overallMeasure.id }),
    update: (id, row) => db.update(overallMeasure).set(row).where(eq(overallMeasure.id, id)),
    isObsolete: isAuthored(context)
  });
  note(context, 'overall_measure', synced, () =>
    db.delete(overallMeasure).where(inArray(overallMeasure.id, [...synced.obsolete]))
  );
  for (const { ref, title } of data.overallMeasures) {
    translate(context, { entity: 'overall_measure', entityId: synced.ids.get(ref)!, field: 'title' }, title);
  }
  return synced.ids;
}

/** Milestones keep their ids; houses and money of a measure have no page of their own and are written anew. */
async function seedDetails(
  context: SeedContext,
  data: QuarterDataset,
  { measures, houses }: { readonly measures: ReadonlyMap<string, number>; readonly houses: HouseIds }
): Promise<void> {
  const { db } = context;
  const ids = [...measures.values()];
  const milestones = await syncRows({
    stored: await db.select().from(milestone).where(inArray(milestone.measureId, ids)),
    wanted: data.measures.flatMap(({ ref, milestones }) =>
      milestones.map((item) => ({ ...item, measureId: measures.get(ref)! }))
    ),
    keyOf: ({ measureId, kind }) => `${measureId} ${kind}`,
    insert: (rows) => db.insert(milestone).values(rows).returning({ id: milestone.id }),
    update: (id, row) => db.update(milestone).set(row).where(eq(milestone.id, id)),
    isObsolete: () => true
  });
  note(context, 'milestone', milestones, () =>
    db.delete(milestone).where(inArray(milestone.id, [...milestones.obsolete]))
  );
  await db.delete(fundingLine).where(inArray(fundingLine.measureId, ids));
  const links = data.measures.flatMap(({ ref, buildings }) =>
    buildings.map((house) => ({ measureId: measures.get(ref)!, buildingId: houses.buildings.get(house)! }))
  );
  await seedLinks(db, ids, links);
  const lines = data.measures.flatMap(({ ref, funding }) =>
    funding.map((line) => ({ ...line, measureId: measures.get(ref)! }))
  );
  if (lines.length > 0) await db.insert(fundingLine).values(lines);
}

type Link = typeof measureBuilding.$inferSelect;

/** Only what differs: every link that is written stands in the audit trail. */
async function seedLinks(db: SeedContext['db'], ids: readonly number[], wanted: readonly Link[]): Promise<void> {
  const keyOf = ({ measureId, buildingId }: Link) => `${measureId} ${buildingId}`;
  const stored = await db
    .select()
    .from(measureBuilding)
    .where(inArray(measureBuilding.measureId, [...ids]));
  const [has, wants] = [new Set(stored.map(keyOf)), new Set(wanted.map(keyOf))];
  for (const link of stored.filter((link) => !wants.has(keyOf(link)))) {
    await db
      .delete(measureBuilding)
      .where(and(eq(measureBuilding.measureId, link.measureId), eq(measureBuilding.buildingId, link.buildingId)));
  }
  const missing = wanted.filter((link) => !has.has(keyOf(link)));
  if (missing.length > 0) await db.insert(measureBuilding).values(missing);
}
