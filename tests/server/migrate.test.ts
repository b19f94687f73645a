import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/lib/server/db/client';
import { migrateDatabase, readMigrations } from '../../src/lib/server/db/migrate';
import { createEmptyDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let directory: string;

beforeEach(async () => {
  database = await createEmptyDatabase();
  directory = mkdtempSync(join(tmpdir(), 'iq-ost-migrations-'));
  cpSync('drizzle', directory, { recursive: true });
});

afterEach(async () => {
  await database.close();
  rmSync(directory, { recursive: true });
});

function addMigration(tag: string, sql: string): void {
  const path = join(directory, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: { idx: number; when: number; tag: string }[] };
  const last = journal.entries.at(-1);
  journal.entries.push({ idx: journal.entries.length, when: (last?.when ?? 0) + 1000, tag });
  writeFileSync(path, JSON.stringify(journal));
  writeFileSync(join(directory, `${tag}.sql`), sql);
}

async function tables(): Promise<string[]> {
  const rows = await database.sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  return rows.map((row) => row.name);
}

describe('migrateDatabase', () => {
  it('builds an empty database and finds nothing to do the second time', async () => {
    const tags = readMigrations('drizzle').map((migration) => migration.tag);
    expect(await migrateDatabase(database.sql)).toEqual(tags);
    expect(await migrateDatabase(database.sql)).toEqual([]);
    expect(await tables()).toEqual(expect.arrayContaining(['building', 'occupancy', 'unit']));
  });

  it('does it once when two programs start at the same time', async () => {
    const applied = await Promise.all([migrateDatabase(database.sql), migrateDatabase(database.sql)]);
    expect(applied.flat().sort()).toEqual(readMigrations('drizzle').map((migration) => migration.tag));
  });

  it('applies what a newer version of the program adds', async () => {
    await migrateDatabase(database.sql);
    addMigration('9000_added', 'CREATE TABLE "added" ("id" integer);');
    expect(await migrateDatabase(database.sql, { directory })).toEqual(['9000_added']);
    expect(await tables()).toContain('added');
  });

  it('refuses a database that a newer version has written', async () => {
    addMigration('9000_added', 'CREATE TABLE "added" ("id" integer);');
    await migrateDatabase(database.sql, { directory });
    await expect(migrateDatabase(database.sql)).rejects.toThrow(/written by a newer version/);
    expect(await tables()).toContain('added');
  });

  it('refuses a database that was built with another text of a migration', async () => {
    await migrateDatabase(database.sql);
    const [first] = readMigrations(directory);
    writeFileSync(join(directory, `${first?.tag}.sql`), 'CREATE TABLE "other" ("id" integer);');
    await expect(migrateDatabase(database.sql, { directory })).rejects.toThrow(/another text of migration 0000/);
  });

  it('leaves nothing of a migration that fails halfway', async () => {
    await migrateDatabase(database.sql);
    addMigration('9000_halfway', 'CREATE TABLE "half" ("id" integer);--> statement-breakpoint\nSELECT 1/0;');
    await expect(migrateDatabase(database.sql, { directory })).rejects.toThrow(
      /9000_halfway failed and was rolled back/
    );
    expect(await tables()).not.toContain('half');
  });

  it('says so in one sentence when its user may not create anything', async () => {
    const role = `reader_${process.pid}`;
    await database.sql`create role ${database.sql(role)} login password 'a-long-test-password'`;
    const address = new URL(database.url);
    address.username = role;
    address.password = 'a-long-test-password';
    const restricted = openDatabase(address.href, { poolSize: 1 });
    try {
      await expect(migrateDatabase(restricted.sql)).rejects.toThrow(/user may not/);
    } finally {
      await restricted.close();
      await database.sql`drop role ${database.sql(role)}`;
    }
  });
});
