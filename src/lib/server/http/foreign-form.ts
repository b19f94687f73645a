/** What a page of another site can make a browser send without asking first (Fetch, "CORS-safelisted"); null: nothing said. */
const FORM_TYPES = new Set([null, 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/**
 * What a mail program posts when its reader wants no more such mails (RFC 8058, 3.1): it comes from no page of ours, so
 * the secret in the address is the proof, and no session is looked at.
 */
const FROM_MAIL_PROGRAM = /^\/(?:[a-z]{2}\/)?requests\/[\w-]{43}\/unsubscribe$/;

/**
 * True for a form that another site, or nobody says who, sends to us with the reader's cookie: it must change nothing.
 * Stands in for SvelteKit's own check, which knows no exceptions.
 */
export function isForeignForm(request: Pick<Request, 'method' | 'headers'>, url: Pick<URL, 'origin' | 'pathname'>) {
  if (!CHANGING.has(request.method) || request.headers.get('origin') === url.origin) return false;
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? null;
  return FORM_TYPES.has(type) && !FROM_MAIL_PROGRAM.test(url.pathname);
}
