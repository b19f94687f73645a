import type { SiteAddresses } from '../lib/domain/site-addresses';
import { baseLocale, localizeHref, locales, type Locale } from './paraglide/runtime';

/** The pages of the product in each language, for the file that tells search engines of them. */
export function siteAddresses(request: Request): SiteAddresses {
  return {
    origin: new URL(request.url).origin,
    locales,
    baseLocale,
    // The start page of a language is `/en`, not `/en/`.
    localise: (path, locale) => localizeHref(path, { locale: locale as Locale }).replace(/(?<=[^/])\/$/, '')
  };
}
