import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExposeView } from '../../src/lib/domain/expose';
import { contextFeature, listing, listingFile, unit } from '../../src/lib/server/db/schema';
import { findExpose } from '../../src/lib/server/listing/expose';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER, square, TODAY } from '../support/factories';

let database: TestDatabase;
let make: Factory;
const id: Record<string, number> = {};
const open = () => contextOf(database.db);
const planner = () => contextOf(database.db, { actor: PLANNER });

const HERE = [12.4061, 51.3451] as const;
/** So many degrees east are about a hundred metres there. */
const HUNDRED_METRES = 0.001437;

async function openOffer(): Promise<Extract<ExposeView, { state: 'open' }>['expose']> {
  const view = await findExpose(open(), id.offer!);
  if (view.state !== 'open') throw new Error('the offer is gone');
  return view.expose;
}

interface Shop {
  readonly name?: string;
  readonly isPublic?: boolean;
  readonly use?: 'retail' | 'gastronomy';
  readonly disclosure?: 'shop_front' | 'withheld';
}

/** A shop in a house so many times a hundred metres east, with a business in it where a name is given. */
async function makeShop(
  distance: number,
  { name, isPublic = true, use = 'retail', disclosure = 'shop_front' }: Shop = {}
) {
  const at = [HERE[0] + distance * HUNDRED_METRES, HERE[1]] as const;
  const house = await make.building({ at, blockId: id.block!, sequence: 1 });
  const storey = await make.storey({ buildingId: house.id });
  const { geometry } = square({ at, sizeDegrees: 0.00005 });
  const shop = await make.unit({ buildingId: house.id, storeyId: storey.id, geometry, disclosure });
  if (name !== undefined) {
    const business = await make.business({ name, isPublic });
    const lease = await make.tenancy({ unitId: shop.id, businessId: business.id });
    await make.occupancy({ unitId: shop.id, tenancyId: lease.id, useClass: use });
  }
  return shop;
}

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const district = await make.district();
  id.block = (await make.block({ districtId: district.id })).id;
  const shop = await makeShop(0);
  id.unit = shop.id;
  await make.occupancy({ unitId: shop.id, status: 'vacant', useClass: null });
  const offer = await make.listing({
    ...{
      unitId: shop.id,
      suitableUses: ['retail'],
      rentCentsPerSqm: 1000,
      serviceChargeCentsPerSqm: 300,
      depositMonths: 3
    },
    ...{ confirmedOn: '2026-11-03', contactEmail: 'geheim@example.org', reviewNote: 'Geheim' }
  });
  id.offer = offer.id;
  const plan = await make.plan();
  await make.target({ planId: plan.id, unitId: shop.id, useClass: 'gastronomy', wish: 'Teehaus' });
  const other = await makeShop(6);
  await make.target({ planId: plan.id, unitId: other.id, useClass: 'health' });
  await makeShop(1, { name: 'Nahes Café', use: 'gastronomy' });
  await makeShop(3, { name: 'Bücher', use: 'retail' });
  await makeShop(2, { name: 'Verborgen', isPublic: false, use: 'retail' });
  await makeShop(2, { name: 'Ohne Schild', disclosure: 'withheld', use: 'retail' });
  await makeShop(9, { name: 'Fern', use: 'retail' });
  const stop = (name: string, variant: string, distance: number) => {
    const lon = HERE[0] + distance * HUNDRED_METRES;
    return {
      ...{ quarterId: make.quarterId, sourceId: make.sourceId, kind: 'stop' as const, name, variant },
      geometry: JSON.stringify({ type: 'Point', coordinates: [lon, HERE[1]] }),
      bounds: [lon, HERE[1], lon, HERE[1]] as const
    };
  };
  await database.db
    .insert(contextFeature)
    .values([stop('Torgauer Platz', 'tram', 2), stop('Torgauer Platz', 'bus', 3), stop('Weit weg', 'bus', 7)]);
});

afterAll(() => database.close());

describe('findExpose', () => {
  it('tells rent, plan, place and freshness, and nothing of what is restricted', async () => {
    const expose = await openOffer();
    expect(expose.rent).toMatchObject({ coldCents: 50_000, totalCents: 65_000, depositCents: 150_000 });
    expect(expose.target).toMatchObject({ use: 'gastronomy', wish: 'Teehaus', plan: { status: 'adopted' } });
    expect(expose.offer).toMatchObject({
      confirmedOn: '2026-11-03',
      place: { unit: { id: id.unit } },
      storeyType: 'EG'
    });
    expect(JSON.stringify(expose)).not.toMatch(/geheim/i);
  });

  it('lists who is there by use, from public businesses in public places within walking distance', async () => {
    const { uses, missing } = (await openOffer()).surroundings!;
    expect(uses.map(({ use, businesses }) => [use, businesses.map(({ name }) => name)])).toEqual([
      ['gastronomy', ['Nahes Café']],
      ['retail', ['Bücher']]
    ]);
    expect(uses[0]!.businesses[0]!.distanceM).toBeGreaterThan(95);
    expect(uses[0]!.businesses[0]!.distanceM).toBeLessThan(105);
    expect(missing, 'wanted by the plan, and nowhere near').toEqual(['health']);
  });

  it('gives a planner the same surroundings as everybody', async () => {
    const [view, { surroundings }] = [await findExpose(planner(), id.offer!), await openOffer()];
    expect(view.state === 'open' && view.expose.surroundings).toEqual(surroundings);
  });

  it('counts a stop of one name once, with the minutes to its nearest mast', async () => {
    const { stops } = (await openOffer()).surroundings!;
    expect(stops).toMatchObject([{ name: 'Torgauer Platz', modes: ['tram', 'bus'], minutes: 3 }]);
    expect(Math.abs(stops[0]!.distanceM - 200)).toBeLessThan(6);
  });

  it('sketches the floor where the place is exact and there is no plan', async () => {
    expect((await openOffer()).sketch).toMatchObject({ house: [expect.anything()], unit: [expect.anything()] });
    await database.db.update(unit).set({ locationPrecision: 'building' }).where(eq(unit.id, id.unit!));
    const expose = await openOffer();
    expect([expose.sketch, expose.offer.place?.unit.id]).toEqual([null, id.unit]);
    await database.db.update(unit).set({ locationPrecision: 'exact' }).where(eq(unit.id, id.unit!));
  });

  it('shows the floor plan in the place of the sketch, photos first', async () => {
    const file = (kind: 'photo' | 'floor_plan', position: number) => ({
      ...{ listingId: id.offer!, kind, position, mediaType: 'image/webp', widthPx: 4, heightPx: 3 },
      ...{ sha256: `${kind}${position}`, data: new Uint8Array([1]), altText: 'Ein Raum', credit: 'N. N., CC0' }
    });
    await database.db.insert(listingFile).values([file('floor_plan', 0), file('photo', 1), file('photo', 0)]);
    const { sketch, offer } = await openOffer();
    expect(sketch).toBeNull();
    expect(offer.files.map(({ sha256 }) => sha256)).toEqual(['photo0', 'photo1', 'floor_plan0']);
    await database.db.delete(listingFile);
  });

  it.each([
    ['released', { isAddressReleased: false }, 'exact'],
    ['shown more exactly than its block', { isAddressReleased: true }, 'block']
  ] as const)('gives nothing away of a place that is not %s', async (_, fields, precision) => {
    await database.db.update(listing).set(fields).where(eq(listing.id, id.offer!));
    await database.db.update(unit).set({ locationPrecision: precision }).where(eq(unit.id, id.unit!));
    const { offer, sketch, surroundings, target } = await openOffer();
    expect([offer.place, sketch, surroundings, target]).toEqual([null, null, null, null]);
    expect(offer.block).toEqual({ slug: 'focus', name: 'Block' });
    await database.db.update(listing).set({ isAddressReleased: true }).where(eq(listing.id, id.offer!));
    await database.db.update(unit).set({ locationPrecision: 'exact' }).where(eq(unit.id, id.unit!));
  });

  it('names similar spaces: fit for the same before built alike, the nearest in area first, none that is let', async () => {
    const offerOf = async (areaSqm: number, fields: Partial<typeof listing.$inferInsert> = {}) => {
      const shop = await makeShop(8);
      await database.db.update(unit).set({ areaSqm }).where(eq(unit.id, shop.id));
      return (await make.listing({ unitId: shop.id, ...fields })).id;
    };
    const alike = await offerOf(50);
    const far = await offerOf(90, { suitableUses: ['retail'] });
    const near = await offerOf(60, { suitableUses: ['retail', 'office'] });
    await offerOf(50, { suitableUses: ['retail'], status: 'let' });
    const { similar } = await openOffer();
    expect(similar.map(({ listingId }) => listingId)).toEqual([near, far, alike]);
  });
});

describe('an offer that is not public', () => {
  const stateOf = (listingId: number) =>
    findExpose(open(), listingId).then(
      ({ state }) => state,
      (cause: { kind?: string }) => cause.kind
    );
  const offerWith = async (
    fields: Partial<typeof listing.$inferInsert>,
    place: Partial<typeof unit.$inferInsert> = {}
  ) => {
    const shop = await makeShop(12);
    await database.db
      .update(unit)
      .set({ locationPrecision: 'exact', ...place })
      .where(eq(unit.id, shop.id));
    const offer = await make.listing({ unitId: shop.id, publishedOn: '2026-09-01', ...fields });
    return { listingId: offer.id, unitId: shop.id };
  };

  it.each([
    ['let', { status: 'let' }],
    ['withdrawn', { status: 'withdrawn' }],
    ['expired by its state', { status: 'expired' }],
    ['expired by its day', { expiresOn: TODAY }]
  ] as const)('is gone where it was public: %s', async (_, fields) => {
    expect(await stateOf((await offerWith(fields)).listingId)).toBe('gone');
  });

  it('is gone when its unit is let, and tells nothing but similar spaces', async () => {
    const { listingId, unitId } = await offerWith({ title: 'Verschwunden' });
    await make.occupancy({ unitId, valid: { from: '2026-10-01', to: null } });
    const view = await findExpose(open(), listingId);
    expect(Object.keys(view)).toEqual(['state', 'similar']);
    expect([view.state, JSON.stringify(view)]).toEqual(['gone', expect.not.stringContaining('Verschwunden')]);
  });

  it.each([
    ['a draft', { status: 'draft' }],
    ['in review', { status: 'review' }],
    ['never published', { status: 'withdrawn', publishedOn: null }],
    ['to be published tomorrow', { publishedOn: '2026-11-23' }]
  ] as const)('is not there for the public: %s', async (_, fields) => {
    expect(await stateOf((await offerWith(fields)).listingId)).toBe('not_found');
  });

  it('is not there where its place is hidden, or where its unit was let when it was published', async () => {
    expect(await stateOf((await offerWith({ status: 'let' }, { locationPrecision: 'hidden' })).listingId)).toBe(
      'not_found'
    );
    const { listingId, unitId } = await offerWith({});
    await make.occupancy({ unitId, valid: { from: '2020-01-01', to: null } });
    expect(await stateOf(listingId)).toBe('not_found');
  });

  it('is shown to planners', async () => {
    const { listingId } = await offerWith({ status: 'draft' });
    expect(await findExpose(planner(), listingId)).toMatchObject({
      state: 'open',
      expose: { offer: { status: 'draft' } }
    });
  });
});
