import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../src/lib/domain/errors';
import type { TargetRow } from '../../src/lib/domain/plan/plan-follow-up';
import type { TypedTexts } from '../../src/lib/domain/local-text';
import { undoChange } from '../../src/lib/server/change/undo';
import type { ServiceContext } from '../../src/lib/server/context';
import { listMeasures } from '../../src/lib/server/measure/measure';
import { readListingRecord } from '../../src/lib/server/listing/listing-record';
import {
  startListing,
  startMeasure,
  type ListingStart,
  type MeasureStart
} from '../../src/lib/server/use-plan/plan-follow-up';
import { readPlanRealisation } from '../../src/lib/server/use-plan/plan-realisation';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
let planner: ServiceContext;
let reader: ServiceContext;
let planId: number;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  planner = contextOf(database.db, { actor: PLANNER, quarter: 'iq-ost' });
  reader = contextOf(database.db, { quarter: 'iq-ost' });
  const [plan] = await database.db.execute<{ id: number }>(sql`select id from use_plan where ref = 'iq-ost'`);
  planId = plan!.id;
});

afterAll(() => database.close());

const rowsFor = async (context: ServiceContext) => (await readPlanRealisation(context, planId)).rows;
const find = (rows: readonly TargetRow[], wish: string) => rows.find((row) => row.wish === wish)!;
/** The code that a call is refused with; `none` where it is not. */
const outcomeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'none',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error))
  );
const write = (title: string): TypedTexts<'title' | 'summary'> => ({
  base: { title, summary: 'Aus dem Plan.' },
  others: { en: { title: `${title} (en)`, summary: 'From the plan.' } },
  confirmed: []
});
const listing = (targetId: number): ListingStart => ({
  targetId,
  textsOf: ({ wish }) => ({
    base: { title: `Raum für ${wish}`, description: 'Hell.', fit_out: null, conditions: null },
    others: {},
    confirmed: []
  })
});
const measure = (targetId: number): MeasureStart => ({
  ...{ targetId, type: 'renovation' },
  textsOf: ({ wish, use }) => write(wish ?? use)
});

describe('an offer begun from a target', () => {
  it('is a draft filled in from the unit and the target, linked, found again, and taken back with its link', async () => {
    const practice = find(await rowsFor(planner), 'Hausarztpraxis');
    expect(practice).toMatchObject({ state: 'occupied', untilOn: '2028-01-01', may: { listing: true, measure: true } });
    const begun = await startListing(planner, listing(practice.targetId));
    expect(begun.eventId).not.toBeNull();
    const record = await readListingRecord(planner, begun.id);
    expect(record).toMatchObject({
      status: 'draft',
      suitableUses: ['health'],
      availableOn: '2028-01-01',
      rentCentsPerSqm: null
    });

    const again = await startListing(planner, listing(practice.targetId));
    expect(again).toEqual({ id: begun.id, eventId: null });
    const linked = find(await rowsFor(planner), 'Hausarztpraxis');
    expect(linked.followUp.listing).toEqual({ id: begun.id, title: 'Raum für Hausarztpraxis', status: 'draft' });
    // A draft is nobody's business but the desk's.
    expect(find(await rowsFor(reader), 'Hausarztpraxis').followUp.listing).toBeNull();

    await undoChange(planner, { eventId: begun.eventId!, note: null });
    expect(find(await rowsFor(planner), 'Hausarztpraxis').followUp.listing).toBeNull();
    const left = await database.db.execute(sql`select 1 from plan_follow_up where listing_id = ${begun.id}`);
    expect(left).toHaveLength(0);
    expect((await startListing(planner, listing(practice.targetId))).eventId).not.toBeNull();
  });

  it('is the open one that the unit has already', async () => {
    const market = find(await rowsFor(planner), 'Vietnamesischer Supermarkt');
    expect(market.state).toBe('offered');
    const begun = await startListing(planner, listing(market.targetId));
    expect(begun.eventId).toBeNull();
    const [offer] = await database.db.execute<{ status: string }>(
      sql`select status from listing where id = ${begun.id} and unit_id = ${market.unit.id}`
    );
    expect(offer?.status).toBe('public');
  });

  it('is made once, however many press at the same time', async () => {
    const hall = find(await rowsFor(planner), 'Schneiderei mit Ausbildung');
    await database.db.execute(sql`update listing set status = 'withdrawn' where unit_id = ${hall.unit.id}`);
    const pressed = await Promise.allSettled([1, 2].map(() => startListing(planner, listing(hall.targetId))));
    expect(pressed.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    const open = await database.db.execute(
      sql`select 1 from listing where unit_id = ${hall.unit.id} and status = 'draft'`
    );
    expect(open).toHaveLength(1);
  });

  it('is refused for what is real, for a dwelling, and for a plan that is not adopted', async () => {
    const rows = await rowsFor(planner);
    const settled = find(rows, 'Physiotherapie');
    expect(settled.may).toEqual({ listing: false, measure: false });
    expect(await outcomeOf(startListing(planner, listing(settled.targetId)))).toBe('step_not_possible');
    const dwelling = rows.find(({ unit, state }) => unit.kind === 'dwelling' && state === 'vacant')!;
    expect(dwelling.may.listing).toBe(false);
    expect(await outcomeOf(startListing(planner, listing(dwelling.targetId)))).toBe('unit_not_offered');
    const [draft] = await database.db.execute<{ id: number }>(sql`
      select g.id from use_plan_target g join use_plan p on p.id = g.plan_id and p.status = 'draft'
      join unit u on u.id = g.unit_id and u.kind = 'trade' limit 1`);
    expect(await outcomeOf(startListing(planner, listing(draft!.id)))).toBe('step_not_possible');
    expect(await outcomeOf(startMeasure(planner, measure(draft!.id)))).toBe('step_not_possible');
  });

  it('is for planners', async () => {
    const owner = contextOf(database.db, {
      ...{ quarter: 'iq-ost', actor: { account: null, roles: ['owner'], buildingIds: [1], businessIds: [] } }
    });
    const practice = find(await rowsFor(planner), 'Hausarztpraxis');
    for (const context of [reader, owner]) {
      expect(await outcomeOf(startListing(context, listing(practice.targetId)))).toMatch(/sign_in_needed|role_needed/);
      expect(await outcomeOf(startMeasure(context, measure(practice.targetId)))).toMatch(/sign_in_needed|role_needed/);
      expect(find(await rowsFor(context), 'Hausarztpraxis').may).toEqual({ listing: false, measure: false });
    }
    expect(await outcomeOf(startMeasure(planner, measure(999_999)))).toBe('plan_target_not_found');
  });
});

describe('a measure begun from a target', () => {
  it('is planned for the house, public with its words, made once, and taken back with its link', async () => {
    const flat = (await rowsFor(planner)).find(({ unit, state }) => unit.kind === 'dwelling' && state === 'vacant')!;
    const [one, other] = await Promise.all([
      startMeasure(planner, measure(flat.targetId)),
      startMeasure(planner, measure(flat.targetId))
    ]);
    expect(one.id).toBe(other.id);
    expect([one.eventId, other.eventId].filter((id) => id === null)).toHaveLength(1);
    const made = (await listMeasures({ ...reader, locale: 'en' }, { date: TODAY })).find(({ id }) => id === one.id);
    expect(made).toMatchObject({
      type: 'renovation',
      state: 'planned',
      title: expect.stringContaining('(en)') as string
    });
    const [house] = await database.db.execute<{ id: number }>(
      sql`select building_id as id from measure_building where measure_id = ${one.id}`
    );
    expect(house!.id).toBe(flat.unit.building.id);
    const linked = (context: ServiceContext) =>
      rowsFor(context).then((rows) => rows.find(({ targetId }) => targetId === flat.targetId)!.followUp.measures);
    expect(await linked(planner)).toMatchObject([{ id: one.id, state: 'planned' }]);

    await undoChange(planner, { eventId: (one.eventId ?? other.eventId)!, note: null });
    expect(await linked(planner)).toEqual([]);
    expect((await listMeasures(reader, { date: TODAY })).some(({ id }) => id === one.id)).toBe(false);
  });

  it('shows as running once it runs', async () => {
    const rows = await rowsFor(reader);
    expect(rows.some(({ running }) => running.length > 0)).toBe(true);
    for (const { running } of rows) for (const { state } of running) expect(state).toBe('running');
  });
});
