import { enquiryMailsFrom } from '$i18n/enquiry-mails';
import { readOwnCalendar } from '$lib/server/enquiry/own-enquiry';
import { guard } from '$lib/server/http/errors';
import { linkOrigin } from '$lib/server/http/link-origin';
import { PRIVATE_PAGE } from '$lib/server/http/private-page';
import type { RequestHandler } from './$types';

/** The viewings of an enquiry as a calendar file, for whoever holds the link of its page. */
export const GET: RequestHandler = ({ locals: { context }, params }) =>
  guard(async () => {
    const calendar = await readOwnCalendar(context, params.secret, enquiryMailsFrom(linkOrigin()));
    const headers = {
      ...PRIVATE_PAGE,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="viewings.ics"'
    };
    return new Response(calendar, { headers });
  });
