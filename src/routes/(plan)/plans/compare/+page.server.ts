import { readComparison } from '$lib/domain/plan/comparison-choice';
import { guard } from '$lib/server/http/errors';
import { comparePlanSides } from '$lib/server/use-plan/plan-comparison';
import { readPlanHeads } from '$lib/server/use-plan/plan-head';
import { readTargetPicture } from '$lib/server/use-plan/target-picture';
import type { PageServerLoad } from './$types';

/** Today or a plan against a plan; without one in the address the first of those that the reader may see. */
export const load: PageServerLoad = async ({ url, locals: { context } }) => {
  const asked = readComparison(url.searchParams);
  const plans = await guard(() => readPlanHeads(context));
  const to = asked.to ?? plans[0]?.id ?? null;
  const choice = { ...asked, to };
  if (to === null) return { plans, choice, compared: null };
  const [comparison, picture] = await guard(() =>
    Promise.all([comparePlanSides(context, { from: asked.from, to }), readTargetPicture(context, to)])
  );
  return { plans, choice, compared: { comparison, picture } };
};
