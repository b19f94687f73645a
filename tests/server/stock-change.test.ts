import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { quarter } from '../../src/lib/server/db/schema';
import { getDistrict } from '../../src/lib/server/district';
import { readRevision } from '../../src/lib/server/record/revision';
import { areaStock, findUnitRow, quarterStock } from '../../src/lib/server/stock/stock';
import { advanceStock } from '../../src/lib/server/stock/stock-change';
import type { QuarterStock } from '../../src/lib/server/stock/stock-columns';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, Factory, QUARTER_SETTINGS } from '../support/factories';

let database: TestDatabase;
/** Three houses of the quarter `test`, one of the quarter `other`, with a storey each. */
const houses: { readonly id: number; readonly storeyId: number }[] = [];
const quarterIds: number[] = [];
let sourceId: number;
let make: Factory;
let blockId: number;
let districtId: number;
/** The pool, or a transaction. */
type Statements = TestDatabase['sql'] | postgres.TransactionSql;
const here = () => contextOf(database.db);
const elsewhere = () => contextOf(database.db, { quarter: 'other' });

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
  make = await Factory.open(database.db);
  sourceId = make.sourceId;
  const [other] = await database.db
    .insert(quarter)
    .values({ slug: 'other', name: 'Nebenan', contentHash: '0', settings: QUARTER_SETTINGS })
    .returning();
  quarterIds.push(make.quarterId, other!.id);
  districtId = (await make.district()).id;
  blockId = (await make.block({ districtId })).id;
  for (const quarterId of [make.quarterId, make.quarterId, make.quarterId, other!.id]) {
    const house = await make.building({ quarterId, sequence: houses.length + 1 });
    houses.push({ id: house.id, storeyId: (await make.storey({ buildingId: house.id })).id });
  }
});

afterAll(() => database.close());

/** Two units in each house, in the order of the houses, each with one occupancy. */
beforeEach(async () => {
  const there = houses.map(({ id }, place) => [id, quarterIds[place === 3 ? 1 : 0]!] as const);
  for (const [id, quarterId] of there) {
    await database.sql`update building set quarter_id = ${quarterId} where id = ${id}`;
  }
  await database.sql`delete from occupancy`;
  await database.sql`delete from tenancy`;
  await database.sql`delete from unit`;
  for (const house of houses) {
    await addUnit(database.sql, { house, areaSqm: 50, cuts: [] });
    await addUnit(database.sql, { house, areaSqm: null, cuts: [] });
  }
});

async function unitIds(tx: Statements = database.sql): Promise<number[]> {
  return (await tx<{ id: number }[]>`select id from unit order by id`).map(({ id }) => id);
}

interface NewUnit {
  readonly house: { readonly id: number; readonly storeyId: number };
  readonly areaSqm: number | null;
  /** Days after 2004-01-01 on which one occupancy ends and another begins. */
  readonly cuts: readonly number[];
}

async function addUnit(tx: Statements, { house, areaSqm, cuts }: NewUnit): Promise<void> {
  const [unit] = await tx<{ id: number }[]>`
    insert into unit (building_id, storey_id, code, position, kind, area_sqm, area_type, disclosure, geometry, valid, source_id)
    values (${house.id}, ${house.storeyId}, 'NE', 1, ${areaSqm === null ? 'dwelling' : 'shop'}, ${areaSqm},
      ${areaSqm === null ? null : 'usable'}, 'shop_front', '{}', daterange('2004-01-01', null), ${sourceId})
    returning id`;
  await tx`insert into tenancy (unit_id, type, valid, source_id)
    values (${unit!.id}, 'lease', daterange('2004-01-01', null), ${sourceId})`;
  await writeHistory(tx, unit!.id, cuts);
}

async function writeHistory(tx: Statements, unitId: number, cuts: readonly number[]): Promise<void> {
  await tx`delete from occupancy where unit_id = ${unitId}`;
  const starts = [0, ...[...new Set(cuts)].sort((a, b) => a - b)];
  await tx`
    insert into occupancy (unit_id, status, use_class, activatable_months, tenancy_id, valid, checked_on, source_id)
    select ${unitId}, (array['occupied', 'vacant', 'interim'])[1 + s.start % 3], case when s.start % 2 = 0 then 'retail' end,
      (s.start % 12)::smallint, (select id from tenancy t where t.unit_id = ${unitId} and s.start % 3 = 0),
      daterange(date '2004-01-01' + s.start, date '2004-01-01' + lead(s.start) over (order by s.start)),
      case when s.start % 5 = 0 then date '2026-01-01' - s.start end, ${sourceId}
    from unnest(${starts}::int[]) as s (start)`;
}

const pick = (limit: number) => fc.nat({ max: limit });
const someCuts = fc.array(fc.integer({ min: 1, max: 8000 }), { maxLength: 4 });
const someChange = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), house: pick(3), area: pick(200), cuts: someCuts }),
  fc.record({ kind: fc.constant('remove' as const), unit: pick(99) }),
  fc.record({ kind: fc.constant('history' as const), unit: pick(99), cuts: someCuts }),
  fc.record({ kind: fc.constant('resize' as const), unit: pick(99), area: pick(200) }),
  fc.record({ kind: fc.constant('rehouse' as const), unit: pick(99), house: pick(3) }),
  fc.record({ kind: fc.constant('swap' as const), unit: pick(99), other: pick(99) }),
  fc.record({ kind: fc.constant('give' as const), unit: pick(99), other: pick(99) }),
  fc.record({ kind: fc.constant('end' as const), unit: pick(99), day: pick(999) }),
  fc.record({ kind: fc.constant('storey' as const), house: pick(3), level: pick(5) }),
  fc.record({ kind: fc.constant('block' as const), house: pick(3), isInside: fc.boolean() }),
  fc.record({ kind: fc.constant('requarter' as const), house: pick(3), quarter: pick(1) })
);
type Change = typeof someChange extends fc.Arbitrary<infer T> ? T : never;

async function apply(tx: Statements, change: Change): Promise<unknown> {
  const ids = await unitIds(tx);
  const unitAt = (place: number) => ids[place % ids.length] ?? -1;
  switch (change.kind) {
    case 'add':
      return addUnit(tx, { house: houses[change.house]!, areaSqm: change.area || null, cuts: change.cuts });
    case 'remove':
      await tx`delete from occupancy where unit_id = ${unitAt(change.unit)}`;
      await tx`delete from tenancy where unit_id = ${unitAt(change.unit)}`;
      return tx`delete from unit where id = ${unitAt(change.unit)}`;
    case 'history':
      return ids.length > 0 && writeHistory(tx, unitAt(change.unit), change.cuts);
    case 'resize':
      return tx`update unit set area_sqm = ${change.area + 1}, area_type = 'usable' where id = ${unitAt(change.unit)}`;
    case 'rehouse': {
      const house = houses[change.house]!;
      return tx`update unit set building_id = ${house.id}, storey_id = ${house.storeyId} where id = ${unitAt(change.unit)}`;
    }
    case 'swap': {
      const [one, two] = [unitAt(change.unit), unitAt(change.other)];
      return tx`update occupancy set unit_id = case unit_id when ${one} then ${two}::int else ${one}::int end, tenancy_id = null
        where unit_id in (${one}, ${two})`;
    }
    case 'give': {
      const [one, two] = [unitAt(change.unit), unitAt(change.other)];
      if (one === two) return;
      await tx`delete from occupancy where unit_id = ${two}`;
      return tx`update occupancy set unit_id = ${two}, tenancy_id = null where unit_id = ${one}`;
    }
    case 'end':
      return tx`update tenancy set known_end_on = date '2027-01-01' + ${change.day}::int where unit_id = ${unitAt(change.unit)}`;
    case 'storey':
      return tx`update storey set level = ${change.level} where id = ${houses[change.house]!.storeyId}`;
    case 'block':
      return tx`update building set block_id = ${change.isInside ? blockId : null} where id = ${houses[change.house]!.id}`;
    case 'requarter':
      return tx`update building set quarter_id = ${quarterIds[change.quarter]!} where id = ${houses[change.house]!.id}`;
  }
}

const readAll = (context = here()) => areaStock(context, { kind: 'quarter' });
const presentRevision = () => readRevision(here(), 'stock');
/** Columns alone: what was worked out from them may differ. */
const columnsOf = ({ results: _, ...stock }: QuarterStock) => stock;

describe('advanceStock', () => {
  it('gives what a full read gives after any changes, in both quarters, and leaves the old stock as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(someChange, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        async (transactions) => {
          let revision = await presentRevision();
          let stocks = [await readAll(here()), await readAll(elsewhere())] as const;
          for (const changes of transactions) {
            await database.sql.begin(async (tx) => {
              for (const change of changes) await apply(tx, change);
            });
            const before = structuredClone(stocks.map(columnsOf));
            const advanced = await Promise.all([
              advanceStock(here(), stocks[0], revision),
              advanceStock(elsewhere(), stocks[1], revision)
            ]);
            const fresh = [await readAll(here()), await readAll(elsewhere())] as const;
            expect(advanced.map((stock) => stock && columnsOf(stock))).toStrictEqual(fresh.map(columnsOf));
            expect(stocks.map(columnsOf)).toStrictEqual(before);
            revision = await presentRevision();
            stocks = [advanced[0]!, advanced[1]!];
          }
        }
      ),
      { numRuns: 40 }
    );
  }, 60_000);

  it('cannot follow a change of too many units at once', async () => {
    const revision = await presentRevision();
    const stock = await readAll();
    await database.sql`
      insert into unit (building_id, storey_id, code, position, kind, disclosure, geometry, valid, source_id)
      select ${houses[0]!.id}, ${houses[0]!.storeyId}, 'NE', n, 'dwelling', 'withheld', '{}', daterange('2004-01-01', null), ${sourceId}
      from generate_series(1, 2001) n`;
    expect(await advanceStock(here(), stock, revision)).toBeNull();
    expect((await quarterStock(here())).unitId).toHaveLength(2007);
  });

  it('cannot follow a list that it would take too long to read', async () => {
    const revision = await presentRevision();
    const stock = await readAll();
    await resize(1);
    await database.sql`insert into stock_change select value, n from revision, generate_series(1, 4999) n where scope = 'stock'`;
    expect(await advanceStock(here(), stock, revision)).not.toBeNull();
    await database.sql`insert into stock_change select value, n from revision, generate_series(1, 1) n where scope = 'stock'`;
    expect(await advanceStock(here(), stock, revision)).toBeNull();
  });
});

async function resize(areaSqm: number, place = 0): Promise<void> {
  const ids = await unitIds();
  await database.sql`update unit set area_sqm = ${areaSqm}, area_type = 'usable' where id = ${ids[place]!}`;
}

/** A change that no revision tells of: only a full read finds it. */
async function resizeSecretly(areaSqm: number, place: number): Promise<void> {
  const ids = await unitIds();
  await database.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update unit set area_sqm = ${areaSqm} where id = ${ids[place]!}`;
  });
}

async function areas(stock: QuarterStock): Promise<number[]> {
  return [...stock.columns.units.areaSqm].map((area) => (Number.isNaN(area) ? 0 : area));
}

describe('quarterStock', () => {
  it('reads only the units that changed', async () => {
    await quarterStock(here());
    await resizeSecretly(99, 2);
    await resize(71);
    expect(await areas(await quarterStock(here()))).toEqual([71, 0, 50, 0, 50, 0]);
  });

  it('copies only the columns in which something differs', async () => {
    const before = await quarterStock(here());
    await resize(71);
    const after = await quarterStock(here());
    expect(after.columns.units.areaSqm).not.toBe(before.columns.units.areaSqm);
    expect(after.columns.units.level).toBe(before.columns.units.level);
    expect(after.columns.occupancies.first).toBe(before.columns.occupancies.first);
    expect(after.columns.occupancies.status).toBe(before.columns.occupancies.status);
  });

  it('stays as it is when only another quarter changed', async () => {
    const before = await quarterStock(here());
    before.results.set('figures', 1);
    await resize(71, 6);
    expect(await quarterStock(here())).toBe(before);
    expect(before.results.get('figures')).toBe(1);
    expect((await areas(await quarterStock(elsewhere())))[0]).toBe(71);
  });

  it('forgets what was worked out from units that changed', async () => {
    const before = await quarterStock(here());
    before.results.set('figures', 1);
    await resize(71);
    expect((await quarterStock(here())).results.size).toBe(0);
  });

  it.each([
    ['is pruned', () => database.sql`delete from stock_change`],
    ['lacks a revision', () => database.sql`update revision set value = value + 1 where scope = 'stock'`],
    [
      'names no unit',
      () => database.sql`with raised as (update revision set value = value + 1 where scope = 'stock' returning value)
        insert into stock_change select value, null from raised`
    ],
    ['runs backwards', () => database.sql`update revision set value = value - 2 where scope = 'stock'`]
  ])('reads everything again where the list of changes %s', async (_, spoil) => {
    await quarterStock(here());
    await resizeSecretly(99, 2);
    await resize(71);
    await spoil();
    expect(await areas(await quarterStock(here()))).toEqual([71, 0, 99, 0, 50, 0]);
  });

  it('is brought up to date once for all who ask at the same time', async () => {
    const before = await quarterStock(here());
    await resize(71);
    const [first, ...others] = await Promise.all(Array.from({ length: 6 }, () => quarterStock(here())));
    expect(first).not.toBe(before);
    for (const other of others) expect(other).toBe(first);
  });

  it('never shows half a transaction, nor what was before, to those who read while others write', async () => {
    const [id] = await unitIds();
    const change = (round: number) =>
      database.sql.begin(async (tx) => {
        await tx`update unit set area_sqm = ${round}, area_type = 'usable' where id = ${id!}`;
        await tx`update occupancy set activatable_months = ${round} where unit_id = ${id!}`;
      });
    await change(1);
    let isWriting = true;
    const write = async () => {
      for (let round = 2; round <= 100; round += 1) await change(round);
      isWriting = false;
    };
    const read = async () => {
      const seen: number[] = [];
      while (isWriting) {
        const stock = await quarterStock(here());
        const { units, occupancies } = stock.columns;
        const row = findUnitRow(stock, id!);
        expect(occupancies.activatableMonths[occupancies.first[row]!]).toBe(units.areaSqm[row]);
        seen.push(units.areaSqm[row]!);
      }
      return seen;
    };
    const [, ...readers] = await Promise.all([write(), read(), read(), read()]);
    for (const seen of readers) expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect((await areas(await quarterStock(here())))[0]).toBe(100);
  });
});

describe('quarterStock of a transaction', () => {
  it('shows its own changes to nobody else, and nothing of them remains when it is taken back', async () => {
    const before = await quarterStock(here());
    const [id] = await unitIds();
    const undone = database.db.transaction(async (db) => {
      const own = contextOf(db);
      expect((await areas(await quarterStock(own)))[0]).toBe(50);
      await db.execute(sql`update unit set area_sqm = 71 where id = ${id}`);
      expect((await areas(await quarterStock(own)))[0]).toBe(71);
      expect(await quarterStock(here())).toBe(before);
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    expect(await quarterStock(here())).toBe(before);
  });

  it('keeps past knowledge apart from the present', async () => {
    const [moment] = await database.sql<{ at: string }[]>`select clock_timestamp()::text as at`;
    await resize(71);
    const present = await quarterStock(here());
    await database.db.transaction(
      async (db) => {
        await db.execute(
          sql`select set_config('iq_ost.known_at', ${moment!.at}, true), set_config('search_path', 'known, public', true)`
        );
        expect((await areas(await quarterStock(contextOf(db))))[0]).toBe(50);
        expect(await quarterStock(here())).toBe(present);
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' }
    );
    expect((await areas(await quarterStock(here())))[0]).toBe(71);
    expect(await quarterStock(here())).toBe(present);
  });
});

describe('getDistrict', () => {
  it('counts a house without units, which no revision of the stock tells of', async () => {
    const { buildingCount } = await getDistrict(here(), '21');
    await make.building({ districtId });
    expect((await getDistrict(here(), '21')).buildingCount).toBe(buildingCount + 1);
  });
});
