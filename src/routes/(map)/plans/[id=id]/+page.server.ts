import { can } from '$lib/domain/access';
import { planColumns } from '$lib/domain/plan/plan-columns';
import { countComments } from '$lib/server/consultation/comment-list';
import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import { readPlan } from '$lib/server/use-plan/plan-content';
import { readPlanRealisation } from '$lib/server/use-plan/plan-realisation';
import { listHints } from '$lib/server/use-plan/rule-facts';
import { getUsePlan } from '$lib/server/use-plan/use-plan';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  const planId = Number(event.params.id);
  const [{ focus }, [plan, { content }, hints, comments]] = await Promise.all([
    event.parent(),
    guard(() =>
      Promise.all([
        getUsePlan(context, planId, viewDate(event)),
        readPlan(context, planId),
        listHints(context, planId),
        countComments(context, planId)
      ])
    )
  ]);
  const { id, title, horizonOn } = plan;
  const mayChange = can(context.actor, 'plan:change');
  const progress = mayChange && plan.status === 'adopted' ? await guard(() => readPlanRealisation(context, id)) : null;
  return {
    plan,
    hints,
    comments,
    mayChange,
    /** What was begun of each target, and what can be: for those who can. */
    followUps: progress?.rows ?? [],
    // Map, street face and table show this plan instead of the one that leads.
    shownPlan: planColumns(focus, { id, title, horizonOn, locale: context.locale }, content),
    planAreas: content.areas
  };
};
