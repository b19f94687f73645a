import { getAttributeTable } from '$lib/server/focus/attribute-table';
import { readArea, readDate } from '$lib/server/stock/figure-area';
import { guard } from '$lib/server/http/errors';
import { respondJson } from '$lib/server/http/json';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, url, locals: { context } }) =>
  guard(async () => {
    const scope = readArea(url.searchParams.get('scope'));
    const date = readDate(url.searchParams.get('date'), context.today);
    return respondJson(request, await getAttributeTable(context, { scope, date }));
  });
