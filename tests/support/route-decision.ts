import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROLES, type Role } from '../../src/lib/domain/access';

const ROUTES = fileURLToPath(new URL('../../src/routes', import.meta.url));
const EVERYBODY = ROLES;
export const SIGNED_IN = ROLES.filter((role) => role !== 'public');
const DESK: readonly Role[] = ['planner', 'administrator'];
const ADMIN: readonly Role[] = ['administrator'];
const GUIDE: readonly Role[] = ['counsellor', ...DESK];

/** Has the form of a link's secret, and opens nothing. */
const UNKNOWN_SECRET = 'x'.repeat(43);

export interface RouteDecision {
  /** An address of the route; `{unit}` and the like stand for what the owner and the business of the test have. */
  readonly path: string;
  readonly roles: readonly Role[];
  /** Who may post single forms of it, where that differs. */
  readonly posts?: Readonly<Record<string, readonly Role[]>>;
}

/** Who may open each route and post its forms. A new route must be decided about here. */
export const ROUTE_DECISIONS: Readonly<Record<string, RouteDecision>> = {
  '(account)/account': { path: '/account', roles: SIGNED_IN },
  '(account)/forgotten-password': { path: '/forgotten-password', roles: EVERYBODY },
  '(account)/invitation': { path: '/invitation?token=x', roles: EVERYBODY, posts: { accept: SIGNED_IN } },
  '(account)/reset-password': { path: '/reset-password?token=x', roles: EVERYBODY },
  '(account)/set-up': { path: '/set-up?token=x', roles: EVERYBODY },
  '(account)/sign-in': { path: '/sign-in', roles: EVERYBODY },
  '(account)/sign-out': { path: '/sign-out', roles: SIGNED_IN },
  '(account)/still-free': { path: '/still-free?token=x', roles: EVERYBODY },
  '(admin)/admin': { path: '/admin', roles: ADMIN },
  '(admin)/admin/accounts': { path: '/admin/accounts', roles: ADMIN },
  '(admin)/admin/accounts/[id]': { path: '/admin/accounts/{account}', roles: ADMIN },
  '(admin)/admin/invitations': { path: '/admin/invitations', roles: ADMIN },
  '(admin)/admin/organisations': { path: '/admin/organisations', roles: ADMIN },
  '(admin)/admin/organisations/[id=id]': { path: '/admin/organisations/{organisation}', roles: ADMIN },
  '(admin)/admin/outbox': { path: '/admin/outbox', roles: ADMIN },
  '(admin)/admin/rules': { path: '/admin/rules', roles: ADMIN },
  '(admin)/admin/rules/[id=id]': { path: '/admin/rules/{rule}', roles: ADMIN },
  '(admin)/admin/rules/new': { path: '/admin/rules/new', roles: ADMIN },
  '(desk)/desk': {
    path: '/desk',
    roles: [...DESK, 'owner', 'business', 'counsellor'],
    posts: { confirm: [...DESK, 'owner'], undo: DESK }
  },
  '(desk)/desk/changes': { path: '/desk/changes', roles: DESK },
  '(desk)/desk/changes.csv': { path: '/desk/changes.csv', roles: DESK },
  '(desk)/desk/changes/[id=id]': { path: '/desk/changes/{event}', roles: DESK },
  '(desk)/desk/listings': { path: '/desk/listings', roles: [...DESK, 'owner'], posts: { undo: DESK } },
  '(desk)/desk/listings/[id=id]': {
    path: '/desk/listings/{ownOffer}',
    roles: [...DESK, 'owner'],
    posts: { undo: DESK }
  },
  '(desk)/desk/listings/new': { path: '/desk/listings/new?unit={unit}', roles: [...DESK, 'owner'] },
  '(desk)/desk/plans': { path: '/desk/plans', roles: DESK },
  '(desk)/desk/plans/[id=id]': { path: '/desk/plans/{plan}', roles: DESK },
  '(desk)/desk/plans/new': { path: '/desk/plans/new', roles: DESK },
  '(desk)/desk/guide': { path: '/desk/guide', roles: GUIDE },
  '(desk)/desk/guide/offices/[id=id]': { path: '/desk/guide/offices/{office}', roles: GUIDE },
  '(desk)/desk/guide/offices/new': { path: '/desk/guide/offices/new', roles: GUIDE },
  '(desk)/desk/guide/steps/[id=id]': { path: '/desk/guide/steps/{step}', roles: GUIDE },
  '(desk)/desk/guide/steps/new': { path: '/desk/guide/steps/new', roles: GUIDE },
  '(desk)/desk/enquiries': { path: '/desk/enquiries', roles: [...DESK, 'owner'] },
  '(desk)/desk/enquiries/[id]': { path: '/desk/enquiries/{ownEnquiry}', roles: [...DESK, 'owner'] },
  '(desk)/desk/plans/[id=id]/comments': { path: '/desk/plans/{plan}/comments', roles: DESK },
  '(desk)/desk/plans/[id=id]/comments.csv': { path: '/desk/plans/{plan}/comments.csv', roles: DESK },
  '(desk)/desk/plans/ratios': { path: '/desk/plans/ratios', roles: DESK },
  '(desk)/desk/plans/[id=id]/import': { path: '/desk/plans/{plan}/import', roles: DESK },
  '(desk)/desk/plans/zones': { path: '/desk/plans/zones', roles: DESK },
  '(desk)/desk/requests': { path: '/desk/requests', roles: [...DESK, 'counsellor'] },
  '(map)': { path: '/', roles: EVERYBODY },
  '(map)/buildings/[id=id]': { path: '/buildings/{building}', roles: EVERYBODY },
  '(map)/buildings/[id=id]/edit': { path: '/buildings/{building}/edit', roles: DESK },
  '(map)/businesses': { path: '/businesses', roles: EVERYBODY },
  '(map)/businesses/[id=id]': { path: '/businesses/{business}', roles: EVERYBODY },
  '(map)/businesses/[id=id]/edit': { path: '/businesses/{business}/edit', roles: [...DESK, 'business'] },
  '(map)/districts/[code]': { path: '/districts/21', roles: EVERYBODY },
  '(map)/edit': {
    path: '/edit?units={unit}',
    roles: [...DESK, 'owner'],
    posts: Object.fromEntries(
      ['correct', 'remove', 'facts', 'divide', 'merge', 'convert', 'end', 'undo'].map((action) => [action, DESK])
    )
  },
  '(map)/idea': { path: '/idea?for=gastronomy&sqm=40-80', roles: EVERYBODY },
  '(map)/listings': { path: '/listings', roles: EVERYBODY },
  '(map)/listings/[id=id]': { path: '/listings/{listing}', roles: EVERYBODY },
  '(map)/measures/[id=id]': { path: '/measures/{measure}', roles: EVERYBODY },
  '(map)/plans/[id=id]': { path: '/plans/{plan}', roles: EVERYBODY },
  '(map)/units/[id=id]': { path: '/units/{unit}', roles: EVERYBODY },
  '(pages)/comments/[secret=secret]': { path: `/comments/${UNKNOWN_SECRET}`, roles: EVERYBODY },
  '(pages)/comments/deleted': { path: '/comments/deleted', roles: EVERYBODY },
  '(pages)/enquiries/[secret=secret]': { path: `/enquiries/${UNKNOWN_SECRET}`, roles: EVERYBODY },
  '(pages)/enquiries/deleted': { path: '/enquiries/deleted', roles: EVERYBODY },
  '(pages)/listings/[id=id]/enquiry': { path: '/listings/{listing}/enquiry', roles: EVERYBODY },
  '(pages)/listings/[id=id]/enquiry/sent': { path: '/listings/{listing}/enquiry/sent', roles: EVERYBODY },
  '(pages)/requests/[secret=secret]': { path: `/requests/${UNKNOWN_SECRET}`, roles: EVERYBODY },
  '(pages)/requests/[secret=secret]/unsubscribe': {
    path: `/requests/${UNKNOWN_SECRET}/unsubscribe`,
    roles: EVERYBODY
  },
  '(pages)/requests/confirm/[secret=secret]': { path: `/requests/confirm/${UNKNOWN_SECRET}`, roles: EVERYBODY },
  '(pages)/requests/deleted': { path: '/requests/deleted', roles: EVERYBODY },
  '(pages)/requests/new': { path: '/requests/new?for=retail', roles: EVERYBODY },
  '(pages)/requests/sent': { path: '/requests/sent', roles: EVERYBODY },
  '(pages)/about': { path: '/about', roles: EVERYBODY },
  '(pages)/accessibility': { path: '/accessibility', roles: EVERYBODY },
  '(pages)/buildings': { path: '/buildings', roles: EVERYBODY },
  '(pages)/guide': { path: '/guide', roles: EVERYBODY },
  '(pages)/districts': { path: '/districts', roles: EVERYBODY },
  '(pages)/figures': { path: '/figures', roles: EVERYBODY },
  '(pages)/listings/[id=id]/sheet': { path: '/listings/{listing}/sheet', roles: EVERYBODY },
  '(pages)/listings/compare': { path: '/listings/compare?ids={listing}', roles: EVERYBODY },
  '(pages)/listings/favourites': { path: '/listings/favourites?ids={listing}', roles: EVERYBODY },
  '(pages)/measures': { path: '/measures', roles: EVERYBODY },
  '(pages)/plans/[id=id]/sheet': { path: '/plans/{plan}/sheet', roles: EVERYBODY },
  '(pages)/plans': { path: '/plans', roles: EVERYBODY },
  '(pages)/plans/[id=id]/effects': { path: '/plans/{plan}/effects', roles: EVERYBODY },
  '(pages)/plans/[id=id]/progress': {
    path: '/plans/{plan}/progress',
    roles: EVERYBODY,
    posts: { listing: DESK, measure: DESK, undo: DESK }
  },
  '(pages)/plans/[id=id]/consultation': { path: '/plans/{plan}/consultation', roles: EVERYBODY },
  '(pages)/privacy': { path: '/privacy', roles: EVERYBODY },
  '(pages)/search': { path: '/search?q=laden', roles: EVERYBODY },
  '(pages)/sources': { path: '/sources', roles: EVERYBODY },
  '(plan)/plans/compare': { path: '/plans/compare?from=today&to={plan}', roles: EVERYBODY },
  '(plan)/plans/[id=id]/draw': { path: '/plans/{plan}/draw', roles: DESK },
  '(plan)/plans/[id=id]/draw/changes': { path: '/plans/{plan}/draw/changes', roles: DESK },
  'attributes.json': { path: '/attributes.json', roles: EVERYBODY },
  // Without a configured file there is none; nobody is refused for who they are.
  'basemap.pmtiles': { path: '/basemap.pmtiles', roles: EVERYBODY },
  changes: { path: '/changes', roles: EVERYBODY },
  'figures.json': { path: '/figures.json', roles: EVERYBODY },
  'plans/[id=id].geojson': { path: '/plans/{plan}.geojson', roles: EVERYBODY },
  'plans/[id=id].xlsx': { path: '/plans/{plan}.xlsx', roles: EVERYBODY },
  'exports/listings.csv': { path: '/exports/listings.csv', roles: EVERYBODY },
  'exports/listings.xlsx': { path: '/exports/listings.xlsx', roles: EVERYBODY },
  'exports/openimmo.xml': { path: '/exports/openimmo.xml', roles: EVERYBODY },
  'feeds/listings.atom': { path: '/feeds/listings.atom', roles: EVERYBODY },
  'listings/[id=id]/openimmo.xml': { path: '/listings/{listing}/openimmo.xml', roles: EVERYBODY },
  'robots.txt': { path: '/robots.txt', roles: EVERYBODY },
  'sitemap.xml': { path: '/sitemap.xml', roles: EVERYBODY },
  'sitemap/[part=id].xml': { path: '/sitemap/1.xml', roles: EVERYBODY },
  'geo/[hash=hash]/[layer=layer].geojson': { path: '/geo/0000000000000000/units.geojson', roles: EVERYBODY },
  health: { path: '/health', roles: EVERYBODY },
  // Who may not see it is told that there is none.
  'listing-files/[id=id]/[hash=sha256].webp': { path: `/listing-files/1/${'0'.repeat(64)}.webp`, roles: EVERYBODY },
  'search.json': { path: '/search.json?q=laden', roles: EVERYBODY },
  'viewings/[secret=secret].ics': { path: `/viewings/${UNKNOWN_SECRET}.ics`, roles: EVERYBODY },
  'tiles/[hash=hash]/buildings/[z]/[x]/[y].mvt': {
    path: '/tiles/0000000000000000/buildings/14/8756/5472.mvt',
    roles: EVERYBODY
  }
};

/** Every route that answers, by its folder below `src/routes`. */
export function listRoutes(): string[] {
  const files = readdirSync(ROUTES, { recursive: true, withFileTypes: true });
  const found = files.filter(({ name }) => /^\+(page(\.server)?\.(ts|svelte)|server\.ts)$/.test(name));
  return [...new Set(found.map(({ parentPath }) => relative(ROUTES, join(parentPath))))].sort();
}
