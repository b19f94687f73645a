import { eq, inArray } from 'drizzle-orm';
import type { QuarterDataset } from '../../../../../geodata/steps/dataset';
import { planRule } from '../schema/index';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import { syncRows } from './sync';

/** The hints on targets of plans. One that people have changed is theirs and stays as it is; what they took out stays out. */
export async function seedPlanRules(context: SeedContext, data: QuarterDataset): Promise<void> {
  const { db, quarterId, edited } = context;
  const rules = await syncRows({
    stored: await db.select().from(planRule).where(eq(planRule.quarterId, quarterId)),
    wanted: data.planRules.map(({ ref, title, hint, legalSource, link, condition, examples, source }, index) => ({
      ...{ quarterId, ref, legalSource, link },
      position: index + 1,
      title: title.base,
      hint: hint.base,
      condition: condition as unknown,
      examples: examples as unknown,
      isActive: true,
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(planRule).values(rows).returning({ id: planRule.id }),
    update: (id, row) => db.update(planRule).set(row).where(eq(planRule.id, id)),
    isObsolete: isAuthored(context),
    isEdited: ({ id }) => edited.planRules.has(id),
    mayInsert: ({ ref }) => !edited.removed.has(`plan_rule ${ref}`)
  });
  note(context, 'plan_rule', rules, () => db.delete(planRule).where(inArray(planRule.id, [...rules.obsolete])));
  for (const { ref, title, hint } of data.planRules) {
    const entityId = rules.ids.get(ref);
    if (entityId === undefined || edited.planRules.has(entityId)) continue;
    const record = { entity: 'plan_rule', entityId };
    translate(context, { ...record, field: 'title' }, title);
    translate(context, { ...record, field: 'hint' }, hint);
  }
}
