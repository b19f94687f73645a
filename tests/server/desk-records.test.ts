import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_CHANGE_FILTER } from '../../src/lib/domain/change';
import { readBuildingRecord } from '../../src/lib/server/building/building-record';
import { changeRenewal } from '../../src/lib/server/building/building-facts';
import { correctBusiness } from '../../src/lib/server/business/business-facts';
import { listOwnBusinesses, readBusinessRecord } from '../../src/lib/server/business/business-record';
import { eachChange, getChange, listChanges } from '../../src/lib/server/change/change';
import { nameChange } from '../../src/lib/server/change/changed-row';
import { chooseHouse, listOwnHouses } from '../../src/lib/server/focus/house-choice';
import { readKnown, withKnowledge } from '../../src/lib/server/http/known';
import { changeOccupancy, confirmOccupancy } from '../../src/lib/server/unit/occupancy';
import { insertStorey } from '../../src/lib/server/building/storey';
import { getUnit } from '../../src/lib/server/unit/unit';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { actorOf, contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
let houseId: number;
let otherHouseId: number;
let groundId: number;
let unitId: number;
let businessId: number;
const as = (actor = PLANNER) => contextOf(database.db, { actor });

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  const make = await Factory.open(database.db);
  const house = await make.building({ street: 'Ludwigstraße', houseNumber: '5' });
  houseId = house.id;
  otherHouseId = (await make.building({ street: 'Ludwigstraße', houseNumber: '51' })).id;
  groundId = (await make.storey({ buildingId: houseId })).id;
  await make.storey({ buildingId: houseId, level: 1 });
  unitId = (await make.unit({ buildingId: houseId, storeyId: groundId, code: 'EG-L' })).id;
  const past = { from: '2004-01-01', to: '2020-01-01' };
  await make.unit({ buildingId: houseId, storeyId: groundId, code: 'EG-R', valid: past });
  const business = await make.business({ name: 'Teehaus', languages: ['de', 'vi'], jobs: 3 });
  businessId = business.id;
  const tenancy = await make.tenancy({ unitId, businessId, rentCentsPerMonth: 85_000 });
  await make.occupancy({ unitId, tenancyId: tenancy.id });
});

afterAll(() => database.close());

describe('the record of a house', () => {
  it('has its storeys from above with the units of today, and says which may go', async () => {
    const record = await readBuildingRecord(as(), houseId);
    expect(record).toMatchObject({ version: 0, facts: { street: 'Ludwigstraße', houseNumber: '5' }, renewals: [] });
    expect(
      record.storeys.map(({ level, isRemovable, units }) => [level, isRemovable, units.map(({ code }) => code)])
    ).toEqual([
      [1, true, []],
      [0, false, ['EG-L']]
    ]);
  });

  it('follows each change with its version', async () => {
    const building = { id: houseId, version: 0 };
    await changeRenewal(as(), { building, from: '2010-05-01', to: null, state: 'renovated', note: null });
    const insertion = {
      part: 'front',
      aboveId: groundId,
      type: 'ZG',
      level: 0,
      heightM: 2.4,
      renumbers: true
    } as const;
    await insertStorey(as(), { building: { id: houseId, version: 1 }, insertion, note: null });
    const record = await readBuildingRecord(as(), houseId);
    expect(record.version).toBe(2);
    expect(record.renewals).toMatchObject([{ state: 'renovated', valid: { from: '2010-05-01', to: null } }]);
    expect(record.storeys.map(({ level, type }) => `${level} ${type}`)).toEqual(['1 OG', '0 ZG', '0 EG']);
  });

  it('is not told to owners, and there is none of another quarter', async () => {
    const owner = actorOf('owner', { buildingIds: [houseId] });
    await expect(readBuildingRecord(as(owner), houseId)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(readBuildingRecord(as(), 999_999)).rejects.toMatchObject({ code: 'building_not_found' });
  });
});

describe('the entry of a business', () => {
  it('shows its own business what it has not consented to show', async () => {
    const own = as(actorOf('business', { businessIds: [businessId] }));
    const record = await readBusinessRecord(own, businessId);
    expect(record).toMatchObject({ version: 0, facts: { languages: ['de', 'vi'], languagesConsent: false, jobs: 3 } });
    expect(await listOwnBusinesses(own)).toEqual([{ id: businessId, name: 'Teehaus' }]);
    const stranger = as(actorOf('business', { businessIds: [businessId + 1] }));
    await expect(readBusinessRecord(stranger, businessId)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('counts its version up', async () => {
    const own = as(actorOf('business', { businessIds: [businessId] }));
    const { facts } = await readBusinessRecord(own, businessId);
    const business = { id: businessId, version: 0 };
    await correctBusiness(own, { business, facts: { ...facts, openingHours: 'Mo-Fr 09:00-18:00' }, note: null });
    expect((await readBusinessRecord(own, businessId)).version).toBe(1);
    const again = correctBusiness(own, { business, facts: { ...facts, jobs: 4 }, note: null });
    await expect(again).rejects.toMatchObject({ code: 'changed_meanwhile', details: { version: 1 } });
  });
});

describe('a typed address', () => {
  it('names one house where it can, else offers those that it may mean', async () => {
    expect(await chooseHouse(as(), { id: null, address: 'ludwigstraße 5' })).toMatchObject({
      building: { id: houseId }
    });
    const vague = await chooseHouse(as(), { id: null, address: 'Ludwigstr' });
    expect(vague.building).toBeNull();
    expect(vague.suggestions.map(({ id }) => id).sort()).toEqual([houseId, otherHouseId]);
    expect(await chooseHouse(as(), { id: null, address: 'Nirgendweg 9' })).toMatchObject({ suggestions: [] });
    expect((await chooseHouse(as(), { id: otherHouseId, address: '' })).building?.id).toBe(otherHouseId);
  });

  it('is a choice among their own houses for owners', async () => {
    const owner = as(actorOf('owner', { buildingIds: [otherHouseId] }));
    expect((await listOwnHouses(owner)).map(({ id }) => id)).toEqual([otherHouseId]);
    expect(await listOwnHouses(as())).toEqual([]);
  });
});

describe('the audit list', () => {
  it('is walked in full, in slices, and its rows are named', async () => {
    const evidence = { method: 'visit', checkedOn: TODAY } as const;
    await confirmOccupancy(as(), { units: [{ id: unitId, version: null }], evidence });
    const { rows, total } = await listChanges(as(), { filter: { ...NO_CHANGE_FILTER, unitId } });
    const walked = [];
    for await (const change of eachChange(as(), { ...NO_CHANGE_FILTER, unitId })) walked.push(change);
    expect(walked).toEqual(rows);
    expect(total).toBe(1);
    const change = await getChange(as(), rows[0]!.id);
    const names = await nameChange(as(), change);
    expect(Object.values(names.units)).toMatchObject([{ id: unitId, code: 'EG-L', building: { id: houseId } }]);
  });

  it('is walked beyond one slice, each entry once', async () => {
    await database.sql`insert into audit_event (actor, quarter_id, action, entity)
      select 'Walk', (select id from quarter), 'seed', 'quarter' from generate_series(1, 1203)`;
    const ids = [];
    for await (const { id } of eachChange(as(), { ...NO_CHANGE_FILTER, actor: 'walk' })) ids.push(id);
    expect(new Set(ids).size).toBe(1203);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
  });

  it('names the business that moved out', async () => {
    const occupancy = {
      ...({ status: 'vacant', useClass: null, reason: null } as const),
      ...{ activatableMonths: null, isStartKnown: true, tenancy: null }
    };
    const evidence = { method: 'owner', checkedOn: TODAY } as const;
    const { eventId } = await changeOccupancy(as(), {
      ...{ units: [{ id: unitId, version: null }], from: '2004-01-01', to: null, occupancy, evidence, note: null }
    });
    const names = await nameChange(as(), await getChange(as(), eventId));
    expect(names.businesses).toEqual({ [businessId]: 'Teehaus' });
  });
});

describe('what was known on a day', () => {
  const asked = (search: string, actor = PLANNER) => ({
    url: new URL(`https://x.example/units/1${search}`),
    locals: { context: as(actor) }
  });
  const statusIn = (search: string) =>
    withKnowledge(asked(search), async (context) => (await getUnit(context, unitId, TODAY)).history[0]?.status);

  it('stays what it was, whatever was corrected since', async () => {
    expect(await statusIn('')).toBe('vacant');
    expect(await statusIn('?known=2020-01-01')).toBe('occupied');
  });

  it('is shown to those who may and for days that have come; others see the present', () => {
    expect(readKnown(asked('?known=2026-11-21'))).toEqual({ on: '2026-11-21', isRefused: false });
    expect(readKnown(asked('?theme=use'))).toEqual({ on: null, isRefused: false });
    expect(readKnown(asked('?known=2026-11-23'))).toEqual({ on: null, isRefused: true });
    expect(readKnown(asked('?known=gestern'))).toEqual({ on: null, isRefused: true });
    for (const role of ['public', 'owner', 'business', 'counsellor'] as const) {
      expect(readKnown(asked('?known=2026-11-21', actorOf(role)))).toEqual({ on: null, isRefused: true });
    }
  });
});
