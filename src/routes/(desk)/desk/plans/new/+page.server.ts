import { fail, redirect } from '@sveltejs/kit';
import { submitChange } from '$lib/server/http/change-form';
import { guard } from '$lib/server/http/errors';
import { openForm } from '$lib/server/http/form-reader';
import { getQuarter } from '$lib/server/quarter';
import { listPlanBlocks } from '$lib/server/use-plan/plan-list';
import { createPlan } from '$lib/server/use-plan/plan-making';
import { pageHref } from '$lib/ui/view/links';
import { readDescription } from '../plan-form';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { context } }) =>
  guard(async () => {
    const blocks = await listPlanBlocks(context);
    const { settings } = await getQuarter(context);
    return {
      blocks,
      locales: settings.locales,
      timeZone: settings.timeZone,
      horizonOn: `${Number(context.today.slice(0, 4)) + 5}-12-31`
    };
  });

export const actions: Actions = {
  default: async ({ request, locals: { context } }) => {
    const form = openForm(await request.formData(), context.locale);
    const { settings } = await getQuarter(context);
    const plan = { ...readDescription(form, settings.locales), blockId: form.id('blockId') };
    const { changed, refused } = await submitChange(context, form, {
      capability: 'plan:change',
      seen: () => null,
      change: () => createPlan(context, plan)
    });
    if (refused) return fail(refused.status, { key: 'create', ...refused.data });
    redirect(303, pageHref(`/desk/plans/${changed.result}`, 'done=created'));
  }
};
