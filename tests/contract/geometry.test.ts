import { beforeAll, describe, expect, inject, it } from 'vitest';
import { SECURITY_HEADERS } from '../../src/lib/server/http/security';
import { expectValid, LAYERS } from './schemas';

const at = (path: string, init?: RequestInit) => fetch(inject('baseUrl') + path, init);
let paths: ReadonlyMap<string, string>;

/** The paths of the layers, as the overview names them. */
beforeAll(async () => {
  const page = await (await at('/')).text();
  paths = new Map([...page.matchAll(/\/geo\/[0-9a-f]{16}\/([a-z]+)\.geojson/g)].map(([path, layer]) => [layer!, path]));
});

describe('layers', () => {
  it.each(['units', 'roofs', 'houses', 'districts', 'block', 'streets', 'masses', 'stops'] as const)(
    '%s keeps its schema and is not empty',
    async (layer) => {
      const answer = await at(paths.get(layer)!);
      expect(answer.headers.get('content-type')).toBe('application/geo+json');
      const collection = (await answer.json()) as { features: { id: number }[] };
      expectValid(LAYERS[layer], collection);
      expect(collection.features.length).toBeGreaterThan(0);
      expect(new Set(collection.features.map(({ id }) => id)).size).toBe(collection.features.length);
    }
  );

  it('lie in the quarter', async () => {
    const { features } = (await (await at(paths.get('houses')!)).json()) as {
      features: { geometry: { coordinates: number[][][] } }[];
    };
    for (const [lon, lat] of features.flatMap(({ geometry }) => geometry.coordinates[0]!)) {
      expect(lon).toBeGreaterThan(12.36);
      expect(lon).toBeLessThan(12.47);
      expect(lat).toBeGreaterThan(51.3);
      expect(lat).toBeLessThan(51.37);
    }
  });

  it('are immutable, compressed and known again, from the first answer on', async () => {
    const path = paths.get('units')!;
    for (const encoding of ['br', 'gzip', 'identity']) {
      for (const round of ['first', 'cached']) {
        const answer = await at(path, { headers: { 'accept-encoding': encoding } });
        expect([round, answer.headers.get('content-encoding')]).toEqual([
          round,
          encoding === 'identity' ? null : encoding
        ]);
        expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(answer.headers.get('vary')).toContain('Accept-Encoding');
        expect(answer.headers.get('set-cookie')).toBeNull();
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(answer.headers.get(name)).toBe(value);
        const again = await at(path, {
          headers: { 'if-none-match': answer.headers.get('etag')!, 'accept-encoding': encoding }
        });
        expect([again.status, await again.text()]).toEqual([304, '']);
      }
    }
  });

  it('answer HEAD without a body', async () => {
    const answer = await at(paths.get('units')!, { method: 'HEAD' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect(answer.headers.get('etag')).not.toBeNull();
  });

  it('give under an old hash what is now, to be asked for again', async () => {
    const answer = await at('/geo/0000000000000000/units.geojson');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(await answer.text()).toBe(await (await at(paths.get('units')!)).text());
  });

  it.each([
    '/geo/0000000000000000/tenants.geojson',
    '/geo/nohash/units.geojson',
    '/geo/0000000000000000/units',
    '/geo'
  ])('do not exist at %s', async (path) => {
    expect((await at(path)).status).toBe(404);
  });
});

describe('tiles', () => {
  it('exist only once houses around the block are known', async () => {
    expect((await at('/tiles/0000000000000000/buildings/15/17513/10916.mvt')).status).toBe(404);
  });

  it.each(['12/1/1', '16/1/1', '14/16384/1', '14/1/99999', '14/-1/1', '14/1.5/1', 'a/b/c'])(
    'refuse %s with 400',
    async (address) => {
      expect((await at(`/tiles/0000000000000000/buildings/${address}.mvt`)).status).toBe(400);
    }
  );
});
