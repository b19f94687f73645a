import fc from 'fast-check';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LISTING_STATUSES } from '../../src/lib/domain/codes';
import { EMPTY_SPACE_SEARCH } from '../../src/lib/domain/space-filter';
import { publicSpaces, toSpaces, type PublicSpaces, type SpaceStamp } from '../../src/lib/server/space/public-spaces';
import { advanceSpaces } from '../../src/lib/server/space/space-change';
import { readSpaceRows } from '../../src/lib/server/space/space-rows';
import { listFoundIds } from '../../src/lib/server/space/space-search';
import { readRevision } from '../../src/lib/server/record/revision';
import { inSnapshot } from '../../src/lib/server/stock/stock-columns';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, TODAY } from '../support/factories';

let database: TestDatabase;
let sourceId: number;
let quarterId: number;
const houses: { readonly id: number; readonly storeyId: number }[] = [];
type Statements = TestDatabase['sql'] | postgres.TransactionSql;
const here = () => contextOf(database.db);

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  const make = await Factory.open(database.db);
  ({ sourceId, quarterId } = make);
  for (const _ of [1, 2]) {
    const house = await make.building();
    houses.push({ id: house.id, storeyId: (await make.storey({ buildingId: house.id })).id });
  }
});

afterAll(() => database.close());

beforeEach(async () => {
  await database.sql`delete from listing`;
  await database.sql`delete from occupancy`;
  await database.sql`delete from unit`;
  for (const house of [0, 1, 0, 1]) await addOffer(database.sql, { house, status: 'public', days: 90 });
});

interface NewOffer {
  readonly house: number;
  readonly status: string;
  /** Until it expires. */
  readonly days: number;
}

async function addOffer(tx: Statements, { house, status, days }: NewOffer): Promise<void> {
  const { id, storeyId } = houses[house]!;
  const [unit] = await tx<{ id: number }[]>`
    insert into unit (building_id, storey_id, code, position, kind, area_sqm, area_type, disclosure, geometry, valid, source_id)
    values (${id}, ${storeyId}, 'NE', 1, 'shop', 50, 'usable', 'shop_front', '{}', daterange('2004-01-01', null), ${sourceId})
    returning id`;
  await tx`insert into occupancy (unit_id, status, valid, source_id)
    values (${unit!.id}, 'vacant', daterange('2004-01-01', null), ${sourceId})`;
  await tx`insert into listing (quarter_id, unit_id, ref, title, description, status, available_on, published_on, expires_on, source_id)
    values (${quarterId}, ${unit!.id}, ${`l/${unit!.id}`}, 'Laden', 'Hell.', ${status}, '2026-12-01', '2026-10-01',
      ${TODAY}::date + ${days}::int, ${sourceId})`;
}

const listingIds = async (tx: Statements = database.sql): Promise<number[]> =>
  (await tx<{ id: number }[]>`select id from listing order by id`).map(({ id }) => id);

const place = fc.nat({ max: 9 });
const status = fc.constantFrom(...LISTING_STATUSES);
const someChange = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    house: fc.nat({ max: 1 }),
    status,
    days: fc.integer({ min: -1, max: 2 })
  }),
  fc.record({ kind: fc.constant('remove' as const), at: place }),
  fc.record({ kind: fc.constant('status' as const), at: place, status }),
  fc.record({ kind: fc.constant('rent' as const), at: place, rent: fc.option(fc.nat({ max: 2000 })) }),
  fc.record({ kind: fc.constant('move' as const), at: place, to: place }),
  fc.record({ kind: fc.constant('area' as const), at: place, area: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ kind: fc.constant('hide' as const), at: place, precision: fc.constantFrom('exact', 'block', 'hidden') }),
  fc.record({ kind: fc.constant('occupy' as const), at: place, status: fc.constantFrom('vacant', 'occupied') }),
  fc.record({ kind: fc.constant('storey' as const), house: fc.nat({ max: 1 }), level: fc.nat({ max: 2 }) }),
  fc.record({ kind: fc.constant('house' as const), house: fc.nat({ max: 1 }) })
);
type Change = typeof someChange extends fc.Arbitrary<infer T> ? T : never;

async function apply(tx: Statements, change: Change): Promise<unknown> {
  const ids = await listingIds(tx);
  const at = (row: number) => ids[row % ids.length] ?? -1;
  switch (change.kind) {
    case 'add':
      return addOffer(tx, change);
    case 'remove':
      return tx`delete from listing where id = ${at(change.at)}`;
    case 'status':
      return tx`update listing set status = ${change.status} where id = ${at(change.at)}`;
    case 'rent':
      return tx`update listing set rent_cents_per_sqm = ${change.rent} where id = ${at(change.at)}`;
    case 'move':
      return tx`update listing set unit_id = (select unit_id from listing where id = ${at(change.to)}) where id = ${at(change.at)}`;
    case 'area':
      return tx`update unit set area_sqm = ${change.area} where id = (select unit_id from listing where id = ${at(change.at)})`;
    case 'hide':
      return tx`update unit set location_precision = ${change.precision} where id = (select unit_id from listing where id = ${at(change.at)})`;
    case 'occupy':
      return tx`update occupancy set status = ${change.status} where unit_id = (select unit_id from listing where id = ${at(change.at)})`;
    case 'storey':
      return tx`update storey set level = ${change.level} where id = ${houses[change.house]!.storeyId}`;
    case 'house':
      return tx`update building set sequence = coalesce(sequence, 0) + 1 where id = ${houses[change.house]!.id}`;
  }
}

async function stampNow(): Promise<SpaceStamp> {
  const [stock, offers] = [await readRevision(here(), 'stock'), await readRevision(here(), 'offers')];
  return { stock, offers, today: TODAY, countsRaisedGroundFloor: true };
}

const readAll = () => inSnapshot(here(), async (snapshot) => toSpaces(await readSpaceRows(snapshot, 'quarter'), true));
const contentOf = ({ rows, columns: { orders: _, ...columns } }: PublicSpaces) => ({ rows, columns });

describe('advanceSpaces', () => {
  it('gives what a full read gives after any changes, and leaves the old spaces as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(someChange, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        async (transactions) => {
          let stamp = await stampNow();
          let spaces = await readAll();
          for (const changes of transactions) {
            await database.sql.begin(async (tx) => {
              for (const change of changes) await apply(tx, change);
            });
            const before = structuredClone(contentOf(spaces));
            const advanced = await advanceSpaces(here(), spaces, stamp);
            expect(contentOf(advanced!)).toStrictEqual(contentOf(await readAll()));
            expect(contentOf(spaces)).toStrictEqual(before);
            stamp = await stampNow();
            spaces = advanced!;
          }
        }
      ),
      { numRuns: 40 }
    );
  }, 60_000);

  it('cannot follow a change of too many offers at once', async () => {
    const [stamp, spaces] = [await stampNow(), await readAll()];
    await database.sql`
      insert into listing (quarter_id, unit_id, ref, title, description, status, available_on, source_id)
      select ${quarterId}, (select min(id) from unit), 'many/' || n, 'Laden', 'Hell.', 'draft', '2026-12-01', ${sourceId}
      from generate_series(1, 2001) n`;
    expect(await advanceSpaces(here(), spaces, stamp)).toBeNull();
    expect((await publicSpaces(here())).rows).toHaveLength(4);
  });
});

/** A change that no revision tells of: only a full read finds it. */
async function letSecretly(row: number): Promise<void> {
  const ids = await listingIds();
  await database.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update listing set status = 'let' where id = ${ids[row]!}`;
  });
}

const withdraw = async (row: number) => {
  const ids = await listingIds();
  await database.sql`update listing set status = 'withdrawn' where id = ${ids[row]!}`;
};

describe('publicSpaces', () => {
  const found = async (today = TODAY) =>
    (await listFoundIds(contextOf(database.db, { today }), EMPTY_SPACE_SEARCH)).length;

  it('reads only the offers that changed, and those whose units did', async () => {
    expect(await found()).toBe(4);
    await letSecretly(3);
    await withdraw(0);
    expect(await found()).toBe(3);
    await database.sql`update occupancy set status = 'occupied' where unit_id = (select unit_id from listing order by id offset 1 limit 1)`;
    expect(await found()).toBe(2);
  });

  it.each([
    ['of offers is pruned', () => database.sql`delete from offer_change`],
    ['of offers lacks a revision', () => database.sql`update revision set value = value + 1 where scope = 'offers'`],
    ['of units lacks a revision', () => database.sql`update revision set value = value + 1 where scope = 'stock'`],
    [
      'of offers names none',
      () => database.sql`with raised as (update revision set value = value + 1 where scope = 'offers' returning value)
        insert into offer_change select value, null from raised`
    ]
  ])('reads everything again where the list of changes %s', async (_, spoil) => {
    expect(await found()).toBe(4);
    await letSecretly(3);
    await withdraw(0);
    await spoil();
    expect(await found()).toBe(2);
  });

  it('is as it was where units changed that nobody offers', async () => {
    const before = await publicSpaces(here());
    await database.sql`insert into unit (building_id, storey_id, code, position, kind, disclosure, geometry, valid, source_id)
      values (${houses[0]!.id}, ${houses[0]!.storeyId}, 'NE', 9, 'shop', 'shop_front', '{}', daterange('2004-01-01', null), ${sourceId})`;
    const after = await publicSpaces(here());
    expect(after.rows).toBe(before.rows);
    expect(after.columns).toBe(before.columns);
  });

  it('shows each day what may be seen on it', async () => {
    await database.sql`update listing set expires_on = '2026-11-24' where id = (select min(id) from listing)`;
    await database.sql`update occupancy set status = 'occupied', valid = daterange('2026-11-25', null)
      where unit_id = (select max(unit_id) from listing)`;
    expect([
      await found(),
      await found('2026-11-23'),
      await found('2026-11-24'),
      await found('2026-11-25'),
      await found()
    ]).toEqual([...[4, 4, 3, 2, 4]]);
  });

  it('is brought up to date once for all who ask at the same time', async () => {
    const before = await publicSpaces(here());
    await withdraw(0);
    const [first, ...others] = await Promise.all(Array.from({ length: 6 }, () => publicSpaces(here())));
    expect(first).not.toBe(before);
    for (const other of others) expect(other).toBe(first);
  });

  it('never shows what was before to those who read while others write', async () => {
    const [id] = await listingIds();
    let written = 0;
    let isWriting = true;
    const write = async () => {
      for (let round = 1; round <= 60; round += 1) {
        await database.sql`update listing set rent_cents_per_sqm = ${round} where id = ${id!}`;
        written = round;
      }
      isWriting = false;
    };
    const read = async () => {
      while (isWriting) {
        const least = written;
        const { rows } = await publicSpaces(here());
        expect(rows.find(({ space }) => space.listingId === id)!.space.rentCentsPerSqm ?? 0).toBeGreaterThanOrEqual(
          least
        );
      }
    };
    await Promise.all([write(), read(), read()]);
    expect(written).toBe(60);
  });

  it('refuses a quarter that is not there', async () => {
    await expect(publicSpaces(contextOf(database.db, { quarter: 'nowhere' }))).rejects.toMatchObject({
      code: 'quarter_not_found'
    });
  });
});
