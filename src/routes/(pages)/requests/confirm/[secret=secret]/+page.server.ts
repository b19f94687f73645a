import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { counsellingMailsFrom, requestMailsFrom } from '$i18n/request-mails';
import { linkOrigin } from '$lib/server/http/link-origin';
import { openPrivate } from '$lib/server/http/private-page';
import { submit } from '$lib/server/http/refusal';
import { confirmRequest, findUnconfirmed } from '$lib/server/request/request';
import type { Actions, PageServerLoad } from './$types';

/** Only shows what would be confirmed: programs that look at the links of mails press no button. */
export const load: PageServerLoad = async (event) => ({
  found: await openPrivate(event, () => findUnconfirmed(event.locals.context, event.params.secret))
});

export const actions: Actions = {
  default: async ({ locals: { context }, params }) => {
    const origin = linkOrigin();
    const mails = { ...requestMailsFrom(origin), ...counsellingMailsFrom(origin) };
    const { result: secret, refused } = await submit({}, () => confirmRequest(context, params.secret, mails));
    if (refused) return refused;
    redirect(303, localizeHref(`/requests/${secret}`));
  }
};
