import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode, StartupFailure } from '../failure';
import { type Binaries, EMBEDDED_MAJOR, programPath } from './binaries';
import { DATABASE_USER } from './credentials';
import { isProcessAlive } from './process';
import type { ServerUser } from './server-user';

/** What every call about one embedded server needs. */
export interface Installation {
  readonly binaries: Binaries;
  readonly user: ServerUser | null;
  readonly clusterDirectory: string;
}

/** The environment of PostgreSQL's programs: English messages, nothing inherited from `PG…` variables. */
export const PROGRAM_ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

const CONFIGURATION = 'iq-ost.conf';

/** Is there a data folder at all? A broken one counts, so that it is never written over. */
export function hasCluster({ clusterDirectory }: Pick<Installation, 'clusterDirectory'>): boolean {
  return existsSync(clusterDirectory) && readdirSync(clusterDirectory).length > 0;
}

/**
 * Makes the data folder: UTF-8, German ICU collation, data checksums, passwords for every connection. It is made
 * beside its place and moved there when it is complete, so that a killed start leaves nothing half done.
 */
export function createCluster(installation: Installation, password: string): void {
  const { clusterDirectory, user } = installation;
  const parent = dirname(clusterDirectory);
  removeAbandoned(parent, basename(clusterDirectory));
  const directory = `${clusterDirectory}.new-${process.pid}`;
  const passwordFile = `${directory}.password`;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    for (const path of user === null ? [] : [directory, passwordFile]) chownSync(path, user?.uid ?? 0, user?.gid ?? 0);
    runInitdb(installation, directory, passwordFile);
    writeFileSync(join(directory, 'postgresql.conf'), `\ninclude_if_exists = '${CONFIGURATION}'\n`, { flag: 'a' });
    renameSync(directory, clusterDirectory);
  } catch (error) {
    // Another start on the same folder was faster; its data folder is as good as ours.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(directory, { recursive: true, force: true });
  }
}

/** @throws {StartupFailure} when the data folder is not one that this PostgreSQL can open */
export function assertClusterVersion({ clusterDirectory }: Pick<Installation, 'clusterDirectory'>): void {
  let text: string;
  try {
    text = readFileSync(join(clusterDirectory, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) throw error;
    throw new StartupFailure(
      `${clusterDirectory} is not a complete database (PG_VERSION is missing); nothing was changed, ` +
        'please restore it from a backup or move it away to start anew.',
      error
    );
  }
  if (text === String(EMBEDDED_MAJOR)) return;
  const isNewer = Number(text) > EMBEDDED_MAJOR;
  throw new StartupFailure(
    `${clusterDirectory} was written by PostgreSQL ${text}, but this program brings PostgreSQL ${EMBEDDED_MAJOR}; ` +
      `nothing was changed, please use ${isNewer ? 'the newer version of the program' : 'the version that wrote it'}.`
  );
}

/** Writes our part of the server's configuration, as it is for this version of the program. */
export function writeConfiguration(installation: Installation, settings: Readonly<Record<string, string>>): void {
  const path = join(installation.clusterDirectory, CONFIGURATION);
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  writeFileSync(path, `# Written at every start.\n${lines.join('\n')}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  if (installation.user !== null) chownSync(path, installation.user.uid, installation.user.gid);
}

/** Server settings of the product; loopback only and without sockets in the file system. */
export function productConfiguration(port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] '
  };
}

function runInitdb({ binaries, user }: Installation, directory: string, passwordFile: string): void {
  const flags = [
    `--pgdata=${directory}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=de-DE',
    `--locale=${characterLocale()}`,
    '--data-checksums'
  ];
  const { status, stderr, error } = spawnSync(programPath(binaries, 'initdb'), flags, {
    ...user,
    cwd: '/',
    env: PROGRAM_ENVIRONMENT,
    encoding: 'utf8'
  });
  if (status === 0) return;
  const reason = error?.message ?? (lastLine(stderr) || `exit code ${status}`);
  throw new StartupFailure(
    /No space left/.test(stderr)
      ? `The disk is full: the database cannot be made in ${dirname(directory)}.`
      : `The database cannot be made in ${directory}: ${reason}`,
    error
  );
}

/** Trigrams of letters outside of ASCII need a locale that knows them as letters; not every system has the same. */
function characterLocale(): string {
  const { status, stdout } = spawnSync('locale', ['-a'], { encoding: 'utf8' });
  const known = status === 0 ? stdout.split(/\s+/) : [];
  const wanted = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8', 'de_DE.UTF-8', 'de_DE.utf8'];
  return wanted.find((name) => known.includes(name)) ?? 'C';
}

/** What a start left that was killed while it made the data folder. */
function removeAbandoned(parent: string, name: string): void {
  for (const entry of existsSync(parent) ? readdirSync(parent) : []) {
    const pid = entry.startsWith(`${name}.new-`) ? Number.parseInt(entry.slice(`${name}.new-`.length), 10) : NaN;
    if (Number.isInteger(pid) && pid !== process.pid && !isProcessAlive(pid)) {
      rmSync(join(parent, entry), { recursive: true, force: true });
    }
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
