import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toDayNumber } from '../../src/lib/domain/interval';
import { loadFocus, loadHouse } from '../../src/lib/server/focus/focus';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER } from '../support/factories';

let database: TestDatabase;
let ids: { house: number; outside: number; shop: number; dwelling: number; business: number; secret: number };

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  const make = await Factory.open(database.db);
  const district = await make.district();
  const block = await make.block({ districtId: district.id });
  const courtyard = await make.building({ blockId: block.id, isCourtyard: true, street: null, houseNumber: null });
  const second = await make.building({ blockId: block.id, sequence: 2, houseNumber: '85' });
  const house = await make.building({ blockId: block.id, sequence: 1, at: [12.406, 51.345] });
  const outside = await make.building({ houseNumber: '99', at: [12.41, 51.345] });
  const upper = await make.storey({ buildingId: house.id, level: 1 });
  const ground = await make.storey({ buildingId: house.id, level: 0 });
  await make.storey({ buildingId: courtyard.id });
  await make.storey({ buildingId: second.id });
  const dwelling = await make.unit({
    buildingId: house.id,
    storeyId: upper.id,
    kind: 'dwelling',
    disclosure: 'shop_front'
  });
  const shop = await make.unit({ buildingId: house.id, storeyId: ground.id, position: 1 });
  const hidden = await make.unit({
    buildingId: house.id,
    storeyId: ground.id,
    position: 2,
    locationPrecision: 'block'
  });
  await make.occupancy({
    unitId: dwelling.id,
    status: 'vacant',
    valid: { from: '2004-01-01', to: '2017-05-04' },
    checkedOn: '2017-05-04'
  });
  await make.occupancy({ unitId: dwelling.id, useClass: 'housing', valid: { from: '2017-05-04', to: null } });
  await make.occupancy({ unitId: hidden.id, status: 'vacant' });
  const business = await make.business({ name: 'Teehaus' });
  const secret = await make.business({ name: 'Heimlich', isPublic: false });
  const old = await make.tenancy({
    unitId: shop.id,
    businessId: secret.id,
    valid: { from: '2004-01-01', to: '2010-01-01' }
  });
  const lease = await make.tenancy({
    unitId: shop.id,
    businessId: business.id,
    valid: { from: '2012-01-01', to: null }
  });
  await make.occupancy({ unitId: shop.id, tenancyId: old.id, valid: { from: '2004-01-01', to: '2010-01-01' } });
  await make.occupancy({
    unitId: shop.id,
    status: 'vacant',
    useClass: null,
    valid: { from: '2010-01-01', to: '2012-01-01' }
  });
  await make.occupancy({
    unitId: shop.id,
    tenancyId: lease.id,
    checkedOn: '2026-03-01',
    valid: { from: '2012-01-01', to: '2027-06-01' }
  });
  await make.occupancy({ unitId: shop.id, status: 'vacant', useClass: null, valid: { from: '2027-06-01', to: null } });
  const plan = await make.plan();
  await make.target({ planId: plan.id, unitId: shop.id });
  ids = {
    house: house.id,
    outside: outside.id,
    shop: shop.id,
    dwelling: dwelling.id,
    business: business.id,
    secret: secret.id
  };
});

afterAll(() => database.close());

describe('loadFocus', () => {
  it('puts the houses in the order of the block and courtyard buildings behind', async () => {
    const focus = await loadFocus(contextOf(database.db));
    expect(focus.buildings.sequence).toEqual([1, 2, null]);
    expect(focus.buildings.isCourtyard).toEqual([false, false, true]);
  });

  it('sorts storeys by house and from below, units by storey, occupancies by unit and day', async () => {
    const { storeys, units, occupancies } = await loadFocus(contextOf(database.db));
    expect(storeys.building).toEqual([0, 0, 1, 2]);
    expect(storeys.level.slice(0, 2)).toEqual([0, 1]);
    expect(units.id.map((id) => id === ids.dwelling)).toEqual([false, false, true]);
    expect(occupancies.unit).toEqual([0, 0, 0, 1, 2]);
    expect(occupancies.from.slice(0, 3)).toEqual(['2004-01-01', '2010-01-01', '2012-01-01'].map(toDayNumber));
  });

  it('gives the public one withheld row for a dwelling over its existence, with nothing of its occupancies', async () => {
    const { units, occupancies } = await loadFocus(contextOf(database.db));
    const rows = occupancies.unit.flatMap((unit, row) => (units.id[unit] === ids.dwelling ? [row] : []));
    expect(
      rows.map((row) => [occupancies.status[row], occupancies.use[row], occupancies.from[row], occupancies.to[row]])
    ).toEqual([['withheld', null, toDayNumber('2004-01-01'), null]]);
    expect(rows.map((row) => occupancies.checkedOn[row])).toEqual([toDayNumber('2026-03-01')]);
  });

  it('withholds a commercial unit whose place may only be shown as the block', async () => {
    const { occupancies } = await loadFocus(contextOf(database.db));
    expect(occupancies.status[3]).toBe('withheld');
  });

  it('keeps from the public when an occupancy will end', async () => {
    const { occupancies } = await loadFocus(contextOf(database.db));
    expect(occupancies.to[2]).toBeNull();
    expect(occupancies.from).not.toContain(toDayNumber('2027-06-01'));
  });

  it('shows a planner every state, ahead too', async () => {
    const { occupancies } = await loadFocus(contextOf(database.db, { actor: PLANNER }));
    expect(occupancies.status).toEqual(['occupied', 'vacant', 'occupied', 'vacant', 'vacant', 'vacant', 'occupied']);
    expect(occupancies.to[2]).toBe(toDayNumber('2027-06-01'));
  });

  it('names a business only where its name is public', async () => {
    const open = await loadFocus(contextOf(database.db));
    expect(open.businesses.name).toEqual(['Teehaus']);
    expect(open.occupancies.business).toEqual([null, null, 0, null, null]);
    const full = await loadFocus(contextOf(database.db, { actor: PLANNER }));
    expect([...full.businesses.name].sort()).toEqual(['Heimlich', 'Teehaus']);
  });

  it('carries the lead plan with its targets by row', async () => {
    const { plan } = await loadFocus(contextOf(database.db));
    expect(plan).toMatchObject({ title: 'Nutzungskonzept', unit: [0], use: ['gastronomy'] });
  });

  it('measures the street front on the outline of the block', async () => {
    const { buildings } = await loadFocus(contextOf(database.db));
    // A corner of the block: 0.0001 degrees to the south and to the west.
    expect(buildings.frontM[0]).toBeCloseTo(11.1 + 6.9, 0);
  });

  it('refuses a block that the quarter does not have', async () => {
    await expect(loadFocus(contextOf(database.db), { block: 'nowhere' })).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('loadHouse', () => {
  it('gives one house in the shape of a block', async () => {
    const house = await loadHouse(contextOf(database.db), ids.house);
    expect(house.buildings.id).toEqual([ids.house]);
    expect(house.units.id).toHaveLength(3);
    expect(house.block?.slug).toBe('focus');
  });

  it('serves a house in no block', async () => {
    const house = await loadHouse(contextOf(database.db), ids.outside);
    expect(house.block).toBeNull();
    expect(house.units.id).toEqual([]);
  });

  it('does not find an unknown house', async () => {
    await expect(loadHouse(contextOf(database.db), 999_999)).rejects.toMatchObject({ kind: 'not_found' });
  });
});
