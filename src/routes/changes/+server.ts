import { isIsoInstant } from '$lib/domain/interval';
import { openChangeStream } from '$lib/server/http/event-stream';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, request, url }) => {
  const since = request.headers.get('last-event-id') ?? url.searchParams.get('since');
  return openChangeStream(locals.context, {
    since: since !== null && isIsoInstant(since) ? since : null,
    signal: request.signal
  });
};
