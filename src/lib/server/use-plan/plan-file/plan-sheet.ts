import { sql } from 'drizzle-orm';
import { attributesOn } from '../../../domain/attributes';
import { areaSqm } from '../../../domain/geometry';
import { toDayNumber } from '../../../domain/interval';
import { balancePlan, type PlanBalance } from '../../../domain/plan/plan-balance';
import type { PlanEffects } from '../../../domain/plan/plan-effects';
import { drawPlanFaces, type SheetFace, type SitePlan } from '../../../domain/plan/plan-sheet';
import type { PlanUnitFacts } from '../../../domain/plan/plan-unit-facts';
import type { ServiceContext } from '../../context';
import { loadFocus } from '../../focus/focus';
import { getQuarter } from '../../quarter';
import { readPlan, type PlanRecord } from '../plan-content';
import { readEffectSheet } from '../plan-effects';
import { readPlanStock } from '../plan-stock';
import { readPlanUnits } from '../plan-units';
import { listHints, type PlanHints } from '../rule-facts';
import { areaOutline } from './plan-outline';
import { drawSitePlan } from './site-plan';

/** A plan on paper: all that its sheet shows. */
export interface PlanSheet {
  readonly plan: PlanRecord;
  /** Units that the plan speaks of, house by house. */
  readonly units: readonly PlanUnitFacts[];
  /** Ground of each drawn area in m², parallel to the content's. */
  readonly groundSqm: readonly number[];
  /** Null where the plan's area has no house. */
  readonly site: SitePlan | null;
  readonly faces: readonly SheetFace[];
  /** What the plan wants alone; what it says nothing of stands under `no_target`. */
  readonly balance: PlanBalance;
  readonly hints: PlanHints;
  /** Without rents: a sheet goes from hand to hand. */
  readonly effects: { readonly today: PlanEffects; readonly planned: PlanEffects };
}

/** Reads a plan for its sheet. Throws `not_found`, also for a draft that the actor may not see. */
export async function readPlanSheet(context: ServiceContext, planId: number): Promise<PlanSheet> {
  const plan = await readPlan(context, planId);
  const quarter = await getQuarter(context);
  const [facts, site, faces, stock, hints, sheet] = await Promise.all([
    readPlanUnits(context, plan),
    drawSitePlan(context, plan, quarter),
    drawFaces(context, plan),
    readPlanStock(context, [plan.blockId]),
    listHints(context, planId),
    readEffectSheet(context, { planId, besideIds: [] })
  ]);
  const targeted = new Set(plan.content.entries.map(({ unitId }) => unitId));
  const [today, planned] = sheet.columns.map(({ effects }) => ({ ...effects, rent: null }));
  return {
    ...{ plan, site, faces, hints },
    units: facts.filter(({ unitId }) => targeted.has(unitId)),
    groundSqm: plan.content.areas.map((area) => areaSqm(areaOutline(area))),
    balance: balancePlan(stock, plan.content, { rest: 'no_target' }),
    effects: { today: today!, planned: planned! }
  };
}

/** The street fronts of the plan's block; a plan of the whole quarter has too many of them. */
async function drawFaces(context: ServiceContext, { blockId, content }: PlanRecord): Promise<readonly SheetFace[]> {
  if (blockId === null) return [];
  const [block] = await context.db.execute<{ slug: string }>(sql`select slug from block where id = ${blockId}`);
  const focus = await loadFocus(context, { block: block!.slug });
  return drawPlanFaces(focus, attributesOn(focus, toDayNumber(context.today)), content);
}
