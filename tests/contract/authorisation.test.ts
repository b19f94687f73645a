import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type GrantableRole, type Role } from '../../src/lib/domain/access';
import { DESK_PATHS, listDeskPlaces } from '../../src/lib/domain/desk-place';
import { SESSION_COOKIE } from '../../src/lib/server/auth/session';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { databaseUrl, readCredentials } from '../../src/lib/server/db/embedded/credentials';
import { beginTestSession, createAccount } from '../support/accounts';
import { startBuiltApp, type BuiltApp } from '../support/built-app';
import { listRoutes, ROUTE_DECISIONS, SIGNED_IN } from '../support/route-decision';

const QUARTER = 'iq-ost';
const PAGE_MODULES = import.meta.glob<{ actions?: Record<string, unknown> }>('../../src/routes/**/+page.server.ts');

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
      rule: number;
    }[]
  >`
    select u.id as unit, u.building_id as building, (select min(id) from business) as business,
      (select min(id) from listing where status = 'public') as listing, (select min(id) from measure) as measure,
      (select min(id) from use_plan where status <> 'draft') as plan, (select min(id) from audit_event) as event,
      (select min(id) from guide_step) as step, (select min(id) from advice_office) as office, (select min(id) from plan_rule) as rule
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
    expect(Object.keys(ROUTE_DECISIONS).sort()).toEqual(listRoutes());
  });

  it.each(ROLES)('open to the role %s only what was decided', async (role) => {
    const wrong: string[] = [];
    for (const [route, { path, roles }] of Object.entries(ROUTE_DECISIONS)) {
      const refused = await isRefused(role, path);
      if (refused === roles.includes(role)) wrong.push(`${route}: ${refused ? 'refused' : 'let in'}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(ROLES)('take forms from the role %s only where that was decided', async (role) => {
    const wrong: string[] = [];
    let count = 0;
    for (const [module, load] of Object.entries(PAGE_MODULES)) {
      const route = module.slice('../../src/routes/'.length, -'/+page.server.ts'.length);
      const { path, roles, posts = {} } = ROUTE_DECISIONS[route]!;
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

describe('the desk', () => {
  it.each(ROLES)('leads the role %s to its first place, whose tabs are those that open', async (role) => {
    const paths = listDeskPlaces({ roles: [role] }).map((place) => DESK_PATHS[place]);
    const headers = headersOf(role);
    const response = await fetch(`${app.baseUrl}/desk`, { headers });
    const [first] = paths;
    if (first === undefined) {
      const refused = role === 'public' ? response.url.includes('/sign-in') : response.status === 403;
      expect(refused, `${response.status} ${response.url}`).toBe(true);
      return;
    }
    expect([response.status, new URL(response.url).pathname]).toEqual([200, first]);
    const [, tabs = ''] = /<main[^>]*>.*?<nav[^>]*>(.*?)<\/nav>/s.exec(await response.text()) ?? [];
    expect([...tabs.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual(paths);
    for (const path of paths) {
      expect((await fetch(`${app.baseUrl}${path}`, { headers })).status, path).toBe(200);
    }
  });
});
