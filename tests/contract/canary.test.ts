import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { databaseUrl, readCredentials } from '../../src/lib/server/db/embedded/credentials';
import { beginTestSession, createAccount } from '../support/accounts';
import { END, findCanaries, plantCanaries, TEXT } from '../support/canary';
import { startBuiltApp, type BuiltApp } from '../support/built-app';
import { listRoutes, ROUTE_DECISIONS } from '../support/route-decision';

const QUARTER = 'iq-ost';
/** Pages read; the quarter has fewer than this. */
const MOST_PAGES = 900;

let app: BuiltApp;
let database: OpenDatabase;

beforeAll(async () => {
  app = await startBuiltApp();
  database = openDatabase(databaseUrl(readCredentials(app.dataDirectory)!), { poolSize: 2 });
  const { sql, db } = database;
  const { id } = await createAccount(db, QUARTER, {
    ...{ role: 'planner', name: TEXT, email: `${TEXT.toLowerCase()}@example.org` }
  });
  await beginTestSession(db, QUARTER, id);
  await sql.begin(plantCanaries);
});

afterAll(async () => {
  await database.close();
  await app.close();
});

interface Answer {
  readonly path: string;
  readonly status: number;
  readonly text: string;
  readonly hasCookie: boolean;
}

async function read(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(app.baseUrl + path, { redirect: 'manual', ...init });
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  return {
    ...{ path, status: response.status, hasCookie: response.headers.has('set-cookie') },
    text: `${headers}\n${await response.text()}`
  };
}

function listLinks(page: string): string[] {
  const paths = [...page.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)].map(([, path]) =>
    path!.replaceAll('&amp;', '&')
  );
  return paths.filter((path) => !path.startsWith('/_app/') && !path.startsWith('/fonts/'));
}

/** Follows every link from the start page, and reads the data that scripts ask for beside each page. */
async function crawl(start: string): Promise<Answer[]> {
  const answers = new Map<string, Answer>();
  const found = [start];
  while (found.length > 0 && answers.size < MOST_PAGES) {
    const batch = found.splice(0, 4);
    for (const answer of await Promise.all(batch.map((path) => read(path)))) {
      answers.set(answer.path, answer);
      const known = new Set([...answers.keys(), ...found]);
      found.push(...[...new Set(listLinks(answer.text))].filter((path) => !known.has(path) && keepsKind(path)));
    }
    if (batch.length === 0) break;
  }
  return [...answers.values()];

  /** Themes, dates, filters and languages show the same records; those of a page's own query are a sample. */
  function keepsKind(path: string): boolean {
    const [pathname = '', query] = path.split('?');
    if (query === undefined) return !/^\/(en|ar)(\/|$)/.test(pathname) || start !== '/';
    return [...answers.keys(), ...found].filter((known) => known.startsWith(`${pathname}?`)).length < 3;
  }
}

/** Ids by what stands for them in the paths of `ROUTE_DECISIONS`: of offers, shown or hidden, all. */
async function readIds(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { sql } = database;
  const all = async (table: string, limit: number) =>
    (await sql<{ id: string }[]>`select id::text as id from ${sql(table)} order by 1 limit ${limit}`).map(
      ({ id }) => id
    );
  const [listings, enquiries] = [await all('listing', 100), await all('enquiry', 100)];
  return new Map([
    ...([
      ['listing', listings],
      ['ownOffer', listings],
      ['ownEnquiry', enquiries]
    ] as const),
    ...(await Promise.all(
      Object.entries({
        ...{ unit: 'unit', building: 'building', business: 'business', measure: 'measure', plan: 'use_plan' },
        ...{ event: 'audit_event', step: 'guide_step', office: 'advice_office', account: 'account' },
        organisation: 'organisation',
        rule: 'plan_rule'
      }).map(async ([name, table]) => [name, await all(table, 2)] as const)
    ))
  ]);
}

/** The path with each id that its placeholder stands for. */
function fillPath(path: string, ids: ReadonlyMap<string, readonly string[]>): string[] {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  if (name === undefined) return [path];
  return ids.get(name)!.flatMap((id) => fillPath(path.replace(`{${name}}`, id), ids));
}

const leaksOf = (answers: readonly Answer[]): string[] =>
  answers.flatMap(({ path, text }) => findCanaries(text).map((canary) => `${path}: ${canary}`));

describe('the public bytes', () => {
  it(
    'hold nothing of what was planted: pages, their data, tables, figures, geometry',
    { timeout: 300_000 },
    async () => {
      const pages = await crawl('/');
      const data = await Promise.all(
        pages
          .filter(({ status, path }) => status === 200 && !/\.\w+($|\?)/.test(path))
          .map(({ path }) => path.split('?')[0]!)
          .filter((path, index, all) => all.indexOf(path) === index)
          .map((path) => read(`${path === '/' ? '' : path}/__data.json`))
      );
      const manifest = /"?units"?:"(\/geo\/[0-9a-f]+)\/units\.geojson"/.exec(pages[0]!.text)?.[1];
      const others = await Promise.all(
        [
          ...[
            '/attributes.json?scope=quarter',
            `/attributes.json?scope=quarter&date=${END}`,
            `/attributes.json?date=2031-01-01`
          ],
          ...[
            '/figures.json?scope=quarter',
            `/figures.json?date=${END}`,
            `/search.json?q=${TEXT}`,
            `/search?q=${TEXT}`
          ],
          ...[`/?date=${END}`, '/ar', '/en/businesses', '/ar/listings', '/sources', '/health'],
          ...['houses', 'units', 'roofs', 'block', 'streets'].map((layer) => `${manifest}/${layer}.geojson`)
        ].map((path) => read(path))
      );
      const answers = [...pages, ...data, ...others];
      expect(pages.length).toBeGreaterThan(150);
      expect(manifest).toMatch(/^\/geo\//);
      // What was asked for stands in the answer to a search and in a chosen date: that is no leak.
      const unasked = answers.filter(({ path }) => !path.includes(TEXT) && !path.includes(END));
      expect(leaksOf(unasked)).toEqual([]);
      expect(answers.filter(({ hasCookie }) => hasCookie).map(({ path }) => path)).toEqual([]);
    }
  );

  it('hold nothing of it on any route, asked for whatever is hidden', { timeout: 300_000 }, async () => {
    const ids = await readIds();
    const paths = listRoutes()
      // A stream that never ends; what it tells is the change feed's own test.
      .filter((route) => route !== 'changes')
      .flatMap((route) => fillPath(ROUTE_DECISIONS[route]!.path, ids));
    const files = await database.sql<{ path: string }[]>`
      select '/listing-files/' || id || '/' || sha256 || '.webp' as path from listing_file`;
    const answers: Answer[] = [];
    for (const path of [...paths, ...files.map((file) => file.path)]) {
      answers.push(
        ...(await Promise.all([read(path), read(`/ar${path}`), read(`/en${path.replace('?', '/__data.json?')}`)]))
      );
    }
    expect(answers.length).toBeGreaterThan(3 * listRoutes().length);
    expect(answers.filter(({ status }) => status >= 500).map(({ path }) => path)).toEqual([]);
    expect(leaksOf(answers)).toEqual([]);
  });

  it('hold nothing of it in refusals', async () => {
    const post = { method: 'POST', headers: { origin: app.baseUrl }, body: new URLSearchParams({ units: '1' }) };
    const answers = await Promise.all([
      read('/units/999999'),
      read('/edit?units=1'),
      read('/desk'),
      read('/desk/changes'),
      read('/desk/changes.csv'),
      read('/desk/changes/1'),
      read('/admin/accounts'),
      read('/admin/outbox'),
      read('/buildings/1/edit'),
      read('/units/1?known=2026-01-01'),
      read('/edit?/change', post),
      read('/desk?/confirm', post),
      read('/figures.json?scope=x'),
      read('/invitation?token=x'),
      read('/sign-in', { ...post, body: new URLSearchParams({ email: 'a@example.org', password: 'falsch und lang' }) })
    ]);
    expect(answers.filter(({ status }) => status >= 500).map(({ path }) => path)).toEqual([]);
    expect(leaksOf(answers)).toEqual([]);
  });

  it('would be found where somebody may see it', async () => {
    const { db } = database;
    const { id } = await createAccount(db, QUARTER, { role: 'administrator' });
    const cookie = `iq_ost_session=${await beginTestSession(db, QUARTER, id)}`;
    const answers = await Promise.all(
      [
        ...['/admin/accounts', '/admin/outbox', '/desk/changes', '/businesses', '/edit?units=1'],
        ...['/desk/listings', '/desk/enquiries', '/desk/requests', '/desk/guide', '/listings/2']
      ].map((path) => read(path, { headers: { cookie } }))
    );
    for (const answer of answers) expect(leaksOf([answer]), answer.path).not.toEqual([]);
  });
});
