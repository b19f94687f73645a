import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { chooseEncoding, contentHash } from './representation';

const compress = promisify(gzip);
/** Shorter answers gain nothing. */
const COMPRESS_FROM_BYTES = 4096;

/**
 * Answers with JSON that may change at any moment and may differ by who asks: to be asked for again each
 * time, and not sent again (304) where the reader has the same.
 */
export async function respondJson(request: Request, value: unknown): Promise<Response> {
  const body = Buffer.from(JSON.stringify(value));
  const etag = `W/"${contentHash(body)}"`;
  const headers = { etag, 'cache-control': 'private, no-cache', vary: 'Accept-Encoding, Cookie' };
  const known = request.headers.get('if-none-match');
  if (known?.split(',').some((tag) => tag.trim() === etag)) return new Response(null, { status: 304, headers });
  const accepted = chooseEncoding(request.headers.get('accept-encoding') ?? '');
  const type = { ...headers, 'content-type': 'application/json; charset=utf-8' };
  if (accepted === 'identity' || body.length < COMPRESS_FROM_BYTES) return new Response(body, { headers: type });
  const packed = await compress(body, { level: 3 });
  return new Response(new Uint8Array(packed), { headers: { ...type, 'content-encoding': 'gzip' } });
}
