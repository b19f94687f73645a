import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiate, type Conditions, type ImmutableResource } from './representation';

/** Bytes that all entries together may hold, every encoding counted. */
const LIMIT_BYTES = 256 * 1024 * 1024;
/** What an entry costs beside its bodies: path, headers, map slot. */
const ENTRY_OVERHEAD_BYTES = 2048;

interface Entry {
  readonly resource: ImmutableResource;
  /** Asked for since it last came first in the queue of those to drop. */
  isUsed: boolean;
}

/**
 * Immutable responses by path; what nobody asked for lately is dropped first (second chance: a hit only marks
 * its entry, and the order is looked after when space is needed). Only public bytes whose path carries their
 * content's hash belong here: an entry never turns stale.
 */
export class ResponseCache {
  readonly #entries = new Map<string, Entry>();
  readonly #limitBytes: number;
  #bytes = 0;

  constructor(limitBytes = LIMIT_BYTES) {
    this.#limitBytes = limitBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(path: string): ImmutableResource | undefined {
    const entry = this.#entries.get(path);
    if (entry === undefined) return undefined;
    entry.isUsed = true;
    return entry.resource;
  }

  /** Keeps `resource` for `path`. One that is larger than the whole cache is not kept. */
  store(path: string, resource: ImmutableResource): void {
    this.#drop(path);
    const cost = costOf(resource);
    if (cost > this.#limitBytes) return;
    this.#bytes += cost;
    this.#makeSpace();
    this.#entries.set(path, { resource, isUsed: false });
  }

  #makeSpace(): void {
    // An entry that is moved to the end is met again there, unmarked.
    for (const [path, entry] of this.#entries) {
      if (this.#bytes <= this.#limitBytes) return;
      if (!entry.isUsed) this.#drop(path);
      else {
        entry.isUsed = false;
        this.#entries.delete(path);
        this.#entries.set(path, entry);
      }
    }
  }

  #drop(path: string): void {
    const entry = this.#entries.get(path);
    if (entry === undefined) return;
    this.#entries.delete(path);
    this.#bytes -= costOf(entry.resource);
  }
}

function costOf({ bodies }: ImmutableResource): number {
  return bodies.identity.length + (bodies.gzip?.length ?? 0) + (bodies.br?.length ?? 0) + ENTRY_OVERHEAD_BYTES;
}

const PROCESS_CACHE = Symbol.for('iq-ost.response-cache');
const holder = globalThis as typeof globalThis & { [PROCESS_CACHE]?: ResponseCache };

/** The one cache of this process; launcher and built application are two bundles that share it. */
export function responseCache(): ResponseCache {
  return (holder[PROCESS_CACHE] ??= new ResponseCache());
}

/**
 * Answers `req` from the cache, in front of the application. Honours `Accept-Encoding`, `If-None-Match` and
 * HEAD. @returns false where the cache does not hold the path: nothing is written then
 */
export function serveCached(req: IncomingMessage, res: ServerResponse): boolean {
  const { method, url } = req;
  if (url === undefined || (method !== 'GET' && method !== 'HEAD')) return false;
  const resource = responseCache().get(url);
  if (resource === undefined) return false;
  const answer = negotiate(resource, readConditions(req.rawHeaders));
  res.writeHead(answer.status, answer.headerList);
  if (answer.body === null || method === 'HEAD') res.end();
  else res.end(answer.body);
  return true;
}

/**
 * The two headers that an answer hangs on, values of repeated ones joined as Node joins them. `headers` would
 * first be built for all of them, which takes a tenth of the time of the whole answer.
 */
function readConditions(rawHeaders: readonly string[]): Conditions {
  let acceptEncoding: string | undefined;
  let ifNoneMatch: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    const value = rawHeaders[index + 1]!;
    if (isNamed(name, 'accept-encoding')) acceptEncoding = append(acceptEncoding, value);
    else if (isNamed(name, 'if-none-match')) ifNoneMatch = append(ifNoneMatch, value);
  }
  return { acceptEncoding, ifNoneMatch };
}

function isNamed(name: string, lowerCase: string): boolean {
  return name.length === lowerCase.length && name.toLowerCase() === lowerCase;
}

function append(values: string | undefined, value: string): string {
  return values === undefined ? value : `${values}, ${value}`;
}
