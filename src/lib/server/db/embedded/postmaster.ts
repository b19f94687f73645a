import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../failure';
import { isProcessAlive } from './process';

/** What `postmaster.pid` says about a server whose process is alive. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** `ready`, `starting`, `stopping`; empty while the server has not got that far. */
  readonly status: string;
}

/**
 * The living server of a data folder, null when there is none. A pid that meanwhile belongs to another
 * program, or to a process that has ended but was not collected, is no living server.
 */
export function findPostmaster(clusterDirectory: string): Postmaster | null {
  const lines = readPidFile(clusterDirectory);
  if (lines === null) return null;
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isProcessAlive(pid) || isProvablyOther(pid)) return null;
  return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() };
}

/**
 * Moves a pid file aside whose number now belongs to another program. PostgreSQL itself clears the file of a dead
 * process, but refuses for ever when the number was given anew, as happens in a restarted container.
 */
export function setAsideForeignPidFile(clusterDirectory: string): void {
  const lines = readPidFile(clusterDirectory);
  const pid = Number(lines?.[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isProcessAlive(pid) || !isProvablyOther(pid)) return;
  const path = join(clusterDirectory, 'postmaster.pid');
  const aside = `${path}.stale`;
  renameSync(path, aside);
  // Another start may have put a server's new file there in between: give it back.
  if (Number(readFileSync(aside, 'utf8').split('\n')[0]) !== pid) renameSync(aside, path);
}

function readPidFile(clusterDirectory: string): string[] | null {
  try {
    return readFileSync(join(clusterDirectory, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** True only where the system names the process and it is not PostgreSQL, or has already ended. */
function isProvablyOther(pid: number): boolean {
  if (process.platform === 'linux') {
    const stat = readProcessStat(pid);
    return stat !== null && (!stat.includes('(postgres)') || /\) [ZX] /.test(stat));
  }
  if (process.platform === 'darwin') {
    const { status, stdout } = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
    return status === 0 && !stdout.includes('postgres');
  }
  return false;
}

function readProcessStat(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes(errorCode(error) ?? '')) return null;
    throw error;
  }
}
