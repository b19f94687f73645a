import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { guard } from '$lib/server/http/errors';
import { PRIVATE_PAGE } from '$lib/server/http/private-page';
import { deleteRequest, getOwnRequest, switchAlerts } from '$lib/server/request/request';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals: { context }, params, setHeaders }) => {
  setHeaders(PRIVATE_PAGE);
  return guard(async () => ({ ...(await getOwnRequest(context, params.secret)), today: context.today }));
};

const switchTo =
  (isOn: boolean) =>
  async ({ locals: { context }, params }: RequestEvent) => {
    await guard(() => switchAlerts(context, params.secret, isOn));
    return { isSaved: true };
  };

export const actions: Actions = {
  pause: switchTo(false),
  resume: switchTo(true),
  delete: async ({ locals: { context }, params }) => {
    await guard(() => deleteRequest(context, params.secret));
    redirect(303, localizeHref('/requests/deleted'));
  }
};
