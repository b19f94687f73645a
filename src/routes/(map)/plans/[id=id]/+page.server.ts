import { guard } from '$lib/server/http/errors';
import { viewDate } from '$lib/server/http/view-date';
import { getUsePlan } from '$lib/server/use-plan/use-plan';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  return { plan: await guard(() => getUsePlan(context, Number(event.params.id), viewDate(event))) };
};
