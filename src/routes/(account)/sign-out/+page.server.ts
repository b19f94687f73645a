import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { endSession, SESSION_COOKIE } from '$lib/server/auth/session';
import { clearSessionCookie } from '$lib/server/http/session-cookie';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (locals.session === null) redirect(303, localizeHref('/sign-in'));
};

export const actions: Actions = {
  default: async (event) => {
    const secret = event.cookies.get(SESSION_COOKIE);
    if (secret !== undefined) {
      await endSession(event.locals.context, secret);
      clearSessionCookie(event);
    }
    redirect(303, localizeHref('/sign-in'));
  }
};
