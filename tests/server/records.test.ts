import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schema from '../../src/lib/server/db/schema';
import { getBuilding } from '../../src/lib/server/building/building';
import { listBuildings } from '../../src/lib/server/building/building-list';
import { getBusiness, listBusinesses } from '../../src/lib/server/business/business';
import { getDistrict, listDistricts } from '../../src/lib/server/district';
import { getListing, listListings } from '../../src/lib/server/listing/listing';
import { getMeasure, listMeasures } from '../../src/lib/server/measure/measure';
import { listSources } from '../../src/lib/server/record/provenance';
import { getUnit } from '../../src/lib/server/unit/unit';
import { getUsePlan, listUsePlans } from '../../src/lib/server/use-plan/use-plan';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
let make: Factory;
const id: Record<string, number> = {};
const open = () => contextOf(database.db);
const planner = () => contextOf(database.db, { actor: PLANNER });

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const district = await make.district();
  await make.district({ code: '20', name: 'Neustadt-Neuschönefeld' });
  const block = await make.block({ districtId: district.id });
  const house = await make.building({ blockId: block.id, districtId: district.id, sequence: 11 });
  id.house = house.id;
  const ground = await make.storey({ buildingId: house.id });
  const shop = await make.unit({ buildingId: house.id, storeyId: ground.id, code: 'EG-L' });
  const empty = await make.unit({ buildingId: house.id, storeyId: ground.id, code: 'EG-R' });
  const dwelling = await make.unit({ buildingId: house.id, storeyId: ground.id, kind: 'dwelling', code: '1-L' });
  Object.assign(id, { shop: shop.id, empty: empty.id, dwelling: dwelling.id });
  const business = await make.business({ name: 'Teehaus', languages: ['ar'], description: 'Tee.' });
  const secret = await make.business({ name: 'Heimlich', isPublic: false });
  Object.assign(id, { business: business.id, secret: secret.id });
  const lease = await make.tenancy({ unitId: shop.id, businessId: business.id, knownEndOn: '2027-01-01' });
  await make.occupancy({ unitId: shop.id, tenancyId: lease.id });
  await make.occupancy({ unitId: empty.id, useClass: 'retail', valid: { from: '2004-01-01', to: '2020-01-01' } });
  await make.occupancy({ unitId: empty.id, status: 'vacant', useClass: null, valid: { from: '2020-01-01', to: null } });
  await make.occupancy({ unitId: dwelling.id, status: 'vacant', valid: { from: '2004-01-01', to: '2019-01-01' } });
  await make.occupancy({ unitId: dwelling.id, useClass: 'housing', valid: { from: '2019-01-01', to: null } });
  const plan = await make.plan();
  const draft = await make.plan({ ref: 'draft', status: 'draft', title: 'Entwurf' });
  await make.target({ planId: plan.id, unitId: empty.id, wish: 'Restaurant' });
  await make.target({ planId: plan.id, unitId: shop.id, useClass: 'retail' });
  Object.assign(id, { plan: plan.id, draft: draft.id });
  const measure = await make.measure({ buildingIds: [house.id] });
  id.measure = measure.id;
  await database.db.insert(schema.milestone).values([
    { measureId: measure.id, kind: 'application', actualOn: '2008-01-01' },
    { measureId: measure.id, kind: 'start', plannedOn: '2008-06-01', actualOn: '2008-07-01' },
    { measureId: measure.id, kind: 'completion', plannedOn: '2009-06-01', actualOn: '2009-09-01' }
  ]);
  const line = { measureId: measure.id, programme: 'SZP', year: 2008 };
  await database.db.insert(schema.fundingLine).values([
    { ...line, source: 'federal', plannedCents: 2_000_000, approvedCents: 1_900_000, paidCents: 1_900_000 },
    { ...line, source: 'federal', plannedCents: 1_000_000, year: 2009 },
    { ...line, source: 'state', plannedCents: 3_000_000 },
    { ...line, source: 'owner', plannedCents: 6_543_210 }
  ]);
});

afterAll(() => database.close());

describe('getBuilding', () => {
  it('gives the house with its place and its measures as of the date', async () => {
    const house = await getBuilding(open(), id.house!, '2008-08-01');
    expect(house).toMatchObject({
      street: 'Eisenbahnstraße',
      district: { code: '21', name: 'Volkmarsdorf' },
      block: { slug: 'focus', isAssumption: true },
      measures: [{ id: id.measure, state: 'running', startOn: '2008-07-01', publicCents: 6_000_000 }]
    });
    expect(house.center[0]).toBeCloseTo((house.bounds[0] + house.bounds[2]) / 2);
    expect((await getBuilding(open(), id.house!, TODAY)).measures[0]?.state).toBe('completed');
  });

  it('does not find an unknown house, nor one of another quarter', async () => {
    await expect(getBuilding(open(), 999_999, TODAY)).rejects.toMatchObject({ code: 'building_not_found' });
    const elsewhere = contextOf(database.db, { quarter: 'elsewhere' });
    await expect(getBuilding(elsewhere, id.house!, TODAY)).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('listBuildings', () => {
  it('pages, sorts and narrows to a district', async () => {
    const all = await listBuildings(open(), { sort: 'units' });
    expect(all).toMatchObject({ page: 1, pageCount: 1, total: 1 });
    expect(all.rows[0]).toMatchObject({ id: id.house, unitCount: 3, district: { code: '21' } });
    expect((await listBuildings(open(), { districtCode: '20' })).rows).toEqual([]);
    expect((await listBuildings(open(), { page: 7 })).rows).toEqual([]);
    expect((await listBuildings(open(), { page: -1 })).page).toBe(1);
  });
});

describe('getUnit', () => {
  it('tells the history of a commercial unit, newest first', async () => {
    const unit = await getUnit(open(), id.empty!, TODAY);
    expect(unit.history.map(({ status, valid }) => [status, valid.from])).toEqual([
      ['vacant', '2020-01-01'],
      ['occupied', '2004-01-01']
    ]);
    expect(unit.target).toMatchObject({ plan: { id: id.plan }, use: 'gastronomy', wish: 'Restaurant' });
  });

  it('withholds a dwelling from the public, not from a planner', async () => {
    const unit = await getUnit(open(), id.dwelling!, TODAY);
    expect(unit.history).toEqual([
      expect.objectContaining({
        status: 'withheld',
        valid: { from: '2004-01-01', to: null },
        use: null,
        checkedOn: null
      })
    ]);
    expect((await getUnit(planner(), id.dwelling!, TODAY)).history.map(({ status }) => status)).toEqual([
      'occupied',
      'vacant'
    ]);
  });
});

describe('business', () => {
  it('is shown with its place; languages only with consent', async () => {
    const business = await getBusiness(open(), id.business!, TODAY);
    expect(business).toMatchObject({ name: 'Teehaus', languages: [], units: [{ id: id.shop }], use: 'retail' });
  });

  it('does not exist for the public where its name is not public', async () => {
    await expect(getBusiness(open(), id.secret!, TODAY)).rejects.toMatchObject({ kind: 'not_found' });
    expect((await listBusinesses(open(), { date: TODAY })).map(({ name }) => name)).toEqual(['Teehaus']);
    expect((await listBusinesses(planner(), { date: TODAY })).map(({ name }) => name)).toEqual(['Heimlich', 'Teehaus']);
  });
});

describe('measure', () => {
  it('sums public money by source and year and gives the owner only as a class', async () => {
    const measure = await getMeasure(open(), id.measure!, TODAY);
    expect(measure.funding).toEqual([
      { source: 'federal', plannedCents: 3_000_000, approvedCents: 1_900_000, paidCents: 1_900_000 },
      { source: 'state', plannedCents: 3_000_000, approvedCents: null, paidCents: null }
    ]);
    expect(measure.fundingYears.map(({ year, plannedCents }) => [year, plannedCents])).toEqual([
      [2008, 5_000_000],
      [2009, 1_000_000]
    ]);
    expect(measure.ownerShare).toBe('half');
    expect(JSON.stringify(measure)).not.toContain('6543210');
  });

  it('has the state of the asked day', async () => {
    expect((await listMeasures(open(), { date: '2008-02-01' }))[0]?.state).toBe('applied');
    expect((await listMeasures(open(), { date: TODAY }))[0]?.state).toBe('completed');
  });
});

describe('listing', () => {
  it('is public while it is offered, not expired and the unit not let', async () => {
    const shown = await make.listing({ unitId: id.empty! });
    const refused = [
      await make.listing({ unitId: id.empty!, status: 'draft' }),
      await make.listing({ unitId: id.empty!, expiresOn: TODAY }),
      await make.listing({ unitId: id.empty!, publishedOn: '2026-12-24' }),
      await make.listing({ unitId: id.shop! })
    ];
    expect((await listListings(open())).map((listing) => listing.id)).toEqual([shown.id]);
    for (const { id: listing } of refused) {
      await expect(getListing(open(), listing)).rejects.toMatchObject({ code: 'listing_not_found' });
    }
    expect(await listListings(planner())).toHaveLength(5);
    expect((await getUnit(open(), id.empty!, TODAY)).listing?.id).toBe(shown.id);
  });

  it('names only the block where the address is not released', async () => {
    const ground = await make.storey({ buildingId: id.house!, level: 3 });
    const unit = await make.unit({ buildingId: id.house!, storeyId: ground.id });
    await make.occupancy({ unitId: unit.id, status: 'vacant' });
    const { id: listing } = await make.listing({ unitId: unit.id, isAddressReleased: false });
    const shown = await getListing(open(), listing);
    expect(shown).toMatchObject({ unit: null, block: { slug: 'focus' }, kind: 'shop', areaSqm: 50 });
    expect((await getUnit(open(), unit.id, TODAY)).listing).toBeNull();
  });
});

describe('use plan', () => {
  it('compares each target with the use of the day', async () => {
    const plan = await getUsePlan(open(), id.plan!, TODAY);
    expect(plan.targets.map(({ unit, difference }) => [unit.code, difference])).toEqual([
      ['EG-L', 'realised'],
      ['EG-R', 'to_settle']
    ]);
    const earlier = await getUsePlan(open(), id.plan!, '2010-01-01');
    expect(earlier.targets.map(({ difference }) => difference)).toEqual(['realised', 'change']);
  });

  it('is kept from the public as a draft', async () => {
    await expect(getUsePlan(open(), id.draft!, TODAY)).rejects.toMatchObject({ kind: 'not_found' });
    expect((await listUsePlans(open())).map(({ title }) => title)).toEqual(['Nutzungskonzept']);
    expect(await listUsePlans(planner())).toHaveLength(2);
  });
});

describe('district', () => {
  it('sets its own series beside the city', async () => {
    const [indicator] = await database.db
      .insert(schema.indicator)
      .values({
        quarterId: make.quarterId,
        code: 'population',
        name: 'Einwohner',
        kind: 'context',
        measuredIn: 'persons',
        sort: 1
      })
      .returning();
    const district = (await listDistricts(open())).find(({ code }) => code === '21')!;
    const value = { indicatorId: indicator!.id, sourceId: make.sourceId };
    await database.db.insert(schema.observation).values([
      { ...value, districtId: district.id, observedOn: '2024-12-31', value: 11_500 },
      { ...value, districtId: district.id, observedOn: '2004-12-31', value: 7_000 },
      { ...value, districtId: null, observedOn: '2024-12-31', value: 630_000 }
    ]);
    const detail = await getDistrict(open(), '21');
    expect(detail).toMatchObject({
      buildingCount: 1,
      blocks: [{ slug: 'focus' }]
    });
    expect(detail.indicators[0]).toMatchObject({
      code: 'population',
      values: [
        { on: '2004-12-31', value: 7_000 },
        { on: '2024-12-31', value: 11_500 }
      ],
      city: [{ on: '2024-12-31', value: 630_000 }]
    });
  });

  it('is not found under an unknown key', async () => {
    await expect(getDistrict(open(), '99')).rejects.toMatchObject({ code: 'district_not_found' });
  });
});

describe('translations', () => {
  it('stand in for the base text where the language has one', async () => {
    await database.db.insert(schema.translation).values({
      ...{ entity: 'measure', entityId: id.measure!, field: 'title', locale: 'en' },
      ...{ text: 'Securing', state: 'reviewed', sourceHash: '0' }
    });
    const title = async (locale: string) =>
      (await getMeasure(contextOf(database.db, { locale }), id.measure!, TODAY)).title;
    expect([await title('de'), await title('en'), await title('ar')]).toEqual(['Sicherung', 'Securing', 'Sicherung']);
  });
});

describe('listSources', () => {
  it('lists what is shown and nothing else', async () => {
    await database.db.insert(schema.source).values({
      ...{ key: 'unused', title: 'Unbenutzt', publisher: 'X', licence: 'X', attribution: 'X', nature: 'official' }
    });
    expect((await listSources(open())).map(({ key }) => key)).toEqual(['test']);
  });
});
