import { guard } from '$lib/server/http/errors';
import { getQuarter } from '$lib/server/quarter';
import { listDeskPlans } from '$lib/server/use-plan/plan-list';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { context } }) =>
  guard(async () => {
    const plans = await listDeskPlans(context);
    const { settings } = await getQuarter(context);
    return { plans, timeZone: settings.timeZone, isRemoved: url.searchParams.has('removed') };
  });
