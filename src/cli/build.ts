import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { StartupFailure } from '../lib/server/db/failure';
import type { Shutdown } from './program';

const INPUTS = [
  'src',
  'static',
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'vite.config.ts',
  'tsconfig.json'
];
/** Made by the build itself, or not part of the pages. */
const NOT_INPUTS = ['src/i18n/paraglide', 'src/i18n/project.inlang/cache', 'src/cli'];
const HASH_FILE = '.source-hash';

export interface BuildOptions {
  /** Absolute path of the project. */
  readonly projectDirectory: string;
  readonly report: (text: string) => void;
  readonly shutdown: Shutdown;
}

/**
 * Builds the pages into `build/` where that is missing or older than the sources; goes by content, so that a fresh
 * clone's file dates do not matter.
 * @throws {StartupFailure} when the build fails
 */
export async function ensureBuild({ projectDirectory, report, shutdown }: BuildOptions): Promise<void> {
  const hashFile = join(projectDirectory, 'build', HASH_FILE);
  const hash = hashSources(projectDirectory);
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return;
  report('Building the pages, which takes about half a minute and is needed only after a change …');
  // A build that is stopped halfway must not pass for a whole one.
  rmSync(hashFile, { force: true });
  await runBuild(projectDirectory, shutdown);
  writeFileSync(hashFile, hash);
}

/** SHA-256 over names and contents of everything that the build reads. */
export function hashSources(projectDirectory: string): string {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const path of INPUTS.flatMap((input) => listFiles(projectDirectory, join(projectDirectory, input)))) {
    hash.update(`\0${path}\0`).update(readFileSync(join(projectDirectory, path)));
  }
  return hash.digest('hex');
}

function listFiles(projectDirectory: string, path: string): string[] {
  const name = relative(projectDirectory, path).split(sep).join('/');
  if (NOT_INPUTS.includes(name)) return [];
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (isDirectory === undefined) return [];
  if (!isDirectory) return [name];
  return readdirSync(path)
    .sort()
    .flatMap((entry) => listFiles(projectDirectory, join(path, entry)));
}

async function runBuild(projectDirectory: string, shutdown: Shutdown): Promise<void> {
  const child = spawn(process.execPath, [locateVite(), 'build', '--logLevel', 'warn'], {
    cwd: projectDirectory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' }
  });
  shutdown.add(() => {
    if (child.exitCode === null) child.kill();
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  const text = Buffer.concat(output).toString('utf8').trim();
  throw new StartupFailure(
    /ENOSPC/.test(text) ? 'The disk is full: the pages cannot be built.' : `The pages cannot be built:\n${text}`
  );
}

function locateVite(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  } catch (error) {
    throw new StartupFailure(
      'The pages must be built, but the build tools are not installed; run "npm ci" without leaving out development packages.',
      error
    );
  }
}
