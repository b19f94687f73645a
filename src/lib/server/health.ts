import type { OpenDatabase } from './db/client';
import { errorText } from './db/failure';

/** Whether this process can serve, as monitors ask for it. */
export interface Health {
  readonly status: 'ok' | 'database_unreachable';
  readonly version: string;
  /** Our own server in `DATA_DIR`, or the one of `DATABASE_URL`. */
  readonly database: 'embedded' | 'external';
  readonly quarter: string;
}

const LIMIT_MS = 3_000;

/** Asks the database for an answer, three seconds at most. */
export async function readHealth({ sql }: Pick<OpenDatabase, 'sql'>, about: Omit<Health, 'status'>): Promise<Health> {
  const isReachable = await Promise.race([answers(sql), expire(LIMIT_MS)]);
  return { status: isReachable ? 'ok' : 'database_unreachable', ...about };
}

async function answers(sql: OpenDatabase['sql']): Promise<boolean> {
  try {
    await sql`select 1`;
    return true;
  } catch (error) {
    process.stderr.write(`health: ${errorText(error)}\n`);
    return false;
  }
}

function expire(afterMs: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), afterMs).unref());
}
