import { eq, inArray } from 'drizzle-orm';
import type { QuarterDataset } from '../../../../../geodata/steps/dataset';
import { indicator, observation } from '../schema/index';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import type { PlaceIds } from './places';
import { syncRows } from './sync';

/** Indicators in authored order, with their observations. */
export async function seedIndicators(
  context: SeedContext,
  data: QuarterDataset,
  { districts }: PlaceIds
): Promise<void> {
  const { db, quarterId } = context;
  const { ids } = await syncRows({
    stored: await db.select().from(indicator).where(eq(indicator.quarterId, quarterId)),
    wanted: data.indicators.map(({ code, name, kind, measuredIn, method }, sort) => ({
      ...{ quarterId, code, kind, measuredIn, sort },
      name: name.base,
      method: method?.base ?? null
    })),
    keyOf: ({ code }) => code,
    insert: (rows) => db.insert(indicator).values(rows).returning({ id: indicator.id }),
    update: (id, row) => db.update(indicator).set(row).where(eq(indicator.id, id))
  });
  for (const { code, name, method } of data.indicators) {
    const record = { entity: 'indicator', entityId: ids.get(code)! };
    translate(context, { ...record, field: 'name' }, name);
    translate(context, { ...record, field: 'method' }, method);
  }
  if (ids.size === 0) return;
  const synced = await syncRows({
    stored: await db
      .select()
      .from(observation)
      .where(inArray(observation.indicatorId, [...ids.values()])),
    wanted: data.indicators.flatMap(({ code, observations }) =>
      observations.map(({ district, on, value, isNoisy, source }) => ({
        ...{ observedOn: on, value, isNoisy, indicatorId: ids.get(code)! },
        districtId: district === null ? null : districts.get(district)!,
        sourceId: sourceId(context, source)
      }))
    ),
    keyOf: ({ indicatorId, districtId, observedOn }) => `${indicatorId} ${districtId} ${observedOn}`,
    insert: (rows) => db.insert(observation).values(rows).returning({ id: observation.id }),
    update: (id, row) => db.update(observation).set(row).where(eq(observation.id, id)),
    isObsolete: isAuthored(context)
  });
  note(context, 'observation', synced, () =>
    db.delete(observation).where(inArray(observation.id, [...synced.obsolete]))
  );
}
