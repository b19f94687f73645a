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

export const EDIT_ROUTE = '/(map)/edit';

/** What is edited: units, or a house of which none is chosen yet. */
export interface EditChoice {
  readonly units?: readonly number[];
  readonly house?: number | undefined;
}

/** The edit mode with another choice; settings of the view and the task stay as at `url`. */
export function editHref(url: Pick<URL, 'search'>, { units = [], house }: EditChoice): string {
  const search = new URLSearchParams(withoutEdit(url));
  const task = new URLSearchParams(url.search).get('do');
  if (units.length > 0) search.set('units', units.join());
  else if (house !== undefined) search.set('house', String(house));
  if (task !== null) search.set('do', task);
  return pageHref('/edit', search.toString().replaceAll('%2C', ','));
}

/** The query without what only the edit mode reads; a form's action stands there, too, without JavaScript. */
export function withoutEdit({ search }: Pick<URL, 'search'>): string {
  const kept = [...new URLSearchParams(search)].filter(([name]) => !/^(units|house|do|entry|\/.*)$/.test(name));
  return new URLSearchParams(kept).toString().replaceAll('%2C', ',');
}
