import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { errorCode, StartupFailure } from '../failure';

const Credentials = v.strictObject({
  /** PostgreSQL's own data folder: relative to the data directory, so that this may be moved, or absolute elsewhere. */
  clusterDirectory: v.string(),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  password: v.pipe(v.string(), v.minLength(16))
});

/** How to reach the embedded server; `database.json` in the data directory, readable by its owner only. */
export type Credentials = v.InferOutput<typeof Credentials>;

export const DATABASE_USER = 'iq_ost';
export const DATABASE_NAME = 'iq_ost';

export const newPassword = (): string => randomBytes(24).toString('base64url');

export function credentialsPath(dataDirectory: string): string {
  return join(dataDirectory, 'database.json');
}

/** Null where there is none yet. @throws {StartupFailure} when the file is not what we wrote */
export function readCredentials(dataDirectory: string): Credentials | null {
  const path = credentialsPath(dataDirectory);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
  try {
    return v.parse(Credentials, JSON.parse(text));
  } catch (error) {
    throw new StartupFailure(
      `${path}, which keeps port and password of the database, is damaged; nothing was changed, ` +
        'please restore it from a backup.',
      error
    );
  }
}

/** Writes the file unless another start was faster; returns what the file says then. */
export function createCredentials(dataDirectory: string, credentials: Credentials): Credentials {
  const temporary = writeTemporary(dataDirectory, credentials);
  try {
    linkSync(temporary, credentialsPath(dataDirectory));
    return credentials;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return readCredentials(dataDirectory) ?? credentials;
  } finally {
    rmSync(temporary, { force: true });
  }
}

export function replaceCredentials(dataDirectory: string, credentials: Credentials): void {
  renameSync(writeTemporary(dataDirectory, credentials), credentialsPath(dataDirectory));
}

export function databaseUrl(credentials: Credentials, database = DATABASE_NAME): string {
  return `postgres://${DATABASE_USER}:${credentials.password}@127.0.0.1:${credentials.port}/${database}`;
}

function writeTemporary(dataDirectory: string, credentials: Credentials): string {
  const temporary = `${credentialsPath(dataDirectory)}.${process.pid}.new`;
  writeFileSync(temporary, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600, flush: true });
  return temporary;
}
