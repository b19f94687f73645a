import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { counsellingMailsFrom, requestMailsFrom } from '$i18n/request-mails';
import { guard } from '$lib/server/http/errors';
import { linkOrigin } from '$lib/server/http/link-origin';
import { PRIVATE_PAGE } from '$lib/server/http/private-page';
import { confirmRequest, findUnconfirmed } from '$lib/server/request/request';
import type { Actions, PageServerLoad } from './$types';

/** Only shows what would be confirmed: programs that look at the links of mails press no button. */
export const load: PageServerLoad = async ({ locals: { context }, params, setHeaders }) => {
  setHeaders(PRIVATE_PAGE);
  return { found: await guard(() => findUnconfirmed(context, params.secret)) };
};

export const actions: Actions = {
  default: async ({ locals: { context }, params }) => {
    const origin = linkOrigin();
    const mails = { ...requestMailsFrom(origin), ...counsellingMailsFrom(origin) };
    const secret = await guard(() => confirmRequest(context, params.secret, mails));
    redirect(303, localizeHref(`/requests/${secret}`));
  }
};
