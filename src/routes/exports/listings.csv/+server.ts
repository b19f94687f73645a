import { offerWords } from '$i18n/offer-words';
import { readSpaceSearch } from '$lib/domain/space-filter';
import { respondDocument } from '$lib/server/http/document';
import { guard } from '$lib/server/http/errors';
import { offerReader } from '$lib/server/http/offer-reader';
import { exportCsv } from '$lib/server/offer-format/offer-table';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, url, locals: { context } }) =>
  guard(async () => {
    const table = await exportCsv(context, readSpaceSearch(url.searchParams), offerReader(request, offerWords()));
    return respondDocument(request, table);
  });
