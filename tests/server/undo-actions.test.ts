import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginDraft, type ListingDraft } from '../../src/lib/domain/listing-draft';
import { changeRenewal, correctBuilding } from '../../src/lib/server/building/building-facts';
import { correctBusiness } from '../../src/lib/server/business/business-facts';
import type { ServiceContext } from '../../src/lib/server/context';
import {
  changeOccupancy,
  confirmOccupancy,
  correctOccupancy,
  removeOccupancy
} from '../../src/lib/server/unit/occupancy';
import { insertStorey } from '../../src/lib/server/building/storey';
import { changeListing, createListing } from '../../src/lib/server/listing/listing-change';
import { moveListing } from '../../src/lib/server/listing/listing-state';
import { undoChange } from '../../src/lib/server/change/undo';
import { addUnit, correctUnit, endUnit } from '../../src/lib/server/unit/unit-facts';
import { readUnitRecords } from '../../src/lib/server/unit/unit-record';
import { convertUnit, divideUnit, mergeUnits } from '../../src/lib/server/unit/unit-structure';
import { takeSnapshot } from '../support/change-model';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { buildDeskHouse, EVIDENCE, letTo, partOf, refusalOf, VACANT, type DeskHouse } from '../support/desk-house';
import { actorOf, contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
let factory: Factory;
let context: ServiceContext;
let house: DeskHouse;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  factory = await Factory.open(database.db);
  context = contextOf(database.db, { actor: PLANNER });
});
afterAll(() => database.close());
beforeEach(async () => {
  house = await buildDeskHouse(factory);
});

const claim = (index = 0) => ({ id: house.unitIds[index]!, version: null });
const on = { on: '2026-01-01', evidence: EVIDENCE, note: null } as const;
const building = () => ({ building: { id: house.buildingId, version: null }, note: null });
const record = async (index = 0) => (await readUnitRecords(context, [claim(index).id]))[0]!;
const undo = (eventId: number, by = context) => undoChange(by, { eventId, note: null });
const vacate = (from: string, index = 0) =>
  changeOccupancy(context, {
    ...{ units: [claim(index)], from, to: null, occupancy: VACANT },
    ...{ evidence: EVIDENCE, note: null }
  });
const merge = () => mergeUnits(context, { ...on, units: [claim(0), claim(1)], into: partOf('AB', 100) });
const place = (from: string) => ({
  ...{ storeyId: house.storeyId, afterUnitId: null, from, evidence: EVIDENCE, note: null }
});

const ACTIONS: Readonly<Record<string, () => Promise<{ eventId: number }>>> = {
  change_occupancy: () => vacate('2012-01-01'),
  correct_occupancy: async () => {
    const entryId = (await record()).history[0]!.id;
    const days = { from: '2011-01-01', to: '2016-01-01' };
    return correctOccupancy(context, {
      ...{ unit: claim(), entryId, ...days, occupancy: letTo(null), evidence: EVIDENCE, note: null }
    });
  },
  remove_occupancy: async () =>
    removeOccupancy(context, { unit: claim(), entryId: (await record()).history[0]!.id, note: null }),
  confirm_occupancy: () => confirmOccupancy(context, { units: [claim(), claim(2)], evidence: EVIDENCE }),
  correct_unit: async () =>
    correctUnit(context, { unit: claim(), facts: { ...(await record()).facts, areaSqm: 48.7, code: 'L' }, note: null }),
  divide_unit: () => divideUnit(context, { ...on, unit: claim(), parts: [partOf('A', 20), partOf('B', 30)] }),
  merge_units: merge,
  convert_unit: () => convertUnit(context, { ...on, unit: claim(), into: partOf('P', 50, { kind: 'office' }) }),
  end_unit: () => endUnit(context, { unit: claim(), on: '2026-01-01', note: null }),
  insert_storey: () =>
    insertStorey(context, {
      ...building(),
      insertion: { part: 'front', aboveId: house.storeyId, type: 'OG', level: 1, heightM: 3, renumbers: true }
    }),
  change_renewal: () => changeRenewal(context, { ...building(), from: '2020-01-01', to: null, state: 'renovated' })
};

const draft = (overrides: Partial<ListingDraft> = {}): ListingDraft => {
  const base = { title: 'Laden', description: 'Hell.', fit_out: null, conditions: null };
  const texts = { base, others: { en: { ...base, title: 'Shop' } }, confirmed: [] };
  const start = { today: TODAY, texts, contactName: 'Hausverein' };
  return { ...beginDraft({ kind: 'shop', freeOn: null }, start), ...overrides };
};
const offer = (as: 'draft' | 'publish') => createListing(context, { unitId: claim().id, draft: draft(), as });

/** What is done about an offer of the first unit, which is a draft or public before. */
const OFFER_ACTIONS: Readonly<
  Record<string, readonly ['draft' | 'publish', (id: number) => Promise<{ eventId: number }>]>
> = {
  change_listing: [
    'publish',
    (id) => changeListing(context, { ...ofOffer(id), draft: draft({ rentCentsPerSqm: 820 }), as: 'draft' })
  ],
  publish_listing: ['draft', (id) => moveListing(context, { ...ofOffer(id), step: 'publish', note: null })],
  withdraw_listing: ['publish', (id) => moveListing(context, { ...ofOffer(id), step: 'withdraw', note: null })],
  'a letting that took the offer down': [
    'publish',
    () =>
      changeOccupancy(context, {
        ...{ units: [claim()], from: TODAY, to: null, occupancy: letTo(null), evidence: EVIDENCE, note: null }
      })
  ],
  'a merge that took the offer down': ['publish', merge]
};
const ofOffer = (id: number) => ({ listing: { id, version: null } });

/** A change, its undo, and the undo of that: each state as it has to be. */
async function goThereAndBack(act: () => Promise<{ eventId: number }>): Promise<void> {
  const before = await takeSnapshot(context);
  const { eventId } = await act();
  const changed = await takeSnapshot(context);
  expect(changed).not.toEqual(before);
  const undone = await undo(eventId);
  expect(await takeSnapshot(context)).toEqual(before);
  await undo(undone.eventId);
  expect(await takeSnapshot(context)).toEqual(changed);
}

describe('taking a change back', () => {
  it.each(Object.keys(ACTIONS))('of %s gives back every row, and taking that back brings the change', (action) =>
    goThereAndBack(ACTIONS[action]!)
  );

  it('of an offer that was made', () => goThereAndBack(() => offer('publish')));

  it.each(Object.keys(OFFER_ACTIONS))('of %s gives back the offer as it was', async (action) => {
    const [as, act] = OFFER_ACTIONS[action]!;
    const { result: id } = await offer(as);
    const statusOf = async () => (await database.sql`select status from listing where id = ${id}`)[0]!.status as string;
    const before = await statusOf();
    await goThereAndBack(() => act(id));
    expect((await statusOf()) === before).toBe(action === 'change_listing');
  });

  it('of a vacancy takes down what was offered of it since, and brings it back with the vacancy', async () => {
    await changeOccupancy(context, {
      ...{ units: [claim()], from: '2026-11-01', to: null, occupancy: letTo(null), evidence: EVIDENCE, note: null }
    });
    const { eventId } = await vacate(TODAY);
    const { result: id } = await offer('publish');
    const statusOf = async () => (await database.sql`select status from listing where id = ${id}`)[0]!.status as string;
    const undone = await undo(eventId);
    expect(await statusOf()).toBe('let');
    await undo(undone.eventId);
    expect(await statusOf()).toBe('public');
  });

  it('of a unit that was added', async () => {
    await endUnit(context, { unit: claim(), on: '2026-01-01', note: null });
    await goThereAndBack(() => addUnit(context, { ...place('2026-01-01'), part: partOf('N', 50) }));
  });

  it('of a merge gives back units, links and the units of listings by their ids', async () => {
    const listing = await factory.listing({ unitId: claim(0).id });
    const { eventId, result } = await merge();
    await undo(eventId);
    expect((await record()).existence.to).toBeNull();
    expect(await database.sql`select 1 from unit where id = ${result[0]!}`).toHaveLength(0);
    expect(await database.sql`select 1 from unit_predecessor where unit_id = ${result[0]!}`).toHaveLength(0);
    const [kept] = await database.sql`select unit_id as id from listing where id = ${listing.id}`;
    expect(kept).toEqual({ id: claim(0).id });
  });

  it('of facts of a house and a business', async () => {
    const business = await factory.business();
    const read = () =>
      database.sql`select (select to_jsonb(b)::text from building b where id = ${house.buildingId}) as house,
        (select to_jsonb(b)::text from business b where id = ${business.id}) as business`;
    const before = await read();
    const first = await correctBuilding(context, {
      ...building(),
      facts: {
        ...{ street: 'A', houseNumber: '1', postcode: null, name: 'Turm', isAddressChecked: false },
        ...{ isMonument: true, builtYear: 1900, storeysAbove: 3, roofStoreys: 0 }
      }
    });
    const second = await correctBusiness(context, {
      ...{ business: { id: business.id, version: null }, note: null },
      facts: {
        ...{ name: 'B', description: null, languages: ['de'], languagesConsent: true, openingHours: null },
        ...{
          website: null,
          foundedOn: '2020-01-01',
          jobs: 1,
          trainingPlaces: null,
          openJobs: null,
          openTrainingPlaces: null
        }
      }
    });
    expect(await read()).not.toEqual(before);
    await undo(second.eventId);
    await undo(first.eventId);
    expect(await read()).toEqual(before);
  });
});

describe('what cannot be taken back', () => {
  it('what was changed since, which is named; after the later one it can', async () => {
    const first = await vacate('2012-01-01');
    const second = await vacate('2011-01-01');
    const refused = { code: 'changed_since', details: { event: second.eventId } };
    await expect(undo(first.eventId)).rejects.toMatchObject(refused);
    expect((await undo(second.eventId)).result).toBe(second.eventId);
    expect(await refusalOf(() => undo(first.eventId))).toBe('accepted');
  });

  it('anything twice', async () => {
    const { eventId } = await vacate('2012-01-01');
    const { eventId: by } = await undo(eventId);
    await expect(undo(eventId)).rejects.toMatchObject({ code: 'already_undone', details: { event: by } });
  });

  it('a unit that something new refers to', async () => {
    const { eventId, result } = await merge();
    await factory.listing({ unitId: result[0]! });
    const before = await takeSnapshot(context);
    expect(await refusalOf(() => undo(eventId))).toBe('conflict still_referred_to');
    expect(await takeSnapshot(context)).toEqual(before);
  });

  it('a storey that has got units', async () => {
    const { eventId } = await ACTIONS.insert_storey!();
    const [storey] = await database.sql<{ id: number }[]>`select max(id) as id from storey`;
    await factory.unit({ buildingId: house.buildingId, storeyId: storey!.id });
    expect(await refusalOf(() => undo(eventId))).toBe('conflict still_referred_to');
  });

  it('the end of a unit whose room or code is taken', async () => {
    const { eventId } = await ACTIONS.end_unit!();
    const other = await addUnit(context, { ...place('2026-02-01'), part: partOf('Neu', null) });
    expect(await refusalOf(() => undo(eventId))).toBe('conflict no_room_on_storey');
    await undo(other.eventId);
    const same = await addUnit(context, { ...place('2026-02-01'), part: partOf('eg-1', null) });
    expect(await refusalOf(() => undo(eventId))).toBe('conflict code_taken');
    await undo(same.eventId);
    expect(await refusalOf(() => undo(eventId))).toBe('accepted');
  });

  it('what the program did, what is not there, what is of another quarter', async () => {
    const [seeded] = await database.sql<{ id: number }[]>`
      insert into audit_event (actor, action, entity, quarter_id)
      values ('system', 'seed', 'quarter', ${factory.quarterId}) returning id`;
    const [foreign] = await database.sql<{ id: number }[]>`
      insert into audit_event (actor, action, entity) values ('x', 'end_unit', 'unit') returning id`;
    expect(await refusalOf(() => undo(seeded!.id))).toBe('conflict cannot_undo');
    for (const id of [foreign!.id, NaN, 2 ** 40, -1, 2_147_483_647]) {
      expect(await refusalOf(() => undo(id))).toBe('not_found change_not_found');
    }
    const { eventId } = await vacate('2012-01-01');
    expect(await refusalOf(() => undoChange(context, { eventId, note: '\0' }))).toBe('invalid note not_text');
  });

  it('anything by others than planners', async () => {
    const { eventId } = await vacate('2012-01-01');
    for (const role of ['public', 'owner', 'business', 'counsellor', 'seeker'] as const) {
      const actor = { ...actorOf(role), buildingIds: role === 'owner' ? [house.buildingId] : [] };
      expect(await refusalOf(() => undo(eventId, contextOf(database.db, { actor })))).toMatch(/^forbidden/);
    }
  });
});
