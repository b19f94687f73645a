import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/lib/server/db/client';
import { openEmbeddedDatabase } from '../../src/lib/server/db/embedded/embedded-database';
import { isProcessAlive } from '../../src/lib/server/db/embedded/process';
import { migrateDatabase } from '../../src/lib/server/db/migrate';
import { prepareDatabase } from '../../src/lib/server/db/prepare';
import { databaseAt } from './database-url';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where test databases are made, and the two that they are copies of. */
    testServer: { readonly url: string; readonly migrated: string; readonly seeded: string };
  }
}

const PREFIX = 'iq-ost-tests-';

/** One server for all test files: the one of `DATABASE_URL`, or an embedded one in a temporary folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer();
  const migrated = `iq_ost_test_${process.pid}_migrated`;
  const seeded = `iq_ost_test_${process.pid}_seeded`;
  const { sql, close } = openDatabase(server.url, { poolSize: 1, statementTimeoutMs: 0 });
  const tearDown = async () => {
    for (const name of [seeded, migrated]) await sql`drop database if exists ${sql(name)} with (force)`;
    await close();
    await server.close();
  };
  try {
    await sql`create database ${sql(migrated)} template template0 encoding 'UTF8'`;
    await migrate(databaseAt(server.url, migrated));
    await sql`create database ${sql(seeded)} template ${sql(migrated)}`;
    await prepareDatabase(databaseAt(server.url, seeded), { quarter: 'iq-ost', report: () => undefined });
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('testServer', { url: server.url, migrated, seeded });
  return tearDown;
}

async function migrate(url: string): Promise<void> {
  const { sql, close } = openDatabase(url, { poolSize: 1 });
  try {
    await migrateDatabase(sql);
  } finally {
    await close();
  }
}

interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

async function openServer(): Promise<TestServer> {
  const external = process.env.DATABASE_URL;
  if (external) return { url: external, close: async () => undefined };
  await removeAbandoned();
  const dataDirectory = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(dataDirectory, 0o755);
  const embedded = await openForTests(dataDirectory);
  return {
    url: embedded.url,
    close: async () => {
      await embedded.close();
      rmSync(dataDirectory, { recursive: true });
    }
  };
}

/** The data live as long as the run, so nothing needs to reach the disk. */
function openForTests(dataDirectory: string) {
  return openEmbeddedDatabase({
    dataDirectory,
    isExclusive: true,
    report: () => undefined,
    configuration: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
  });
}

/** Ends and removes the servers of runs that were killed. */
async function removeAbandoned(): Promise<void> {
  for (const entry of readdirSync(tmpdir())) {
    const pid = entry.startsWith(PREFIX) ? Number.parseInt(entry.slice(PREFIX.length), 10) : NaN;
    if (!Number.isInteger(pid) || isProcessAlive(pid)) continue;
    const dataDirectory = join(tmpdir(), entry);
    await (await openForTests(dataDirectory)).close();
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}
