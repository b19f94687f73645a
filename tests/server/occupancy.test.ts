import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../src/lib/server/context';
import {
  changeOccupancy,
  confirmOccupancy,
  correctOccupancy,
  MAX_UNITS_OF_CHANGE,
  removeOccupancy,
  type OccupancyChange
} from '../../src/lib/server/unit/occupancy';
import { readUnitRecords } from '../../src/lib/server/unit/unit-record';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { buildDeskHouse, EVIDENCE, historyOf, letTo, refusalOf, VACANT, type DeskHouse } from '../support/desk-house';
import { actorOf, contextOf, Factory, PLANNER, QUARTER_SETTINGS, TODAY } from '../support/factories';
import { quarter } from '../../src/lib/server/db/schema';

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

const START = '2010 occupied 500, 2015 vacant';
const unitAt = (index: number) => house.unitIds[index]!;
const claim = (index = 0, version: number | null = 0) => ({ id: unitAt(index), version });
const wanted = (overrides: Partial<OccupancyChange> = {}): OccupancyChange => ({
  ...{ units: [claim()], from: '2020-01-01', to: null, occupancy: letTo(null), evidence: EVIDENCE, note: null },
  ...overrides
});
const change = (overrides: Partial<OccupancyChange> = {}, own = context) => changeOccupancy(own, wanted(overrides));
const history = (index = 0) => historyOf(context, unitAt(index));
const record = async (index = 0) => (await readUnitRecords(context, [unitAt(index)]))[0]!;
const countRows = async () =>
  (
    await database.sql`select (select count(*) from audit_event)::integer as events, (select count(*) from audit_row)::integer as rows,
    (select sum(version) from record_version)::integer as versions`
  )[0];

describe('a change from a day on', () => {
  it('cuts what was, stores who knew it how, and counts the version up', async () => {
    const { eventId, result } = await change({ note: 'Neu vermietet' });
    expect(result).toEqual([unitAt(0)]);
    expect(await history()).toBe(`${START}, 2020 occupied 900`);
    const { version, history: entries } = await record();
    expect(version).toBe(1);
    expect(entries[2]!.occupancy.checkedOn).toBe(TODAY);
    const [source] = await database.sql`
      select s.key from occupancy o join source s on s.id = o.source_id where o.id = ${entries[2]!.id}`;
    expect(source).toEqual({ key: 'survey/test/visit' });
    const [event] = await database.sql`select reason, effective_on::text as day from audit_event where id = ${eventId}`;
    expect(event).toEqual({ reason: 'Neu vermietet', day: '2020-01-01' });
  });

  it('with an end lets what was go on, with a tenancy of its own', async () => {
    await change({ from: '2012-01-01', to: '2013-01-01', occupancy: VACANT });
    expect(await history()).toBe('2010 occupied 500, 2012 vacant, 2013 occupied 500, 2015 vacant');
    const tenancies = await database.sql`
      select valid::text as valid, rent_cents_per_month::text as rent from tenancy where unit_id = ${unitAt(0)} order by valid`;
    expect(tenancies).toEqual([
      { valid: '[2010-01-01,2012-01-01)', rent: '50000' },
      { valid: '[2013-01-01,2015-01-01)', rent: '50000' }
    ]);
  });

  it('on the day of an entry takes its place and keeps its identity', async () => {
    const before = await record();
    await change({ from: '2015-01-01' });
    const { history: entries } = await record();
    expect(await history()).toBe('2010 occupied 500, 2015 occupied 900');
    expect(entries.map(({ id }) => id)).toEqual(before.history.map(({ id }) => id));
  });

  it('takes away the tenancy that nothing is left of', async () => {
    await change({ from: '2010-01-01', to: '2015-01-01', occupancy: VACANT });
    expect(await database.sql`select 1 from tenancy where unit_id = ${unitAt(0)}`).toHaveLength(0);
  });

  it('is one event for many units', async () => {
    const units = [claim(0), claim(1), claim(2), claim(0)];
    const { eventId } = await change({ units });
    for (const index of [0, 1, 2]) expect(await history(index)).toBe(`${START}, 2020 occupied 900`);
    const [event] = await database.sql`
      select to_json(unit_ids)::text as units, to_json(building_ids)::text as houses, entity_id from audit_event where id = ${eventId}`;
    expect(event).toEqual({ units: `[${house.unitIds.join(',')}]`, houses: `[${house.buildingId}]`, entity_id: null });
  });

  it('tells which unit of many refuses, and changes none', async () => {
    await database.sql`delete from occupancy where unit_id = ${unitAt(1)} and valid @> '2011-01-01'::date`;
    const attempt = change({ units: [claim(0), claim(1)], from: '2011-01-01', to: '2012-01-01' });
    await expect(attempt).rejects.toMatchObject({
      issues: [{ field: 'to', code: 'leaves_gap', details: { unit: unitAt(1), day: '2015-01-01' } }]
    });
    expect(await history(0)).toBe(START);
  });
});

describe('a correction, a removal and a confirmation', () => {
  const entryAt = async (index: number) => (await record()).history[index]!.id;

  it('says that it was never so', async () => {
    await correctOccupancy(context, {
      ...{ unit: claim(), entryId: await entryAt(1), from: '2016-01-01', to: null, occupancy: VACANT },
      ...{ evidence: EVIDENCE, note: null }
    });
    expect(await history()).toBe('2010 occupied 500, 2016 vacant');
    const [tenancy] = await database.sql`select valid::text as valid from tenancy where unit_id = ${unitAt(0)}`;
    expect(tenancy).toEqual({ valid: '[2010-01-01,2016-01-01)' });
  });

  it('corrects the rent within the same tenancy', async () => {
    const [before] = await database.sql`select id from tenancy where unit_id = ${unitAt(0)}`;
    await correctOccupancy(context, {
      ...{ unit: claim(), entryId: await entryAt(0), from: '2010-01-01', to: '2015-01-01' },
      ...{ occupancy: letTo(null, 60_000), evidence: EVIDENCE, note: null }
    });
    expect(await history()).toBe('2010 occupied 600, 2015 vacant');
    expect(await database.sql`select id from tenancy where unit_id = ${unitAt(0)}`).toEqual([before]);
  });

  it('takes out what never happened, but not the last of it', async () => {
    await removeOccupancy(context, { unit: claim(), entryId: await entryAt(1), note: null });
    expect(await history()).toBe('2010 occupied 500');
    const last = await entryAt(0);
    expect(await refusalOf(() => removeOccupancy(context, { unit: claim(0, 1), entryId: last, note: null }))).toBe(
      'invalid entry last_entry'
    );
  });

  it('confirms what holds on the day, and nothing twice', async () => {
    const confirm = (checkedOn: string) =>
      confirmOccupancy(context, { units: [claim(0, null), claim(1, null)], evidence: { method: 'visit', checkedOn } });
    await confirm('2026-11-20');
    expect((await record()).history.map(({ occupancy }) => occupancy.checkedOn)).toEqual([null, '2026-11-20']);
    expect(await refusalOf(() => confirm('2026-11-19'))).toBe('invalid status nothing_changed');
    expect(await refusalOf(() => confirm('2009-11-19'))).toBe(
      'invalid checkedOn unit_not_there_then, checkedOn unit_not_there_then'
    );
  });
});

describe('what is refused', () => {
  it.each([
    ['from not_a_day', { from: '2026-02-30' }],
    ['from not_a_day', { from: '0001-01-01' }],
    ['to not_a_day', { to: '10000-01-01' }],
    ['from before_unit_exists', { from: '2003-12-31' }],
    ['to end_not_after_start', { to: '2020-01-01' }],
    ['status unknown_code', { occupancy: { ...VACANT, status: 'gone' } }],
    ['rent out_of_range', { occupancy: letTo(null, NaN) }],
    ['rent out_of_range', { occupancy: letTo(null, 1e300) }],
    ['businessId business_unknown', { occupancy: letTo(NaN) }],
    ['businessId business_unknown', { occupancy: letTo(2 ** 40) }],
    ['businessId business_unknown', { occupancy: letTo(2_147_483_647) }],
    [
      'knownEndOn not_a_day',
      { occupancy: { ...letTo(null), tenancy: { ...letTo(null).tenancy, knownEndOn: 'soon' } } }
    ],
    ['partyId unknown_code', { occupancy: { ...letTo(null), tenancy: { ...letTo(null).tenancy, partyId: 'x' } } }],
    [
      'partyId unknown_code',
      {
        occupancy: {
          ...letTo(null),
          tenancy: { ...letTo(null).tenancy, partyId: '6f9619ff-8b86-d011-b42d-00cf4fc964ff' }
        }
      }
    ],
    ['checkedOn in_the_future, checkedOn in_the_future', { evidence: { method: 'visit', checkedOn: '2026-11-23' } }],
    ['checkedOn not_a_day', { evidence: { method: 'visit', checkedOn: '\0' } }],
    ['method unknown_code', { evidence: { method: 'dream', checkedOn: TODAY } }],
    ['note too_long', { note: 'x'.repeat(10 * 1024 * 1024) }],
    ['note not_text', { note: 'a\0b' }],
    ['note not_text', { note: '\ud800' }]
  ] as const)('%s, and nothing is written', async (issue, overrides) => {
    const before = await countRows();
    expect(await refusalOf(() => change(overrides as Partial<OccupancyChange>))).toBe(`invalid ${issue}`);
    expect(await countRows()).toEqual(before);
  });

  it('ids that are forged, of another quarter, or too many', async () => {
    const [elsewhere] = await database.db
      .insert(quarter)
      .values({ slug: `q${house.buildingId}`, name: 'Anderswo', contentHash: '0', settings: QUARTER_SETTINGS })
      .returning();
    const building = await factory.building({ quarterId: elsewhere!.id });
    const storey = await factory.storey({ buildingId: building.id });
    const foreign = await factory.unit({ buildingId: building.id, storeyId: storey.id });
    for (const id of [foreign.id, 2_147_483_647, 2 ** 40, 0, -1, NaN, 1.5, Infinity]) {
      const units = [claim(), { id, version: null }];
      expect(await refusalOf(() => change({ units }))).toBe('not_found unit_not_found');
      expect(await refusalOf(() => confirmOccupancy(context, { units, evidence: EVIDENCE }))).toBe(
        'not_found unit_not_found'
      );
    }
    expect(await refusalOf(() => change({ units: [] }))).toBe('conflict too_few_units');
    const many = Array.from({ length: MAX_UNITS_OF_CHANGE + 1 }, (_, index) => ({ id: index + 1, version: null }));
    expect(await refusalOf(() => change({ units: many }))).toBe('conflict too_many_units');
    expect(await refusalOf(() => change({ units: [claim(0, NaN)] }))).toBe('conflict changed_meanwhile');
  });

  it('a change that changes nothing', async () => {
    await change();
    expect(await refusalOf(() => change({ units: [claim(0, null)] }))).toBe('invalid status nothing_changed');
  });

  it('entries of another unit', async () => {
    const foreign = (await record(1)).history[0]!.id;
    for (const entryId of [foreign, NaN, 2 ** 40]) {
      const removal = () => removeOccupancy(context, { unit: claim(), entryId, note: null });
      expect(await refusalOf(removal)).toBe('invalid entry not_one_of_this_unit');
    }
  });
});

describe('who may', () => {
  it('change: planners everywhere, owners in their own houses, nobody else', async () => {
    const owner = (buildingIds: readonly number[]) =>
      contextOf(database.db, { actor: { ...actorOf('owner'), buildingIds } });
    expect(await refusalOf(() => change({}, owner([])))).toBe('forbidden role_needed');
    expect(await refusalOf(() => change({}, owner([house.buildingId + 1])))).toBe('forbidden role_needed');
    for (const role of ['public', 'seeker', 'business', 'counsellor'] as const) {
      const outcome = await refusalOf(() => change({}, contextOf(database.db, { actor: actorOf(role) })));
      expect(outcome).toMatch(/^forbidden (role_needed|sign_in_needed)$/);
    }
    expect(await history()).toBe(START);
    await change({}, owner([house.buildingId]));
    expect(await history()).toBe(`${START}, 2020 occupied 900`);
  });

  it('change a tenancy without seeing its person: the person stays', async () => {
    const { id: partyId } = await factory.party({ name: 'N. N.' });
    const tenancy = { ...letTo(null).tenancy!, partyId };
    await change({ from: '2018-01-01', occupancy: { ...letTo(null), tenancy } });
    const owner = contextOf(database.db, { actor: { ...actorOf('owner'), buildingIds: [house.buildingId] } });
    await change({ from: '2020-01-01', occupancy: letTo(null, 95_000), units: [claim(0, null)] }, owner);
    const [latest] = await database.sql<{ party: string | null; rent: number }[]>`
      select t.party_id as party, t.rent_cents_per_month::integer as rent from occupancy o join tenancy t on t.id = o.tenancy_id
      where o.unit_id = ${house.unitIds[0]!} and lower(o.valid) = '2020-01-01'`;
    expect(latest).toEqual({ party: partyId, rent: 95_000 });
  });

  it('correct: planners alone', async () => {
    const owner = contextOf(database.db, { actor: { ...actorOf('owner'), buildingIds: [house.buildingId] } });
    const entryId = (await record()).history[1]!.id;
    const removal = () => removeOccupancy(owner, { unit: claim(), entryId, note: null });
    expect(await refusalOf(removal)).toMatch(/^forbidden/);
  });

  it('an owner’s batch with one house of somebody else changes nothing', async () => {
    const foreign = await buildDeskHouse(factory, 1);
    const owner = contextOf(database.db, { actor: { ...actorOf('owner'), buildingIds: [house.buildingId] } });
    const units = [claim(), { id: foreign.unitIds[0]!, version: 0 }];
    expect(await refusalOf(() => change({ units }, owner))).toBe('forbidden role_needed');
    expect(await history()).toBe(START);
  });
});
