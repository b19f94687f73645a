import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type GrantableRole, type Role } from '../../src/lib/domain/access';
import { SESSION_COOKIE } from '../../src/lib/server/auth/session';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { databaseUrl, readCredentials } from '../../src/lib/server/db/embedded/credentials';
import { beginTestSession, createAccount } from '../support/accounts';
import { startBuiltApp, type BuiltApp } from '../support/built-app';

const QUARTER = 'iq-ost';
const EVERYBODY = ROLES;
const SIGNED_IN = ROLES.filter((role) => role !== 'public');
const DESK: readonly Role[] = ['planner', 'administrator'];
const ADMIN: readonly Role[] = ['administrator'];
const GUIDE: readonly Role[] = ['counsellor', ...DESK];

/** Has the form of a link's secret, and opens nothing. */
const UNKNOWN_SECRET = 'x'.repeat(43);

interface Decision {
  /** An address of the route; `{unit}` and the like stand for what the owner and the business of the test have. */
  readonly path: string;
  readonly roles: readonly Role[];
  /** Who may post single forms of it, where that differs. */
  readonly posts?: Readonly<Record<string, readonly Role[]>>;
}

/** Who may open each route and post its forms. A new route must be decided about here. */
const DECISIONS: Readonly<Record<string, Decision>> = {
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
  '(desk)/desk': {
    path: '/desk',
    roles: [...DESK, 'owner', 'business'],
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
  '(desk)/desk/guide': { path: '/desk/guide', roles: GUIDE },
  '(desk)/desk/guide/offices/[id=id]': { path: '/desk/guide/offices/{office}', roles: GUIDE },
  '(desk)/desk/guide/offices/new': { path: '/desk/guide/offices/new', roles: GUIDE },
  '(desk)/desk/guide/steps/[id=id]': { path: '/desk/guide/steps/{step}', roles: GUIDE },
  '(desk)/desk/guide/steps/new': { path: '/desk/guide/steps/new', roles: GUIDE },
  '(desk)/desk/enquiries': { path: '/desk/enquiries', roles: [...DESK, 'owner'] },
  '(desk)/desk/enquiries/[id]': { path: '/desk/enquiries/{ownEnquiry}', roles: [...DESK, 'owner'] },
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
  '(pages)/plans': { path: '/plans', roles: EVERYBODY },
  '(pages)/privacy': { path: '/privacy', roles: EVERYBODY },
  '(pages)/search': { path: '/search?q=laden', roles: EVERYBODY },
  '(pages)/sources': { path: '/sources', roles: EVERYBODY },
  'attributes.json': { path: '/attributes.json', roles: EVERYBODY },
  // Without a configured file there is none; nobody is refused for who they are.
  'basemap.pmtiles': { path: '/basemap.pmtiles', roles: EVERYBODY },
  changes: { path: '/changes', roles: EVERYBODY },
  'figures.json': { path: '/figures.json', roles: EVERYBODY },
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

const ROUTES = fileURLToPath(new URL('../../src/routes', import.meta.url));
const PAGE_MODULES = import.meta.glob<{ actions?: Record<string, unknown> }>('../../src/routes/**/+page.server.ts');

function listRoutes(): string[] {
  const files = readdirSync(ROUTES, { recursive: true, withFileTypes: true });
  const found = files.filter(({ name }) => /^\+(page(\.server)?\.(ts|svelte)|server\.ts)$/.test(name));
  return [...new Set(found.map(({ parentPath }) => relative(ROUTES, join(parentPath))))].sort();
}

let app: BuiltApp;
let database: OpenDatabase;
const cookies = new Map<Role, string>();
const places = new Map<string, string>();

beforeAll(async () => {
  app = await startBuiltApp();
  database = openDatabase(databaseUrl(readCredentials(app.dataDirectory)!), { poolSize: 1 });
  const { sql, db } = database;
  const [own] = await sql<
    {
      unit: number;
      building: number;
      business: number;
      listing: number;
      measure: number;
      plan: number;
      event: number;
      step: number;
      office: number;
    }[]
  >`
    select u.id as unit, u.building_id as building, (select min(id) from business) as business,
      (select min(id) from listing where status = 'public') as listing, (select min(id) from measure) as measure,
      (select min(id) from use_plan where status <> 'draft') as plan, (select min(id) from audit_event) as event,
      (select min(id) from guide_step) as step, (select min(id) from advice_office) as office
    from unit u where upper_inf(u.valid) order by u.id limit 1`;
  for (const [name, id] of Object.entries(own!)) places.set(name, String(id));
  const [offer] = await sql<{ id: number }[]>`
    insert into listing (quarter_id, unit_id, ref, title, description, status, available_on, source_id)
    select q.id, ${own!.unit}, 'walk', 'Laden', '', 'draft', '2026-01-01', (select min(id) from source)
    from quarter q where q.slug = ${QUARTER} returning id`;
  places.set('ownOffer', String(offer!.id));
  const [enquiry] = await sql<{ id: string }[]>`
    with counted as (
      insert into enquiry_statistic (quarter_id, received_on, outcome)
      select id, '2026-01-01', 'new' from quarter where slug = ${QUARTER} returning id, quarter_id)
    insert into enquiry (quarter_id, listing_id, statistic_id, locale, name, email, consented_at, expires_on)
    select quarter_id, ${offer!.id}, id, 'de', 'Ada', 'ada@example.org', now(), '2099-01-01' from counted returning id`;
  places.set('ownEnquiry', enquiry!.id);
  for (const role of SIGNED_IN as readonly GrantableRole[]) {
    const account = await createAccount(db, QUARTER, {
      ...{ role, buildingIds: role === 'owner' ? [own!.building] : [] },
      businessIds: role === 'business' ? [own!.business] : []
    });
    places.set('account', account.id);
    if (account.organisationId !== null) places.set('organisation', String(account.organisationId));
    cookies.set(role, `${SESSION_COOKIE}=${await beginTestSession(db, QUARTER, account.id)}`);
  }
});

afterAll(async () => {
  await database.close();
  await app.close();
});

const addressOf = (path: string) => app.baseUrl + path.replace(/\{(\w+)\}/g, (_, name: string) => places.get(name)!);

function headersOf(role: Role): Record<string, string> {
  const cookie = cookies.get(role);
  return cookie === undefined ? {} : { cookie };
}

/** Refused for who one is: 401, 403, or led to the sign-in page. */
async function isRefused(role: Role, path: string): Promise<boolean> {
  const stop = new AbortController();
  const response = await fetch(addressOf(path), {
    headers: headersOf(role),
    redirect: 'manual',
    signal: stop.signal
  });
  const { status } = response;
  const leadsToSignIn = status === 303 && /\/sign-in/.test(response.headers.get('location') ?? '');
  // The stream of changes never ends by itself.
  stop.abort();
  if (status >= 500) throw new Error(`${path} answers ${status} to ${role}`);
  return status === 401 || status === 403 || leadsToSignIn;
}

interface ActionAnswer {
  readonly type: 'success' | 'failure' | 'redirect' | 'error';
  readonly status: number;
  readonly location?: string;
}

async function isPostRefused(role: Role, path: string, action: string): Promise<boolean> {
  const [pathname = '', search = ''] = path.split('?');
  const query = action === 'default' ? search : [search, `/${action}`].filter(Boolean).join('&');
  const response = await fetch(addressOf(`${pathname}${query ? `?${query}` : ''}`), {
    method: 'POST',
    headers: { ...headersOf(role), origin: app.baseUrl, accept: 'application/json', 'x-sveltekit-action': 'true' },
    body: new URLSearchParams({ seen: `${places.get('unit')}:0`, version: '0' })
  });
  const answer = (await response.json()) as ActionAnswer;
  const status = answer.status ?? response.status;
  if (status >= 500) throw new Error(`${path} ?/${action} answers ${status} to ${role}`);
  return status === 401 || status === 403 || (answer.type === 'redirect' && /\/sign-in/.test(answer.location ?? ''));
}

describe('the routes', () => {
  it('are all decided about, and nothing is decided that is not there', () => {
    expect(Object.keys(DECISIONS).sort()).toEqual(listRoutes());
  });

  it.each(ROLES)('open to the role %s only what was decided', async (role) => {
    const wrong: string[] = [];
    for (const [route, { path, roles }] of Object.entries(DECISIONS)) {
      const refused = await isRefused(role, path);
      if (refused === roles.includes(role)) wrong.push(`${route}: ${refused ? 'refused' : 'let in'}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(ROLES)('take forms from the role %s only where that was decided', async (role) => {
    const wrong: string[] = [];
    let count = 0;
    for (const [module, load] of Object.entries(PAGE_MODULES)) {
      const route = relative(ROUTES, join(ROUTES, '..', '..', 'tests', 'contract', module)).replace(
        /\/\+page\.server\.ts$/,
        ''
      );
      const { path, roles, posts = {} } = DECISIONS[route]!;
      for (const action of Object.keys((await load()).actions ?? {})) {
        count += 1;
        // Signing out would end what the next form needs; its own journeys test it.
        if (route === '(account)/sign-out' || (role !== 'public' && route === '(account)/account')) continue;
        const refused = await isPostRefused(role, path, action);
        const mayPost = (posts[action] ?? roles).includes(role);
        if (refused && mayPost) wrong.push(`${route} ?/${action}: refused`);
        if (!refused && !mayPost) wrong.push(`${route} ?/${action}: let in`);
      }
    }
    expect(count).toBeGreaterThan(30);
    expect(wrong).toEqual([]);
  });
});
