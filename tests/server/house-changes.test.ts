import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { areaSqm } from '../../src/lib/domain/geometry';
import type { BuildingFacts } from '../../src/lib/domain/building-facts';
import type { UnitFacts } from '../../src/lib/domain/unit-facts';
import {
  changeRenewal,
  correctBuilding,
  correctRenewal,
  OPEN_BEGINNING
} from '../../src/lib/server/building/building-facts';
import { correctBusiness } from '../../src/lib/server/business/business-facts';
import type { ServiceContext } from '../../src/lib/server/context';
import { building, storey, unit } from '../../src/lib/server/db/schema';
import { correctStorey, insertStorey, removeStorey } from '../../src/lib/server/building/storey';
import { addUnit, correctUnit, endUnit, type UnitAddition } from '../../src/lib/server/unit/unit-facts';
import { readUnitRecords } from '../../src/lib/server/unit/unit-record';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { buildDeskHouse, EVIDENCE, historyOf, partOf, refusalOf, type DeskHouse } from '../support/desk-house';
import { actorOf, contextOf, Factory, PLANNER } from '../support/factories';

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

const unitAt = (index: number) => house.unitIds[index]!;
const NO_IDS = [NaN, 2 ** 40, 2_147_483_647, -1, 1.5];
const seeker = () => contextOf(database.db, { actor: actorOf('seeker') });

describe('facts of a unit', () => {
  const factsOf = async (index = 0) => (await readUnitRecords(context, [unitAt(index)]))[0]!.facts;
  const correct = async (overrides: Partial<UnitFacts>, version: number | null = 0) =>
    correctUnit(context, {
      ...{ unit: { id: unitAt(0), version }, facts: { ...(await factsOf()), ...overrides }, note: null }
    });

  it('are corrected for its whole time', async () => {
    await correct({ areaSqm: 48.5, hasToilet: true, hasSecondEscapeRoute: false });
    expect(await factsOf()).toMatchObject({ areaSqm: 48.5, hasToilet: true, hasSecondEscapeRoute: false });
    expect(await refusalOf(() => correct({}, null))).toBe('invalid code nothing_changed');
    expect(await refusalOf(() => correct({ areaSqm: 40 }))).toBe('conflict changed_meanwhile');
  });

  it('have a code of their own for as long as the unit is there', async () => {
    expect(await refusalOf(() => correct({ code: 'eg-2' }))).toBe('invalid code code_taken');
    await correct({ code: 'eg-1' });
    await endUnit(context, { unit: { id: unitAt(0), version: null }, on: '2026-01-01', note: null });
    const addition = { ...added(), part: partOf('Neu', null), from: '2026-02-01' };
    await addUnit(context, addition);
    // The other one came after this one had gone.
    await correct({ code: 'Neu' }, null);
    expect((await factsOf()).code).toBe('Neu');
  });

  it('are refused for units that are not there', async () => {
    const facts = await factsOf();
    for (const id of NO_IDS) {
      const attempt = () => correctUnit(context, { unit: { id, version: null }, facts, note: null });
      expect(await refusalOf(attempt)).toBe('not_found unit_not_found');
    }
  });
});

const added = (overrides: Partial<UnitAddition> = {}): UnitAddition => ({
  ...{ storeyId: house.storeyId, afterUnitId: null, from: '2026-02-01', part: partOf('Neu', null) },
  ...{ evidence: EVIDENCE, note: null },
  ...overrides
});

describe('a unit that was not recorded yet', () => {
  it('gets the room that is left, and its place in the row', async () => {
    await endUnit(context, { unit: { id: unitAt(1), version: 0 }, on: '2026-01-01', note: null });
    const { result: id } = await addUnit(context, added({ afterUnitId: unitAt(0) }));
    const [made] = await database.db.select().from(unit).where(eq(unit.id, id));
    const [gone] = await database.db
      .select()
      .from(unit)
      .where(eq(unit.id, unitAt(1)));
    expect(areaSqm(JSON.parse(made!.geometry))).toBeCloseTo(areaSqm(JSON.parse(gone!.geometry)), 1);
    expect(made).toMatchObject({ position: 2, disclosure: 'withheld', valid: { from: '2026-02-01', to: null } });
    expect(await historyOf(context, id)).toBe('2026-02-01 vacant');
  });

  it('finds no room where all is taken, or will be', async () => {
    expect(await refusalOf(() => addUnit(context, added()))).toBe('conflict no_room_on_storey');
    await endUnit(context, { unit: { id: unitAt(1), version: 0 }, on: '2026-01-01', note: null });
    expect(await refusalOf(() => addUnit(context, added({ from: '2025-12-31' })))).toBe('conflict no_room_on_storey');
  });

  it.each([
    ['from not_a_day', { from: '0001-01-01' }],
    ['kind unknown_code', { part: partOf('N', null, { kind: 'x' as 'shop' }) }],
    ['code not_text', { part: partOf('N\0', null) }],
    ['areaSqm not_positive', { part: partOf('N', Infinity) }],
    ['method unknown_code', { evidence: { method: 'x' as 'visit', checkedOn: '2026-11-01' } }],
    ['code code_taken', { part: partOf('EG-1', null) }],
    ['afterUnitId not_one_of_this_unit', { afterUnitId: NaN }]
  ] as const)('is refused at its field: %s', async (issue, overrides) => {
    expect(await refusalOf(() => addUnit(context, added(overrides)))).toBe(`invalid ${issue}`);
  });

  it('needs a storey of the quarter', async () => {
    for (const storeyId of NO_IDS) {
      expect(await refusalOf(() => addUnit(context, added({ storeyId })))).toBe('not_found storey_not_found');
    }
    expect(await refusalOf(() => addUnit(seeker(), added()))).toMatch(/^forbidden/);
  });
});

describe('the end of a unit', () => {
  const end = (on: string, version: number | null = null) =>
    endUnit(context, { unit: { id: unitAt(0), version }, on, note: null });

  it('cuts its history and its tenancy', async () => {
    await end('2026-01-01');
    expect(await historyOf(context, unitAt(0))).toBe('2010 occupied 500, 2015 vacant, end 2026-01-01');
    expect(await refusalOf(() => end('2026-02-01'))).toBe('conflict unit_not_there_then');
  });

  it('is refused before its beginning and before what is recorded', async () => {
    expect(await refusalOf(() => end('2004-01-01'))).toBe('conflict unit_not_there_then');
    expect(await refusalOf(() => end('2014-01-01'))).toBe('invalid on unit_has_later_changes');
    expect(await refusalOf(() => end('9999-99-99'))).toBe('invalid on not_a_day');
    expect(await refusalOf(() => end('9999-12-31'))).toBe('accepted');
  });
});

describe('storeys', () => {
  const at = (version: number | null = null) => ({ building: { id: house.buildingId, version }, note: null });
  const levels = async () => {
    const rows = await database.db
      .select()
      .from(storey)
      .where(eq(storey.buildingId, house.buildingId))
      .orderBy(storey.part, storey.sort);
    return rows.map(({ part, type, level, baseM }) => `${part} ${type}${level}@${baseM}`);
  };
  const insert = (overrides: object = {}) =>
    insertStorey(context, {
      ...at(),
      insertion: {
        ...{ part: 'front', aboveId: house.storeyId, type: 'OG', level: 1, heightM: 3, renumbers: true },
        ...overrides
      }
    });

  it('are inserted, corrected and removed', async () => {
    const { result: first } = await insert();
    await insert();
    expect(await levels()).toEqual(['front EG0@0', 'front OG1@3.5', 'front OG2@6.5']);
    await correctStorey(context, { ...at(), correction: { id: house.storeyId, type: 'EG', level: 0, heightM: 4.2 } });
    expect(await levels()).toEqual(['front EG0@0', 'front OG1@4.2', 'front OG2@7.2']);
    await removeStorey(context, { ...at(), removal: { id: first!, renumbers: true } });
    expect(await levels()).toEqual(['front EG0@0', 'front OG1@4.2']);
  });

  it('of other parts stay when the only one of a part goes', async () => {
    const { result: upper } = await insert();
    const { result: rear } = await insert({ part: 'rear', aboveId: null, type: 'EG', level: 0 });
    await removeStorey(context, { ...at(), removal: { id: rear!, renumbers: true } });
    expect(await levels()).toEqual(['front EG0@0', 'front OG1@3.5']);
    expect(await database.db.$count(storey, eq(storey.id, upper!))).toBe(1);
  });

  it('never run out of places between two others without saying so', async () => {
    const outcomes: string[] = [];
    await insert({ level: 1 });
    for (let round = 0; round < 30; round++) outcomes.push(await refusalOf(() => insert({ level: 1 })));
    expect(new Set(outcomes)).toEqual(new Set(['accepted']));
  });

  it('with units stay', async () => {
    const removal = { id: house.storeyId, renumbers: true };
    expect(await refusalOf(() => removeStorey(context, { ...at(), removal }))).toBe('conflict storey_has_units');
    expect(await refusalOf(() => removeStorey(context, { ...at(), removal: { ...removal, id: NaN } }))).toBe(
      'invalid id not_one_of_this_unit'
    );
  });

  it.each([
    ['level out_of_range', { level: 40_000 }],
    ['level not_whole', { level: NaN }],
    ['heightM out_of_range', { heightM: 1e-50 }],
    ['heightM out_of_range', { heightM: Infinity }],
    ['part unknown_code, aboveId not_one_of_this_unit', { part: 'x' }],
    ['aboveId not_one_of_this_unit', { aboveId: 2 ** 40 }]
  ])('are refused: %s', async (issue, overrides) => {
    expect(await refusalOf(() => insert(overrides))).toBe(`invalid ${issue}`);
  });

  it('need a house of the quarter and a planner', async () => {
    for (const id of NO_IDS) {
      const attempt = () =>
        removeStorey(context, { building: { id, version: null }, note: null, removal: { id: 1, renumbers: true } });
      expect(await refusalOf(attempt)).toBe('not_found building_not_found');
    }
    const attempt = () => removeStorey(seeker(), { ...at(), removal: { id: 1, renumbers: true } });
    expect(await refusalOf(attempt)).toMatch(/^forbidden/);
  });

  it('of two planners the second is told', async () => {
    await insert();
    const stale = () => removeStorey(context, { ...at(0), removal: { id: house.storeyId, renumbers: true } });
    expect(await refusalOf(stale)).toBe('conflict changed_meanwhile');
  });
});

describe('facts of a house', () => {
  const FACTS: BuildingFacts = {
    ...{ street: 'Ludwigstraße', houseNumber: '1', postcode: '04315', name: null, isAddressChecked: true },
    ...{ isMonument: true, builtYear: 1890, storeysAbove: 4, roofStoreys: 1 }
  };
  const correct = (overrides: Partial<BuildingFacts> = {}, version: number | null = null) =>
    correctBuilding(context, {
      building: { id: house.buildingId, version },
      facts: { ...FACTS, ...overrides },
      note: null
    });

  it('are corrected, once', async () => {
    await correct();
    const [row] = await database.db.select().from(building).where(eq(building.id, house.buildingId));
    expect(row).toMatchObject(FACTS);
    expect(await refusalOf(() => correct())).toBe('invalid street nothing_changed');
    expect(await refusalOf(() => correct({ builtYear: 1891 }, 0))).toBe('conflict changed_meanwhile');
  });

  it('are refused at their fields', async () => {
    expect(
      await refusalOf(() =>
        correct({ street: 'x'.repeat(10_000_000), name: '\0', builtYear: NaN, storeysAbove: 40_000 })
      )
    ).toBe('invalid street too_long, name not_text, builtYear out_of_range, storeysAbove out_of_range');
  });
});

describe('the history of renewal', () => {
  const of = () => ({ building: { id: house.buildingId, version: null }, note: null });
  const states = async () =>
    (
      await database.sql<{ text: string }[]>`
      select valid::text || ' ' || state as text from building_renewal where building_id = ${house.buildingId} order by valid`
    ).map(({ text }) => text);
  const change = (from: string, state: string, to: string | null = null) =>
    changeRenewal(context, { ...of(), from, to, state: state as 'unrenovated' });

  it('changes from a day on, is corrected and taken out', async () => {
    await change(OPEN_BEGINNING, 'unrenovated');
    await change('2015-01-01', 'in_progress');
    await change('2017-01-01', 'renovated');
    expect(await states()).toEqual([
      '(,2015-01-01) unrenovated',
      '[2015-01-01,2017-01-01) in_progress',
      '[2017-01-01,) renovated'
    ]);
    const [, middle] = await database.sql<{ id: number }[]>`
      select id from building_renewal where building_id = ${house.buildingId} order by valid`;
    await correctRenewal(context, {
      ...of(),
      entryId: middle!.id,
      wanted: { from: '2014-01-01', to: '2016-01-01', state: 'in_progress' }
    });
    expect(await states()).toEqual([
      '(,2014-01-01) unrenovated',
      '[2014-01-01,2016-01-01) in_progress',
      '[2016-01-01,) renovated'
    ]);
    await correctRenewal(context, { ...of(), entryId: middle!.id, wanted: null });
    expect(await states()).toEqual(['(,2016-01-01) unrenovated', '[2016-01-01,) renovated']);
  });

  it('is refused where it cannot be', async () => {
    await change('2015-01-01', 'renovated');
    expect(await refusalOf(() => change('2015-01-01', 'renovated'))).toBe('invalid state nothing_changed');
    expect(await refusalOf(() => change('0001-01-01', 'splendid'))).toBe('invalid from not_a_day, state unknown_code');
    expect(await refusalOf(() => change('2010-01-01', 'renovated', '2012-01-01'))).toBe('invalid to leaves_gap');
    expect(await refusalOf(() => correctRenewal(context, { ...of(), entryId: NaN, wanted: null }))).toBe(
      'invalid entry not_one_of_this_unit'
    );
  });
});

describe('facts of a business', () => {
  const facts = {
    ...{ name: 'Quán Trà', description: 'Tee', languages: ['vi'], languagesConsent: true, openingHours: null },
    ...{ website: null, foundedOn: null, jobs: 2, trainingPlaces: null, openJobs: null, openTrainingPlaces: null }
  };

  it('are corrected by itself or the desk, for themselves alone', async () => {
    const [own, other] = [await factory.business(), await factory.business()];
    const self = contextOf(database.db, { actor: { ...actorOf('business'), businessIds: [own.id] } });
    const correct = (by: ServiceContext, id: number, overrides: object = {}) =>
      correctBusiness(by, { business: { id, version: null }, facts: { ...facts, ...overrides }, note: null });
    await correct(self, own.id);
    expect(await refusalOf(() => correct(self, own.id))).toBe('invalid name nothing_changed');
    expect(await refusalOf(() => correct(self, other.id))).toBe('forbidden role_needed');
    expect(await refusalOf(() => correct(seeker(), own.id))).toMatch(/^forbidden/);
    for (const id of NO_IDS) expect(await refusalOf(() => correct(context, id))).toBe('not_found business_not_found');
    expect(await refusalOf(() => correct(context, other.id, { jobs: 2 ** 40, description: '\0' }))).toBe(
      'invalid description not_text, jobs out_of_range'
    );
  });
});
