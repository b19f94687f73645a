import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChangeFeed, hasChangedSince, type FeedEvent } from '../../src/lib/server/change/change-feed';
import type { ServiceContext } from '../../src/lib/server/context';
import { openDatabase, type OpenDatabase } from '../../src/lib/server/db/client';
import { openChangeStream } from '../../src/lib/server/http/event-stream';
import { changeOccupancy } from '../../src/lib/server/unit/occupancy';
import { undoChange } from '../../src/lib/server/change/undo';
import { savePlanChange } from '../../src/lib/server/use-plan/plan-save';
import { closeConsultation, openConsultation } from '../../src/lib/server/use-plan/plan-step';
import { entry, part } from '../domain/plan/plan-factory';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, PLANNER, TODAY } from '../support/factories';

let database: TestDatabase;
/** Another process of the application. */
let elsewhere: OpenDatabase;
let context: ServiceContext;
let factory: Factory;
let feed: ChangeFeed;
let shopId: number;
let dwellingId: number;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  elsewhere = openDatabase(database.url, { poolSize: 2 });
  factory = await Factory.open(database.db);
  const { id: buildingId } = await factory.building();
  const { id: storeyId } = await factory.storey({ buildingId });
  shopId = (await factory.unit({ buildingId, storeyId })).id;
  dwellingId = (await factory.unit({ buildingId, storeyId, kind: 'dwelling', disclosure: 'withheld' })).id;
  for (const unitId of [shopId, dwellingId]) await factory.occupancy({ unitId });
  context = contextOf(elsewhere.db, { actor: PLANNER });
  feed = new ChangeFeed(database);
});

afterAll(async () => {
  await elsewhere.close();
  await database.close();
});

let month = 1;
beforeEach(() => {
  month += 1;
});

function vacate(unitId: number) {
  return changeOccupancy(context, {
    units: [{ id: unitId, version: null }],
    from: `20${10 + month}-01-01`,
    to: null,
    occupancy: {
      ...{ status: month % 2 === 0 ? 'vacant' : 'works', useClass: null, reason: null, activatableMonths: null },
      ...{ isStartKnown: true, tenancy: null }
    },
    evidence: { method: 'visit', checkedOn: TODAY },
    note: null
  });
}

/** Collects events until `count` have come. */
async function collect(count: number): Promise<{ events: Promise<FeedEvent[]> }> {
  const seen: FeedEvent[] = [];
  let finish: (events: FeedEvent[]) => void;
  const events = new Promise<FeedEvent[]>((resolve) => {
    finish = resolve;
  });
  const stop = await feed.subscribe((event) => {
    seen.push(event);
    if (seen.length < count) return;
    stop();
    finish(seen);
  });
  return { events };
}

describe('the change feed', () => {
  it('tells of what another process has committed, and whether the public could see it', async () => {
    const { events } = await collect(2);
    await vacate(dwellingId);
    await vacate(shopId);
    const notices = (await events).map((event) => (event.kind === 'change' ? event.notice : null));
    expect(notices.map((notice) => notice?.unitIds)).toEqual([[dwellingId], [shopId]]);
    expect(notices.map((notice) => notice?.isPublic)).toEqual([false, true]);
    expect(notices[0]?.quarter).toBe('test');
  });

  it('says nothing of what was rolled back', async () => {
    const { events } = await collect(1);
    await expect(vacate(0)).rejects.toThrow('unit_not_found');
    await expect(
      elsewhere.db.transaction(async (db) => {
        await undoChange({ ...context, db }, { eventId: 1, note: null });
        throw new Error('second thoughts');
      })
    ).rejects.toThrow('second thoughts');
    await vacate(shopId);
    expect((await events).map((event) => event.kind === 'change' && event.notice.unitIds)).toEqual([[shopId]]);
  });

  it('looks back for pages that were made before a change', async () => {
    const before = new Date(Date.now() - 3_600_000).toISOString();
    const future = new Date(Date.now() + 3_600_000).toISOString();
    expect(await hasChangedSince(context, { instant: before, isPublic: true })).toBe(true);
    expect(await hasChangedSince(context, { instant: future, isPublic: false })).toBe(false);
  });
});

describe('the stream of a reader', () => {
  /** Reads a stream until its text holds `wanted`. */
  async function readUntil(response: Response, wanted: string): Promise<string> {
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    let text = '';
    while (!text.includes(wanted)) {
      const { done, value } = await reader.read();
      if (done) throw new Error(`the stream ended with ${text}`);
      text += decoder.decode(value);
    }
    await reader.cancel();
    return text;
  }
  let count = 0;
  const draft = async () => (await factory.plan({ ref: `plan-${++count}`, status: 'draft' })).id;
  const open = (reader: ServiceContext, since: string | null = null) =>
    openChangeStream(reader, { since, signal: new AbortController().signal }, feed);

  it('names units to planners only, and is silent about dwellings to the public', async () => {
    const planner = await open({ ...context, db: database.db });
    const publicly = await open(contextOf(database.db));
    await vacate(dwellingId);
    await vacate(shopId);
    expect(await readUntil(planner, `"units":[${shopId}]`)).toContain(`"units":[${dwellingId}]`);
    const heard = await readUntil(publicly, 'event: change');
    expect(heard.match(/event: change/g)).toHaveLength(1);
    expect(heard).toContain('data: {}');
    expect(feed.size).toBe(0);
  });

  it('tells whoever may draw of drafts, and the public of a plan once it is one to be seen', async () => {
    const planId = await draft();
    const planner = await open({ ...context, db: database.db });
    const publicly = await open(contextOf(database.db));
    const change = { entries: [{ unitId: shopId, before: null, after: entry(shopId, part('health')) }], areas: [] };
    await savePlanChange(context, { planId, change, action: 'draw_plan' });
    await openConsultation(context, { planId, from: TODAY, to: '2027-01-31' });
    await closeConsultation(context, { planId });
    await vacate(shopId);
    const told = await readUntil(planner, `"units":[${shopId}]`);
    expect(told.match(new RegExp(`event: plan\\ndata: {"planId":${planId}}`, 'g'))).toHaveLength(3);
    expect(told.match(/event: change/g)).toHaveLength(3);
    const heard = await readUntil(publicly, 'event: change');
    expect(heard).not.toContain('event: plan');
    expect(heard).not.toContain('planId');
  });

  it('begins with the plans that were drawn on since the page was made', async () => {
    const planId = await draft();
    const change = { entries: [{ unitId: shopId, before: null, after: entry(shopId, part('health')) }], areas: [] };
    await savePlanChange(context, { planId, change, action: 'draw_plan' });
    const since = new Date(Date.now() - 60_000).toISOString();
    const planner = await open({ ...context, db: database.db }, since);
    expect(await readUntil(planner, `"planId":${planId}`)).toContain('event: plan');
  });

  it('begins with a change where the page is older than the last one', async () => {
    await vacate(shopId);
    const since = new Date(Date.now() - 60_000).toISOString();
    expect(await readUntil(await open(contextOf(database.db), since), 'event: change')).toContain('retry: 1000');
  });

  it('is neither kept nor packed', async () => {
    const response = await open(contextOf(database.db));
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('cache-control')).toBe('private, no-store, no-transform');
    await response.body!.cancel();
    expect(feed.size).toBe(0);
  });
});
