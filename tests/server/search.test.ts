import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { building } from '../../src/lib/server/db/schema';
import { search } from '../../src/lib/server/search/search';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory } from '../support/factories';

let database: TestDatabase;
let make: Factory;
const id: Record<string, number> = {};

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const district = await make.district();
  const block = await make.block({ districtId: district.id });
  id.e83 = (await make.building({ blockId: block.id, districtId: district.id })).id;
  id.e83a = (await make.building({ houseNumber: '83 a' })).id;
  id.e85 = (await make.building({ houseNumber: '85' })).id;
  id.hl86 = (await make.building({ street: 'Hermann-Liebmann-Straße', houseNumber: '86' })).id;
  id.hild = (await make.building({ street: 'Hildegardstraße', houseNumber: '51' })).id;
  id.named = (await make.building({ street: null, houseNumber: null, name: 'Marienkirche' })).id;
  await make.building({ street: 'Ludwigstraße', houseNumber: null });
  const storey = await make.storey({ buildingId: id.e83 });
  const unit = await make.unit({ buildingId: id.e83, storeyId: storey.id, code: '11-EG-L' });
  id.unit = unit.id;
  const open = await make.business({ name: 'Café Orient' });
  const lease = await make.tenancy({ unitId: unit.id, businessId: open.id });
  await make.occupancy({ unitId: unit.id, tenancyId: lease.id });
  await make.business({ name: 'Geheimer Orient', isPublic: false });
});

afterAll(() => database.close());

const hits = async (query: string) => (await search(contextOf(database.db), query)).hits;
const first = async (query: string) => (await hits(query))[0];

describe('search', () => {
  it.each([
    'eisenbahnstr 83',
    'Eisenbahnstraße 83',
    'EISENBAHNSTR. 83',
    'Eisenbahnstrasse 83',
    'Eisenbansraße 83',
    'isenbahnstr 83',
    '83 Eisenbahnstr'
  ])('finds the house for "%s"', async (query) => {
    expect(await first(query)).toMatchObject({ entity: 'building', id: id.e83, district: 'Volkmarsdorf' });
  });

  it('tells a letter behind the number, apart or not', async () => {
    expect(await first('eisenbahnstr 83a')).toMatchObject({ id: id.e83a });
    expect(await first('eisenbahnstr 83 a')).toMatchObject({ id: id.e83a });
  });

  it('finds the houses of a street whose name is only begun', async () => {
    const found = await hits('hermann lieb');
    expect(found).toMatchObject([{ entity: 'building', id: id.hl86 }]);
  });

  it('shows the street where the number does not exist', async () => {
    expect((await hits('Hildegardstr 999')).map((hit) => hit.id)).toContain(id.hild);
  });

  it('finds a house by its name', async () => {
    expect(await first('Marienkirche')).toMatchObject({ entity: 'building', id: id.named, name: 'Marienkirche' });
  });

  it('finds a business without its accent and says where it is', async () => {
    expect(await first('cafe orent')).toMatchObject({
      entity: 'business',
      name: 'Café Orient',
      address: 'Eisenbahnstraße 83'
    });
  });

  it('never finds a business whose name is not public', async () => {
    expect((await hits('orient')).map((hit) => hit.entity === 'business' && hit.name)).toEqual(['Café Orient']);
  });

  it('finds a unit by its code, and by address and part of its code', async () => {
    expect(await first('11-EG-L')).toMatchObject({ entity: 'unit', id: id.unit });
    expect(await hits('Eisenbahnstraße 83 EG')).toContainEqual(
      expect.objectContaining({ entity: 'unit', id: id.unit })
    );
  });

  it.each(['', ' ', 'e', '-', '%', "'"])('finds nothing for "%s"', async (query) => {
    expect(await hits(query)).toEqual([]);
  });

  it('bears what nobody types', async () => {
    expect(await hits('x'.repeat(5000))).toEqual([]);
    expect(await hits('eisenbahnstr 99999999999999')).toBeInstanceOf(Array);
    expect(await hits('%_\\ 12')).toBeInstanceOf(Array);
  });

  it('forgets a street with its last house and learns a renamed one', async () => {
    const { id: house } = await make.building({ street: 'Zollschuppenstraße', houseNumber: '1' });
    expect(await first('zollschuppenstr 1')).toMatchObject({ id: house });
    await database.db.update(building).set({ street: 'Packhofgasse' }).where(eq(building.id, house));
    expect(await first('packhofgasse')).toMatchObject({ id: house });
    const streets = await database.db.execute(
      sql`select from search_entry where entity = 'street' and haystack like 'zollschuppen%'`
    );
    expect(streets).toHaveLength(0);
  });
});
