import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import { getUsePlan, listUsePlans } from '$lib/server/use-plan/use-plan';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  const date = viewDate(event);
  const summaries = await guard(() => listUsePlans(context));
  return { plans: await guard(() => Promise.all(summaries.map(({ id }) => getUsePlan(context, id, date)))) };
};
