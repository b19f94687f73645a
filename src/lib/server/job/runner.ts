import { sql } from 'drizzle-orm';
import { PUBLIC_ACTOR } from '../../domain/access';
import { dayAt } from '../../domain/interval';
import type { OpenDatabase } from '../db/client';
import { errorText, isLostConnection } from '../db/failure';
import { getTimeZone } from '../quarter';
import type { Job } from './job';

export interface RunnerOptions {
  /** Slug of the quarter that is shown. */
  readonly quarter: string;
  /** What is authored is written in it. */
  readonly locale: string;
  /** The address that links in mails begin with, without a path. */
  readonly origin: string;
  /** Called with one sentence when a job failed; the product goes on. */
  readonly onFailure: (text: string) => void;
}

/** Held by the one process that runs jobs of a quarter; the second number is the quarter's. */
const JOB_LOCK = 0x6a6f6273;
/** So often it is looked whether a job is due. */
const PAUSE_MS = 60_000;
/** The first look, when the product has begun to answer. */
const FIRST_PAUSE_MS = 3_000;
const LONGEST_ERROR = 300;

/**
 * Runs the jobs that are due at `now`, one after the other, unless another process does so at this moment.
 * @returns the names of those that ran, also of those that failed
 */
export async function runDueJobs(
  { db, sql: connection }: Pick<OpenDatabase, 'db' | 'sql'>,
  jobs: readonly Job[],
  { now, ...options }: RunnerOptions & { readonly now: Date }
): Promise<string[]> {
  const { quarter, locale, origin, onFailure } = options;
  const held = await connection.reserve();
  try {
    const [lock] = await held<{ isTaken: boolean }[]>`
      select pg_try_advisory_lock(${JOB_LOCK}, hashtext(${quarter})) as "isTaken"`;
    if (!lock?.isTaken) return [];
    const ran: string[] = [];
    try {
      const today = dayAt(now, await getTimeZone(db, quarter));
      for (const job of jobs) {
        const name = `${quarter} ${job.name}`;
        if (!(await begin({ db }, { name, everyMinutes: job.everyMinutes, now }))) continue;
        ran.push(job.name);
        let lastError: string | null = null;
        try {
          await job.run({ db, actor: PUBLIC_ACTOR, locale, quarter, today, origin });
        } catch (error) {
          if (isLostConnection(error)) throw error;
          lastError = errorText(error).slice(0, LONGEST_ERROR);
          onFailure(`The job ${job.name} failed and is tried again later: ${lastError}`);
        }
        await db.execute(sql`
          update job_run set ended_at = clock_timestamp(), last_error = ${lastError}::text where name = ${name}`);
      }
      return ran;
    } finally {
      await held`select pg_advisory_unlock(${JOB_LOCK}, hashtext(${quarter}))`;
    }
  } finally {
    held.release();
  }
}

interface Turn {
  readonly name: string;
  readonly everyMinutes: number;
  readonly now: Date;
}

/** Takes the job's turn where it is due: it counts from its beginning, so that one that fails is not tried at once. */
async function begin({ db }: Pick<OpenDatabase, 'db'>, { name, everyMinutes, now }: Turn): Promise<boolean> {
  const at = now.toISOString();
  const [turn] = await db.execute(sql`
    insert into job_run (name, started_at) values (${name}::text, ${at}::timestamptz)
    on conflict (name) do update set started_at = excluded.started_at, ended_at = null
      where job_run.started_at <= excluded.started_at - make_interval(mins => ${everyMinutes}::integer)
    returning name`);
  return turn !== undefined;
}

/** Looks every minute whether a job is due, for as long as the process lives; never keeps it alive. */
export function startJobs(open: Pick<OpenDatabase, 'db' | 'sql'>, jobs: readonly Job[], options: RunnerOptions): void {
  const look = (): void => {
    runDueJobs(open, jobs, { ...options, now: new Date() })
      .catch((error: unknown) => {
        // The database was closed or started anew: there is another look soon, or the end.
        if (!isLostConnection(error)) options.onFailure(`Jobs cannot be looked at: ${errorText(error)}`);
      })
      .finally(() => setTimeout(look, PAUSE_MS).unref());
  };
  setTimeout(look, FIRST_PAUSE_MS).unref();
}
