import { offerWords } from '$i18n/offer-words';
import { respondDocument } from '$lib/server/http/document';
import { guard } from '$lib/server/http/errors';
import { openImmoReader } from '$lib/server/http/offer-reader';
import { exportOpenImmo } from '$lib/server/offer-format/openimmo';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, locals: { context } }) =>
  guard(async () => respondDocument(request, await exportOpenImmo(context, openImmoReader(request, offerWords()))));
