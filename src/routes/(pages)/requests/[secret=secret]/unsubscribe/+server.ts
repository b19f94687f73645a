import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { guard } from '$lib/server/http/errors';
import { PRIVATE_PAGE } from '$lib/server/http/private-page';
import { switchAlerts } from '$lib/server/request/request';
import type { RequestHandler } from './$types';

/** What a mail program posts when its reader presses "unsubscribe" (RFC 8058): no session, no page, no question. */
export const POST: RequestHandler = ({ locals: { context }, params }) =>
  guard(async () => {
    await switchAlerts(context, params.secret, false);
    return new Response(null, { status: 204, headers: PRIVATE_PAGE });
  });

/** People who follow the address see the button first. */
export const GET: RequestHandler = ({ params }) => redirect(303, localizeHref(`/requests/${params.secret}`));
