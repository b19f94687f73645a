import { getFigures } from '$lib/server/stock/figure';
import { readArea, readDate, readDefinitions, readGroup } from '$lib/server/stock/figure-area';
import { guard } from '$lib/server/http/errors';
import { respondJson } from '$lib/server/http/json';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ request, url, locals: { context } }) => {
  const parameter = (name: string) => url.searchParams.get(name);
  return guard(async () => {
    const scope = readArea(parameter('scope'));
    const on = readDate(parameter('date'), context.today);
    const group = readGroup(parameter('group'));
    const definitions = readDefinitions(parameter('definitions'));
    const figures = await getFigures(context, { scope, date: on, group, ...(definitions && { definitions }) });
    return respondJson(request, { scope, on, group, figures });
  });
};
