import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GeodataError } from './problems';

/** Raised when the steps make something else of the same files, so that a seeded quarter is renewed. */
const FORMAT = 1;

/** The parsed files of one quarter by their path within `geodata/`, in a fixed order. */
export interface AuthoredFiles {
  readonly slug: string;
  readonly files: ReadonlyMap<string, unknown>;
  /** Hash of the bytes of all files and of the format. */
  readonly contentHash: string;
}

/** The folder `geodata/` of the project, found upwards from this module (or from its bundle). */
export function findGeodataFolder(start = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'geodata', 'sources.json'))) return join(folder, 'geodata');
    if (dirname(folder) === folder) throw new Error(`no folder geodata/ with a sources.json above ${start}`);
  }
}

/** Slugs of all quarters: every folder below `quarters/` that has a `quarter.json`. */
export function listQuarters(geodata = findGeodataFolder()): string[] {
  const quarters = join(geodata, 'quarters');
  return readdirSync(quarters)
    .filter((slug) => existsSync(join(quarters, slug, 'quarter.json')))
    .sort();
}

/** Reads one quarter's folder and the shared `sources.json`. Throws a GeodataError for broken JSON. */
export function readQuarter(slug: string, geodata = findGeodataFolder()): AuthoredFiles {
  const folder = join(geodata, 'quarters', slug);
  if (!existsSync(join(folder, 'quarter.json'))) {
    throw new GeodataError([
      { file: `quarters/${slug}/quarter.json`, pointer: '', message: 'there is no such quarter' }
    ]);
  }
  const paths = ['sources.json', ...listJson(folder).map((path) => `quarters/${slug}/${path}`)];
  const hash = createHash('sha256').update(`${FORMAT}\n`);
  const files = new Map<string, unknown>();
  for (const path of paths) {
    const text = readFileSync(join(geodata, path), 'utf8');
    hash.update(`${path}\n${text}\n`);
    files.set(path, parseJson(path, text));
  }
  return { slug, files, contentHash: hash.digest('hex') };
}

function listJson(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json'))
    .sort();
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const position = /position (\d+)/.exec(message)?.[1];
    const before = text.slice(0, position === undefined ? text.length : Number(position));
    const line = before.split('\n').length;
    throw new GeodataError([{ file: `${file}:${line}`, pointer: '', message: `no valid JSON: ${message}` }]);
  }
}
