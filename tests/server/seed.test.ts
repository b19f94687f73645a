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
import { correctBuilding } from '../../src/lib/server/building/building-facts';
import { correctBusiness } from '../../src/lib/server/business/business-facts';
import type { ServiceContext } from '../../src/lib/server/context';
import { confirmOccupancy } from '../../src/lib/server/unit/occupancy';
import { undoChange } from '../../src/lib/server/change/undo';
import { correctUnit } from '../../src/lib/server/unit/unit-facts';
import { readUnitRecords } from '../../src/lib/server/unit/unit-record';
import { divideUnit } from '../../src/lib/server/unit/unit-structure';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, PLANNER } from '../support/factories';

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

describe('seeding after people have worked', () => {
  let own: TestDatabase;
  let context: ServiceContext;
  const reports: string[] = [];
  const evidence = { method: 'visit', checkedOn: '2026-11-20' } as const;
  const seedOwn = () => seedQuarter(own, 'iq-ost', (text) => reports.push(text), geodata);
  const HOUSE = `${QUARTER}/buildings/11-eisenbahnstrasse-83.json`;

  beforeEach(async () => {
    own = await createTestDatabase({ seeded: true });
    context = contextOf(own.db, { actor: PLANNER, quarter: 'iq-ost' });
    reports.length = 0;
  });
  afterEach(() => own.close());

  async function findHouse() {
    const house = first(await own.db.select().from(building).where(eq(building.ref, 'block-99/11')));
    const units = await own.db.select().from(unit).where(eq(unit.buildingId, house.id)).orderBy(unit.id);
    return { house, units, named: (code: string) => first(units.filter((item) => item.code === code)) };
  }

  const rowsOfLastEvent = () => own.sql<{ entity: string; action: string }[]>`
    select r.entity, e.action from audit_row r join audit_event e on e.id = r.event_id
    where e.id = (select max(id) from audit_event) order by r.id`;

  it('records nothing of the first seeding, and what a later one changes under its own event', async () => {
    expect(await own.sql`select 1 from audit_row`).toHaveLength(0);
    const { house } = await findHouse();
    edit(HOUSE, (text) => text.replace('"areaSqm": 96', '"areaSqm": 97'));
    // Its neighbour gets a smaller share of the floor.
    expect(await seedOwn()).toMatchObject({ changes: { unit: 2 }, kept: {} });
    expect(await rowsOfLastEvent()).toEqual(Array(2).fill({ entity: 'unit', action: 'seed' }));
    const [changed] = await own.db
      .select()
      .from(unit)
      .where(sql`${unit.buildingId} = ${house.id} and ${unit.areaSqm} = 97`);
    const [record] = await readUnitRecords(context, [changed!.id]);
    expect(record!.version).toBe(1);
    expect(reports).toEqual(['Reading the quarter iq-ost …']);
  });

  it('keeps the facts that people corrected of a unit, a house and a business', async () => {
    const { house, named } = await findHouse();
    const shop = named('EG-R');
    const [record] = await readUnitRecords(context, [shop.id]);
    await correctUnit(context, {
      ...{ unit: { id: shop.id, version: 0 }, note: null },
      facts: { ...record!.facts, code: 'Laden 1', areaSqm: 91 }
    });
    const { street, houseNumber, postcode, name, isAddressChecked, isMonument, storeysAbove, roofStoreys } = house;
    await correctBuilding(context, {
      ...{ building: { id: house.id, version: 0 }, note: null },
      facts: {
        ...{ street, houseNumber, postcode, name, isAddressChecked, isMonument },
        builtYear: 1888,
        storeysAbove,
        roofStoreys
      }
    });
    const tenant = first(await own.db.select().from(business).where(eq(business.ref, 'zimtgarten')));
    const { description, languages, languagesConsent, openingHours, website, foundedOn, jobs, trainingPlaces } = tenant;
    await correctBusiness(context, {
      ...{ business: { id: tenant.id, version: 0 }, note: null },
      facts: {
        ...{ name: 'Zimtgarten am Platz', description, languages, languagesConsent, openingHours, website },
        ...{ foundedOn, jobs, trainingPlaces, openJobs: null, openTrainingPlaces: null }
      }
    });
    edit(`${QUARTER}/businesses.json`, (text) => text.replace('"Restaurant Zimtgarten"', '"Restaurant Zimt"'));
    edit(HOUSE, (text) => text.replace('"areaSqm": 96', '"areaSqm": 97'));
    const result = await seedOwn();
    expect(result.kept).toMatchObject({ unit: expect.any(Number), building: 1, business: 1 });
    expect(reports[1]).toMatch(/^Kept \d+ records as people have changed them since\.$/);
    const after = await findHouse();
    expect(after.house.builtYear).toBe(1888);
    expect(after.named('Laden 1')).toMatchObject({ id: shop.id, areaSqm: 91 });
    expect(after.units.map(({ id }) => id)).toEqual((await findHouse()).units.map(({ id }) => id));
    expect(after.units.filter(({ areaSqm }) => areaSqm === 97)).toEqual([]);
    expect(first(await own.db.select().from(business).where(eq(business.id, tenant.id))).name).toBe(
      'Zimtgarten am Platz'
    );
    const [event] = await own.sql<{ kept: object }[]>`
      select detail->'kept' as kept from audit_event where action = 'seed' order by id desc limit 1`;
    expect(event).toEqual({ kept: result.kept });
  });

  it('keeps every entry of a unit in whose history somebody wrote, be it only a confirmation', async () => {
    const { named } = await findHouse();
    const shop = named('EG-R');
    await confirmOccupancy(context, { units: [{ id: shop.id, version: 0 }], evidence });
    const before = await own.db.select().from(occupancy).where(eq(occupancy.unitId, shop.id)).orderBy(occupancy.id);
    edit(HOUSE, (text) =>
      text.replace(
        '"reason": "tenant_search", "activatableMonths": 1, "checkedOn": "2026-11-03"',
        '"reason": "owner_strategy", "checkedOn": "2026-11-20"'
      )
    );
    expect(await seedOwn()).toMatchObject({ changes: {}, kept: { occupancy: before.length } });
    expect(await own.db.select().from(occupancy).where(eq(occupancy.unitId, shop.id)).orderBy(occupancy.id)).toEqual(
      before
    );
  });

  it('leaves a house alone whose units people have divided, and finds its units for plans and listings', async () => {
    const { house, named } = await findHouse();
    const shop = named('EG-R');
    const { result: partIds } = await divideUnit(context, {
      ...{ unit: { id: shop.id, version: 0 }, on: '2026-11-21', evidence, note: null },
      parts: ['EG-R1', 'EG-R2'].map((code) => ({
        ...{ code, kind: 'shop' as const, areaSqm: shop.areaSqm! / 2, areaType: shop.areaType, frontageM: null },
        occupancy: {
          ...{ status: 'vacant' as const, useClass: null, reason: null, activatableMonths: null },
          ...{ isStartKnown: true, tenancy: null }
        }
      }))
    });
    const before = await findHouse();
    edit(HOUSE, (text) => text.replace('"areaSqm": 96', '"areaSqm": 97'));
    edit(`${QUARTER}/businesses.json`, (text) => text.replace('"Restaurant Zimtgarten"', '"Restaurant Zimt"'));
    const { kept } = await seedOwn();
    expect(kept.unit).toBeGreaterThan(0);
    expect(await findHouse()).toMatchObject({ house: before.house, units: before.units });
    const links =
      await own.sql`select unit_id as "unitId" from unit_predecessor where predecessor_id = ${shop.id} order by 1`;
    expect(links.map(({ unitId }) => unitId as number)).toEqual([...partIds]);
    expect(await own.db.$count(building, eq(building.id, house.id))).toBe(1);
  });

  it('forgets what was taken back', async () => {
    const { named } = await findHouse();
    const { eventId } = await confirmOccupancy(context, { units: [{ id: named('EG-R').id, version: 0 }], evidence });
    await undoChange(context, { eventId, note: null });
    edit(HOUSE, (text) =>
      text.replace('"reason": "tenant_search", "activatableMonths": 1,', '"reason": "owner_strategy",')
    );
    expect(await seedOwn()).toMatchObject({ changes: { occupancy: 1 }, kept: {} });
  });
});
