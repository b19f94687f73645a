import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { StartupFailure } from './failure';
import * as schema from './schema/index';

/** Drizzle over postgres.js with the whole schema. A transaction inside `db.transaction` fits too. */
export type Database = PostgresJsDatabase<typeof schema>;

/** postgres.js itself. Dates, timestamps and JSON stay text, because Drizzle shares the client. */
export type Sql = postgres.Sql;

export interface DatabaseOptions {
  /** Connections in the pool. */
  readonly poolSize?: number;
  /** A statement that runs longer is cancelled (error 57014); 0 never cancels. */
  readonly statementTimeoutMs?: number;
  /** A statement that waits longer for a lock is cancelled (error 55P03); 0 waits for ever. */
  readonly lockTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  /** False does not ask for the server's array types after connecting; arrays stay text then. */
  readonly fetchTypes?: boolean;
  /** What the server's activity list shows. */
  readonly applicationName?: string;
  readonly onWarning?: (text: string) => void;
  /** Called whenever a connection of the pool has ended, for whatever reason. */
  readonly onConnectionEnd?: () => void;
}

export interface OpenDatabase {
  readonly db: Database;
  readonly sql: Sql;
  /** Waits for running statements (five seconds at most), then ends the pool. */
  close(): Promise<void>;
}

/** Opens a pool. Nothing is sent before the first statement, so a wrong address only shows then. */
export function openDatabase(url: string, options: DatabaseOptions = {}): OpenDatabase {
  const onWarning = options.onWarning ?? writeWarning;
  const sql = postgres(url, {
    max: options.poolSize ?? 10,
    connect_timeout: (options.connectTimeoutMs ?? 10_000) / 1000,
    max_lifetime: null,
    fetch_types: options.fetchTypes ?? true,
    // Seconds until a lost connection is tried again; the driver's own go up to 20.
    backoff: (attempt) => Math.min(0.05 * 2 ** attempt, 1),
    onnotice: (notice) => {
      if (notice.severity === 'WARNING') onWarning(`database: ${notice.message}`);
    },
    onclose: () => options.onConnectionEnd?.(),
    connection: {
      application_name: options.applicationName ?? 'iq-ost',
      statement_timeout: options.statementTimeoutMs ?? 15_000,
      lock_timeout: options.lockTimeoutMs ?? 5_000,
      TimeZone: 'UTC',
      // Compiling costs more than our short statements take.
      jit: false
    }
  });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}

const PROCESS_DATABASE = Symbol.for('iq-ost.database');
const holder: typeof globalThis & { [PROCESS_DATABASE]?: OpenDatabase } = globalThis;

/**
 * The one pool of this process, opened at the first call. It hangs on `globalThis` because the launcher
 * and the built application are two bundles in one process.
 * @throws {StartupFailure} where nobody has set `DATABASE_URL`
 */
export function database(): OpenDatabase {
  const open = holder[PROCESS_DATABASE];
  if (open !== undefined) return open;
  const url = process.env.DATABASE_URL;
  if (!url) {
    throw new StartupFailure('No database is set: start with "npm start" or "npm run dev", or set DATABASE_URL.');
  }
  return (holder[PROCESS_DATABASE] = openDatabase(url));
}

/** Ends the pool of this process, if one is open; a later `database()` opens a new one. */
export async function closeDatabase(): Promise<void> {
  const open = holder[PROCESS_DATABASE];
  delete holder[PROCESS_DATABASE];
  await open?.close();
}

function writeWarning(text: string): void {
  process.stderr.write(`${text}\n`);
}
