import { siteAddresses } from '$i18n/site-addresses';
import { guard } from '$lib/server/http/errors';
import { sitemapOf } from '$lib/server/http/sitemap-file';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, locals: { context } }) =>
  guard(() => sitemapOf(context, siteAddresses(request)));
