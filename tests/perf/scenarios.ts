import type { Sql } from '../../src/lib/server/db/client';
import { fetchBytes, median, medianMs, withBareServer } from './measurement';
import { readRawGeometry, readRawTable, readRawVacancy } from './raw-query';
import type { Result } from './report';
import { measureThroughput, type Load } from './throughput';

export interface TownRun {
  readonly town: string;
  readonly baseUrl: string;
  readonly sql: Sql;
  readonly isQuick: boolean;
  readonly say: (text: string) => void;
}

export interface TownTimes {
  readonly results: readonly Result[];
  /** Milliseconds per page, to be set beside another town's. */
  readonly pages: Readonly<Record<string, number>>;
}

const DISTRICT = '21';

/** Runs every scenario on one town. */
export async function measureTown(run: TownRun): Promise<TownTimes> {
  const rounds = run.isQuick ? 5 : 30;
  const { baseUrl, sql, town, say } = run;
  const results: Result[] = [];
  const pages: Record<string, number> = {};
  const add = (result: Omit<Result, 'town'>) => {
    results.push({ town, ...result });
    say(`  ${result.what}: ${result.median.toFixed(2)} ${result.unit}`);
  };

  const [house] = await sql<{ id: number; street: string; number: string }[]>`
    select id, street, house_number as number from building where ref = 'synthetic/1234'`;
  if (!house) throw new Error('the town has no house to look at');
  for (const [name, path] of [
    ['overview page', '/'],
    ['house page', `/buildings/${house.id}`],
    ['list of a district', `/districts/${DISTRICT}`]
  ] as const) {
    const answer = await fetchBytes(baseUrl + path);
    const { body } = answer;
    const time = await medianMs(rounds, () => fetchBytes(baseUrl + path));
    const bare = await withBareServer(answer, (port) =>
      medianMs(rounds, () => fetchBytes(`http://127.0.0.1:${port}/`))
    );
    pages[name] = time;
    add({
      what: `${name} (${(body.length / 1024).toFixed(0)} KB)`,
      median: time,
      unit: 'ms',
      limit: { what: 'node:http', value: bare }
    });
  }

  const heavyRounds = run.isQuick ? 3 : 7;
  const rawTable = await medianMs(heavyRounds, () => readRawTable(sql));
  const table = await medianMs(heavyRounds, () =>
    fetchBytes(`${baseUrl}/attributes.json?scope=quarter&date=2015-06-01`)
  );
  add({
    what: 'attribute table, all units',
    median: table,
    unit: 'ms',
    limit: { what: 'raw query', value: rawTable },
    goal: { text: 'at most 1.5 x', isMet: table <= 1.5 * rawTable }
  });

  for (const [name, scope] of [
    ['a district', `district:${DISTRICT}`],
    ['all', 'quarter']
  ] as const) {
    // Another day each round: an answer that is kept would measure nothing.
    const median = await medianMs(heavyRounds, (round) =>
      fetchBytes(`${baseUrl}/figures.json?scope=${scope}&date=${dayOf(round)}`)
    );
    const raw = await medianMs(heavyRounds, (round) => readRawVacancy(sql, dayOf(round)));
    add({
      what: `V1–V14 of ${name}`,
      median,
      unit: 'ms',
      limit: { what: 'raw V1 of all', value: raw },
      goal: { text: 'under 150 ms', isMet: median < 150 }
    });
  }

  // What an editor's colleagues wait for: the same figures, each time after another change.
  const figures = () => fetchBytes(`${baseUrl}/figures.json?scope=quarter&date=2015-06-01`);
  const kept = await medianMs(rounds, figures);
  const reloaded = await medianMs(heavyRounds, figures, () => raiseStock(sql));
  const followed = await medianMs(rounds, figures, (round) => changeUnit(sql, house.id, round));
  add({
    what: 'V1–V14 of all, first after one changed unit',
    median: followed,
    unit: 'ms',
    limit: { what: 'after a full reload', value: reloaded },
    goal: { text: 'under 150 ms', isMet: followed < 150 }
  });
  add({
    what: 'V1–V14 of all, kept',
    median: kept,
    unit: 'ms',
    limit: { what: 'after a full reload', value: reloaded }
  });

  const street = encodeURIComponent(`${house.street.slice(0, 3)}${house.street.slice(4)} ${house.number}`);
  const search = await medianMs(rounds, () => fetchBytes(`${baseUrl}/search.json?q=${street}`));
  const rawSearch = await medianMs(
    rounds,
    () => sql`select id from building where street = ${house.street} and house_number = ${house.number}`
  );
  pages.search = search;
  add({
    what: 'search, misspelt address',
    median: search,
    unit: 'ms',
    limit: { what: 'raw exact lookup', value: rawSearch }
  });

  for (const geometry of await listGeometry(baseUrl)) {
    const cold = await medianMs(rounds, () => fetchBytes(baseUrl + geometry.stale, ACCEPT));
    pages[`${geometry.name}, cold`] = cold;
    const raw = await medianMs(rounds, () => readRawGeometry(sql, geometry.name));
    add({ what: `${geometry.name}, cold`, median: cold, unit: 'ms', limit: { what: 'raw query', value: raw } });
    const answer = await fetchBytes(baseUrl + geometry.current, ACCEPT);
    const { body } = answer;
    const load = { path: geometry.current, headers: ACCEPT, connections: 16, durationMs: run.isQuick ? 500 : 1_000 };
    const port = Number(new URL(baseUrl).port);
    const { ours: cached, bare } = await withBareServer(answer, (barePort) =>
      compareThroughput(load, { port, barePort })
    );
    add({
      what: `${geometry.name}, cached (${(body.length / 1024).toFixed(1)} KB)`,
      median: cached,
      unit: 'req/s',
      limit: { what: 'node:http', value: bare },
      goal: { text: 'at least 0.8 x', isMet: cached >= 0.8 * bare }
    });
  }
  return { results, pages };
}

/** No page may be slower than twice as slow in a town of 25 times as many houses. */
export function comparePages(times: readonly TownTimes[]): Result[] {
  const [small, large] = times;
  if (!small || !large) return [];
  return Object.entries(large.pages)
    .filter(([name]) => !name.endsWith('cold'))
    .map(([name, value]) => ({
      town: 'both',
      what: `${name}, large beside small`,
      median: value,
      unit: 'ms' as const,
      limit: { what: 'small town', value: small.pages[name]! },
      goal: { text: 'at most 2 x', isMet: value <= 2 * small.pages[name]! }
    }));
}

/** In turns, because other work on the machine slows whoever it meets; medians after a turn that does not count. */
async function compareThroughput(
  load: Omit<Load, 'port'>,
  { port, barePort }: { readonly port: number; readonly barePort: number }
): Promise<{ ours: number; bare: number }> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let turn = 0; turn <= THROUGHPUT_TURNS; turn += 1) {
    ours.push(await measureThroughput({ ...load, port }));
    bare.push(await measureThroughput({ ...load, port: barePort }));
  }
  return { ours: median(ours.slice(1)), bare: median(bare.slice(1)) };
}

const THROUGHPUT_TURNS = 5;
const ACCEPT = { 'accept-encoding': 'br, gzip' };

interface GeometryPath {
  readonly name: 'geometry' | 'tile';
  readonly current: string;
  /** The same under the hash of another content: built anew for each request. */
  readonly stale: string;
}

/** The paths that the overview names, as a browser would find them. */
async function listGeometry(baseUrl: string): Promise<GeometryPath[]> {
  const page = (await fetchBytes(`${baseUrl}/`)).body.toString();
  const units = /\/geo\/[0-9a-f]{16}\/units\.geojson/.exec(page)?.[0];
  const tiles = /\/tiles\/[0-9a-f]{16}\/buildings\//.exec(page)?.[0];
  if (!units || !tiles) throw new Error('the overview names no geometry');
  // Zoom 15 in the middle of the made-up town.
  const tile = `${tiles}15/17513/10922.mvt`;
  const stale = (path: string) => path.replace(/[0-9a-f]{16}/, '0'.repeat(16));
  return [
    { name: 'geometry', current: units, stale: stale(units) },
    { name: 'tile', current: tile, stale: stale(tile) }
  ];
}

function dayOf(round: number): string {
  return new Date(Date.UTC(2015, 0, 1 + round)).toISOString().slice(0, 10);
}

/** A revision that names no unit: everything is read again. */
function raiseStock(sql: Sql): Promise<unknown> {
  return sql`update revision set value = value + 1 where scope = 'stock'`;
}

function changeUnit(sql: Sql, buildingId: number, round: number): Promise<unknown> {
  return sql`update occupancy set activatable_months = ${round}
    where unit_id = (select min(id) from unit where building_id = ${buildingId})`;
}
