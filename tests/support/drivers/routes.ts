import { readdirSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

export interface PageCase {
  /** The route as its folder is called, without groups. */
  readonly name: string;
  readonly path: string;
  /** Whether the page shares the layout with the map. */
  readonly hasMap: boolean;
}

/** Has the form of a link's secret, and opens nothing: what a private page shows once its link has expired. */
const UNKNOWN_SECRET = 'x'.repeat(43);

/** A path for each route that has parameters; a route without an entry here makes `everyPage` throw. */
const RECORDS: Readonly<Record<string, string>> = {
  '/buildings/[id=id]': '/buildings/1',
  '/units/[id=id]': '/units/3',
  '/businesses/[id=id]': '/businesses/1',
  '/measures/[id=id]': '/measures/1',
  '/listings/[id=id]': '/listings/1',
  '/listings/[id=id]/enquiry': '/listings/1/enquiry',
  '/listings/[id=id]/enquiry/sent': '/listings/1/enquiry/sent',
  '/listings/[id=id]/sheet': '/listings/1/sheet',
  '/plans/[id=id]': '/plans/2',
  '/plans/[id=id]/consultation': '/plans/2/consultation',
  '/plans/[id=id]/effects': '/plans/2/effects',
  '/plans/[id=id]/progress': '/plans/2/progress',
  '/plans/[id=id]/sheet': '/plans/2/sheet',
  '/districts/[code]': '/districts/22',
  '/comments/[secret=secret]': `/comments/${UNKNOWN_SECRET}`,
  '/enquiries/[secret=secret]': `/enquiries/${UNKNOWN_SECRET}`,
  '/requests/[secret=secret]': `/requests/${UNKNOWN_SECRET}`,
  '/requests/[secret=secret]/unsubscribe': `/requests/${UNKNOWN_SECRET}/unsubscribe`,
  '/requests/confirm/[secret=secret]': `/requests/confirm/${UNKNOWN_SECRET}`
};

/** States of a page that look different enough to be cases of their own. */
const STATES: readonly PageCase[] = [
  { name: '/ as a table', path: '/?view=table&theme=renewal', hasMap: true },
  { name: '/ in the past', path: '/?date=2006-01-01', hasMap: true },
  { name: '/search with hits', path: '/search?q=eisenbahnstr', hasMap: false },
  { name: 'a unit on offer', path: '/units/1?figure=V14', hasMap: true },
  { name: '/listings that finds nothing', path: '/listings?for=education&sqm=300-&extractor=1', hasMap: true },
  { name: '/idea with its matches', path: '/idea?for=gastronomy&sqm=40-100&rent=900&need=toilet', hasMap: true },
  { name: '/listings/compare with three', path: '/listings/compare?ids=1,2,3', hasMap: false },
  { name: '/listings/favourites as shared', path: '/listings/favourites?ids=1,2,999999', hasMap: false },
  { name: '/requests/new with an idea', path: '/requests/new?for=gastronomy&sqm=40-100&need=toilet', hasMap: false },
  { name: '/plans/compare side by side', path: '/plans/compare?from=today&to=2&form=beside', hasMap: false },
  { name: '/plans/compare with a divider', path: '/plans/compare?from=2&to=2&form=swipe', hasMap: false },
  { name: '/plans/[id]/progress of what is offered', path: '/plans/2/progress?show=offered', hasMap: false },
  { name: '/guide for one use', path: '/guide?for=gastronomy', hasMap: false },
  { name: '/businesses filtered', path: '/businesses?branch=gastronomy&open=sa&hour=20:00', hasMap: true },
  { name: '/businesses without a match', path: '/businesses?q=zzz', hasMap: true },
  { name: 'an unknown page', path: '/units/999999', hasMap: false }
];

/** Pages that lead to the sign-in page whoever has no account. */
const SIGNED_IN_GROUPS: readonly string[] = ['(admin)', '(desk)'];
const SIGNED_IN_PAGES: readonly string[] = ['/account', '/sign-out'];

/** Every page for the public that the routes folder holds, so that a new route without a case fails. */
export function everyPage(): readonly PageCase[] {
  const cases = listRoutes()
    .filter(({ isForAccounts }) => !isForAccounts)
    .map(({ name, group }): PageCase => {
      const path = name.includes('[') ? RECORDS[name] : name;
      if (path === undefined) throw new Error(`The route ${name} needs a path in tests/support/drivers/routes.ts`);
      return { name, path, hasMap: group === '(map)' };
    });
  return [...cases, ...STATES];
}

/** A few pages per test, so that a slow machine is not taken for a page that cannot be shown. */
const PAGES_PER_TEST = 12;

/** `pages` for tests of a few pages each, named by the first of them. */
export function inBatches(
  pages: readonly PageCase[]
): readonly { readonly first: string; readonly pages: readonly PageCase[] }[] {
  return Array.from({ length: Math.ceil(pages.length / PAGES_PER_TEST) }, (_, batch) => {
    const part = pages.slice(batch * PAGES_PER_TEST, (batch + 1) * PAGES_PER_TEST);
    return { first: part[0]!.name, pages: part };
  });
}

/** Every page for people with accounts. The caller knows paths for the routes with parameters, by name. */
export function everyAccountPage(records: Readonly<Record<string, string>>): readonly PageCase[] {
  return listRoutes()
    .filter(({ isForAccounts }) => isForAccounts)
    .map(({ name, group }) => {
      const path = name.includes('[') ? records[name] : name;
      if (path === undefined) throw new Error(`The route ${name} needs a path from the test that asks for it`);
      return { name, path, hasMap: group === '(map)' };
    });
}

function listRoutes(): { name: string; group: string; isForAccounts: boolean }[] {
  const root = resolve('src/routes');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === '+page.svelte')
    .map((entry) => relative(root, entry.parentPath).split(sep))
    .map((parts) => {
      const name = `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join('/')}`;
      const group = parts[0] ?? '';
      return {
        name,
        group,
        isForAccounts: SIGNED_IN_GROUPS.includes(group) || SIGNED_IN_PAGES.includes(name) || /\/(edit|draw)$/.test(name)
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The same page with its table in the place of the map, which spares a test the drawing. */
export function asTable({ path, hasMap }: PageCase): string {
  if (!hasMap || path.includes('view=table')) return path;
  return `${path}${path.includes('?') ? '&' : '?'}view=table`;
}
