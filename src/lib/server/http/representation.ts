import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { SECURITY_HEADERS } from './security';

export type Encoding = 'identity' | 'gzip' | 'br';
type Answer = { readonly status: 200 | 304; readonly headerList: string[]; readonly body: Buffer | null };

/** Public bytes in every encoding that is worth its size, with their answers worked out once. */
export interface ImmutableResource {
  readonly bodies: { readonly identity: Buffer; readonly gzip?: Buffer; readonly br?: Buffer };
  readonly etags: ReadonlySet<string>;
  readonly full: Readonly<Record<Encoding, Answer>>;
  readonly unchanged: Readonly<Record<Encoding, Answer>>;
}

export interface ResourceOptions {
  readonly contentType: string;
  /** Brotli quality 1–11; high for what is built once, low for what a reader waits for. */
  readonly quality: number;
  /** False sends `no-cache`: the path does not name this content. */
  readonly isImmutable: boolean;
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

/** Hexadecimal digits that name some content in a path. */
export function contentHash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

/** Compresses `content` off the main thread; an encoding that does not make it smaller is left out. */
export async function prepareResource(content: Uint8Array, options: ResourceOptions): Promise<ImmutableResource> {
  const identity = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const [zipped, packed] = await Promise.all([
    compressGzip(identity, { level: 6 }),
    compressBrotli(identity, {
      params: { [constants.BROTLI_PARAM_QUALITY]: options.quality, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length }
    })
  ]);
  const bodies = {
    identity,
    ...(zipped.length < identity.length && { gzip: zipped }),
    ...(packed.length < identity.length && { br: packed })
  };
  const tag = contentHash(identity);
  const etagOf = (encoding: Encoding) => `"${tag}${encoding === 'identity' ? '' : `-${encoding}`}"`;
  const answer = (asked: Encoding, status: 200 | 304): Answer => {
    const encoding = bodies[asked] ? asked : 'identity';
    const body = bodies[encoding]!;
    const headerList = [
      ...['ETag', etagOf(encoding), 'Vary', 'Accept-Encoding'],
      ...['Cache-Control', options.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache'],
      ...Object.entries(SECURITY_HEADERS).flat()
    ];
    if (status === 304) return { status, headerList, body: null };
    headerList.push('Content-Type', options.contentType, 'Content-Length', String(body.length));
    if (encoding !== 'identity') headerList.push('Content-Encoding', encoding);
    return { status, headerList, body };
  };
  const answers = (status: 200 | 304) => ({
    identity: answer('identity', status),
    gzip: answer('gzip', status),
    br: answer('br', status)
  });
  return {
    bodies,
    etags: new Set((['identity', 'gzip', 'br'] as const).map(etagOf)),
    full: answers(200),
    unchanged: answers(304)
  };
}

export interface Conditions {
  readonly acceptEncoding: string | null | undefined;
  readonly ifNoneMatch: string | null | undefined;
}

/** The prepared answer to a request: best accepted encoding, 304 where the reader has any of them. */
export function negotiate(resource: ImmutableResource, { acceptEncoding, ifNoneMatch }: Conditions): Answer {
  const encoding = chooseEncoding(acceptEncoding ?? '');
  return ifNoneMatch && matchesTag(ifNoneMatch, resource.etags)
    ? resource.unchanged[encoding]
    : resource.full[encoding];
}

/** Browsers send few different headers; anybody may send any. */
const chosen = new Map<string, Encoding>();
const MAX_CHOSEN = 100;

/** The first of brotli, gzip and none that `Accept-Encoding` does not refuse (RFC 9110, 12.5.3). */
export function chooseEncoding(acceptEncoding: string): Encoding {
  const known = chosen.get(acceptEncoding);
  if (known !== undefined) return known;
  const encoding = parseEncoding(acceptEncoding);
  if (chosen.size < MAX_CHOSEN) chosen.set(acceptEncoding, encoding);
  return encoding;
}

function parseEncoding(acceptEncoding: string): Encoding {
  const weights = new Map<string, number>();
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    if (name) weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)) || 0);
  }
  const accepts = (name: string) => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
  if (accepts('br')) return 'br';
  return accepts('gzip') ? 'gzip' : 'identity';
}

function matchesTag(ifNoneMatch: string, etags: ReadonlySet<string>): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => etags.has(tag.trim().replace(/^W\//, '')));
}
