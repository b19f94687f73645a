import { eq, inArray } from 'drizzle-orm';
import type { QuarterDataset } from '../../../../../geodata/steps/dataset';
import { planRatio } from '../schema/index';
import { isAuthored, note, sourceId, type SeedContext } from './context';
import { syncRows } from './sync';

/** The ratios by which effects of plans are worked out. One that people have changed is theirs and stays as it is. */
export async function seedPlanRatios(context: SeedContext, data: QuarterDataset): Promise<void> {
  const { db, quarterId, edited } = context;
  const ratios = await syncRows({
    stored: await db.select().from(planRatio).where(eq(planRatio.quarterId, quarterId)),
    wanted: data.planRatios.map(({ key, use, value, citation, link, isAssumption, source }) => ({
      ...{ quarterId, key, value, citation, link, isAssumption },
      useClass: use,
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ key, useClass }) => `${key} ${useClass ?? ''}`,
    insert: (rows) => db.insert(planRatio).values(rows).returning({ id: planRatio.id }),
    update: (id, row) => db.update(planRatio).set(row).where(eq(planRatio.id, id)),
    isObsolete: isAuthored(context),
    isEdited: ({ id }) => edited.planRatios.has(id)
  });
  note(context, 'plan_ratio', ratios, () => db.delete(planRatio).where(inArray(planRatio.id, [...ratios.obsolete])));
}
