import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/lib/server/auth/session';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { databaseUrl, readCredentials } from '../../src/lib/server/db/embedded/credentials';
import { beginTestSession, createAccount } from '../support/accounts';
import { differContents, invertChange } from '../../src/lib/domain/plan/plan-change';
import { readPlan } from '../../src/lib/server/use-plan/plan-content';
import { contextOf, PLANNER } from '../support/factories';
import { startBuiltApp, type BuiltApp } from '../support/built-app';
import { ROUTE_DECISIONS } from '../support/route-decision';

const QUARTER = 'iq-ost';
const PAGES = import.meta.glob<{ actions?: Record<string, unknown> }>('../../src/routes/**/plans/**/+page.server.ts');
const ENDPOINTS = import.meta.glob<Record<string, unknown>>('../../src/routes/**/plans/**/+server.ts');
const WRITING = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** All that forms of plans ask for, ticked and filled in, so that only the plan's state stands in the way. */
const FIELDS = {
  ...{ isConfirmed: 'yes', title: 'Anders', summary: 'Anders.', note: 'x' },
  ...{ horizonOn: '2040-12-31', from: '2026-11-01', to: '2099-12-31', adoptedOn: '2026-11-01', decision: 'x' }
};

let app: BuiltApp;
let database: OpenDatabase;
let cookie: string;

beforeAll(async () => {
  app = await startBuiltApp();
  database = openDatabase(databaseUrl(readCredentials(app.dataDirectory)!), { poolSize: 1 });
  const account = await createAccount(database.db, QUARTER, { role: 'planner' });
  cookie = `${SESSION_COOKIE}=${await beginTestSession(database.db, QUARTER, account.id)}`;
});

afterAll(async () => {
  await database.close();
  await app.close();
});

/** All that the plan says, as it is stored. */
async function readSaid(planId: number): Promise<string> {
  const [row] = await database.sql<{ said: string }[]>`
    select json_build_array(
      (select json_build_array(title, summary, horizon_on, block_id, series, version) from use_plan where id = ${planId}),
      (select json_agg(to_jsonb(g) order by g.id) from use_plan_target g where g.plan_id = ${planId}),
      (select json_agg(to_jsonb(a) order by a.id) from use_plan_area a where a.plan_id = ${planId}),
      (select json_agg(to_jsonb(t) order by field, locale) from translation t
        where t.entity = 'use_plan' and t.entity_id = ${planId}))::text as said`;
  return row!.said;
}

/** The version that a form would name which is filled in now. */
async function readVersion(planId: number): Promise<string> {
  const [row] = await database.sql<{ version: number }[]>`
    select coalesce(max(version), 0) as version from record_version where entity = 'use_plan' and entity_id = ${planId}`;
  return String(row!.version);
}

/** The address of a route for this plan; null where the route is not about one plan. */
function addressOf(module: string, planId: number): string | null {
  const route = module.slice('../../src/routes/'.length).replace(/\/\+(page\.)?server\.ts$/, '');
  const path = ROUTE_DECISIONS[route]?.path;
  return path?.includes('{plan}') ? app.baseUrl + path.replace('{plan}', String(planId)).replace(/\?.*/, '') : null;
}

async function post(address: string, body: URLSearchParams | string, method = 'POST'): Promise<number> {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(address, {
    ...{ method, redirect: 'manual', body },
    headers: {
      ...{ cookie, origin: app.baseUrl, accept: 'application/json' },
      ...(isForm ? { 'x-sveltekit-action': 'true' } : { 'content-type': 'application/json' })
    }
  });
  await response.arrayBuffer();
  return response.status;
}

describe.each([
  ['markthof', 'consultation', ['close_consultation']],
  ['iq-ost', 'adopted', []]
] as const)('the plan %s, in %s', (ref, status, reopening) => {
  it('says the same after every form and every call that there is for plans', async () => {
    const [plan] = await database.sql<{ id: number; status: string }[]>`
      select id, status from use_plan where ref = ${ref}`;
    expect(plan!.status).toBe(status);
    const before = await readSaid(plan!.id);
    const tried: string[] = [];
    for (const [module, load] of Object.entries(PAGES)) {
      const address = addressOf(module, plan!.id);
      if (address === null) continue;
      for (const action of Object.keys((await load()).actions ?? {})) {
        // Leads back to the draft on purpose.
        if (reopening.some((one) => one === action)) continue;
        const version = await readVersion(plan!.id);
        const form = new URLSearchParams({ ...FIELDS, version, overwrite: version });
        const answer = await post(`${address}${action === 'default' ? '' : `?/${action}`}`, form);
        tried.push(`${address} ${action}`);
        expect(answer, `${address} ${action}`).toBeLessThan(500);
        expect(await readSaid(plan!.id), `${address} ${action}`).toBe(before);
      }
    }
    // A change that would be fine on a draft, and the same taken back.
    const { content } = await readPlan(contextOf(database.db, { actor: PLANNER, quarter: QUARTER }), plan!.id);
    const change = differContents(content, { ...content, entries: content.entries.slice(1), areas: [] });
    const bodies = [change, invertChange(change)];
    for (const [module, load] of Object.entries(ENDPOINTS)) {
      const address = addressOf(module, plan!.id);
      if (address === null) continue;
      const endpoint = await load();
      for (const method of WRITING.filter((name) => endpoint[name] !== undefined)) {
        for (const body of bodies) {
          const answer = await post(address, JSON.stringify(body), method);
          tried.push(`${address} ${method}`);
          expect(answer, `${address} ${method}`).toBeGreaterThanOrEqual(400);
          expect(await readSaid(plan!.id), `${address} ${method}`).toBe(before);
        }
      }
    }
    expect(tried.length).toBeGreaterThan(8);
    const [after] = await database.sql<{ status: string }[]>`select status from use_plan where id = ${plan!.id}`;
    // What may be decided was: the forms did reach the plan.
    expect(after!.status).toBe('withdrawn');
  });
});
