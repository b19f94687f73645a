import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { DomainError } from '../../domain/errors';

/** A part of a file, both ends included. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The configured PMTiles file, whole or the one range that is asked for: readers of the format fetch only the
 * pieces that the map shows. Throws `not_found` where none is configured or it is not there.
 */
export async function serveBasemapFile(path: string | null, rangeHeader: string | null): Promise<Response> {
  const found = path === null ? null : await stat(path).catch(() => null);
  if (path === null || !found?.isFile()) throw new DomainError('not_found', 'basemap_not_found');
  const headers = {
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=3600',
    'content-type': 'application/vnd.pmtiles',
    etag: `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`
  };
  const range = readRange(rangeHeader, found.size);
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${found.size}` } });
  }
  const { start, end } = range ?? { start: 0, end: found.size - 1 };
  const body = Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>;
  return new Response(body, {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(end - start + 1),
      ...(range && { 'content-range': `bytes ${start}-${end}/${found.size}` })
    }
  });
}

/** RFC 9110 14.1: one range of bytes; several, or another unit, are answered with the whole file. */
export function readRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start >= size || start > end ? 'unsatisfiable' : { start, end };
}
