import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { openPrivate } from '$lib/server/http/private-page';
import { submit } from '$lib/server/http/refusal';
import { deleteRequest, getOwnRequest, switchAlerts } from '$lib/server/request/request';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { context } = event.locals;
  const own = await openPrivate(event, () => getOwnRequest(context, event.params.secret));
  return { own, today: context.today };
};

const switchTo =
  (isOn: boolean) =>
  async ({ locals: { context }, params }: RequestEvent) => {
    const { refused } = await submit({}, () => switchAlerts(context, params.secret, isOn));
    return refused ?? { isSaved: true };
  };

export const actions: Actions = {
  pause: switchTo(false),
  resume: switchTo(true),
  delete: async ({ locals: { context }, params }) => {
    const { refused } = await submit({}, () => deleteRequest(context, params.secret));
    if (refused) return refused;
    redirect(303, localizeHref('/requests/deleted'));
  }
};
