import { offerWords } from '$i18n/offer-words';
import { readSpaceSearch } from '$lib/domain/space-filter';
import { respondDocument } from '$lib/server/http/document';
import { guard } from '$lib/server/http/errors';
import { offerReader } from '$lib/server/http/offer-reader';
import { exportFeed } from '$lib/server/offer-format/offer-feed';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, url, locals: { context } }) =>
  guard(async () => {
    const feed = await exportFeed(context, readSpaceSearch(url.searchParams), offerReader(request, offerWords()));
    return respondDocument(request, feed);
  });
