import { error } from '@sveltejs/kit';
import { siteAddresses } from '$i18n/site-addresses';
import { guard } from '$lib/server/http/errors';
import { sitemapPart } from '$lib/server/http/sitemap-file';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals: { context } }) =>
  guard(async () => {
    const part = await sitemapPart(context, siteAddresses(request), Number(params.part));
    return part ?? error(404, { message: 'not_found: sitemap_part', code: 'not_found' });
  });
