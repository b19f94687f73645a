import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GEO_LAYERS } from '../../src/lib/domain/geo-manifest';
import * as schema from '../../src/lib/server/db/schema';
import { geoManifest } from '../../src/lib/server/geo/manifest';
import { findLayer, findTile } from '../../src/lib/server/geo/resource';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, square } from '../support/factories';
import { readTile, tileAt } from '../support/vector-tile';

let database: TestDatabase;
let make: Factory;
const id: Record<string, number> = {};
const context = () => contextOf(database.db);

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const district = await make.district();
  await database.db.insert(schema.translation).values({
    ...{ entity: 'district', entityId: district.id, field: 'name', locale: 'ar' },
    ...{ text: 'فولكمارسدورف', state: 'reviewed', sourceHash: '0' }
  });
  const block = await make.block({ districtId: district.id });
  const house = await make.building({ blockId: block.id, sequence: 1 });
  const storey = await make.storey({ buildingId: house.id, level: 2 });
  const unit = await make.unit({ buildingId: house.id, storeyId: storey.id });
  const outside = await make.building({ at: [12.41, 51.346], houseNumber: '101' });
  Object.assign(id, { house: house.id, unit: unit.id, outside: outside.id, block: block.id });
  const common = { quarterId: make.quarterId, sourceId: make.sourceId };
  const { geometry, bounds } = square({ at: [12.41, 51.347], sizeDegrees: 0.001 });
  await database.db.insert(schema.contextFeature).values([
    { ...common, kind: 'mass', variant: '18.5', geometry, bounds },
    { ...common, kind: 'mass', variant: '9', geometry, bounds, isSuperseded: true },
    {
      ...common,
      kind: 'street',
      name: 'Eisenbahnstraße',
      geometry: '{"type":"LineString","coordinates":[[12.4,51.3],[12.41,51.3]]}',
      bounds
    }
  ]);
});

afterAll(() => database.close());

async function layer(name: (typeof GEO_LAYERS)[number]) {
  const { resource } = await findLayer(context(), { hash: '0000000000000000', layer: name });
  return JSON.parse(resource.bodies.identity.toString()) as {
    features: { id: number; geometry: { type: string }; properties: Record<string, unknown> }[];
  };
}

describe('layers', () => {
  it('place a unit by the storey that it lies on', async () => {
    const { features } = await layer('units');
    expect(features).toHaveLength(1);
    expect(features[0]).toMatchObject({
      id: id.unit,
      geometry: { type: 'Polygon' },
      properties: { building: id.house, level: 2, part: 'front', base: 7, top: 10.5, from: 12418, to: null }
    });
  });

  it('set the roof upon the topmost storey', async () => {
    expect((await layer('roofs')).features).toMatchObject([{ id: id.house, properties: { base: 10.5, top: 22 } }]);
  });

  it('hold the houses of the focus block only', async () => {
    expect((await layer('houses')).features).toMatchObject([
      {
        id: id.house,
        properties: { number: '83', street: 'Eisenbahnstraße', sequence: 1, courtyard: false, height: 22 }
      }
    ]);
  });

  it('name districts in every language of the map', async () => {
    expect((await layer('districts')).features[0]?.properties).toEqual({
      code: '21',
      name: 'Volkmarsdorf',
      name_en: null,
      name_ar: 'فولكمارسدورف'
    });
  });

  it('leave out masses that imported houses stand for', async () => {
    expect((await layer('masses')).features.map(({ properties }) => properties)).toEqual([{ height: 18.5 }]);
  });
});

describe('geoManifest', () => {
  it('names every layer by its content, and leaves out empty optional ones', async () => {
    const { sources, attributions } = await geoManifest(context());
    expect(sources.units).toMatch(/^\/geo\/[0-9a-f]{16}\/units\.geojson$/);
    expect(sources.masses).toBeDefined();
    expect(sources.parks).toBeUndefined();
    expect(sources.buildings).toMatchObject({ minzoom: 13, maxzoom: 15 });
    expect(attributions.units).toBe('Test e. V.');
  });

  it('changes the name of a layer exactly when its content changes', async () => {
    const before = (await geoManifest(context())).sources;
    await database.db.update(schema.unit).set({ hasToilet: true }).where(eq(schema.unit.id, id.unit!));
    expect((await geoManifest(context())).sources).toEqual(before);
    await database.db.update(schema.building).set({ houseNumber: '103' }).where(eq(schema.building.id, id.outside!));
    const after = (await geoManifest(context())).sources;
    expect(after.buildings?.tiles).not.toBe(before.buildings?.tiles);
    expect(after.houses).toBe(before.houses);
  });
});

describe('findLayer', () => {
  it('tells whether the hash names the content of today', async () => {
    const hash = (await geoManifest(context())).sources.units.split('/')[2]!;
    expect((await findLayer(context(), { hash, layer: 'units' })).isCurrent).toBe(true);
    expect((await findLayer(context(), { hash: '0'.repeat(16), layer: 'units' })).isCurrent).toBe(false);
  });
});

describe('findTile', () => {
  const { z, x, y } = tileAt(15, [12.41005, 51.34605]);
  const read = async (address: { z: number; x: number; y: number }) => {
    const { resource } = await findTile(context(), {
      hash: '0'.repeat(16),
      z: `${address.z}`,
      x: `${address.x}`,
      y: `${address.y}`
    });
    return resource.bodies.identity;
  };

  it('holds the houses around the block with number, street, levels and height', async () => {
    const features = readTile(await read({ z, x, y }), 'buildings');
    expect(features).toMatchObject([
      { id: id.outside, properties: { number: '103', street: 'Eisenbahnstraße', levels: 5, height: 22 } }
    ]);
  });

  it('puts the outline where the house is, clockwise', async () => {
    const [feature] = readTile(await read({ z, x, y }), 'buildings');
    const geometry = feature!.toGeoJSON(x, y, z).geometry as { type: string; coordinates: [number, number][][] };
    expect(geometry.type).toBe('Polygon');
    const lons = geometry.coordinates[0]!.map(([lon]) => lon);
    const lats = geometry.coordinates[0]!.map(([, lat]) => lat);
    expect(Math.min(...lons)).toBeCloseTo(12.41, 4);
    expect(Math.max(...lons)).toBeCloseTo(12.4101, 4);
    expect(Math.min(...lats)).toBeCloseTo(51.346, 4);
    expect(Math.max(...lats)).toBeCloseTo(51.3461, 4);
  });

  it('gives the same bytes again', async () => {
    expect((await read({ z, x, y })).equals(await read({ z, x, y }))).toBe(true);
  });

  it('is empty where no house stands', async () => {
    expect(readTile(await read({ z, x: x + 5, y }), 'buildings')).toEqual([]);
  });

  it('shows a house on the edge in both tiles, clipped to the buffer', async () => {
    const west = (x / 2 ** 15) * 360 - 180;
    await make.building({
      at: [west - 0.0005, 51.346],
      ...square({ at: [west - 0.0005, 51.346], sizeDegrees: 0.001 })
    });
    for (const column of [x - 1, x]) {
      const shapes = readTile(await read({ z, x: column, y }), 'buildings').flatMap((feature) =>
        feature.loadGeometry()
      );
      expect(shapes.length).toBeGreaterThan(0);
      for (const point of shapes.flat()) {
        expect(point.x).toBeGreaterThanOrEqual(-64);
        expect(point.x).toBeLessThanOrEqual(4096 + 64);
      }
    }
  });

  it.each([
    { z: '12', x: '0', y: '0' },
    { z: '16', x: '0', y: '0' },
    { z: '14', x: '16384', y: '0' },
    { z: '14', x: '-1', y: '0' },
    { z: '14', x: '1.5', y: '0' },
    { z: 'a', x: '0', y: '0' },
    { z: '14', x: '0', y: '99999999999999999999' }
  ])('refuses $z/$x/$y', async (address) => {
    await expect(findTile(context(), { hash: '0'.repeat(16), ...address })).rejects.toMatchObject({ kind: 'invalid' });
  });
});
