import { countWaiting } from '$lib/server/consultation/comment-desk';
import { guard } from '$lib/server/http/errors';
import { getQuarter } from '$lib/server/quarter';
import { listDeskPlans } from '$lib/server/use-plan/plan-list';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { context } }) =>
  guard(async () => {
    const [plans, waiting, { settings }] = await Promise.all([
      listDeskPlans(context),
      countWaiting(context),
      getQuarter(context)
    ]);
    return { plans, waiting, timeZone: settings.timeZone, isRemoved: url.searchParams.has('removed') };
  });
