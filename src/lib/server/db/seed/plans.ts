import { eq, inArray, sql } from 'drizzle-orm';
import type { LocalTexts, PlanData, QuarterDataset } from '../../../../../geodata/steps/dataset';
import type { PlanUse } from '../../../domain/codes';
import type { PlanTranslations } from '../../../domain/plan/plan-content';
import { usePlan, usePlanTarget } from '../schema/index';
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
  const plans = await syncRows({
    stored: await db.select().from(usePlan).where(eq(usePlan.quarterId, quarterId)),
    wanted: data.plans.map(({ ref, block, title, summary, status, adoptedOn, horizonOn, source }) => ({
      ...{ quarterId, ref, status, adoptedOn, horizonOn },
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
    isEdited: ({ id }) => edited.plans.has(id)
  });
  note(context, 'use_plan', plans, async () => {
    await db.delete(usePlanTarget).where(inArray(usePlanTarget.planId, [...plans.obsolete]));
    await db.delete(usePlan).where(inArray(usePlan.id, [...plans.obsolete]));
  });
  const own = data.plans.filter(({ ref }) => !edited.plans.has(plans.ids.get(ref)!));
  for (const { ref, title, summary } of own) {
    const record = { entity: 'use_plan', entityId: plans.ids.get(ref)! };
    translate(context, { ...record, field: 'title' }, title);
    translate(context, { ...record, field: 'summary' }, summary);
  }
  await seedTargets(context, own, { plans: plans.ids, houses });
}

async function seedTargets(
  context: SeedContext,
  data: readonly PlanData[],
  { plans, houses }: { readonly plans: ReadonlyMap<string, number>; readonly houses: HouseIds }
): Promise<void> {
  const { db } = context;
  if (data.length === 0) return;
  const targets = data.flatMap(({ ref, targets }) =>
    targets
      .filter((target) => houses.units.has(unitKey(target.unit)))
      .map((target) => ({ planId: plans.get(ref)!, target }))
  );
  const keyOf = ({ planId, unitId, part }: { planId: number; unitId: number; part: number }) =>
    `${planId} ${unitId} ${part}`;
  const planIds = data.map(({ ref }) => plans.get(ref)!);
  const synced = await syncRows({
    stored: await db.select().from(usePlanTarget).where(inArray(usePlanTarget.planId, planIds)),
    wanted: targets.map(({ planId, target }) => ({
      ...{ planId, unitId: houses.units.get(unitKey(target.unit))!, part: 1 },
      joinedToId: null as number | null,
      useClass: target.use as PlanUse | null,
      targetOn: target.targetOn as string | null,
      wish: target.wish?.base ?? null,
      reason: target.reason?.base ?? null,
      translations: wordsOf(target)
    })),
    keyOf,
    insert: (rows) => db.insert(usePlanTarget).values(rows).returning({ id: usePlanTarget.id }),
    update: (id, row) => db.update(usePlanTarget).set(row).where(eq(usePlanTarget.id, id)),
    isObsolete: () => true
  });
  note(context, 'use_plan_target', synced, () =>
    db.delete(usePlanTarget).where(inArray(usePlanTarget.id, [...synced.obsolete]))
  );
}

function wordsOf({ wish, reason }: { wish: LocalTexts | null; reason: LocalTexts | null }): PlanTranslations {
  const words: Record<string, { wish?: string; reason?: string }> = {};
  for (const [locale, text] of Object.entries(wish?.others ?? {})) words[locale] = { ...words[locale], wish: text };
  for (const [locale, text] of Object.entries(reason?.others ?? {})) words[locale] = { ...words[locale], reason: text };
  return words;
}
