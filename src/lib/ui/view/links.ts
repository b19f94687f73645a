import { localizeHref, type Locale } from '$i18n/paraglide/runtime';

export type RecordKind = 'building' | 'unit' | 'business' | 'measure' | 'listing' | 'plan' | 'district';

const COLLECTIONS: Readonly<Record<RecordKind, string>> = {
  building: 'buildings',
  unit: 'units',
  business: 'businesses',
  measure: 'measures',
  listing: 'listings',
  plan: 'plans',
  district: 'districts'
};

/**
 * A path of the base language in another one, the reader's where none is given. The start page of a language is
 * `/en`, not `/en/`, which would only lead there.
 */
export function localPath(href: string, locale?: Locale): string {
  return localizeHref(href, locale && { locale }).replace(/(?<=[^/])\/(?=$|[?#])/, '');
}

/** The path of a page in the reader's language. `search` is a query string with or without its `?`. */
export function pageHref(path: string, search = ''): string {
  const query = search.replace(/^\?/, '');
  return localPath(query ? `${path}?${query}` : path);
}

/** The lasting path of a record in the reader's language. */
export function recordHref(kind: RecordKind, id: number | string, search = ''): string {
  return pageHref(`/${COLLECTIONS[kind]}/${id}`, search);
}
