import { can } from '$lib/domain/access';
import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import { listUsePlanDetails } from '$lib/server/use-plan/use-plan';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  const plans = await guard(() => listUsePlanDetails(context, viewDate(event)));
  return { plans, mayChange: can(context.actor, 'plan:change') };
};
