import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { databaseAt } from './database-url';

export interface TestDatabase extends OpenDatabase {
  readonly url: string;
  /** Ends the pool and drops the database; call it in `afterAll`. */
  close(): Promise<void>;
}

/**
 * A database of one's own, copied from the template in some tenths of a second.
 * @param options.seeded with the quarter IQ_Ost, or with empty tables only
 */
export function createTestDatabase(options: { readonly seeded: boolean }): Promise<TestDatabase> {
  const { seeded, migrated } = inject('testServer');
  return createFrom(options.seeded ? seeded : migrated);
}

/** A database without tables, for what is about migrations themselves. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('template0');
}

async function createFrom(template: string): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `iq_ost_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await withServer(server.url, async (sql) => {
    await sql`create database ${sql(name)} template ${sql(template)} encoding 'UTF8'`;
  });
  const url = databaseAt(server.url, name);
  const open = openDatabase(url, { poolSize: 4 });
  return {
    url,
    db: open.db,
    sql: open.sql,
    close: async () => {
      await open.close();
      await withServer(server.url, async (sql) => {
        await sql`drop database if exists ${sql(name)} with (force)`;
      });
    }
  };
}

async function withServer(url: string, act: (sql: OpenDatabase['sql']) => Promise<void>): Promise<void> {
  const { sql, close } = openDatabase(url, { poolSize: 1, statementTimeoutMs: 0 });
  try {
    await act(sql);
  } finally {
    await close();
  }
}
