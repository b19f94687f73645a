import { openDatabase, type Sql } from '../client';
import { errorCode, errorText, StartupFailure } from '../failure';
import { type Credentials, DATABASE_NAME, databaseUrl } from './credentials';
import { isProcessAlive } from './process';
import { waitFor } from './wait';

/**
 * One connection that stays open as long as this program uses the embedded server. Its session locks say who is
 * there, and vanish by themselves with a killed program.
 */
export interface Hold {
  /** Shows where the application listens to those who ask who holds the data. */
  announce(address: string): Promise<void>;
  /** Lets a second start wait for our end instead of refusing. */
  announceEnd(): Promise<void>;
  /** Gives the locks back; true when nobody else uses the server, who then cannot come in between any more. */
  leave(): Promise<boolean>;
  end(): Promise<void>;
}

export interface HoldOptions {
  /** Only one program may hold the data exclusively: the application. Tools work beside it. */
  readonly isExclusive: boolean;
  readonly onEnd: () => void;
}

const PRESENCE = 'iq-ost presence';
const APPLICATION = 'iq-ost application';
const NO_SUCH_DATABASE = '3D000';
const DUPLICATE_DATABASE = '42P04';
const WRONG_PASSWORD = new Set(['28P01', '28000']);
const GOING = new Set([
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECTION_CLOSED',
  'CONNECT_TIMEOUT'
]);
const ENDING = 'ending';
/** How long the session of a killed application, or one on its way down, is waited for. */
const GOING_HOLDER_LIMIT_MS = 15_000;

/**
 * Connects and takes the locks.
 * @returns null when the server is on its way down, so that the caller looks again
 * @throws {StartupFailure} when another application holds the data
 */
export async function takeHold(credentials: Credentials, options: HoldOptions): Promise<Hold | null> {
  try {
    return await connect(credentials, options);
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code === NO_SUCH_DATABASE) {
      await createDatabase(credentials);
      return takeHold(credentials, options);
    }
    if (GOING.has(code)) return null;
    if (!WRONG_PASSWORD.has(code)) throw error;
    throw new StartupFailure(
      `The database on port ${credentials.port} does not take the password that is kept beside its data; ` +
        'please restore database.json from a backup.',
      error
    );
  }
}

async function connect(credentials: Credentials, options: HoldOptions): Promise<Hold | null> {
  const { sql, close } = openDatabase(databaseUrl(credentials), {
    poolSize: 1,
    connectTimeoutMs: 5_000,
    applicationName: holderName(''),
    onConnectionEnd: options.onEnd
  });
  try {
    if (!(await tryLock(sql, PRESENCE, 'shared'))) {
      await close();
      return null;
    }
    if (options.isExclusive) await takeApplicationLock(sql);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    announce: (address) => rename(sql, address),
    announceEnd: () => rename(sql, ENDING),
    leave: async () => {
      await sql`select pg_advisory_unlock_shared(hashtext(${PRESENCE}))`;
      return tryLock(sql, PRESENCE, 'alone');
    },
    end: close
  };
}

async function rename(sql: Sql, address: string): Promise<void> {
  await sql`select set_config('application_name', ${holderName(address)}, false)`;
}

async function createDatabase(credentials: Credentials): Promise<void> {
  const { sql, close } = openDatabase(databaseUrl(credentials, 'postgres'), { poolSize: 1 });
  try {
    await sql`create database ${sql(DATABASE_NAME)}`;
  } catch (error) {
    if (errorCode(error) === '53100') throw new StartupFailure(`The disk is full: ${errorText(error)}.`, error);
    if (errorCode(error) !== DUPLICATE_DATABASE) throw error;
  } finally {
    await close();
  }
}

/** A session that is about to go (its program was killed, or ends) is waited for; a living one is refused at once. */
async function takeApplicationLock(sql: Sql): Promise<void> {
  const holder = await waitFor(
    async () => {
      if (await tryLock(sql, APPLICATION, 'alone')) return { name: null };
      const name = await readHolder(sql);
      return name !== null && isStaying(name) ? { name } : null;
    },
    { forMs: GOING_HOLDER_LIMIT_MS }
  );
  if (holder?.name === null) return;
  const [, pid, address] = holder?.name.split(' ') ?? [];
  throw new StartupFailure(
    `IQ_Ost already runs on this data directory${pid ? ` as process ${pid}` : ''}${address ? ` at ${address}` : ''}; ` +
      'it was left alone.'
  );
}

async function tryLock(sql: Sql, name: string, mode: 'shared' | 'alone'): Promise<boolean> {
  const [row] =
    mode === 'shared'
      ? await sql<{ taken: boolean }[]>`select pg_try_advisory_lock_shared(hashtext(${name})) as taken`
      : await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(hashtext(${name})) as taken`;
  return row?.taken === true;
}

async function readHolder(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ name: string }[]>`
    select activity.application_name as name
    from pg_locks held
    join pg_stat_activity activity on activity.pid = held.pid
    join pg_database base on base.oid = held.database and base.datname = current_database()
    where held.locktype = 'advisory' and held.granted and held.objsubid = 1
      and ((held.classid::bigint << 32) | held.objid::bigint) = hashtext(${APPLICATION})::bigint`;
  return row?.name ?? null;
}

function isStaying(holder: string): boolean {
  const [, pid, address] = holder.split(' ');
  return address !== ENDING && isProcessAlive(Number(pid));
}

const holderName = (address: string): string => `iq-ost ${process.pid} ${address}`.trim();
