import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { SESSION_COOKIE } from '../../src/lib/server/auth/session';
import { openDatabase } from '../../src/lib/server/db/client';
import { databaseUrl, readCredentials } from '../../src/lib/server/db/embedded/credentials';
import { beginTestSession, createAccount } from './accounts';
import { startBuiltApp, type BuiltApp } from './built-app';
import { findFaults } from './change-model';
import { contextOf } from './factories';

const QUARTER = 'iq-ost';
/** People who save at the same time. */
const PLANNERS = 4;
/** How long an application may take to save again after its database was killed under it. */
const RECOVERY_MS = 30_000;

export type Victim = 'application' | 'database';

export interface EnduranceOptions {
  readonly rounds: number;
  readonly victim: Victim;
  /** Saves that each round sets out to do; it is killed somewhere in the midst of them. */
  readonly saves: number;
  readonly say?: (text: string) => void;
}

export interface EnduranceResult {
  readonly acknowledged: number;
  /** Saves that were acknowledged and are not there afterwards. */
  readonly lost: readonly string[];
  /** What is wrong with the data afterwards. */
  readonly faults: readonly string[];
  /** Longest time from the kill until the next save was acknowledged, in milliseconds. */
  readonly slowestRecoveryMs: number;
}

/**
 * Saves through the forms of the running product, kills it or its database with SIGKILL in the midst of it, lets it
 * recover by itself, and looks for every save that it had acknowledged.
 */
export async function endure({
  rounds,
  victim,
  saves,
  say = () => undefined
}: EnduranceOptions): Promise<EnduranceResult> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'iq-ost-endure-'));
  chmodSync(dataDirectory, 0o755);
  const acknowledged = new Set<string>();
  const tally = { posts: 0 };
  let app: BuiltApp | null = null;
  let slowestRecoveryMs = 0;
  try {
    app = await startBuiltApp({ DATA_DIR: dataDirectory });
    const { cookie, units } = await prepare(dataDirectory);
    const planners = (target: { baseUrl: string }) =>
      new Planners({ baseUrl: target.baseUrl, cookie, units, acknowledged, tally, dataDirectory });
    for (let round = 1; round <= rounds; round += 1) {
      const killAt = Math.ceil(saves * (0.05 + 0.9 * Math.random()));
      const work = planners(app);
      await work.save({ round, count: saves, killAt, kill: () => kill(app!, victim, dataDirectory) });
      const killedAt = performance.now();
      if (victim === 'application') {
        await app.program.waitForExit();
        app = await startBuiltApp({ DATA_DIR: dataDirectory });
      }
      await planners(app).saveOnce(round, RECOVERY_MS);
      const recoveryMs = performance.now() - killedAt;
      slowestRecoveryMs = Math.max(slowestRecoveryMs, recoveryMs);
      say(`round ${round}: ${victim} killed at save ${killAt}, saving again after ${recoveryMs.toFixed(0)} ms`);
    }
    const { lost, faults } = await look(dataDirectory, acknowledged);
    await app.close();
    return { acknowledged: acknowledged.size, lost, faults, slowestRecoveryMs };
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true });
  }
}

function kill(app: BuiltApp, victim: Victim, dataDirectory: string): void {
  const pid =
    victim === 'application'
      ? app.program.pid
      : Number(readFileSync(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
}

async function withDatabase<T>(
  dataDirectory: string,
  use: (db: ReturnType<typeof openDatabase>) => Promise<T>
): Promise<T> {
  const credentials = readCredentials(dataDirectory);
  if (credentials === null) throw new Error('The application has no database of its own.');
  const open = openDatabase(databaseUrl(credentials), { poolSize: 1, fetchTypes: false });
  try {
    return await use(open);
  } finally {
    await open.close();
  }
}

function prepare(dataDirectory: string): Promise<{ cookie: string; units: number[] }> {
  return withDatabase(dataDirectory, async ({ db }) => {
    const { id } = await createAccount(db, QUARTER, { role: 'planner' });
    const cookie = `${SESSION_COOKIE}=${await beginTestSession(db, QUARTER, id)}`;
    const rows = await db.execute<{ id: number }>(
      sql`select id from unit where upper_inf(valid) order by id limit ${PLANNERS * 8}`
    );
    return { cookie, units: rows.map((row) => row.id) };
  });
}

interface PlannersOptions {
  readonly baseUrl: string;
  readonly cookie: string;
  readonly units: readonly number[];
  readonly acknowledged: Set<string>;
  readonly tally: { posts: number };
  readonly dataDirectory: string;
}

interface Work {
  readonly round: number;
  readonly count: number;
  readonly killAt: number;
  readonly kill: () => void;
}

class Planners {
  readonly #options: PlannersOptions;
  #versions = new Map<number, number>();

  constructor(options: PlannersOptions) {
    this.#options = options;
  }

  /**
   * Several people save different units, `count` times together, and stop at the first refusal after `killAt` of them
   * were acknowledged and `kill` was called. A connection that died in the round before may cost a refusal until then.
   */
  async save({ round, count, killAt, kill: strike }: Work): Promise<void> {
    await this.refresh();
    let started = 0;
    let done = 0;
    let isOver = false;
    await Promise.all(
      Array.from({ length: PLANNERS }, async (_, planner) => {
        while (!isOver && started < 2 * count) {
          started += 1;
          if (await this.#post(planner, `r${round}-p${planner}-${started}`)) {
            done += 1;
            if (done === killAt) strike();
          } else if (done < killAt) await this.refresh();
          else isOver = true;
        }
      })
    );
    if (done < killAt) throw new Error(`only ${done} of ${killAt} saves were acknowledged before the kill`);
  }

  /** Saves once more, as soon as the product lets it. Rejects where it does not within the time. */
  async saveOnce(round: number, withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    for (let attempt = 0; performance.now() < deadline; attempt += 1) {
      if ((await this.refresh()) && (await this.#post(0, `r${round}-again-${attempt}`))) return;
    }
    throw new Error(`nothing could be saved within ${withinMs} ms after round ${round}`);
  }

  /** True where the product said that it was saved; its note is remembered then. */
  async #post(planner: number, note: string): Promise<boolean> {
    const { baseUrl, cookie, units, acknowledged, tally } = this.#options;
    const own = units.filter((_, index) => index % PLANNERS === planner);
    // A save that was done but never acknowledged must not be asked for again: it would change nothing.
    const turn = (tally.posts += 1);
    const unitId = own[turn % own.length]!;
    try {
      const response = await fetch(`${baseUrl}/edit?/change`, {
        method: 'POST',
        headers: { cookie, origin: baseUrl, accept: 'application/json', 'x-sveltekit-action': 'true' },
        body: new URLSearchParams({
          ...{ units: String(unitId), seen: `${unitId}:${this.#versions.get(unitId) ?? 0}`, note },
          ...{ status: Math.floor(turn / own.length) % 2 === 0 ? 'works' : 'vacant', from: dayOf(turn) },
          ...{ method: 'visit', checkedOn: '2026-01-02' }
        })
      });
      const answer = (await response.json()) as { readonly type?: string };
      if (answer.type !== 'success') return false;
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) return false;
      throw error;
    }
    // Nobody else saves the units of this planner.
    this.#versions.set(unitId, (this.#versions.get(unitId) ?? 0) + 1);
    acknowledged.add(note);
    return true;
  }

  /** Which version each unit has now; false while the database does not answer. */
  async refresh(): Promise<boolean> {
    try {
      const rows = await withDatabase(this.#options.dataDirectory, ({ db }) =>
        db.execute<{ id: number; version: number }>(
          sql`select entity_id as id, version from record_version where entity = 'unit'`
        )
      );
      this.#versions = new Map(rows.map(({ id, version }) => [id, version]));
      return true;
    } catch (error) {
      if (error instanceof Error) return false;
      throw error;
    }
  }
}

/** Days that go round, so that histories stay short. */
const dayOf = (count: number): string => new Date(Date.UTC(2020, 0, 1 + (count % 1500))).toISOString().slice(0, 10);

async function look(
  dataDirectory: string,
  acknowledged: ReadonlySet<string>
): Promise<{ lost: string[]; faults: string[] }> {
  return withDatabase(dataDirectory, async ({ db }) => {
    const rows = await db.execute<{ reason: string }>(
      sql`select reason from audit_event where action = 'change_occupancy'`
    );
    const found = new Set(rows.map(({ reason }) => reason));
    const lost = [...acknowledged].filter((note) => !found.has(note));
    return { lost, faults: await findFaults(contextOf(db, { quarter: QUARTER }), 1) };
  });
}
