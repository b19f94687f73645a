import { fail, redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { deleteOwnComment, getOwnComment, withdrawComment } from '$lib/server/consultation/own-comment';
import { openPrivate } from '$lib/server/http/private-page';
import { submit } from '$lib/server/http/refusal';
import { getQuarter } from '$lib/server/quarter';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { locals, params, url } = event;
  const [own, { settings }] = await Promise.all([
    openPrivate(event, () => getOwnComment(locals.context, params.secret)),
    getQuarter(locals.context)
  ]);
  return { own, isSent: url.searchParams.has('sent'), timeZone: settings.timeZone };
};

export const actions: Actions = {
  withdraw: async ({ locals: { context }, params }) => {
    const { refused } = await submit({}, () => withdrawComment(context, params.secret));
    if (refused) return fail(refused.status, { isWithdrawn: false, ...refused.data });
    return { isWithdrawn: true, issues: {}, values: {} };
  },
  delete: async ({ locals: { context }, params }) => {
    const { refused } = await submit({}, () => deleteOwnComment(context, params.secret));
    if (refused) return fail(refused.status, { isWithdrawn: false, ...refused.data });
    redirect(303, localizeHref('/comments/deleted'));
  }
};
