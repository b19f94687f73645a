import { request, type ClientRequest } from 'node:http';
import { openDatabase, type Sql } from '../../src/lib/server/db/client';
import type { ServiceContext } from '../../src/lib/server/context';
import { changeOccupancy } from '../../src/lib/server/unit/occupancy';
import { actorOf, contextOf, TODAY } from '../support/factories';
import { median, medianMs } from './measurement';
import type { Result } from './report';

export interface SaveRun {
  readonly town: string;
  readonly baseUrl: string;
  readonly databaseUrl: string;
  readonly isQuick: boolean;
  readonly say: (text: string) => void;
}

const BATCH = 500;
const STREAMS = 200;

/** What saving costs, beside the same two statements without any of our rules, and how fast others hear of it. */
export async function measureSaves(run: SaveRun): Promise<Result[]> {
  const { town, databaseUrl, isQuick, say } = run;
  const { db, sql, close } = openDatabase(databaseUrl, { poolSize: 2, statementTimeoutMs: 0 });
  const results: Result[] = [];
  const add = (result: Omit<Result, 'town'>): void => {
    results.push({ town, ...result });
    say(`  ${result.what}: ${result.median.toFixed(2)} ${result.unit}`);
  };
  try {
    const context = contextOf(db, { quarter: 'iq-ost', actor: actorOf('planner') });
    const units = await listShops(sql, 4 * BATCH);
    const rounds = isQuick ? 40 : 150;
    const bare = await makeBareTable(sql, units);
    // In turns, because the machine is not the same from one minute to the next.
    const saves: number[] = [];
    const bares: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const [first, last] = [turn * rounds, (turn + 1) * rounds];
      saves.push(
        await medianMs(rounds - 1, (round) => save(context, [units[(first + round) % last]!], monthOf(turn + 3)))
      );
      bares.push(
        await medianMs(rounds - 1, (round) => saveBare(bare, units[(first + round) % last]!, monthOf(turn + 3)))
      );
    }
    const [time, limit] = [median(saves), median(bares)];
    add({
      ...{ what: 'save one unit with audit', median: time, unit: 'ms' },
      limit: { what: 'bare transaction', value: limit },
      goal: { text: 'at most 3 x', isMet: time <= 3 * limit }
    });
    const batch = await medianMs(isQuick ? 2 : 5, (round) => save(context, units.slice(-BATCH), monthOf(20 + round)));
    add({
      ...{ what: `save ${BATCH} units at once`, median: batch, unit: 'ms' },
      goal: { text: 'under 2000 ms', isMet: batch < 2_000 }
    });
    const heard = await measureStreams(run, context, units);
    add({
      ...{ what: `until ${STREAMS} open streams heard of a save`, median: heard, unit: 'ms' },
      goal: { text: 'under 500 ms', isMet: heard < 500 }
    });
  } finally {
    await close();
  }
  return results;
}

/** A first of a month since 2021, after everything that the town is made with. */
const monthOf = (number: number): string => new Date(Date.UTC(2021, number, 1)).toISOString().slice(0, 10);

function save(context: ServiceContext, units: readonly number[], from: string): Promise<unknown> {
  const isVacant = Number(from.slice(5, 7)) % 2 === 0;
  return changeOccupancy(context, {
    ...{ units: units.map((id) => ({ id, version: null })), from, to: null, note: 'Begehung' },
    occupancy: {
      ...{ status: isVacant ? 'vacant' : 'works', useClass: null, reason: null, activatableMonths: null },
      ...{ isStartKnown: true, tenancy: null }
    },
    evidence: { method: 'visit', checkedOn: TODAY }
  });
}

async function listShops(sql: Sql, count: number): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select u.id from unit u join building b on b.id = u.building_id
    where b.ref like 'synthetic/%' and u.kind = 'shop' order by u.id limit ${count}`;
  return rows.map(({ id }) => id);
}

/** The table of occupancies with its keys and its exclusion constraint, but without triggers. */
async function makeBareTable(sql: Sql, units: readonly number[]): Promise<Sql> {
  await sql`create schema if not exists bare`;
  await sql`create table bare.occupancy (like public.occupancy including all)`;
  await sql`insert into bare.occupancy overriding system value select * from public.occupancy where unit_id = any(${units as number[]})`;
  await sql`analyze bare.occupancy`;
  return sql;
}

function saveBare(sql: Sql, unitId: number, from: string): Promise<unknown> {
  return sql.begin(async (write) => {
    const [cut] = await write<{ source_id: number }[]>`
      update bare.occupancy set valid = daterange(lower(valid), ${from}::date)
      where unit_id = ${unitId} and valid @> ${from}::date and lower(valid) < ${from}::date returning source_id`;
    await write`
      insert into bare.occupancy (id, unit_id, status, valid, checked_on, source_id)
      values ((select max(id) + 1 from bare.occupancy), ${unitId}, 'works', daterange(${from}::date, null), ${TODAY}, ${cut!.source_id})`;
  });
}

/** Median time from the moment that a save is acknowledged until the last of the streams has its line. */
async function measureStreams(run: SaveRun, context: ServiceContext, units: readonly number[]): Promise<number> {
  const listeners = await Promise.all(Array.from({ length: STREAMS }, () => listen(run.baseUrl)));
  const times: number[] = [];
  for (let round = 0; round < (run.isQuick ? 5 : 20); round += 1) {
    const heard = Promise.all(listeners.map((listener) => listener.next()));
    await save(context, [units[3 * BATCH + round]!], monthOf(14));
    const saved = performance.now();
    await heard;
    times.push(performance.now() - saved);
  }
  for (const listener of listeners) listener.close();
  return median(times);
}

interface Listener {
  /** Resolves with the next change that the stream tells of. */
  next(): Promise<void>;
  close(): void;
}

/** Resolves once the stream has begun. */
function listen(baseUrl: string): Promise<Listener> {
  return new Promise((resolve, reject) => {
    let announce = (): void => undefined;
    const asked: ClientRequest = request(`${baseUrl}/changes`, { agent: false }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        if (text.includes('retry:')) {
          resolve({
            next: () =>
              new Promise((done) => {
                announce = done;
              }),
            close: () => asked.destroy()
          });
        }
        if (text.includes('event: change')) announce();
      });
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET') reject(error);
    });
    asked.end();
  });
}
