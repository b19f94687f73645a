import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { errorText, StartupFailure } from '../failure';
import { programPath } from './binaries';
import { type Installation, PROGRAM_ENVIRONMENT } from './cluster';
import { findPostmaster, type Postmaster, setAsideForeignPidFile } from './postmaster';
import { waitFor } from './wait';

/** How an attempt to start a server went. */
export type StartOutcome = 'started' | 'port_taken' | 'held_by_another';

const LOG_LIMIT_BYTES = 5_000_000;
/** Reading a long write-ahead log after a crash may take minutes on a slow disk. */
const RECOVERY_LIMIT_MS = 600_000;

/** A loopback port that is free now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** The file that the server writes its messages to, beside its data folder. */
export function logPath({ clusterDirectory }: Installation): string {
  return join(dirname(clusterDirectory), 'postgres.log');
}

/**
 * Starts the server as a process of its own that outlives us, and waits until it takes connections.
 * @throws {StartupFailure} with the server's own reason when it ends instead
 */
export async function startServer(installation: Installation): Promise<StartOutcome> {
  setAsideForeignPidFile(installation.clusterDirectory);
  const log = openLog(installation);
  const from = statSync(logPath(installation)).size;
  const child = spawn(programPath(installation.binaries, 'postgres'), ['-D', installation.clusterDirectory], {
    ...installation.user,
    cwd: '/',
    env: PROGRAM_ENVIRONMENT,
    stdio: ['ignore', log, log],
    detached: true,
    windowsHide: true
  });
  closeSync(log);
  const ended: { reason: string | null } = { reason: null };
  child.once('error', (error) => (ended.reason = errorText(error)));
  child.once('exit', (code, signal) => (ended.reason = `exit ${signal ?? code}`));
  child.unref();
  const outcome = await waitFor(
    () => {
      if (ended.reason !== null) return 'ended';
      const postmaster = findPostmaster(installation.clusterDirectory);
      return postmaster?.pid === child.pid && postmaster?.status === 'ready' ? 'ready' : null;
    },
    { forMs: RECOVERY_LIMIT_MS }
  );
  child.removeAllListeners();
  if (outcome === 'ready') return 'started';
  if (outcome === null) {
    throw new StartupFailure(`The database has been starting for ten minutes; see ${logPath(installation)}.`);
  }
  return explainEnd(installation, readFileSync(logPath(installation)).subarray(from).toString('utf8'), ended.reason);
}

/**
 * Ends the server in an orderly way: open statements are cancelled, everything is written.
 * @throws {StartupFailure} when it is still there after a minute
 */
export function stopServer(installation: Installation): void {
  if (findPostmaster(installation.clusterDirectory) === null) return;
  const flags = ['stop', '-D', installation.clusterDirectory, '-m', 'fast', '-w', '-t', '60'];
  const { status, stderr, error } = spawnSync(programPath(installation.binaries, 'pg_ctl'), flags, {
    ...installation.user,
    cwd: '/',
    env: PROGRAM_ENVIRONMENT,
    encoding: 'utf8'
  });
  if (status === 0 || findPostmaster(installation.clusterDirectory) === null) return;
  throw new StartupFailure(`The database does not end: ${error?.message ?? stderr.trim()}`, error);
}

/** Waits until a server that is on its way up or down has got there; null when it is gone. */
export async function settlePostmaster(
  { clusterDirectory }: Installation,
  forMs = RECOVERY_LIMIT_MS
): Promise<Postmaster | null> {
  const settled = await waitFor(
    () => {
      const postmaster = findPostmaster(clusterDirectory);
      if (postmaster === null) return { postmaster };
      return postmaster.status === 'ready' ? { postmaster } : null;
    },
    { forMs }
  );
  if (settled !== null) return settled.postmaster;
  const pid = findPostmaster(clusterDirectory)?.pid;
  throw new StartupFailure(`A database server (process ${pid}) holds ${clusterDirectory} but does not get ready.`);
}

function openLog(installation: Installation): number {
  const path = logPath(installation);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

function explainEnd(installation: Installation, log: string, exit: string | null): StartOutcome {
  if (/lock file "postmaster\.pid" already exists|pre-existing shared memory block/.test(log)) return 'held_by_another';
  if (/Address already in use|could not create any TCP\/IP sockets/.test(log)) return 'port_taken';
  if (/No space left on device/.test(log)) {
    throw new StartupFailure(`The disk is full: the database in ${installation.clusterDirectory} cannot start.`);
  }
  const reason = /(?:FATAL|PANIC):\s+(.*)/.exec(log)?.[1] ?? log.trim().split('\n').at(-1) ?? '';
  throw new StartupFailure(
    `The database in ${installation.clusterDirectory} cannot start (${reason || exit}); nothing was changed, ` +
      `see ${logPath(installation)}.`
  );
}
