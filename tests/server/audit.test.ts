import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_CHANGE_FILTER, type ChangeFilter } from '../../src/lib/domain/change';
import { correctBuilding } from '../../src/lib/server/building/building-facts';
import { inChange } from '../../src/lib/server/change/audit';
import { eachChange, getChange, listChanges, listChangesSince } from '../../src/lib/server/change/change';
import type { ServiceContext } from '../../src/lib/server/context';
import { openDatabase } from '../../src/lib/server/db/client';
import { migrateDatabase } from '../../src/lib/server/db/migrate';
import { quarter } from '../../src/lib/server/db/schema';
import { changeOccupancy, type OccupancyChange } from '../../src/lib/server/unit/occupancy';
import { undoChange } from '../../src/lib/server/change/undo';
import { createAccount } from '../support/accounts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database';
import { buildDeskHouse, EVIDENCE, refusalOf, VACANT, type DeskHouse } from '../support/desk-house';
import { actorOf, contextOf, Factory, PLANNER, QUARTER_SETTINGS } from '../support/factories';

describe('the rights of a plain role that owns its database', () => {
  const role = `iq_ost_plain_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(8).toString('hex');
  let database: TestDatabase;
  let plain: ReturnType<typeof openDatabase>;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    const url = new URL(database.url);
    const name = url.pathname.slice(1);
    await database.sql`create role ${database.sql(role)} login nosuperuser`;
    await database.sql.unsafe(`alter role "${role}" password '${password}'`);
    await database.sql`alter database ${database.sql(name)} owner to ${database.sql(role)}`;
    url.username = role;
    url.password = password;
    plain = openDatabase(url.href, { poolSize: 2 });
    await migrateDatabase(plain.sql);
  });

  afterAll(async () => {
    await plain.close();
    await database.sql`reassign owned by ${database.sql(role)} to current_user`;
    await database.sql`drop owned by ${database.sql(role)}`;
    await database.sql`drop role ${database.sql(role)}`;
    await database.close();
  });

  it('leaves it without the right to change or empty the audit list', async () => {
    const rights = await plain.sql`
      select t as table, has_table_privilege(t, 'update') as update, has_table_privilege(t, 'delete') as delete,
        has_table_privilege(t, 'truncate') as truncate, has_any_column_privilege(t, 'update') as columns,
        has_table_privilege(t, 'insert') as insert
      from unnest(array['audit_event', 'audit_row']) t`;
    const none = { update: false, delete: false, truncate: false, columns: false, insert: true };
    expect(rights).toEqual([
      { table: 'audit_event', ...none },
      { table: 'audit_row', ...none }
    ]);
    for (const statement of [
      plain.sql`update audit_event set actor = 'x'`,
      plain.sql`delete from audit_event`,
      plain.sql`truncate audit_event cascade`,
      plain.sql`update audit_row set old = null`,
      plain.sql`delete from audit_row`,
      plain.sql`truncate audit_row`
    ]) {
      await expect(statement).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('lets it change, list and take back all the same', async () => {
    const factory = await Factory.open(plain.db);
    const building = await factory.building();
    const storey = await factory.storey({ buildingId: building.id });
    const unit = await factory.unit({ buildingId: building.id, storeyId: storey.id });
    await factory.occupancy({ unitId: unit.id });
    const context = contextOf(plain.db, { actor: PLANNER });
    const { eventId } = await changeOccupancy(context, {
      ...{ units: [{ id: unit.id, version: 0 }], from: '2026-01-01', to: null, occupancy: VACANT },
      ...{ evidence: EVIDENCE, note: null }
    });
    const undone = await undoChange(context, { eventId, note: null });
    const { rows } = await listChanges(context, { filter: NO_CHANGE_FILTER });
    expect(rows.map(({ id, undoesId }) => [id, undoesId])).toEqual([
      [undone.eventId, eventId],
      [eventId, null]
    ]);
  });
});

describe('the audit list', () => {
  let database: TestDatabase;
  let factory: Factory;
  let context: ServiceContext;
  let house: DeskHouse;

  beforeAll(async () => {
    database = await createTestDatabase({ seeded: false });
    factory = await Factory.open(database.db);
    const { id, name } = await createAccount(database.db, 'test', { role: 'planner', name: 'Jana Öztürk; "J"' });
    context = contextOf(database.db, { actor: { ...PLANNER, account: { id, name } } });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    house = await buildDeskHouse(factory);
  });

  const claim = (index = 0) => ({ id: house.unitIds[index]!, version: null });
  const vacate = (from: string, overrides: Partial<OccupancyChange> = {}, own = context) =>
    changeOccupancy(own, {
      ...{ units: [claim()], from, to: null, occupancy: VACANT, evidence: EVIDENCE, note: null },
      ...overrides
    });
  const list = (filter: Partial<ChangeFilter> = {}, own = context) =>
    listChanges(own, { filter: { ...NO_CHANGE_FILTER, ...filter } });

  it('says who, when, why, from which day, and what was before', async () => {
    const note = '=cmd|"/c calc"!A1,\n;\t„Zitat“ مقهى 🏘️';
    const { eventId } = await vacate('2012-01-01', { note });
    const change = await getChange(context, eventId);
    expect(change).toMatchObject({
      ...{ actor: 'Jana Öztürk; "J"', action: 'change_occupancy', reason: note, effectiveOn: '2012-01-01' },
      ...{ unitCount: 1, undoesId: null, undoneById: null, canUndo: true, rowCount: 3 }
    });
    expect(change.units.map(({ id }) => id)).toEqual([claim().id]);
    expect(change.rows.map(({ entity, kind }) => `${kind} ${entity}`).sort()).toEqual([
      'added occupancy',
      'changed occupancy',
      'changed tenancy'
    ]);
    const cut = change.rows.find(({ entity, kind }) => entity === 'occupancy' && kind === 'changed')!;
    expect(cut.values).toContainEqual({
      column: 'valid',
      old: '[2010-01-01,2015-01-01)',
      new: '[2010-01-01,2012-01-01)'
    });
    const [clocks] = await database.sql`
      select count(distinct r.at)::integer as times, bool_and(r.at = e.at) as same, bool_and(r.xmin = e.xmin) as together
      from audit_row r join audit_event e on e.id = r.event_id where e.id = ${eventId}`;
    expect(clocks).toEqual({ times: 1, same: true, together: true });
  });

  it('gets nothing of a change that fails at its end', async () => {
    const before =
      await database.sql`select (select count(*) from audit_event) as e, (select count(*) from audit_row) as r`;
    const failing = inChange(context, [{ entity: 'unit', ...claim() }], async ({ db }) => {
      await db.execute(sql`update occupancy set checked_on = '2026-01-01' where unit_id = ${claim().id}`);
      throw new RangeError('at the end');
    });
    await expect(failing).rejects.toThrow('at the end');
    expect(
      await database.sql`select (select count(*) from audit_event) as e, (select count(*) from audit_row) as r`
    ).toEqual(before);
    expect(
      await database.sql`select 1 from record_version where entity_id = ${claim().id} and entity = 'unit'`
    ).toHaveLength(0);
  });

  it('never names a change that is not there', async () => {
    const stray = database.sql`insert into audit_row (event_id, at, entity, row_key) values (2000000000, now(), 'unit', '1')`;
    await expect(stray).rejects.toMatchObject({ code: '23503' });
    const undoing = database.sql`insert into audit_event (actor, action, entity, undoes_id) values ('x', 'undo', 'unit', 2000000000)`;
    await expect(undoing).rejects.toMatchObject({ code: '23503' });
  });

  it.each(['audit_event', 'audit_row'])('keeps %s as it is, even from a superuser', async (table) => {
    await vacate('2012-01-01');
    const [role] = await database.sql`select rolsuper as is from pg_roles where rolname = current_user`;
    expect(role).toEqual({ is: true });
    const name = database.sql(table);
    const refused = { code: '42501', message: 'the audit list is append-only' };
    await expect(database.sql`update ${name} set at = now()`).rejects.toMatchObject(refused);
    await expect(database.sql`delete from ${name}`).rejects.toMatchObject(refused);
    await expect(database.sql`truncate ${name} cascade`).rejects.toMatchObject(refused);
  });

  it('is narrowed down by what, who, which and when', async () => {
    const { eventId } = await vacate('2012-01-01');
    const undone = await undoChange(context, { eventId, note: null });
    const ids = async (filter: Partial<ChangeFilter>) =>
      (await list({ unitId: claim().id, ...filter })).rows.map(({ id }) => id);
    expect(await ids({})).toEqual([undone.eventId, eventId]);
    expect(await ids({ actions: ['undo'] })).toEqual([undone.eventId]);
    expect(await ids({ actions: ['undo', 'change_occupancy'] })).toEqual([undone.eventId, eventId]);
    expect(await ids({ actor: 'öztürk; "' })).toEqual([undone.eventId, eventId]);
    expect(await ids({ actor: '%' })).toEqual([]);
    expect(await ids({ buildingId: house.buildingId })).toEqual([undone.eventId, eventId]);
    expect(await ids({ unitId: claim(1).id })).toEqual([]);
    const [day] = await database.sql<{ today: string; tomorrow: string }[]>`
      select d::text as today, (d + 1)::text as tomorrow from (select (at at time zone 'Europe/Berlin')::date as d from audit_event where id = ${eventId}) e`;
    expect(await ids({ from: day!.today, to: day!.today })).toEqual([undone.eventId, eventId]);
    expect(await ids({ from: day!.tomorrow })).toEqual([]);
    expect(await ids({ to: '9999-12-31' })).toEqual([undone.eventId, eventId]);
  });

  it('takes any filter without a raw error', async () => {
    for (const id of [NaN, 2 ** 40, -1]) {
      expect((await list({ unitId: id })).rows).toEqual([]);
      expect((await list({ buildingId: id })).rows).toEqual([]);
      expect(await refusalOf(() => getChange(context, id))).toBe('not_found change_not_found');
    }
    expect((await list({ actor: '\0' })).rows).toEqual([]);
    expect((await list({ actor: '\ud800' })).rows).toEqual([]);
    expect(await refusalOf(() => list({ from: '2026-02-30' }))).toBe('invalid parameter_invalid');
    expect(await refusalOf(() => list({ to: '\0' }))).toBe('invalid parameter_invalid');
    expect((await listChanges(context, { filter: NO_CHANGE_FILTER, page: NaN })).page).toBe(1);
  });

  it('comes in pages, and whole in slices, the newest first', async () => {
    const total = 510;
    await database.sql`insert into audit_event (actor, action, entity, quarter_id)
      select 'Reihe', 'confirm_occupancy', 'unit', ${factory.quarterId} from generate_series(1, ${total})`;
    const page = (number: number) =>
      listChanges(context, { filter: { ...NO_CHANGE_FILTER, actor: 'reihe' }, page: number });
    const [first, last] = [await page(1), await page(11)];
    expect([first.rows.length, first.total, first.pageCount, last.rows.length]).toEqual([50, total, 11, 10]);
    const all: number[] = [];
    for await (const { id } of eachChange(context, { ...NO_CHANGE_FILTER, actor: 'Reihe' })) all.push(id);
    expect(all).toHaveLength(total);
    expect(all).toEqual([...new Set(all)].sort((a, b) => b - a));
  });

  it('shows a quarter its own changes', async () => {
    const [other] = await database.db
      .insert(quarter)
      .values({ slug: 'anderswo', name: 'Anderswo', contentHash: '0', settings: QUARTER_SETTINGS })
      .returning();
    const [event] = await database.sql`
      insert into audit_event (actor, action, entity, quarter_id) values ('Fremd', 'end_unit', 'unit', ${other!.id}) returning id`;
    expect((await list({ actor: 'Fremd' })).total).toBe(0);
    expect((await list({ actor: 'Fremd' }, { ...context, quarter: 'anderswo' })).total).toBe(1);
    expect(await refusalOf(() => getChange(context, event!.id as number))).toBe('not_found change_not_found');
  });

  it('is read by planners and administrators', async () => {
    for (const role of ['public', 'seeker', 'owner', 'business', 'counsellor'] as const) {
      const by = contextOf(database.db, { actor: actorOf(role) });
      expect(await refusalOf(() => list({}, by))).toMatch(/^forbidden/);
      expect(await refusalOf(() => getChange(by, 1))).toMatch(/^forbidden/);
    }
    expect((await list({}, contextOf(database.db, { actor: actorOf('administrator') }))).total).toBeGreaterThan(0);
  });

  it('tells an owner who came second of their own unit alone', async () => {
    const foreign = await buildDeskHouse(factory, 1);
    const units = [claim(), { id: foreign.unitIds[0]!, version: null }];
    const party = await factory.party();
    const tenancy = {
      type: 'lease',
      businessId: null,
      partyId: party.id,
      knownEndOn: null,
      rentCentsPerMonth: 77_700
    } as const;
    const occupancy = { ...VACANT, status: 'occupied', reason: null, activatableMonths: null, tenancy } as const;
    await vacate('2020-01-01', { units, occupancy });
    const owner = contextOf(database.db, { actor: { ...actorOf('owner'), buildingIds: [house.buildingId] } });
    const since = (id: number, by: ServiceContext) => listChangesSince(by, { entity: 'unit', id, version: 0 });
    const [seen] = await since(claim().id, owner);
    const unitIds = seen!.rows.flatMap(({ values }) =>
      values.filter(({ column }) => column === 'unit_id').map((value) => value.new)
    );
    expect(new Set(unitIds)).toEqual(new Set([claim().id]));
    expect(JSON.stringify(seen)).not.toContain(party.id);
    expect(JSON.stringify(await since(claim().id, context))).toContain(party.id);
    expect(await refusalOf(() => since(foreign.unitIds[0]!, owner))).toMatch(/^forbidden/);
  });

  it('tells who came second at a house what happened to the house, not to its units', async () => {
    const facts = {
      street: 'A',
      houseNumber: '1',
      postcode: null,
      name: null,
      isAddressChecked: true,
      isMonument: false
    };
    const { eventId } = await correctBuilding(context, {
      ...{ building: { id: house.buildingId, version: 0 }, note: null },
      facts: { ...facts, builtYear: null, storeysAbove: null, roofStoreys: null }
    });
    await vacate('2012-01-01');
    const since = await listChangesSince(context, { entity: 'building', id: house.buildingId, version: 0 });
    expect(since.map(({ id }) => id)).toEqual([eventId]);
  });
});
