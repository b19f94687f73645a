import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { respondImmutable } from '../../src/lib/server/http/immutable';
import { chooseEncoding, prepareResource } from '../../src/lib/server/http/representation';
import { ResponseCache, responseCache, serveCached } from '../../src/lib/server/http/response-cache';
import { SECURITY_HEADERS } from '../../src/lib/server/http/security';

const TEXT = '{"type":"FeatureCollection","features":[]}'.repeat(50);
const options = { contentType: 'application/geo+json', quality: 4, isImmutable: true };
const prepare = (text: string) => prepareResource(Buffer.from(text), options);

describe('chooseEncoding', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['identity', 'identity'],
    ['', 'identity'],
    ['BR', 'br']
  ])('of "%s" is %s', (header, encoding) => {
    expect(chooseEncoding(header)).toBe(encoding);
  });
});

describe('ResponseCache', () => {
  it('drops the least recently used when the bytes run out', async () => {
    const resource = await prepare(TEXT);
    const size = Object.values(resource.bodies).reduce((sum, body) => sum + body.length, 0);
    const cache = new ResponseCache(2.5 * (size + 2048));
    cache.store('/a', resource);
    cache.store('/b', resource);
    cache.get('/a');
    cache.store('/c', resource);
    expect([cache.get('/a'), cache.get('/b'), cache.get('/c')].map((entry) => entry !== undefined)).toEqual([
      true,
      false,
      true
    ]);
    expect(cache.bytes).toBe(2 * (size + 2048));
  });

  it('keeps the newest, and drops in the order of storing where all were asked for alike', async () => {
    const resource = await prepare(TEXT);
    const cost = Object.values(resource.bodies).reduce((sum, body) => sum + body.length, 2048);
    const cache = new ResponseCache(3 * cost);
    const ask = (paths: string) => [...paths].filter((path) => cache.get(path) !== undefined).join('');
    for (const path of 'abc') cache.store(path, resource);
    expect(ask('abc')).toBe('abc');
    cache.store('d', resource);
    expect(ask('d')).toBe('d');
    cache.store('e', resource);
    expect(ask('abcde')).toBe('cde');
    expect([cache.size, cache.bytes]).toEqual([3, 3 * cost]);
  });

  it('does not count a path twice, nor keep what is larger than itself', async () => {
    const cache = new ResponseCache(10_000);
    const resource = await prepare('x');
    cache.store('/a', resource);
    const { bytes } = cache;
    cache.store('/a', resource);
    expect(cache.bytes).toBe(bytes);
    cache.store('/large', await prepareResource(Buffer.alloc(20_000), options));
    expect(cache.size).toBe(1);
  });
});

describe('serveCached', () => {
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    responseCache().store('/geo/cached.geojson', await prepare(TEXT));
    server = createServer((req, res) => {
      if (!serveCached(req, res)) res.writeHead(418).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  function ask(headers: Record<string, string> = {}, method = 'GET', path = '/geo/cached.geojson') {
    return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      const outgoing = httpRequest({ port, path, method, headers, agent: false }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(chunks) }));
      });
      outgoing.on('error', reject).end();
    });
  }

  it('sends brotli, gzip or plain bytes, each under its own tag', async () => {
    const [br, gzip, plain] = [
      await ask({ 'accept-encoding': 'br, gzip' }),
      await ask({ 'accept-encoding': 'gzip' }),
      await ask()
    ];
    expect(brotliDecompressSync(br.body).toString()).toBe(TEXT);
    expect(gunzipSync(gzip.body).toString()).toBe(TEXT);
    expect(plain.body.toString()).toBe(TEXT);
    expect([br, gzip, plain].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined]);
    expect(new Set([br, gzip, plain].map(({ headers }) => headers.etag)).size).toBe(3);
    expect(plain.headers).toMatchObject({
      'content-type': 'application/geo+json',
      'content-length': String(TEXT.length),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding'
    });
  });

  it('carries the security headers of the application', async () => {
    expect((await ask()).headers).toMatchObject(SECURITY_HEADERS);
  });

  it('answers 304 without a body to whoever has it, weak tags and lists included', async () => {
    const { etag } = (await ask()).headers;
    for (const known of [etag!, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await ask({ 'if-none-match': known });
      expect([answer.status, answer.body.length, answer.headers.etag]).toEqual([304, 0, etag]);
    }
    expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('reads headers in any case, and repeated ones as one list', async () => {
    const { etag } = (await ask({ 'accept-encoding': 'gzip' })).headers;
    const lines = ['ACCEPT-ENCODING: br;q=0', 'Accept-Language: br', 'accept-Encoding: gzip', 'If-None-Match: "other"'];
    expect(await askRaw(port, lines)).toMatch(/^HTTP\/1.1 200 [^]*content-encoding: gzip\r/i);
    expect(await askRaw(port, [...lines, `IF-NONE-MATCH: ${etag}`])).toMatch(/^HTTP\/1.1 304 /);
  });

  it('answers HEAD with the headers alone', async () => {
    const answer = await ask({}, 'HEAD');
    expect([answer.status, answer.body.length, answer.headers['content-length']]).toEqual([
      200,
      0,
      String(TEXT.length)
    ]);
  });

  it('leaves everything else to the application', async () => {
    expect((await ask({}, 'POST')).status).toBe(418);
    expect((await ask({}, 'GET', '/geo/cached.geojson?x=1')).status).toBe(418);
    expect((await ask({}, 'GET', '/elsewhere')).status).toBe(418);
  });
});

/** The head of an answer to a request with just these header lines. */
function askRaw(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(['GET /geo/cached.geojson HTTP/1.1', 'Host: x', 'Connection: close', ...lines, '', ''].join('\r\n'))
    );
    let answer = '';
    socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
    socket.on('error', reject).on('end', () => resolve(answer.slice(0, answer.indexOf('\r\n\r\n'))));
  });
}

describe('respondImmutable', () => {
  it('keeps current content for the next reader, and tells others to ask again', async () => {
    const path = '/geo/0123456789abcdef/units.geojson';
    const request = new Request(`http://localhost${path}`);
    const stale = respondImmutable(request, {
      resource: await prepareResource(Buffer.from(TEXT), { ...options, isImmutable: false }),
      isCurrent: false
    });
    expect(stale.headers.get('cache-control')).toBe('no-cache');
    expect(responseCache().get(path)).toBeUndefined();
    const current = respondImmutable(request, { resource: await prepare(TEXT), isCurrent: true });
    expect(await current.text()).toBe(TEXT);
    expect(responseCache().get(path)).toBeDefined();
  });
});
