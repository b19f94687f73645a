import { existsSync, readFileSync } from 'node:fs';
import { and, eq, like } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toUtm33 } from '../../src/lib/domain/geometry';
import { building, contextFeature, district, source } from '../../src/lib/server/db/schema/index';
import { parseFeatureCollection } from '../../src/lib/server/exchange/feature-collection';
import { importBuildings, type ImportReport } from '../../src/lib/server/exchange/import-buildings';
import { describeImport, listRanges } from '../../src/lib/server/exchange/import-report';
import { correctBuilding } from '../../src/lib/server/building/building-facts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, PLANNER } from '../support/factories';

type Corner = readonly [lon: number, lat: number];

/** A house of about 14 by 11 metres with its south-west corner at a place in Volkmarsdorf. */
function square(lon: number, lat: number): Corner[] {
  const [width, height] = [0.0002, 0.0001];
  return [
    [lon, lat],
    [lon + width, lat],
    [lon + width, lat + height],
    [lon, lat + height],
    [lon, lat]
  ];
}

function feature(properties: object, ring: readonly (readonly unknown[])[] | null, type = 'Polygon') {
  return {
    type: 'Feature',
    properties,
    geometry: ring && { type, coordinates: type === 'Polygon' ? [ring] : ring[0] }
  };
}

const collection = (features: readonly unknown[], extra: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...extra, features });

const HOUSE = square(12.4095, 51.3455);
/** The footprint of Eisenbahnstraße 83, a little moved. */
const OWN: Corner[] = [
  [12.40658, 51.34558],
  [12.40687, 51.34556],
  [12.40689, 51.34567],
  [12.40659, 51.34568],
  [12.40658, 51.34558]
];

/** A piece of Eisenbahnstraße 81 and a piece of 83, less than half of each. */
const BETWEEN: Corner[] = [
  [12.40654, 51.345585],
  [12.40662, 51.345582],
  [12.40662, 51.34566],
  [12.40654, 51.34566],
  [12.40654, 51.345585]
];

let database: TestDatabase;
const reports: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
});
afterAll(() => database.close());

function run(text: string, options: { crs?: '4326' | '25833'; sourceNote?: string } = {}): Promise<ImportReport> {
  return importBuildings(database.db, parseFeatureCollection(text), {
    quarter: 'iq-ost',
    crs: options.crs ?? null,
    sourceNote: options.sourceNote ?? null,
    report: (line) => reports.push(line)
  });
}

async function findBuilding(ref: string) {
  const [row] = await database.db.select().from(building).where(eq(building.ref, ref));
  return row;
}

const countBuildings = () => database.db.$count(building);

describe('importing buildings', () => {
  it('reads properties in the ways that files write them', async () => {
    const text = collection([
      feature(
        {
          osm_id: 71,
          street: 'Elisabethstraße',
          hnr: '12',
          plz: '04315',
          levels: '4',
          roof_levels: 1,
          h_eave: '15,2',
          h_ridge: 19.5,
          heritage: '4',
          start_date: '1894-10-31',
          osm_ts: '2023-06-16'
        },
        HOUSE
      ),
      feature(
        {
          '@id': 'relation/72',
          'addr:street': 'Elisabethstraße',
          'addr:housenumber': '14',
          'building:levels': 'vier',
          height: '21,5 m',
          'roof:height': '4.5',
          heritage: 'no'
        },
        square(12.4095, 51.3457)
      ),
      feature({ 'addr:street': 'Elisabethstraße', 'addr:housenumber': '16' }, square(12.4095, 51.3459))
    ]);
    expect(await run(text)).toMatchObject({ read: 3, added: 3, updated: 0, unchanged: 0, matched: [], repaired: [] });
    expect(await findBuilding('osm/way/71')).toMatchObject({
      street: 'Elisabethstraße',
      houseNumber: '12',
      postcode: '04315',
      storeysAbove: 4,
      roofStoreys: 1,
      eavesM: 15.2,
      ridgeM: 19.5,
      isMonument: true,
      builtYear: 1894,
      sourceAsOf: '2023-06-16'
    });
    expect(await findBuilding('osm/relation/72')).toMatchObject({
      houseNumber: '14',
      storeysAbove: null,
      eavesM: 17,
      ridgeM: 21.5,
      isMonument: false,
      builtYear: null
    });
    const [bare] = await database.db.select().from(building).where(like(building.ref, 'shape/%'));
    expect(bare).toMatchObject({ houseNumber: '16' });
  });

  it('credits map objects, surveyed heights and other files apart', async () => {
    const rows = await database.db
      .select({ houseNumber: building.houseNumber, key: source.key, attribution: source.attribution })
      .from(building)
      .innerJoin(source, eq(source.id, building.sourceId))
      .where(eq(building.street, 'Elisabethstraße'))
      .orderBy(building.houseNumber);
    expect(rows.map(({ houseNumber, key }) => `${houseNumber} ${key}`)).toEqual([
      '12 import-osm-geosn',
      '14 import-osm',
      '16 import-other'
    ]);
    expect(rows[0]!.attribution).toContain('GeoSN');
    expect(rows[1]!.attribution).toContain('OpenStreetMap');
  });

  it('joins a house to its district', async () => {
    const house = await findBuilding('osm/way/71');
    const [home] = await database.db.select().from(district).where(eq(district.id, house!.districtId!));
    expect(home!.code).toBe('21');
  });

  it('finds its houses again and writes only what differs, keeping ids', async () => {
    const features = [
      feature({ osm_id: 71, street: 'Elisabethstraße', hnr: '12' }, HOUSE),
      feature({ osm_id: 73 }, square(12.41, 51.3455))
    ];
    const { id } = (await findBuilding('osm/way/71'))!;
    expect(await run(collection(features))).toMatchObject({ added: 1, updated: 1, unchanged: 0 });
    expect(await run(collection(features))).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
    expect(await findBuilding('osm/way/71')).toMatchObject({ id, storeysAbove: null });
  });

  it('keeps what people corrected of a house, follows its outline, and records what it changes', async () => {
    const house = (await findBuilding('osm/way/71'))!;
    const { street, postcode, name, isAddressChecked, isMonument, storeysAbove, roofStoreys } = house;
    await correctBuilding(contextOf(database.db, { actor: PLANNER, quarter: 'iq-ost' }), {
      ...{ building: { id: house.id, version: null }, note: null },
      facts: {
        ...{ street, houseNumber: '12a', postcode, name, isAddressChecked, isMonument, storeysAbove, roofStoreys },
        builtYear: 1901
      }
    });
    const text = collection([
      feature({ osm_id: 71, street: 'Anders', hnr: '1', start_date: '1850', h_eave: 14 }, square(12.4095, 51.34551)),
      feature({ osm_id: 73, hnr: '3' }, square(12.41, 51.3455))
    ]);
    const result = await run(text);
    expect(result).toMatchObject({ added: 0, updated: 2, corrected: [0] });
    expect(describeImport(result)).toContain('Kept the facts of 1 houses that people have corrected (features 0).');
    const after = (await findBuilding('osm/way/71'))!;
    expect(after).toMatchObject({ street: house.street, houseNumber: '12a', builtYear: 1901, eavesM: 14 });
    expect(after.geometry).not.toBe(house.geometry);
    expect(after.bounds).not.toEqual(house.bounds);
    const rows = await database.sql<{ rowKey: string; action: string }[]>`
      select r.row_key as "rowKey", e.action from audit_row r join audit_event e on e.id = r.event_id
      where e.id = (select max(id) from audit_event) and r.entity = 'building' order by r.id`;
    const other = (await findBuilding('osm/way/73'))!;
    expect(rows.map(({ rowKey, action }) => `${rowKey} ${action}`).sort()).toEqual(
      [`${house.id} import_buildings`, `${other.id} import_buildings`].sort()
    );
    const [version] = await database.sql`
      select version from record_version where entity = 'building' and entity_id = ${house.id}`;
    expect(version).toEqual({ version: expect.any(Number) });
    expect(await run(text)).toMatchObject({ added: 0, updated: 0, unchanged: 2, corrected: [0] });
    // As the file has it, for what follows.
    await run(collection([feature({ osm_id: 73 }, square(12.41, 51.3455))]));
  });

  it('reads metres, by option or as the file says', async () => {
    const ring = square(12.4105, 51.3455).map((corner) => toUtm33([...corner]));
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::25833' } };
    expect(await run(collection([feature({ osm_id: 74 }, ring)]), { crs: '25833' })).toMatchObject({ added: 1 });
    expect(await run(collection([feature({ osm_id: 74 }, ring)], { crs }))).toMatchObject({ added: 0, unchanged: 1 });
    const [west, south] = (await findBuilding('osm/way/74'))!.bounds;
    expect([west, south]).toEqual([expect.closeTo(12.4105, 5), expect.closeTo(51.3455, 5)]);
  });

  it("keeps the quarter's own houses instead of doubling them", async () => {
    const before = await findBuilding('block-99/11');
    const count = await countBuildings();
    const features = [feature({ osm_id: 75, street: 'Anders' }, OWN), feature({ osm_id: 86 }, BETWEEN)];
    expect(await run(collection(features))).toMatchObject({ added: 0, matched: [0, 1] });
    expect(await findBuilding('block-99/11')).toEqual(before);
    expect(await countBuildings()).toBe(count);
  });

  it('mends outlines and says which', async () => {
    const [a, b, c, d] = square(12.4115, 51.3455) as [Corner, Corner, Corner, Corner];
    const features = [
      feature({ osm_id: 76 }, [a, b, c, d]),
      feature(
        { osm_id: 77 },
        [a, c, b, d, a].map(([x, y]) => [x + 0.001, y])
      )
    ];
    expect(await run(collection(features))).toMatchObject({ added: 2, repaired: [0, 1] });
    expect((await findBuilding('osm/way/77'))!.footprintSqm).toBeGreaterThan(50);
  });

  it('skips what is no house here, by reason and feature', async () => {
    const text = collection([
      feature({ osm_id: 78 }, null),
      feature({ osm_id: 79 }, [[12.4105, 51.3455]], 'Point'),
      feature({ osm_id: 80 }, [HOUSE[0]!, HOUSE[1]!, HOUSE[0]!]),
      feature({ osm_id: 81 }, square(12.5, 51.5)),
      feature({ osm_id: 82 }, square(12.4125, 51.3455)),
      feature({ osm_id: 82 }, square(12.4127, 51.3455))
    ]);
    const result = await run(text);
    expect(result.skipped).toEqual({
      no_geometry: [0],
      not_a_polygon: [1],
      no_area: [2],
      outside_districts: [3],
      duplicate: [5]
    });
    expect(describeImport(result)).toContain('Skipped 1, outside of every district (features 3).');
  });

  it.each([
    ['{"type": "FeatureCollection", "features": [', 'line 1', 'no valid JSON'],
    ['{"type": "Feature"}', 'type', 'no GeoJSON FeatureCollection'],
    [collection([feature({ osm_id: 83 }, HOUSE), 5]), 'features[1]', 'no GeoJSON feature'],
    [
      collection([
        feature({ osm_id: 83 }, HOUSE),
        feature({}, [
          [12.4, 51.3],
          [12.4, null],
          [12.5, 51.4]
        ])
      ]),
      'features[1].geometry.coordinates[0][1]',
      'no pair of numbers'
    ],
    [
      collection([
        feature({ osm_id: 83 }, HOUSE),
        feature({}, [
          [319_500, 5_691_500],
          [319_510, 5_691_500],
          [319_510, 5_691_510]
        ])
      ]),
      'features[1].geometry.coordinates[0][0]',
      '--crs'
    ],
    [collection([], { crs: { type: 'name', properties: { name: 'EPSG:31468' } } }), 'crs', 'EPSG:31468 is not read']
  ])('changes nothing for a broken file and names the place (%#)', async (text, path, problem) => {
    const count = await countBuildings();
    const attempt = async () => run(text);
    await expect(attempt()).rejects.toMatchObject({
      code: 'import_file_broken',
      details: { path, problem: expect.stringContaining(problem) }
    });
    expect(await countBuildings()).toBe(count);
    expect(await findBuilding('osm/way/83')).toBeUndefined();
  });

  it('undoes everything when a step fails after houses were written', async () => {
    const count = await countBuildings();
    const failing = importBuildings(
      database.db,
      parseFeatureCollection(collection([feature({ osm_id: 84 }, square(12.413, 51.3455))])),
      {
        quarter: 'iq-ost',
        crs: null,
        sourceNote: null,
        report: (line) => {
          if (line.startsWith('Hiding')) throw new Error('stop here');
        }
      }
    );
    await expect(failing).rejects.toThrow('stop here');
    expect(await countBuildings()).toBe(count);
  });

  it('hides a drawn mass once houses stand on it', async () => {
    const [mass] = await database.db
      .select()
      .from(contextFeature)
      .where(and(eq(contextFeature.kind, 'mass'), eq(contextFeature.isSuperseded, false)))
      .limit(1);
    const { coordinates } = JSON.parse(mass!.geometry) as { coordinates: Corner[][] };
    const result = await run(collection([feature({ osm_id: 85 }, coordinates[0]!)]));
    expect(result.hiddenMasses).toBeGreaterThanOrEqual(1);
    const [after] = await database.db.select().from(contextFeature).where(eq(contextFeature.id, mass!.id));
    expect(after!.isSuperseded).toBe(true);
  });

  it('says how far it is', () => {
    expect(reports).toContain('Read 3 of 3 features.');
  });
});

describe('ranges of indexes', () => {
  it('are short', () => {
    expect(listRanges([9, 3, 7, 8, 12])).toBe('3, 7-9, 12');
  });
});

const REAL = '../shared/geodata/buildings_4ortsteile_2025.geojson';
const hasReal = existsSync(REAL);
if (!hasReal) process.stderr.write(`skipped: ${REAL} is not there, so the real buildings are not imported\n`);

describe.skipIf(!hasReal)('the 3,777 buildings of four districts', () => {
  it('are added once, without the eighteen of the block', async () => {
    const fresh = await createTestDatabase({ seeded: true });
    try {
      const file = parseFeatureCollection(readFileSync(REAL, 'utf8'));
      const options = { quarter: 'iq-ost', crs: null, sourceNote: 'OpenStreetMap 2025-01-01', report: () => undefined };
      const result = await importBuildings(fresh.db, file, options);
      expect(result).toMatchObject({ read: 3777, added: 3759, repaired: [] });
      expect(result.matched).toHaveLength(18);
      expect(Object.values(result.skipped).flat()).toEqual([]);
      expect(result.hiddenMasses).toBe(55);
      const again = await importBuildings(fresh.db, file, options);
      expect(again).toMatchObject({ added: 0, updated: 0, unchanged: 3759, hiddenMasses: 55 });
    } finally {
      await fresh.close();
    }
  });
});
