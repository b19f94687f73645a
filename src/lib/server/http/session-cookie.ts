import type { RequestEvent } from '@sveltejs/kit';
import { SESSION_COOKIE, type SessionCookie } from '../auth/session';

type Request = Pick<RequestEvent, 'cookies' | 'url'>;

/** Read by no script, sent by no other site's form, and over https only where we are reached that way. */
const attributes = ({ url }: Request) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' }) as const;

export function writeSessionCookie(event: Request, { secret, expiresAt }: SessionCookie): void {
  event.cookies.set(SESSION_COOKIE, secret, { ...attributes(event), expires: expiresAt });
}

export function clearSessionCookie(event: Request): void {
  event.cookies.delete(SESSION_COOKIE, attributes(event));
}
