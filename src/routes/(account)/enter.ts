import { redirect, type RequestEvent } from '@sveltejs/kit';
import { localizeHref } from '$i18n/paraglide/runtime';
import { reachOf, type Actor } from '$lib/domain/access';
import { ownPath } from '$lib/domain/account';
import { DESK_PATHS, listDeskPlaces } from '$lib/domain/desk-place';
import { endSession, readSession, SESSION_COOKIE, type SessionCookie } from '$lib/server/auth/session';
import type { Origin } from '$lib/server/auth/sign-in';
import { writeSessionCookie } from '$lib/server/http/session-cookie';

/** From where a request comes, as far as signing in looks at it. */
export function originOf({ getClientAddress, request }: RequestEvent): Origin {
  return { address: getClientAddress(), userAgent: request.headers.get('user-agent') };
}

/**
 * Leaves a page with a new session: the one before ends, the cookie is written, and the browser goes to `next` where
 * that is one of our own paths, or to where the account's work begins.
 */
export async function enter(event: RequestEvent, cookie: SessionCookie, next: string): Promise<never> {
  const before = event.cookies.get(SESSION_COOKIE);
  if (before !== undefined) await endSession(event.locals.context, before);
  writeSessionCookie(event, cookie);
  const session = await readSession(event.locals.context, cookie.secret);
  redirect(303, ownPath(next || null, session === null ? localizeHref('/account') : startPath(session.actor)));
}

/** Where the work of an account begins: with the accounts for who keeps them, else at the desk; without one, at home. */
export function startPath(actor: Actor): string {
  if (reachOf(actor, 'account:administer') === 'all') return localizeHref(DESK_PATHS.admin);
  const [first] = listDeskPlaces(actor);
  return localizeHref(first === undefined ? '/account' : DESK_PATHS[first]);
}
