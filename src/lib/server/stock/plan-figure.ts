import { can } from '../../domain/access';
import { withholdFigure } from '../../domain/disclosure';
import type { Figure } from '../../domain/figure';
import type { IsoDate } from '../../domain/interval';
import type { PlanContent } from '../../domain/plan/plan-content';
import { PLAN_FIGURES, plannedIndicators, todayIndicators } from '../../domain/plan/plan-indicators';
import type { ServiceContext } from '../context';
import { getQuarter } from '../quarter';
import { quarterStock } from './stock';

export interface PlanFigureInput {
  /** The plans' area; null: the whole quarter. */
  readonly blockId: number | null;
  readonly plans: readonly { readonly content: PlanContent; readonly horizonOn: IsoDate }[];
}

export interface PlanFigures {
  readonly today: readonly Figure[];
  /** Parallel to the plans, each on its horizon. */
  readonly planned: readonly (readonly Figure[])[];
}

/**
 * Vacancy indicators of today and under plans. Who may not read every status gets both of the public units alone: a plan
 * says publicly what becomes of most dwellings, so that a figure with the others would tell their status.
 */
export async function getPlanFigures(
  context: ServiceContext,
  { blockId, plans }: PlanFigureInput
): Promise<PlanFigures> {
  const [{ columns, unitId }, { settings }] = await Promise.all([quarterStock(context), getQuarter(context)]);
  const readsAll = can(context.actor, 'dwelling-status:read') && can(context.actor, 'commercial-status:read');
  const { block, isStatusPublic } = columns.units;
  const mask = Uint8Array.from(unitId, (_, row) =>
    (blockId === null || block[row] === blockId) && (readsAll || isStatusPublic[row] === 1) ? 1 : 0
  );
  if (!mask.includes(1) && !readsAll) {
    const withheld = PLAN_FIGURES.map((code) => withholdFigure(code));
    return { today: withheld, planned: plans.map(() => withheld) };
  }
  const { parameters } = settings;
  const question = { stock: columns, unitId, mask, today: context.today, parameters };
  const basis = readsAll ? ('all_units' as const) : ('public_units' as const);
  const say = (figures: readonly Figure[]) => figures.map((figure) => ({ ...figure, basis }));
  return {
    today: say(todayIndicators(question)),
    planned: plans.map((plan) => say(plannedIndicators(question, plan)))
  };
}
