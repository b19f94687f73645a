import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../src/lib/server/auth/session';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { databaseUrl, readCredentials } from '../../src/lib/server/db/embedded/credentials';
import { beginTestSession, createAccount, type TestAccount } from '../support/accounts';
import { startBuiltApp, type BuiltApp } from '../support/built-app';

const QUARTER = 'iq-ost';
let app: BuiltApp;
let database: OpenDatabase;
let planner: TestAccount;
let cookie: string;
let unitId: number;
let before: string;

beforeAll(async () => {
  app = await startBuiltApp();
  database = openDatabase(databaseUrl(readCredentials(app.dataDirectory)!), { poolSize: 1 });
  const [row] = await database.sql<{ id: number }[]>`select min(id) as id from unit where upper_inf(valid)`;
  unitId = row!.id;
});

afterAll(async () => {
  await database.close();
  await app.close();
});

beforeEach(async () => {
  planner = await createAccount(database.db, QUARTER, { role: 'planner' });
  cookie = `${SESSION_COOKIE}=${await beginTestSession(database.db, QUARTER, planner.id)}`;
  before = await readState();
});

/** Everything that a refused change could have touched. */
async function readState(): Promise<string> {
  const [state] = await database.sql<{ state: string }[]>`
    select md5(concat((select string_agg(o::text, '' order by id) from occupancy o),
      (select string_agg(u::text, '' order by id) from unit u), (select max(id) from audit_event),
      (select max(id) from audit_row), (select sum(version) from record_version))) as state`;
  return state!.state;
}

interface Answer {
  readonly type?: string;
  readonly status?: number;
  readonly location?: string;
  readonly data?: string;
}

async function save(fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.baseUrl}/edit?/change`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: app.baseUrl, accept: 'application/json', 'x-sveltekit-action': 'true', ...headers },
    body: new URLSearchParams({
      ...{ seen: `${unitId}:0`, status: 'works', from: '2026-10-01', method: 'visit', checkedOn: '2026-10-01' },
      ...fields
    })
  });
  const text = await response.text();
  return { status: response.status, answer: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer, text };
}

describe('a form of the desk', () => {
  it('of ten megabytes is refused before it is read', async () => {
    const { status, answer, text } = await save({ note: 'x'.repeat(10_000_000) });
    expect(answer.status ?? status).toBe(413);
    expect(text.length).toBeLessThan(10_000);
    expect(await readState()).toBe(before);
  });

  it.each([
    ['a unit that there is not', { seen: '2147483647:0' }, 404],
    ['a number that is none', { seen: 'x:y' }, 409],
    ['an unknown status', { status: 'haunted' }, 422],
    ['a day that is none', { from: '2026-02-30' }, 422],
    ['a long note', { note: 'x'.repeat(5_000) }, 422],
    ['another version', { seen: `__unit__:7` }, 409]
  ])('with %s is refused at its place, and changes nothing', async (_, fields, status) => {
    const sent = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, value.replace('__unit__', String(unitId))])
    );
    const { answer } = await save(sent);
    expect([answer.type, answer.status]).toEqual(['failure', status]);
    expect(await readState()).toBe(before);
  });

  it('from another site is refused', async () => {
    const { status } = await save({}, { origin: 'https://evil.example' });
    expect(status).toBe(403);
    expect(await readState()).toBe(before);
  });

  it('whose role was taken away meanwhile says so, and changes nothing', async () => {
    await database.sql`delete from account_grant where account_id = ${planner.id}`;
    const { answer } = await save();
    expect([answer.type, answer.status]).toEqual(['failure', 403]);
    expect(answer.data).toContain('role_needed');
    expect(await readState()).toBe(before);
  });

  it('whose session has ended asks to sign in, and changes nothing', async () => {
    await database.sql`update session set expires_at = now() - interval '1 second' where account_id = ${planner.id}`;
    const { answer } = await save();
    expect([answer.type, answer.status]).toEqual(['failure', 403]);
    expect(answer.data).toContain('sign_in_needed');
    expect(await readState()).toBe(before);
  });

  it('sent twice is saved once', async () => {
    const first = await save();
    expect(first.answer.type).toBe('success');
    const saved = await readState();
    const second = await save();
    expect([second.answer.type, second.answer.status]).toEqual(['failure', 409]);
    expect(await readState()).toBe(saved);
  });
});
