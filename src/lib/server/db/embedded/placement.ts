import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../failure';
import { type Binaries, programPath } from './binaries';
import { canEnter, type ServerUser } from './server-user';

/** Where programs and data go when the server's user may not enter the folders of root. */
export const SHARED_DIRECTORY = '/var/lib/iq-ost';

export interface PlacementOptions {
  readonly user: ServerUser | null;
  /** Called with a sentence that says where, when something is put elsewhere. */
  readonly report: (text: string) => void;
  readonly sharedDirectory: string;
}

/**
 * The programs in a folder that the server's user can enter: where they are, or else a copy.
 */
export function placeBinaries(binaries: Binaries, { user, report, sharedDirectory }: PlacementOptions): Binaries {
  if (canEnter(user, join(binaries.directory, 'bin')) && canEnter(user, join(binaries.directory, 'lib'))) {
    return binaries;
  }
  const directory = join(sharedDirectory, `postgresql-${binaries.version}-${process.platform}-${process.arch}`);
  const placed = { ...binaries, directory };
  if (existsSync(programPath(placed, 'postgres'))) return placed;
  report(`The database's user may not enter ${binaries.directory}; its programs are copied to ${directory}.`);
  copyAtomically(binaries.directory, directory);
  return placed;
}

/** The folder of the data: in `dataDirectory`, or a new one elsewhere when the server's user may not enter that. */
export function placeCluster(dataDirectory: string, { user, report, sharedDirectory }: PlacementOptions): string {
  if (canEnter(user, dataDirectory)) return join(dataDirectory, 'postgres');
  makeShared(sharedDirectory);
  const parent = mkdtempSync(join(sharedDirectory, 'data-'));
  chmodSync(parent, 0o755);
  const cluster = join(parent, 'postgres');
  report(`The database's user may not enter ${dataDirectory}; its data are kept in ${cluster}.`);
  return cluster;
}

function copyAtomically(from: string, to: string): void {
  makeShared(join(to, '..'));
  const temporary = mkdtempSync(`${to}.new-`);
  chmodSync(temporary, 0o755);
  cpSync(from, temporary, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(temporary, to);
  } catch (error) {
    // Another start was faster with the same copy.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) throw error;
    rmSync(temporary, { recursive: true });
  }
}

function makeShared(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o755 });
}
