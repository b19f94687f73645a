import { offerWords } from '$i18n/offer-words';
import { respondDocument } from '$lib/server/http/document';
import { guard } from '$lib/server/http/errors';
import { openImmoReader } from '$lib/server/http/offer-reader';
import { exportOpenImmoOffer } from '$lib/server/offer-format/openimmo';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals: { context } }) =>
  guard(async () => {
    const reader = openImmoReader(request, offerWords());
    return respondDocument(request, await exportOpenImmoOffer(context, Number(params.id), reader));
  });
