import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { GeodataError } from '../../geodata/steps/problems';
import { findGeodataFolder } from '../../geodata/steps/read';
import { seedQuarter } from '../../src/lib/server/db/seed';
import {
  auditEvent,
  building,
  business,
  listing,
  measure,
  occupancy,
  quarter,
  source,
  translation,
  unit
} from '../../src/lib/server/db/schema/index';
import { createTestDatabase, type TestDatabase } from '../support/database';

const QUARTER = 'quarters/iq-ost';

let database: TestDatabase;
let geodata: string;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: false });
});
afterAll(() => database.close());
beforeEach(() => {
  geodata = mkdtempSync(join(tmpdir(), 'iq-ost-geodata-'));
  cpSync(findGeodataFolder(), geodata, { recursive: true });
});
afterEach(() => rmSync(geodata, { recursive: true }));

const seed = () => seedQuarter(database, 'iq-ost', undefined, geodata);

function edit(file: string, change: (text: string) => string): void {
  const path = join(geodata, file);
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error(`the edit of ${file} changes nothing`);
  writeFileSync(path, changed);
}

function first<Row>(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined) throw new Error('a row is missing');
  return row;
}

async function ids() {
  const { db } = database;
  const read = async (table: typeof building | typeof business | typeof measure | typeof listing) =>
    (await db.select({ id: table.id, ref: table.ref }).from(table).orderBy(table.id)).map(
      ({ id, ref }) => `${id} ${ref}`
    );
  const units = await db.select({ id: unit.id, code: unit.code }).from(unit).orderBy(unit.id);
  return {
    buildings: await read(building),
    businesses: await read(business),
    measures: await read(measure),
    listings: await read(listing),
    units: units.map(({ id, code }) => `${id} ${code}`)
  };
}

describe('seeding a quarter', () => {
  it('writes the block with ids in the authored order and one event', async () => {
    const { isChanged, changes } = await seed();
    expect(isChanged).toBe(true);
    expect(changes).toMatchObject({ building: 18, district: 4 });
    const first = await database.db.select().from(building).where(eq(building.ref, 'block-99/01'));
    expect(first).toMatchObject([{ id: 1, street: 'Hermann-Liebmann-Straße', houseNumber: '86' }]);
    expect((await ids()).buildings.slice(0, 3)).toEqual(['1 block-99/01', '2 block-99/02', '3 block-99/03']);
    expect(await database.db.select().from(auditEvent)).toHaveLength(1);
  });

  it('recognises the same folder and writes nothing', async () => {
    const before = await database.sql`select scope, value from revision order by scope`;
    expect(await seed()).toEqual({ isChanged: false, changes: {}, kept: {} });
    expect(await database.sql`select scope, value from revision order by scope`).toEqual(before);
    expect(await database.db.select().from(auditEvent)).toHaveLength(1);
  });

  it('writes only what an author changed and keeps every id', async () => {
    const before = await ids();
    edit(`${QUARTER}/businesses.json`, (text) => text.replace('"Restaurant Zimtgarten"', '"Restaurant Zimt"'));
    edit(`${QUARTER}/buildings/11-eisenbahnstrasse-83.json`, (text) =>
      text.replace(
        '"reason": "tenant_search", "activatableMonths": 1, "checkedOn": "2026-11-03"',
        '"reason": "owner_strategy", "checkedOn": "2026-11-20"'
      )
    );
    expect(await seed()).toEqual({ isChanged: true, changes: { business: 1, occupancy: 1 }, kept: {} });
    expect(await ids()).toEqual(before);
    const [renamed] = await database.db.select().from(business).where(eq(business.ref, 'zimtgarten'));
    expect(renamed!.name).toBe('Restaurant Zimt');
  });

  it('removes what the folder no longer names and nothing that came from elsewhere', async () => {
    const { db } = database;
    const { id: quarterId } = first(await db.select().from(quarter));
    const inserted = await db
      .insert(source)
      .values({ key: 'other', title: 'Other', publisher: 'Other', licence: 'x', attribution: 'x', nature: 'official' })
      .returning();
    const { id: sourceId } = first(inserted);
    const [house] = await db.select().from(building).where(eq(building.ref, 'block-99/02'));
    await db
      .insert(building)
      .values({ ...house!, id: undefined, ref: 'osm/way/1', blockId: null, quarterId, sourceId });
    edit(`${QUARTER}/listings.json`, (text) => {
      const listings: { ref: string }[] = JSON.parse(text);
      return JSON.stringify(listings.filter(({ ref }) => ref !== 'lu-eg-r'));
    });
    expect((await seed()).changes).toMatchObject({ listing: 1 });
    expect(await db.select().from(listing).where(eq(listing.ref, 'lu-eg-r'))).toEqual([]);
    expect(await db.select().from(building).where(eq(building.ref, 'osm/way/1'))).toHaveLength(1);
  });

  it('leaves a history alone that somebody else has gone on with', async () => {
    const { db } = database;
    const { id: sourceId } = first(await db.select().from(source).where(eq(source.key, 'other')));
    const [open] = await db
      .select({ occupancy })
      .from(occupancy)
      .innerJoin(unit, eq(unit.id, occupancy.unitId))
      .innerJoin(building, eq(building.id, unit.buildingId))
      .where(sql`${building.ref} = 'block-99/11' and ${unit.code} = 'EG-R' and upper_inf(${occupancy.valid})`);
    const { id, unitId, valid } = open!.occupancy;
    await db.transaction(async (tx) => {
      await tx
        .update(occupancy)
        .set({ valid: { from: valid.from, to: '2026-11-21' } })
        .where(eq(occupancy.id, id));
      const found = {
        unitId,
        status: 'occupied',
        useClass: 'retail',
        valid: { from: '2026-11-21', to: null },
        sourceId
      } as const;
      await tx.insert(occupancy).values(found);
    });
    edit(`${QUARTER}/buildings/11-eisenbahnstrasse-83.json`, (text) => text.replace('"areaSqm": 96', '"areaSqm": 97'));
    await seed();
    const rows = await db.select().from(occupancy).where(eq(occupancy.unitId, unitId)).orderBy(occupancy.id);
    expect(rows.at(-1)).toMatchObject({ status: 'occupied', sourceId });
    expect(rows.find((row) => row.id === id)?.valid.to).toBe('2026-11-21');
  });

  it('changes nothing when the folder is wrong', async () => {
    const before = await ids();
    edit(`${QUARTER}/businesses.json`, (text) => text.replace('"Bäckerei Ofenglut"', '""'));
    edit(`${QUARTER}/measures.json`, (text) => text.replace('"block-99/08"', '"block-99/99"'));
    await expect(seed()).rejects.toThrow(GeodataError);
    expect(await ids()).toEqual(before);
  });

  it('keeps reviewed translations with the hash of the text that they translate', async () => {
    const rows = await database.db
      .select()
      .from(translation)
      .innerJoin(business, eq(business.id, translation.entityId))
      .where(
        sql`${translation.entity} = 'business' and ${translation.locale} = 'ar' and ${business.ref} = 'lotusblatt'`
      );
    const fields = rows.map(({ translation: { field, state } }) => `${field} ${state}`).sort();
    expect(fields).toEqual(['description reviewed', 'name reviewed']);
    expect(new Set(rows.map((row) => row.translation.sourceHash)).size).toBe(2);
  });
});
