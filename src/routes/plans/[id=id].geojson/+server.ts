import { everyPlanFileWords } from '$i18n/plan-file-words';
import { respondDocument } from '$lib/server/http/document';
import { guard } from '$lib/server/http/errors';
import { exportPlanGeoJson } from '$lib/server/use-plan/plan-file/plan-geojson';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, url, locals: { context } }) =>
  guard(async () => {
    const reader = { origin: url.origin, languages: everyPlanFileWords() };
    return respondDocument(request, await exportPlanGeoJson(context, Number(params.id), reader));
  });
