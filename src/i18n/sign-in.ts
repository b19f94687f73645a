import { localizeHref } from './paraglide/runtime';

/** The page to sign in on, in the reader's language, which leads back to `url` afterwards. */
export function signInHref(url: Pick<URL, 'pathname' | 'search'>): string {
  return localizeHref(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
}
