import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorText, StartupFailure } from '../failure';

/** The system user that runs the server where we are root, because PostgreSQL refuses root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';

/**
 * Null for an ordinary user, who runs the server under the own name. As root: the system user `postgres`,
 * made where it is missing.
 * @throws {StartupFailure} when it can neither be found nor made
 */
export function findServerUser(): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  return readUser() ?? createUser();
}

/** Can the server's user go into this folder and list it? Asks the system by trying, so that ACLs count too. */
export function canEnter(user: ServerUser | null, directory: string): boolean {
  if (user === null) return true;
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1" && test -r . && test -x .', 'sh', directory], {
    ...user,
    cwd: '/',
    stdio: 'ignore'
  });
  return status === 0;
}

/** The nearest folder on the way up that exists. */
export function nearestExisting(directory: string): string {
  return existsSync(directory) || dirname(directory) === directory ? directory : nearestExisting(dirname(directory));
}

function readUser(): ServerUser | null {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, NAME], { encoding: 'utf8' });
    return status === 0 ? Number(stdout.trim()) : NaN;
  });
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** `useradd` of most Linux systems, `adduser` of BusyBox. */
function createUser(): ServerUser {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NAME]]
  ];
  const reasons: string[] = [];
  for (const [command, flags] of attempts) {
    const { status, stderr, error } = spawnSync(command, flags, { encoding: 'utf8' });
    const user = status === 0 ? readUser() : null;
    if (user !== null) return user;
    reasons.push(error === undefined ? stderr.trim() : errorText(error));
  }
  throw new StartupFailure(
    `PostgreSQL does not run as root and the system user "${NAME}" cannot be made (${reasons.join('; ')}); ` +
      'start as an ordinary user or set DATABASE_URL.'
  );
}
