import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiate, type ImmutableResource } from './representation';

/** Bytes that all entries together may hold, every encoding counted. */
const LIMIT_BYTES = 256 * 1024 * 1024;
/** What an entry costs beside its bodies: path, headers, map slot. */
const ENTRY_OVERHEAD_BYTES = 2048;

/**
 * Immutable responses by path, the least recently used dropped first. Only public bytes whose path carries
 * their content's hash belong here: an entry never turns stale.
 */
export class ResponseCache {
  readonly #entries = new Map<string, ImmutableResource>();
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
    this.#entries.delete(path);
    this.#entries.set(path, entry);
    return entry;
  }

  /** Keeps `resource` for `path`. One that is larger than the whole cache is not kept. */
  store(path: string, resource: ImmutableResource): void {
    this.#drop(path);
    const cost = costOf(resource);
    if (cost > this.#limitBytes) return;
    this.#entries.set(path, resource);
    this.#bytes += cost;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limitBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(path: string): void {
    const entry = this.#entries.get(path);
    if (entry === undefined) return;
    this.#entries.delete(path);
    this.#bytes -= costOf(entry);
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
  const { method, url, headers } = req;
  if (url === undefined || (method !== 'GET' && method !== 'HEAD')) return false;
  const resource = responseCache().get(url);
  if (resource === undefined) return false;
  const answer = negotiate(resource, {
    acceptEncoding: headers['accept-encoding'],
    ifNoneMatch: headers['if-none-match']
  });
  res.writeHead(answer.status, answer.headerList);
  if (answer.body === null || method === 'HEAD') res.end();
  else res.end(answer.body);
  return true;
}
