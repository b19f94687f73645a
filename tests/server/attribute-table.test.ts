import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getAttributeTable } from '../../src/lib/server/focus/attribute-table';
import { readArea, readDate, readDefinitions, readGroup } from '../../src/lib/server/stock/figure-area';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
const id: Record<string, number> = {};

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  const make = await Factory.open(database.db);
  const house = await make.building();
  const storey = await make.storey({ buildingId: house.id, level: 1 });
  const shop = await make.unit({ buildingId: house.id, storeyId: storey.id });
  const dwelling = await make.unit({ buildingId: house.id, storeyId: storey.id, kind: 'dwelling' });
  const secret = await make.unit({ buildingId: house.id, storeyId: storey.id, disclosure: 'withheld' });
  const gone = await make.unit({
    buildingId: house.id,
    storeyId: storey.id,
    valid: { from: '2004-01-01', to: '2020-01-01' }
  });
  await make.occupancy({ unitId: shop.id, valid: { from: '2004-01-01', to: '2015-01-01' } });
  await make.occupancy({
    unitId: shop.id,
    status: 'vacant',
    useClass: null,
    valid: { from: '2015-01-01', to: '2027-01-01' }
  });
  await make.occupancy({ unitId: shop.id, useClass: 'health', valid: { from: '2027-01-01', to: null } });
  await make.occupancy({ unitId: dwelling.id, status: 'vacant' });
  await make.occupancy({ unitId: secret.id, status: 'vacant' });
  Object.assign(id, { house: house.id, shop: shop.id, dwelling: dwelling.id, secret: secret.id, gone: gone.id });
});

afterAll(() => database.close());

const read = (date: string, actor?: typeof PLANNER) =>
  getAttributeTable(contextOf(database.db, actor ? { actor } : {}), { scope: { kind: 'quarter' }, date });

describe('getAttributeTable', () => {
  it('gives the units that exist on the day with their state of the day', async () => {
    expect((await read('2010-01-01')).units).toMatchObject({
      id: [id.shop, id.dwelling, id.secret, id.gone],
      building: [id.house, id.house, id.house, id.house],
      level: [1, 1, 1, 1],
      status: ['occupied', 'withheld', 'withheld', 'unknown'],
      use: ['retail', null, null, null]
    });
    expect((await read(TODAY)).units).toMatchObject({
      id: [id.shop, id.dwelling, id.secret],
      status: ['vacant', 'withheld', 'withheld']
    });
  });

  it('shows the public no state ahead', async () => {
    expect((await read('2028-01-01')).units.status[0]).toBe('vacant');
    expect((await read('2028-01-01', PLANNER)).units).toMatchObject({
      status: ['occupied', 'vacant', 'vacant'],
      use: ['health', 'retail', 'retail']
    });
  });
});

describe('parameters', () => {
  it.each([
    [null, { kind: 'block' }],
    ['block:block-99', { kind: 'block', slug: 'block-99' }],
    ['building:42', { kind: 'building', id: 42 }],
    ['district:21', { kind: 'district', code: '21' }],
    ['quarter', { kind: 'quarter' }],
    ['units:3,1,2', { kind: 'selection', unitIds: [3, 1, 2] }]
  ])('scope=%s', (text, area) => {
    expect(readArea(text)).toEqual(area);
  });

  it.each([
    '',
    'town',
    'quarter:1',
    'block:',
    'building:',
    'building:0',
    'building:1,2',
    'building:99999999999',
    'units:',
    'units:1,x',
    'district:'
  ])('refuses scope=%s', (text) => {
    expect(() => readArea(text)).toThrow('parameter_invalid');
  });

  it('reads dates, groups and definitions, and refuses what they are not', () => {
    expect([readDate(null, TODAY), readDate('2010-02-28', TODAY)]).toEqual([TODAY, '2010-02-28']);
    expect([readGroup(null), readGroup('dwelling')]).toEqual(['all', 'dwelling']);
    expect([readDefinitions(null), readDefinitions('V1,V14')]).toEqual([undefined, ['V1', 'V14']]);
    expect(() => readDate('2010-02-30', TODAY)).toThrow();
    expect(() => readGroup('houses')).toThrow();
    expect(() => readDefinitions('V1,V15')).toThrow();
  });
});
