import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LISTING_STATUSES } from '../../src/lib/domain/codes';
import { addDays } from '../../src/lib/domain/interval';
import { beginDraft, type ListingDraft } from '../../src/lib/domain/listing-draft';
import { undoChange } from '../../src/lib/server/change/undo';
import { listChangesSince } from '../../src/lib/server/change/change';
import { listing, recordVersion, translation } from '../../src/lib/server/db/schema';
import { changeListing, createListing } from '../../src/lib/server/listing/listing-change';
import { listDeskListings, readListingRecord } from '../../src/lib/server/listing/listing-record';
import { moveListing } from '../../src/lib/server/listing/listing-state';
import { readUnitToOffer } from '../../src/lib/server/listing/unit-to-offer';
import { changeOccupancy, confirmOccupancy, removeOccupancy } from '../../src/lib/server/unit/occupancy';
import { correctUnit, endUnit } from '../../src/lib/server/unit/unit-facts';
import { readUnitRecords } from '../../src/lib/server/unit/unit-record';
import { divideUnit } from '../../src/lib/server/unit/unit-structure';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { buildDeskHouse, EVIDENCE, letTo, partOf, refusalOf } from '../support/desk-house';
import { actorOf, contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
let make: Factory;
let houseId: number;
let otherHouseId: number;
let storeyId: number;
let position = 100;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  const house = await buildDeskHouse(make, 1);
  houseId = house.buildingId;
  storeyId = house.storeyId;
  otherHouseId = (await buildDeskHouse(make, 1)).buildingId;
});
afterAll(() => database.close());

const as = (actor = PLANNER) => contextOf(database.db, { actor });
const owner = () => as(actorOf('owner', { buildingIds: [houseId] }));
const stranger = () => as(actorOf('owner', { buildingIds: [otherHouseId] }));

/** A unit of its own, vacant since 2015. */
async function vacantUnit(fields: Partial<Parameters<Factory['unit']>[0]> = {}): Promise<number> {
  const unit = await make.unit({ buildingId: houseId, storeyId, position: ++position, ...fields });
  await make.occupancy({ unitId: unit.id, status: 'vacant', useClass: null, valid: { from: '2015-01-01', to: null } });
  return unit.id;
}

function draft(overrides: Partial<ListingDraft> = {}): ListingDraft {
  const base = { title: 'Laden, 50 m²', description: 'Hell.', fit_out: null, conditions: null };
  const en = { title: 'Shop, 50 m²', description: 'Bright.', fit_out: null, conditions: null };
  const texts = { base, others: { en }, confirmed: [] };
  const start = { today: TODAY, texts, contactName: 'Hausverein' };
  return { ...beginDraft({ kind: 'shop', freeOn: null }, start), ...overrides };
}

async function stored(id: number) {
  const [row] = await database.db
    .select()
    .from(listing)
    .where(sql`id = ${id}`);
  return row ?? null;
}
const versionOf = async (id: number) => {
  const [row] = await database.db
    .select()
    .from(recordVersion)
    .where(sql`entity = 'listing' and entity_id = ${id}`);
  return row?.version ?? 0;
};
const englishOf = async (id: number) => {
  const rows = await database.db
    .select()
    .from(translation)
    .where(sql`entity = 'listing' and entity_id = ${id}`);
  return Object.fromEntries(rows.map(({ field, text }) => [field, text]));
};
const publish = async (unitId: number) => (await createListing(as(), { unitId, draft: draft(), as: 'publish' })).result;
const move = (
  id: number,
  step: Parameters<typeof moveListing>[1]['step'],
  context = as(),
  note: string | null = null
) => moveListing(context, { listing: { id, version: null }, step, note });

describe('an offer', () => {
  it('is made of a vacant unit by its owner, reviewed by the desk and published with a time', async () => {
    const unitId = await vacantUnit();
    const { result: id } = await createListing(owner(), { unitId, draft: draft(), as: 'submit' });
    expect(await stored(id)).toMatchObject({ status: 'review', ref: `A-${id}`, publishedOn: null, expiresOn: null });
    expect(await englishOf(id)).toEqual({ title: 'Shop, 50 m²', description: 'Bright.' });
    await move(id, 'return', as(), 'Bitte die Miete nennen.');
    expect((await readListingRecord(owner(), id)).reviewNote).toBe('Bitte die Miete nennen.');
    const record = await readListingRecord(owner(), id);
    const change = {
      listing: { id, version: record.version },
      draft: draft({ rentCentsPerSqm: 820 }),
      as: 'submit'
    } as const;
    await changeListing(owner(), change);
    await move(id, 'publish');
    const published = { status: 'public', publishedOn: TODAY, expiresOn: addDays(TODAY, 180), confirmedOn: TODAY };
    expect(await stored(id)).toMatchObject({ ...published, rentCentsPerSqm: 820, reviewNote: null });
  });

  it('is neither published nor sent back by its owner', async () => {
    const unitId = await vacantUnit();
    const { result: id } = await createListing(owner(), { unitId, draft: draft(), as: 'submit' });
    for (const step of ['publish', 'return'] as const) {
      expect(await refusalOf(() => move(id, step, owner(), 'x'))).toMatch(/^forbidden/);
    }
    const other = await vacantUnit();
    expect(await refusalOf(() => createListing(owner(), { unitId: other, draft: draft(), as: 'publish' }))).toMatch(
      /^forbidden/
    );
  });

  it('of somebody else is neither read nor touched', async () => {
    const unitId = await vacantUnit();
    expect(await refusalOf(() => createListing(stranger(), { unitId, draft: draft(), as: 'draft' }))).toBe(
      'forbidden role_needed'
    );
    const { result: id } = await createListing(owner(), { unitId, draft: draft(), as: 'draft' });
    expect(await refusalOf(() => readListingRecord(stranger(), id))).toBe('forbidden role_needed');
    expect(await refusalOf(() => move(id, 'submit', stranger()))).toBe('forbidden role_needed');
    const change = { listing: { id, version: null }, draft: draft(), as: 'draft' } as const;
    expect(await refusalOf(() => changeListing(stranger(), change))).toBe('forbidden role_needed');
    expect((await listDeskListings(stranger(), { status: null, text: '' })).rows).toEqual([]);
    expect((await listDeskListings(owner(), { status: 'draft', text: 'a-' + id })).rows.map((row) => row.id)).toEqual([
      id
    ]);
  });

  it('of a dwelling there is none, nor of a unit that has one', async () => {
    const dwelling = await vacantUnit({ kind: 'dwelling' });
    const make = (unitId: number) => createListing(as(), { unitId, draft: draft(), as: 'draft' });
    expect(await refusalOf(() => make(dwelling))).toBe('conflict unit_not_offered');
    const unitId = await vacantUnit();
    await make(unitId);
    await expect(make(unitId)).rejects.toMatchObject({ code: 'unit_has_offer', details: { title: 'Laden, 50 m²' } });
  });

  it('is made once where two people press at once', async () => {
    const unitId = await vacantUnit();
    const outcomes = await Promise.allSettled([publish(unitId), publish(unitId)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await database.db.$count(listing, sql`unit_id = ${unitId}`)).toBe(1);
  });

  it('of a let unit waits as a draft and is not published', async () => {
    const unit = await make.unit({ buildingId: houseId, storeyId, position: ++position });
    await make.occupancy({ unitId: unit.id });
    expect(await refusalOf(() => publish(unit.id))).toBe('conflict unit_is_let');
    const { result: id } = await createListing(as(), { unitId: unit.id, draft: draft(), as: 'draft' });
    expect(await refusalOf(() => move(id, 'publish'))).toBe('conflict unit_is_let');
  });

  it('tells at their fields what cannot be stored', async () => {
    const unitId = await vacantUnit();
    const wrong = draft({
      rentCentsPerSqm: -1,
      divisibleFromSqm: 50,
      contactEmail: 'x',
      minTermMonths: 24,
      maxTermMonths: 12
    });
    expect(await refusalOf(() => createListing(as(), { unitId, draft: wrong, as: 'draft' }))).toBe(
      'invalid rentCentsPerSqm out_of_range, maxTermMonths end_not_after_start, divisibleFromSqm larger_than_unit, contactEmail not_an_email'
    );
  });

  it('begins with what is recorded of its unit', async () => {
    const unit = await make.unit({ buildingId: houseId, storeyId, position: ++position, frontageM: 7 });
    const tenancy = await make.tenancy({ unitId: unit.id, knownEndOn: '2027-03-01' });
    await make.occupancy({ unitId: unit.id, tenancyId: tenancy.id });
    expect(await readUnitToOffer(owner(), unit.id)).toMatchObject({
      freeOn: '2027-03-01',
      isUnitLet: true,
      frontageM: 7,
      open: null
    });
  });
});

describe('a change of an offer', () => {
  it('that the public reads goes back to the review, unless the desk makes it', async () => {
    const id = await publish(await vacantUnit());
    const change = { listing: { id, version: null }, as: 'draft' } as const;
    await changeListing(as(), { ...change, draft: draft({ rentCentsPerSqm: 900 }) });
    expect((await stored(id))!.status).toBe('public');
    await changeListing(owner(), { ...change, draft: draft({ rentCentsPerSqm: 950 }) });
    expect((await stored(id))!.status).toBe('review');
  });

  it('is refused to whoever filled the form in before somebody else saved', async () => {
    const id = await publish(await vacantUnit());
    const { version } = await readListingRecord(as(), id);
    await move(id, 'reserve');
    const late = { listing: { id, version }, draft: draft({ rentCentsPerSqm: 1 }), as: 'draft' } as const;
    expect(await refusalOf(() => changeListing(as(), late))).toBe('conflict changed_meanwhile');
    const since = await listChangesSince(as(), { entity: 'listing', id, version });
    expect(since.map(({ action }) => action)).toEqual(['reserve_listing']);
  });

  it('that changes nothing is told so; one of a translation alone is one', async () => {
    const id = await publish(await vacantUnit());
    const change = { listing: { id, version: null }, as: 'draft' } as const;
    expect(await refusalOf(() => changeListing(as(), { ...change, draft: draft() }))).toBe(
      'invalid form nothing_changed'
    );
    const texts = draft().texts;
    const others = { en: { ...texts.others.en!, title: 'Corner shop' } };
    const { eventId } = await changeListing(as(), { ...change, draft: draft({ texts: { ...texts, others } }) });
    expect((await englishOf(id)).title).toBe('Corner shop');
    await undoChange(as(), { eventId, note: null });
    expect((await englishOf(id)).title).toBe('Shop, 50 m²');
  });

  it('of the unit alone leaves what a form of the unit compares with', async () => {
    const unitId = await vacantUnit();
    const [before] = await readUnitRecords(as(), [unitId]);
    const id = await publish(unitId);
    await move(id, 'reserve');
    const [after] = await readUnitRecords(as(), [unitId]);
    expect(after!.version).toBe(before!.version);
  });
});

describe('every step', () => {
  it('is refused from each state that does not know it', async () => {
    const id = await publish(await vacantUnit());
    let refused = 0;
    for (const status of LISTING_STATUSES) {
      await database.db
        .update(listing)
        .set({ status })
        .where(sql`id = ${id}`);
      for (const step of ['submit', 'return', 'publish', 'reserve', 'release', 'let', 'withdraw', 'confirm'] as const) {
        const outcome = await refusalOf(() => move(id, step, as(), 'x'));
        if (outcome === 'accepted')
          await database.db
            .update(listing)
            .set({ status })
            .where(sql`id = ${id}`);
        else refused += Number(outcome === 'conflict step_not_possible');
      }
    }
    // 7 states by 8 steps, of which 17 lead somewhere.
    expect(refused).toBe(7 * 8 - 17);
  });

  it('is taken back from the audit list', async () => {
    const id = await publish(await vacantUnit());
    const before = await stored(id);
    const { eventId } = await move(id, 'withdraw');
    const { version } = await readListingRecord(as(), id);
    await undoChange(as(), { eventId, note: null });
    expect(await stored(id)).toEqual(before);
    expect(await versionOf(id)).toBe(version + 1);
  });

  it('is not taken back where the unit has another offer by now', async () => {
    const unitId = await vacantUnit();
    const { eventId } = await move(await publish(unitId), 'withdraw');
    await publish(unitId);
    expect(await refusalOf(() => undoChange(as(), { eventId, note: null }))).toBe('conflict unit_has_offer');
  });

  it('of making it is taken back with all its texts', async () => {
    const unitId = await vacantUnit();
    const { eventId, result: id } = await createListing(as(), { unitId, draft: draft(), as: 'publish' });
    await undoChange(as(), { eventId, note: null });
    expect([await stored(id), await englishOf(id)]).toEqual([null, {}]);
  });
});

describe('a unit that is let', () => {
  const letFrom = (unitId: number, from: string) =>
    changeOccupancy(as(), {
      ...{ units: [{ id: unitId, version: null }], from, to: null, occupancy: letTo(null), evidence: EVIDENCE },
      note: null
    });

  it('takes its offer down within the same change, and undoing brings both back', async () => {
    const unitId = await vacantUnit();
    const id = await publish(unitId);
    const version = await versionOf(id);
    const { eventId } = await letFrom(unitId, TODAY);
    expect([(await stored(id))!.status, await versionOf(id)]).toEqual(['let', version + 1]);
    await undoChange(as(), { eventId, note: null });
    expect([(await stored(id))!.status, await versionOf(id)]).toEqual(['public', version + 2]);
  });

  it('in the future keeps its offer until then', async () => {
    const unitId = await vacantUnit();
    const id = await publish(unitId);
    await letFrom(unitId, '2027-01-01');
    expect((await stored(id))!.status).toBe('public');
  });

  it('leaves offers alone that it has had while it was let already', async () => {
    const unit = await make.unit({ buildingId: houseId, storeyId, position: ++position });
    await make.occupancy({ unitId: unit.id });
    const { id } = await make.listing({ unitId: unit.id });
    await confirmOccupancy(as(), { units: [{ id: unit.id, version: null }], evidence: EVIDENCE });
    expect((await stored(id))!.status).toBe('public');
  });

  it('because its vacancy never was takes the offer down, too', async () => {
    const unit = await make.unit({ buildingId: houseId, storeyId, position: ++position });
    await make.occupancy({ unitId: unit.id, valid: { from: '2010-01-01', to: '2026-01-01' } });
    const free = { from: '2026-01-01', to: null };
    const vacancy = await make.occupancy({ unitId: unit.id, status: 'vacant', useClass: null, valid: free });
    const id = await publish(unit.id);
    await removeOccupancy(as(), { unit: { id: unit.id, version: null }, entryId: vacancy.id, note: null });
    expect((await stored(id))!.status).toBe('let');
  });

  it('or divided, ended or turned into a dwelling is offered no more', async () => {
    const [divided, ended, home] = [await vacantUnit(), await vacantUnit(), await vacantUnit()];
    const ids = [await publish(divided), await publish(ended), await publish(home)];
    const claim = (id: number) => ({ id, version: null });
    const parts = [partOf('A', 20), partOf('B', 30)];
    const { eventId } = await divideUnit(as(), {
      unit: claim(divided),
      parts,
      on: TODAY,
      evidence: EVIDENCE,
      note: null
    });
    await endUnit(as(), { unit: claim(ended), on: TODAY, note: null });
    const [record] = await readUnitRecords(as(), [home]);
    await correctUnit(as(), { unit: claim(home), facts: { ...record!.facts, kind: 'dwelling' }, note: null });
    expect(await Promise.all(ids.map(async (id) => (await stored(id))!.status))).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn'
    ]);
    await undoChange(as(), { eventId, note: null });
    expect((await stored(ids[0]!))!.status).toBe('public');
  });
});
