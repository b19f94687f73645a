import { randomUUID } from 'node:crypto';
import { sequence } from '@sveltejs/kit/hooks';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { baseLocale, getTextDirection } from '$i18n/paraglide/runtime';
import { paraglideMiddleware } from '$i18n/paraglide/server';
import { PUBLIC_ACTOR } from '$lib/domain/access';
import { dayAt } from '$lib/domain/interval';
import { readSession, SESSION_COOKIE } from '$lib/server/auth/session';
import { database } from '$lib/server/db/client';
import { readSettings } from '$lib/server/db/settings';
import { MOST_UPLOAD_BYTES } from '$lib/domain/listing-picture';
import { MOST_PLAN_UPLOAD_BYTES } from '$lib/domain/plan/plan-upload';
import { answerTooLarge, isBodyTooLarge, limitBody, MOST_BODY_BYTES } from '$lib/server/http/body-limit';
import { isForeignForm } from '$lib/server/http/foreign-form';
import { allowBasemap, SECURITY_HEADERS } from '$lib/server/http/security';
import { clearSessionCookie, writeSessionCookie } from '$lib/server/http/session-cookie';
import { linkOrigin } from '$lib/server/http/link-origin';
import { startJobs } from '$lib/server/job/runner';
import { getTimeZone } from '$lib/server/quarter';
import { JOBS } from './jobs';

const settings = readSettings(process.env);
let timeZone = 'UTC';

/** The quarter's settings are authored and change only with a restart: its time zone is read once. */
export const init: ServerInit = async () => {
  timeZone = await getTimeZone(database().db, settings.quarter);
  const onFailure = (text: string): void => void process.stderr.write(`${text}\n`);
  startJobs(database(), JOBS, { quarter: settings.quarter, locale: baseLocale, origin: linkOrigin(), onFailure });
};

/** A page that is shown as any other, but is told to be something else than found, such as gone (410). */
function withStatus(response: Response, status: number | undefined): Response {
  const isPage = response.status === 200 && response.headers.get('content-type')?.startsWith('text/html');
  return status !== undefined && isPage ? new Response(response.body, { status, headers: response.headers }) : response;
}

const secure: Handle = async ({ event, resolve }) => {
  const response = withStatus(await resolve(event), event.locals.status);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  const policy = response.headers.get('content-security-policy');
  if (policy) response.headers.set('content-security-policy', allowBasemap(policy, settings));
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    if (!response.headers.get('cache-control')?.includes('no-store')) response.headers.set('cache-control', 'no-cache');
    if (!response.headers.get('vary')?.includes('Cookie')) response.headers.append('vary', 'Cookie');
  }
  return response;
};

/** Before anybody is looked up: a form of another site is nobody's will. */
const refuseForeignForms: Handle = ({ event, resolve }) => {
  if (!isForeignForm(event.request, event.url)) return resolve(event);
  return new Response(`Cross-site ${event.request.method} form submissions are forbidden`, { status: 403 });
};

/** The same bytes for everybody, which anybody may keep: who asks for them is not even looked up. */
const PUBLIC_FILES = /^\/(geo|tiles|basemap\.pmtiles|health)(\/|$)/;

/** Finds out who asks. Without a cookie nothing is read and nothing is set; a cookie that is worth nothing goes. */
const identify: Handle = async ({ event, resolve }) => {
  event.locals.session = null;
  const secret = event.cookies.get(SESSION_COOKIE);
  if (secret === undefined || PUBLIC_FILES.test(event.route.id ?? '')) return resolve(event);
  const known = await readSession({ db: database().db, quarter: settings.quarter }, secret);
  if (known === null) clearSessionCookie(event);
  else {
    event.locals.session = { id: known.id, viewer: known.viewer, actor: known.actor };
    if (known.refreshed !== null) writeSessionCookie(event, known.refreshed);
  }
  const response = await resolve(event);
  // A stream of events says for itself that nobody may keep or pack it.
  if (!response.headers.get('cache-control')?.includes('no-store')) {
    response.headers.set('cache-control', 'private, no-store');
  }
  if (!response.headers.get('vary')?.includes('Cookie')) response.headers.append('vary', 'Cookie');
  return response;
};

/** Where pictures and tables are uploaded, and how much at once. */
const UPLOAD_ROUTES: Readonly<Record<string, number>> = {
  '/(desk)/desk/listings/[id=id]': MOST_UPLOAD_BYTES,
  '/(desk)/desk/plans/[id=id]/import': MOST_PLAN_UPLOAD_BYTES
};

/** The server itself takes as much as an upload; only those who are signed in may send that, and only there. */
const limitBodies: Handle = ({ event, resolve }) => {
  const isKnown = event.locals.session !== null;
  const most = (isKnown && UPLOAD_ROUTES[event.route.id ?? '']) || MOST_BODY_BYTES;
  if (isBodyTooLarge(event.request, most)) return answerTooLarge(event.request);
  event.request = limitBody(event.request, most);
  return resolve(event);
};

const localise: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ request, locale }) => {
    event.request = request;
    event.locals.context = {
      db: database().db,
      actor: event.locals.session?.actor ?? PUBLIC_ACTOR,
      locale,
      quarter: settings.quarter,
      today: dayAt(new Date(), timeZone)
    };
    return resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%dir%', getTextDirection(locale)),
      preload: ({ type, path }) =>
        type === 'js' || type === 'css' || (type === 'font' && /sans-latin-(400|600)-normal.*\.woff2$/.test(path))
    });
  });

export const handle: Handle = sequence(secure, refuseForeignForms, identify, limitBodies, localise);

export const handleError: HandleServerError = ({ error, event, status, message }) => {
  if (status === 404) return { message, code: 'not_found' };
  const id = randomUUID();
  process.stderr.write(
    `${JSON.stringify({ id, status, path: event.url.pathname, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })}\n`
  );
  return { message, id };
};
