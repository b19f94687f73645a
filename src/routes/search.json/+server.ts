import { isLocale } from '$i18n/paraglide/runtime';
import { guard } from '$lib/server/http/errors';
import { respondJson } from '$lib/server/http/json';
import { search } from '$lib/server/search/search';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, url, locals: { context } }) =>
  guard(async () => {
    const asked = url.searchParams.get('locale');
    const locale = isLocale(asked) ? asked : context.locale;
    return respondJson(request, await search({ ...context, locale }, url.searchParams.get('q') ?? ''));
  });
