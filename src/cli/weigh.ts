import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

/** All scripts before interaction, without the map's: 90 kilobytes, brotli. */
export const LIMIT_BYTES = 90_000;

/** A script that a page loads before anybody has touched it. */
export interface LoadedScript {
  /** Path below the site's root, such as `_app/immutable/chunks/Ab1.js`. */
  readonly file: string;
  /** What the bundler calls it. */
  readonly name: string;
  readonly bytes: number;
  readonly brotliBytes: number;
}

interface ManifestEntry {
  readonly file: string;
  readonly name?: string;
  readonly imports?: readonly string[];
}

const GENERATED = '.svelte-kit/generated/client-optimized';

/**
 * The scripts of a route's page as the last build made them: SvelteKit's entries, the root layout, the error page and
 * the route's own layouts and page, with everything that these import statically. What is imported on demand, such
 * as the map, is left out.
 * @param projectDirectory absolute path
 * @param route id of SvelteKit, such as `/(map)`
 * @throws {Error} when the pages have not been built here, or there is no such route
 */
export function listScripts(projectDirectory: string, route: string): LoadedScript[] {
  const manifestPath = join(projectDirectory, '.svelte-kit/output/client/.vite/manifest.json');
  const client = join(projectDirectory, 'build/client');
  if (!existsSync(manifestPath) || !existsSync(client)) throw new Error('Run "npm run build" first.');
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Readonly<Record<string, ManifestEntry>>;
  const start = Object.keys(manifest).find((key) => key.endsWith('/runtime/client/entry.js'));
  const nodes = listNodes(projectDirectory, route).map((node) => `${GENERATED}/nodes/${node}.js`);
  const found = new Set<string>();
  const follow = (key: string): void => {
    if (found.has(key)) return;
    const entry = manifest[key];
    if (entry === undefined) throw new Error(`The build knows no ${key}.`);
    found.add(key);
    entry.imports?.forEach(follow);
  };
  [start ?? '', `${GENERATED}/app.js`, ...nodes].forEach(follow);
  return [...found].map((key) => {
    const { file, name } = manifest[key]!;
    const content = readFileSync(join(client, file));
    return { file, name: name ?? key, bytes: content.length, brotliBytes: brotliCompressSync(content).length };
  });
}

/** Nodes 0 and 1, which every page loads, and those that SvelteKit's dictionary names: `"/(map)": [~4,[2]]`. */
function listNodes(projectDirectory: string, route: string): number[] {
  const source = readFileSync(join(projectDirectory, GENERATED, 'app.js'), 'utf8');
  const line = source.split('\n').find((text) => text.trim().startsWith(`${JSON.stringify(route)}:`));
  if (line === undefined) throw new Error(`The build knows no route ${route}.`);
  const own = [...line.slice(line.indexOf(':')).matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return [...new Set([0, 1, ...own])];
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;

/** The scripts as a table, the heaviest first, with their sum beside the limit. */
export function describeWeight(scripts: readonly LoadedScript[]): string {
  const HEAVIEST = 12;
  const sorted = [...scripts].sort((a, b) => b.brotliBytes - a.brotliBytes);
  const sum = scripts.reduce((total, { brotliBytes }) => total + brotliBytes, 0);
  const rest = sorted.slice(HEAVIEST).reduce((total, { brotliBytes }) => total + brotliBytes, 0);
  return [
    'Scripts of the overview before interaction, without the map (brotli):',
    ...sorted.slice(0, HEAVIEST).map(({ brotliBytes, name }) => `${kilobytes(brotliBytes)}  ${name}`),
    `${kilobytes(rest)}  ${Math.max(0, sorted.length - HEAVIEST)} smaller ones`,
    `${kilobytes(sum)}  of at most ${kilobytes(LIMIT_BYTES).trim()}`
  ].join('\n');
}

/** `npm run weigh`: reports the weight of the built overview; exit code 1 when it is above the limit. */
function weigh(): void {
  const scripts = listScripts(fileURLToPath(new URL('../..', import.meta.url)), '/(map)');
  process.stdout.write(`${describeWeight(scripts)}\n`);
  if (scripts.reduce((total, { brotliBytes }) => total + brotliBytes, 0) > LIMIT_BYTES) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) weigh();
