import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/lib/server/db/client';
import { openEmbeddedDatabase } from '../../src/lib/server/db/embedded/embedded-database';
import { prepareDatabase } from '../../src/lib/server/db/prepare';
import { startBuiltApp } from '../support/built-app';
import { databaseAt } from '../support/database-url';
import { closeConnections } from './measurement';
import { measurePlans } from './plans';
import { formatReport, type Result } from './report';
import { measureSaves } from './saves';
import { comparePages, measureTown, type TownTimes } from './scenarios';
import { measureSpaces } from './spaces';
import { fillTown } from './synthetic';

const TOWNS = [
  { name: '4,000 houses', buildings: 4_000, unitsPerBuilding: 4 },
  { name: '100,000 houses', buildings: 100_000, unitsPerBuilding: 4 }
];

const isQuick = process.argv.includes('--quick');
const say = (text: string) => process.stderr.write(`${text}\n`);

/** Measures the built application on an embedded PostgreSQL of its own, once for each town. */
async function bench(): Promise<Result[]> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'iq-ost-bench-'));
  chmodSync(dataDirectory, 0o755);
  const server = await openEmbeddedDatabase({ dataDirectory, isExclusive: true, report: say });
  const times: TownTimes[] = [];
  try {
    for (const town of TOWNS) times.push(await benchTown(server.url, town));
  } finally {
    closeConnections();
    await server.close();
    rmSync(dataDirectory, { recursive: true });
  }
  return [...times.flatMap(({ results }) => results), ...comparePages(times)];
}

async function benchTown(serverUrl: string, town: (typeof TOWNS)[number]): Promise<TownTimes> {
  const name = `bench_${town.buildings}`;
  const admin = openDatabase(serverUrl, { poolSize: 1, statementTimeoutMs: 0 });
  await admin.sql`create database ${admin.sql(name)} template template0 encoding 'UTF8'`;
  await admin.close();
  const url = databaseAt(serverUrl, name);
  await prepareDatabase(url, { quarter: 'iq-ost', report: say });
  say(`Making ${town.name} …`);
  const filling = openDatabase(url, { poolSize: 1, statementTimeoutMs: 0 });
  await fillTown(filling.sql, town);
  await filling.close();
  say(`Starting the application on ${town.name} …`);
  const app = await startBuiltApp({ DATABASE_URL: url });
  const database = openDatabase(url, { poolSize: 1, statementTimeoutMs: 0 });
  try {
    const { baseUrl } = app;
    const measured = await measureTown({ town: town.name, baseUrl, sql: database.sql, isQuick, say });
    const saves = await measureSaves({ town: town.name, baseUrl, databaseUrl: url, isQuick, say });
    const spaces = await measureSpaces({ town: town.name, databaseUrl: url, isQuick, say });
    const plans = await measurePlans({ town: town.name, databaseUrl: url, isQuick, say });
    return { ...measured, results: [...measured.results, ...saves, ...spaces, ...plans] };
  } finally {
    await database.close();
    await app.close();
  }
}

const results = await bench();
process.stdout.write(`${formatReport(results)}\n`);
const missed = results.filter(({ goal }) => goal?.isMet === false).length;
process.stdout.write(`${results.filter(({ goal }) => goal?.isMet).length} goals met, ${missed} missed\n`);
