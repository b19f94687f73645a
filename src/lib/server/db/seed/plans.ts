import { eq, inArray, sql } from 'drizzle-orm';
import type { QuarterDataset } from '../../../../../geodata/steps/dataset';
import type { PlanContent } from '../../../domain/plan/plan-content';
import { toAreaRow, toTargetRows } from '../../use-plan/plan-rows';
import { planComment, planFollowUp, usePlan, usePlanArea, usePlanTarget } from '../schema/index';
import { toAuthoredContent } from './authored-plan';
import { isAuthored, note, sourceId, translate, type SeedContext } from './context';
import { unitKey, type HouseIds } from './houses';
import type { PlaceIds } from './places';
import { syncRows } from './sync';

/** Use plans with their targets. A plan that people have drawn on or decided about is theirs and stays as it is. */
export async function seedPlans(
  context: SeedContext,
  data: QuarterDataset,
  { places, houses }: { readonly places: PlaceIds; readonly houses: HouseIds }
): Promise<void> {
  const { db, quarterId, edited } = context;
  // The author writes adopted plans, too; until the end of the transaction that seeds.
  await db.execute(sql`select set_config('iq_ost.authoring', 'on', true)`);
  const discussed = new Set(
    (await db.selectDistinct({ id: planComment.planId }).from(planComment)).map(({ id }) => id)
  );
  const plans = await syncRows({
    stored: await db.select().from(usePlan).where(eq(usePlan.quarterId, quarterId)),
    wanted: data.plans.map(({ ref, block, title, summary, consultation, source, ...plan }) => ({
      ...{ quarterId, ref, status: plan.status, adoptedOn: plan.adoptedOn, decision: plan.decision },
      ...{ horizonOn: plan.horizonOn, consultationFrom: consultation?.from ?? null },
      consultationTo: consultation?.to ?? null,
      series: ref,
      title: title.base,
      summary: summary.base,
      blockId: block === null ? null : places.blocks.get(block)!,
      sourceId: sourceId(context, source)
    })),
    keyOf: ({ ref }) => ref,
    insert: (rows) => db.insert(usePlan).values(rows).returning({ id: usePlan.id }),
    update: (id, row) => db.update(usePlan).set(row).where(eq(usePlan.id, id)),
    isObsolete: isAuthored(context),
    isEdited: ({ id }, isNamed) => edited.plans.has(id) || (!isNamed && discussed.has(id)),
    mayInsert: ({ ref }) => !edited.removed.has(`use_plan ${ref}`)
  });
  note(context, 'use_plan', plans, async () => {
    await db.delete(usePlanTarget).where(inArray(usePlanTarget.planId, [...plans.obsolete]));
    await db.delete(usePlanArea).where(inArray(usePlanArea.planId, [...plans.obsolete]));
    await db.delete(usePlan).where(inArray(usePlan.id, [...plans.obsolete]));
  });
  const own = data.plans.flatMap((plan) => {
    const id = plans.ids.get(plan.ref);
    if (id === undefined || edited.plans.has(id)) return [];
    return [{ id, plan, content: toAuthoredContent(plan, (unit) => houses.units.get(unitKey(unit))) }];
  });
  for (const { id, plan } of own) {
    const record = { entity: 'use_plan', entityId: id };
    translate(context, { ...record, field: 'title' }, plan.title);
    translate(context, { ...record, field: 'summary' }, plan.summary);
  }
  if (own.length > 0) await seedContents(context, own);
}

async function seedContents(
  context: SeedContext,
  own: readonly { readonly id: number; readonly content: PlanContent }[]
): Promise<void> {
  const { db } = context;
  const planIds = own.map(({ id }) => id);
  // What was begun from a target keeps it.
  const begun = new Set(
    (await db.selectDistinct({ id: planFollowUp.targetId }).from(planFollowUp)).map(({ id }) => id)
  );
  const targets = await syncRows({
    stored: await db.select().from(usePlanTarget).where(inArray(usePlanTarget.planId, planIds)),
    wanted: own.flatMap(({ id, content }) => content.entries.flatMap((entry) => toTargetRows(id, entry))),
    keyOf: ({ planId, unitId, part }) => `${planId} ${unitId} ${part}`,
    insert: (rows) => db.insert(usePlanTarget).values(rows).returning({ id: usePlanTarget.id }),
    update: (id, row) => db.update(usePlanTarget).set(row).where(eq(usePlanTarget.id, id)),
    isObsolete: () => true,
    isEdited: ({ id }, isNamed) => !isNamed && begun.has(id)
  });
  note(context, 'use_plan_target', targets, () =>
    db.delete(usePlanTarget).where(inArray(usePlanTarget.id, [...targets.obsolete]))
  );
  const areas = await syncRows({
    stored: await db.select().from(usePlanArea).where(inArray(usePlanArea.planId, planIds)),
    wanted: own.flatMap(({ id, content }) => content.areas.map((area) => toAreaRow(id, area))),
    keyOf: ({ planId, areaId }) => `${planId} ${areaId}`,
    insert: (rows) => db.insert(usePlanArea).values(rows).returning({ id: usePlanArea.id }),
    update: (id, row) => db.update(usePlanArea).set(row).where(eq(usePlanArea.id, id)),
    isObsolete: () => true
  });
  note(context, 'use_plan_area', areas, () =>
    db.delete(usePlanArea).where(inArray(usePlanArea.id, [...areas.obsolete]))
  );
}
