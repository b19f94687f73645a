import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { chooseEncoding, contentHash } from './representation';

const compress = promisify(gzip);
/** Shorter answers gain nothing. */
const COMPRESS_FROM_BYTES = 4096;

/** A document as a service makes it. */
export interface SentDocument {
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** The name that it is saved under; null for what is read in place. */
  readonly fileName?: string | null;
  /** When what stands in it was changed last, an instant in UTC; null where that is not known. */
  readonly changedAt?: string | null;
  /** All that it tells, where its bytes differ each time that it is written; its tag is made of this, then. */
  readonly told?: string;
}

/**
 * Answers with a document that may change at any moment and may differ by who asks: to be asked for again each
 * time, and not sent again (304) where the reader has the same, by its tag or else by its day and time (RFC 9110, 13).
 */
export async function respondDocument(request: Request, document: SentDocument): Promise<Response> {
  const { contentType, fileName = null, changedAt = null, told: said } = document;
  const body = Buffer.from(document.body as string);
  const etag = `W/"${contentHash(said ?? body)}"`;
  const headers = {
    etag,
    'cache-control': 'private, no-cache',
    vary: 'Accept-Encoding, Cookie',
    ...(changedAt !== null && { 'last-modified': new Date(changedAt).toUTCString() })
  };
  if (isKnown(request, { etag, changedAt })) return new Response(null, { status: 304, headers });
  const accepted = chooseEncoding(request.headers.get('accept-encoding') ?? '');
  const told = {
    ...headers,
    'content-type': contentType,
    ...(fileName !== null && { 'content-disposition': `attachment; filename="${fileName}"` })
  };
  if (accepted === 'identity' || body.length < COMPRESS_FROM_BYTES) return new Response(body, { headers: told });
  const packed = await compress(body, { level: 3 });
  return new Response(new Uint8Array(packed), { headers: { ...told, 'content-encoding': 'gzip' } });
}

/** A tag goes before a time: a reader that sends both is answered by the tag alone. */
function isKnown(
  { headers }: Request,
  { etag, changedAt }: { readonly etag: string; readonly changedAt: string | null }
): boolean {
  const tags = headers.get('if-none-match');
  if (tags !== null) return tags.split(',').some((tag) => tag.trim() === etag || tag.trim() === '*');
  const since = Date.parse(headers.get('if-modified-since') ?? '');
  return changedAt !== null && !Number.isNaN(since) && Date.parse(changedAt) <= since;
}
