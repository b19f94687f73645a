import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type postgres from 'postgres';
import type { Sql } from './client';
import { errorCode, errorText, StartupFailure } from './failure';

/** One file of `drizzle/` as the journal lists it. */
export interface Migration {
  readonly tag: string;
  /** When it was written, epoch milliseconds; its key in the table of applied migrations. */
  readonly writtenAt: number;
  readonly hash: string;
  readonly statements: readonly string[];
}

export interface MigrateOptions {
  /** Default: the project's `drizzle/`. */
  readonly directory?: string;
  /** Called with the name of each migration before it runs. */
  readonly onMigration?: (tag: string) => void;
}

const OLDEST_SERVER_MAJOR = 15;
const ADVISORY_LOCK = 'iq-ost migration';

/**
 * Brings a database to this version: applies what is missing, each migration in one transaction that
 * holds an advisory lock, so that two starts at once do it once. The table is the one that `drizzle-kit`
 * uses (`drizzle.__drizzle_migrations`).
 * @returns the names of the migrations that were applied
 * @throws {StartupFailure} when the database is newer than this code, was changed, or does not let us
 */
export async function migrateDatabase(sql: Sql, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = readMigrations(options.directory ?? projectMigrations());
  await assertServer(sql);
  const appliedTags: string[] = [];
  for (;;) {
    const tag = await applyNext(sql, migrations, options.onMigration);
    if (tag === null) return appliedTags;
    appliedTags.push(tag);
  }
}

/** Reads the journal and the files that it lists, in order. Line ends do not count for the hash. */
export function readMigrations(directory: string): Migration[] {
  const journal = JSON.parse(readFileSync(join(directory, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  return journal.entries.map(({ tag, when }) => {
    const text = readFileSync(join(directory, `${tag}.sql`), 'utf8').replaceAll('\r\n', '\n');
    return {
      tag,
      writtenAt: when,
      hash: createHash('sha256').update(text).digest('hex'),
      statements: text.split('--> statement-breakpoint').filter((statement) => statement.trim() !== '')
    };
  });
}

function projectMigrations(): string {
  return fileURLToPath(new URL('../../../../drizzle', import.meta.url));
}

async function assertServer(sql: Sql): Promise<void> {
  const [row] = await sql<{ number: string; name: string; encoding: string }[]>`
    select current_setting('server_version_num') as number, current_setting('server_version') as name,
      current_setting('server_encoding') as encoding`;
  if (Math.floor(Number(row?.number) / 10_000) < OLDEST_SERVER_MAJOR) {
    throw new StartupFailure(
      `The database server is PostgreSQL ${row?.name}, but ${OLDEST_SERVER_MAJOR} or newer is needed.`
    );
  }
  if (row?.encoding !== 'UTF8') {
    throw new StartupFailure(`The database has the encoding ${row?.encoding}, but UTF8 is needed.`);
  }
}

async function applyNext(
  sql: Sql,
  migrations: readonly Migration[],
  onMigration: MigrateOptions['onMigration']
): Promise<string | null> {
  const progress: { current: Migration | null } = { current: null };
  try {
    return await sql.begin(async (transaction) => {
      // Building an index on a full table may take longer than a page is given.
      await transaction`set local statement_timeout = 0`;
      await transaction`set local lock_timeout = '60s'`;
      await transaction`select pg_advisory_xact_lock(hashtext(${ADVISORY_LOCK}))`;
      const applied = await readApplied(transaction);
      assertKnown(applied, migrations);
      const next = migrations[applied.length];
      if (next === undefined) return null;
      progress.current = next;
      onMigration?.(next.tag);
      if (applied.length === 0) await createJournalTable(transaction);
      for (const statement of next.statements) await transaction.unsafe(statement);
      await transaction`
        insert into drizzle.__drizzle_migrations (hash, created_at) values (${next.hash}, ${next.writtenAt})`;
      return next.tag;
    });
  } catch (error) {
    throw explain(error, progress.current);
  }
}

interface AppliedMigration {
  readonly hash: string;
  readonly writtenAt: number;
}

async function readApplied(transaction: postgres.TransactionSql): Promise<AppliedMigration[]> {
  const [table] = await transaction<{ name: string | null }[]>`
    select to_regclass('drizzle.__drizzle_migrations')::text as name`;
  if (!table?.name) return [];
  const rows = await transaction<{ hash: string; created_at: string }[]>`
    select hash, created_at::text from drizzle.__drizzle_migrations order by created_at, id`;
  return rows.map((row) => ({ hash: row.hash, writtenAt: Number(row.created_at) }));
}

/** What is applied must be a beginning of what we know, file by file. */
function assertKnown(applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.writtenAt ?? 0;
  if (applied.length > migrations.length || applied.some((row) => row.writtenAt > newest)) {
    throw new StartupFailure(
      'The database was written by a newer version of this program; nothing was changed, please update the program.'
    );
  }
  for (const [index, row] of applied.entries()) {
    const migration = migrations[index];
    if (migration?.hash === row.hash && migration.writtenAt === row.writtenAt) continue;
    throw new StartupFailure(
      `The database was built with another text of migration ${migration?.tag}; nothing was changed, ` +
        'please use the matching version of the program or an empty database.'
    );
  }
}

async function createJournalTable(transaction: postgres.TransactionSql): Promise<void> {
  await transaction`create schema if not exists drizzle`;
  await transaction`
    create table if not exists drizzle.__drizzle_migrations
      (id serial primary key, hash text not null, created_at bigint)`;
}

const INSUFFICIENT_PRIVILEGE = '42501';
const LOCK_NOT_AVAILABLE = '55P03';
const DISK_FULL = '53100';
const EXTENSION_MISSING = new Set(['0A000', '58P01']);

function explain(error: unknown, migration: Migration | null): unknown {
  const code = errorCode(error);
  if (error instanceof StartupFailure || code === null) return error;
  const text = errorText(error);
  if (code === LOCK_NOT_AVAILABLE) {
    return new StartupFailure('Another program keeps the database busy; please end it and start again.', error);
  }
  if (code === DISK_FULL) {
    return new StartupFailure(`The disk of the database is full (${text}); nothing was changed.`, error);
  }
  if (migration === null) return error;
  if (/\bextension\b/.test(text) && (code === INSUFFICIENT_PRIVILEGE || EXTENSION_MISSING.has(code))) {
    return new StartupFailure(
      'The database needs the extensions btree_gist, pg_trgm and unaccent, which its user may not or cannot create ' +
        `(${text}); please have an administrator create them.`,
      error
    );
  }
  if (code === INSUFFICIENT_PRIVILEGE) {
    return new StartupFailure(`The database user may not create tables (${text}).`, error);
  }
  return new StartupFailure(`Migration ${migration.tag} failed and was rolled back: ${text}`, error);
}
