import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inLocale } from '../../src/i18n/in-locale';
import { everyPlanFileWords, planFileWords } from '../../src/i18n/plan-file-words';
import type { Locale } from '../../src/i18n/paraglide/runtime';
import { applyChange, differContents } from '../../src/lib/domain/plan/plan-change';
import type { PlanContent } from '../../src/lib/domain/plan/plan-content';
import { listSheetRows } from '../../src/lib/domain/plan/sheet-rows';
import { PLAN_COLUMNS, type PlanCell, type PlanColumn } from '../../src/lib/domain/plan/plan-table';
import { MOST_PLAN_FILE_BYTES, MOST_PLAN_ROWS } from '../../src/lib/domain/plan/plan-upload';
import type { ServiceContext } from '../../src/lib/server/context';
import { undoChange } from '../../src/lib/server/change/undo';
import { unit, usePlan, usePlanTarget } from '../../src/lib/server/db/schema';
import { readPlan } from '../../src/lib/server/use-plan/plan-content';
import { exportPlanGeoJson } from '../../src/lib/server/use-plan/plan-file/plan-geojson';
import { listChangedUnits, previewPlanImport } from '../../src/lib/server/use-plan/plan-file/plan-import';
import { readPlanSheet } from '../../src/lib/server/use-plan/plan-file/plan-sheet';
import { exportPlanWorkbook } from '../../src/lib/server/use-plan/plan-file/plan-workbook';
import { packArchive, unpackArchive } from '../../src/lib/server/use-plan/plan-file/workbook-archive';
import { savePlanChange } from '../../src/lib/server/use-plan/plan-save';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, PLANNER } from '../support/factories';
import { packBomb, readSheets, typeInto, writeSheet, type Cells } from '../support/workbook';

let database: TestDatabase;
let planner: ServiceContext;
let everybody: ServiceContext;
let adopted: number;
let draft: number;
/** Units of the draft by house number and code. */
let units: Readonly<Record<string, number>>;
const ORIGIN = 'https://karte.example.org';

function readerIn(locale: Locale) {
  return { origin: ORIGIN, languages: inLocale(locale, () => everyPlanFileWords()) };
}
const inLanguage = (locale: Locale): ServiceContext => ({ ...planner, locale });
const workbookOf = async (planId: number, locale: Locale = 'de', context = planner) =>
  (await exportPlanWorkbook({ ...context, locale }, planId, readerIn(locale))).body as Buffer;
const rowsOf = async (planId: number, locale: Locale = 'de', context = planner): Promise<Cells> =>
  (await readSheets(await workbookOf(planId, locale, context)))[0]!.data;
const preview = async (bytes: Uint8Array, { planId = draft, locale = 'de' as Locale, context = planner } = {}) =>
  previewPlanImport({ ...context, locale }, { planId, bytes, languages: readerIn(locale).languages });
const at = (row: readonly PlanCell[] | undefined, column: PlanColumn) => row?.[PLAN_COLUMNS.indexOf(column)];
const contentOf = async (planId: number): Promise<PlanContent> => (await readPlan(planner, planId)).content;

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  planner = contextOf(database.db, { actor: PLANNER, quarter: 'iq-ost' });
  everybody = contextOf(database.db, { quarter: 'iq-ost' });
  const plans = await database.db.select({ id: usePlan.id, ref: usePlan.ref }).from(usePlan);
  adopted = plans.find(({ ref }) => ref === 'iq-ost')!.id;
  draft = plans.find(({ ref }) => ref === 'hofgarten')!.id;
  const rows = await database.db.execute<{ id: number; name: string }>(sql`
    select u.id, b.sequence || ' ' || u.code as name from unit u join building b on b.id = u.building_id
    join block k on k.id = b.block_id and k.slug = 'block-99' where b.sequence is not null and upper_inf(u.valid)`);
  units = Object.fromEntries(rows.map(({ id, name }) => [name, id]));
});

afterAll(() => database.close());

describe('a plan as a workbook', () => {
  it('has a row per unit of its block, heads in the language of the reader, and the same codes in each', async () => {
    const [german, arabic] = [await rowsOf(adopted, 'de'), await rowsOf(adopted, 'ar')];
    expect(german[0]!.slice(0, 3)).toEqual(['Haus', 'Geschoss', 'Einheit']);
    expect(arabic[0]!.slice(0, 3)).toEqual(['المبنى', 'الطابق', 'الوحدة']);
    expect(german[1]).toEqual([...PLAN_COLUMNS]);
    expect(german.length).toBeGreaterThan(100);
    const codes = PLAN_COLUMNS.indexOf('unitId');
    expect(arabic.slice(1).map((row) => row.slice(codes))).toEqual(german.slice(1).map((row) => row.slice(codes)));
    const row = german.find((cells) => at(cells, 'wish') === 'Arabisches Restaurant')!;
    expect([at(row, 'use'), at(row, 'useCode'), at(row, 'wish')]).toEqual([
      ...['Gastronomie', 'gastronomy', 'Arabisches Restaurant']
    ]);
    expect(at(row, 'wish_ar')).toMatch(/مطعم/);
    expect(at(row, 'targetOn')).toBeInstanceOf(Date);
  });

  it('freezes its head and its names, reads from right to left in Arabic, and has columns of some width', async () => {
    const sheetXml = async (locale: Locale) => {
      const files = await unpackArchive(await workbookOf(adopted, locale), { mostFiles: 50, mostBytes: 1e8 });
      return files.get('xl/worksheets/sheet1.xml')!.toString('utf8');
    };
    const [german, arabic] = [await sheetXml('de'), await sheetXml('ar')];
    expect(german).toMatch(
      /<pane[^>]*xSplit="3"[^>]*ySplit="2"[^>]*state="frozen"|<pane[^>]*ySplit="2"[^>]*xSplit="3"/
    );
    expect(german).toMatch(/<col [^>]*width="40"/);
    expect([german.includes('rightToLeft'), arabic.includes('rightToLeft="1"')]).toEqual([false, true]);
  });

  it('says on its second sheet where it comes from, and that it is invented', async () => {
    const sheets = await readSheets(await workbookOf(adopted));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Plan', 'Hinweise']);
    const notes = new Map(sheets[1]!.data.map(([name, value]) => [name, value]));
    expect(notes.get('Stand des Plans')).toBe('beschlossen');
    expect(String(notes.get('Echt oder erfunden'))).toMatch(/^Erfundener Plan/);
    for (const note of ['Quelle', 'Lizenz', 'Beschluss', 'Fassung']) expect(notes.get(note), note).toBeTruthy();
    expect(notes.get('Adresse im Netz')).toBe(`${ORIGIN}/plans/${adopted}`);
  });

  it('is told to be the same as long as it tells the same, and another in another language', async () => {
    const told = async (locale: Locale) =>
      (await exportPlanWorkbook(inLanguage(locale), adopted, readerIn(locale))).told;
    expect(await told('de')).toBe(await told('de'));
    expect(await told('de')).not.toBe(await told('en'));
  });

  it('is opened whatever people typed: without what a spreadsheet cannot hold', async () => {
    const bell = String.fromCharCode(7);
    await setWish(`A${bell}B <&>" =1+1`);
    const rows = await rowsOf(draft);
    expect(rows.map((row) => at(row, 'wish'))).toContain('AB <&>" =1+1');
    await setWish(null);
  });

  async function setWish(wish: string | null) {
    await database.db
      .update(usePlanTarget)
      .set({ wish })
      .where(and(eq(usePlanTarget.planId, draft), eq(usePlanTarget.unitId, units['7 EG-R']!)));
  }

  it('of a draft is for planners alone', async () => {
    for (const make of [exportPlanWorkbook, exportPlanGeoJson]) {
      await expect(make(everybody, draft, readerIn('de'))).rejects.toMatchObject({ kind: 'not_found' });
      await expect(make(planner, 999_999, readerIn('de'))).rejects.toMatchObject({ kind: 'not_found' });
      expect((await make(everybody, adopted, readerIn('de'))).fileName).toMatch(/^nutzungsplan-iq-ost-v1\./);
    }
  });

  it('tells everybody no use of a dwelling and planners what they may see, and that it is not to be passed on', async () => {
    const [shown, internal] = [await rowsOf(adopted, 'de', everybody), await rowsOf(adopted)];
    const dwelling = (rows: Cells) =>
      rows.filter((row) => at(row, 'kind') === 'Wohnung').map((row) => String(at(row, 'present')));
    expect(new Set(dwelling(shown))).toEqual(new Set([planFileWords('de').unit(WITHHELD).present]));
    expect(new Set(dwelling(internal)).size).toBeGreaterThan(1);
    const note = async (context: ServiceContext) =>
      JSON.stringify((await readSheets(await workbookOf(adopted, 'de', context)))[1]!.data);
    expect(await note(planner)).toMatch(/nicht weitergeben/);
    expect(await note(everybody)).not.toMatch(/nicht weitergeben/);
  });
});

const WITHHELD = {
  part: 'front',
  storeyType: 'EG',
  level: 0,
  kind: 'dwelling',
  status: 'withheld',
  use: null
} as never;

describe('a plan as GeoJSON', () => {
  const collection = async (planId: number, context = planner) =>
    JSON.parse(String((await exportPlanGeoJson(context, planId, readerIn('de'))).body)) as {
      plan: Record<string, unknown>;
      features: { id: string; geometry: { type: string } | null; properties: Record<string, unknown> }[];
    };

  it('has a feature per unit with a target, with its outline and what it shall become', async () => {
    const { plan, features } = await collection(adopted);
    const { entries } = await contentOf(adopted);
    expect(features.map(({ properties }) => properties.unit_id).sort()).toEqual(
      entries.map(({ unitId }) => unitId).sort()
    );
    expect(plan).toMatchObject({ status: 'adopted', is_invented: true });
    const restaurant = features.find(({ properties }) => properties.wish === 'Arabisches Restaurant')!;
    expect(restaurant.properties).toMatchObject({ use: 'gastronomy', shown_as: 'unit', parts: [] });
    expect(restaurant.geometry!.type).toMatch(/Polygon$/);
  });

  it.each([
    ['building', 'building', true],
    ['block', 'none', false],
    ['hidden', 'none', false]
  ] as const)(
    'shows a place that may be shown as %s no more exactly',
    async (locationPrecision, shownAs, hasOutline) => {
      const id = units['10 EG-R']!;
      const exact = (await collection(adopted)).features.find(({ properties }) => properties.unit_id === id)!;
      await database.db.update(unit).set({ locationPrecision }).where(eq(unit.id, id));
      const shown = (await collection(adopted)).features.find(({ properties }) => properties.unit_id === id)!;
      await database.db.update(unit).set({ locationPrecision: 'exact' }).where(eq(unit.id, id));
      expect([shown.properties.shown_as, shown.geometry !== null]).toEqual([shownAs, hasOutline]);
      expect(shown.geometry).not.toEqual(exact.geometry);
    }
  );
});

describe('a plan on paper', () => {
  it('shows all houses of its block, the fronts of its streets and each target once', async () => {
    const sheet = await readPlanSheet(everybody, adopted);
    expect(sheet.site!.houses.length).toBeGreaterThan(12);
    expect(sheet.site!.streets.map(({ name }) => name)).toContain('Eisenbahnstraße');
    expect(sheet.faces.map(({ street }) => street)).toContain('Eisenbahnstraße');
    expect(sheet.faces.flatMap(({ houses }) => houses)).toHaveLength(12);
    const { entries } = await contentOf(adopted);
    const listed = listSheetRows(sheet.plan.content, sheet.units).flatMap(({ rows }) => rows);
    expect(listed.flatMap(({ codes, part }) => (part === null || part === 1 ? codes : []))).toHaveLength(
      entries.length
    );
    expect(sheet.site!.houses.flatMap(({ units: shown }) => shown.map(({ use }) => use))).toContain('gastronomy');
  });

  it('tells nobody a rent, and everybody no use of a dwelling', async () => {
    const { effects } = await readPlanSheet(planner, adopted);
    expect([effects.today.rent, effects.planned.rent]).toEqual([null, null]);
    const shown = (await readPlanSheet(everybody, adopted)).units.filter(({ kind }) => kind === 'dwelling');
    expect(new Set(shown.map(({ status, use }) => `${status} ${String(use)}`))).toEqual(new Set(['withheld null']));
  });

  it('of a draft is for planners alone', async () => {
    await expect(readPlanSheet(everybody, draft)).rejects.toMatchObject({ kind: 'not_found' });
    const { site, groundSqm } = await readPlanSheet(planner, draft);
    expect(site!.areas).toHaveLength(groundSqm.length);
    expect(groundSqm.every((sqm) => sqm > 50)).toBe(true);
  });
});

describe('a table that is read back', () => {
  let before: PlanContent;
  beforeEach(async () => {
    before = await contentOf(draft);
  });

  it.each(['de', 'en', 'ar'] as const)('changes nothing as it was sent in %s, whoever reads it', async (locale) => {
    for (const reader of ['de', 'ar'] as const) {
      const { change, issues, missing } = await preview(await workbookOf(draft, locale), { locale: reader });
      expect([change, issues, missing]).toEqual([{ entries: [], areas: [] }, [], []]);
    }
  });

  it('of another plan makes the draft that plan', async () => {
    const { change, issues } = await preview(await workbookOf(adopted, 'ar'));
    expect(issues).toEqual([]);
    const { entries } = await contentOf(adopted);
    expect(change, 'the areas of the draft, of which it says nothing, stay').toEqual(
      differContents(before, { ...before, entries })
    );
    expect(entries.length).toBeGreaterThan(100);
  });

  it('shows what was typed into it, writes nothing, and is taken over and taken back as a whole', async () => {
    const [shop, pub] = [units['7 EG-R']!, units['10 EG-R']!];
    let rows = typeInto(await rowsOf(draft), shop, {
      use: 'Culture, community',
      useCode: 'culture',
      targetOn: '31.12.2029',
      wish: 'Bühne'
    });
    rows = typeInto(rows, pub, { use: null, wish: null, wish_en: null, wish_ar: null, targetOn: null });
    const shown = await preview(await writeSheet(rows));
    expect(shown.issues.map(({ column, code }) => [column, code])).toEqual([['use', 'unknown_code']]);
    rows = typeInto(rows, shop, { use: null });
    const { change, issues, units: named } = await preview(await writeSheet(rows));
    expect(issues).toEqual([]);
    expect(change.entries.map(({ unitId, after }) => [unitId, after?.parts[0]?.use ?? null])).toEqual(
      [
        [shop, 'culture'],
        [pub, null]
      ].sort((a, b) => Number(a[0]) - Number(b[0]))
    );
    expect(named.map(({ code }) => code)).toEqual(['EG-R', 'EG-R']);
    expect(await contentOf(draft), 'nothing is written').toEqual(before);

    const { eventId, result } = await savePlanChange(planner, { planId: draft, change, action: 'import_plan' });
    expect(result).toEqual(applyChange(before, change).content);
    const [event] = await database.db.execute<{ action: string }>(
      sql`select action from audit_event where id = ${eventId}`
    );
    expect(event!.action).toBe('import_plan');
    await undoChange(planner, { eventId, note: null });
    expect(await contentOf(draft)).toEqual(before);
  });

  it('takes days that are numbers, text or dates, and amounts of the reader', async () => {
    const shop = units['7 EG-R']!;
    for (const targetOn of [47_118, '31.12.2028', '2028-12-31', new Date('2028-12-31T00:00:00Z')]) {
      const { change, issues } = await preview(await writeSheet(typeInto(await rowsOf(draft), shop, { targetOn })));
      expect(issues).toEqual([]);
      expect(change.entries.map(({ after }) => after?.parts[0]?.targetOn)).toEqual(['2028-12-31']);
    }
  });

  it('names the row of the spreadsheet, also below empty rows and above other sheets', async () => {
    const rows = typeInto(await rowsOf(draft), units['7 EG-R']!, { targetOn: 'bald' });
    const place = rows.findIndex((row) => at(row, 'unitId') === units['7 EG-R']);
    const { issues } = await preview(await writeSheet([['Notiz'], [], ...rows.slice(0, 5), [], ...rows.slice(5)]));
    expect(issues).toEqual([{ row: place + 1 + 3, column: 'targetOn', code: 'not_a_day' }]);
  });

  it('is for planners, and for drafts', async () => {
    const file = await workbookOf(draft);
    await expect(preview(file, { context: everybody })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(preview(file, { planId: adopted })).rejects.toMatchObject({ code: 'plan_is_frozen' });
    await expect(preview(file, { planId: 999_999 })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(
      savePlanChange(planner, {
        planId: adopted,
        change: differContents(before, { entries: [], areas: [] }),
        action: 'import_plan'
      })
    ).rejects.toMatchObject({ code: 'plan_is_frozen' });
  });

  it('does not overwrite what somebody else drew since the preview', async () => {
    const shop = units['7 EG-R']!;
    const { change } = await preview(await writeSheet(typeInto(await rowsOf(draft), shop, { useCode: 'culture' })));
    const theirs = before.entries.map((one) =>
      one.unitId === shop ? { ...one, parts: one.parts.map((part) => ({ ...part, use: 'office' as const })) } : one
    );
    const drawn = differContents(before, { ...before, entries: theirs });
    const { eventId } = await savePlanChange(planner, { planId: draft, change: drawn, action: 'draw_plan' });
    await expect(savePlanChange(planner, { planId: draft, change, action: 'import_plan' })).rejects.toMatchObject({
      code: 'plan_changed_meanwhile',
      conflict: { entries: [{ present: { parts: [{ use: 'office' }] } }] }
    });
    const named = await listChangedUnits(planner, { planId: draft, change });
    expect(named.map(({ id }) => id)).toEqual([shop]);
    await undoChange(planner, { eventId, note: null });
  });
});

describe('a file that is no table', () => {
  const SHEET = 'xl/worksheets/sheet1.xml';
  const cases: [string, () => Promise<Uint8Array> | Uint8Array, string][] = [
    ['nothing', () => new Uint8Array(), 'file_missing'],
    ['text', () => Buffer.from('Haus;Einheit\r\n'), 'file_no_table'],
    ['an archive of something else', () => packArchive(new Map([['a.txt', Buffer.from('a')]])), 'file_no_table'],
    ['an archive that is cut off', async () => (await workbookOf(draft)).subarray(0, 4000), 'file_no_table'],
    ['an archive with a broken end', async () => broken(await workbookOf(draft)), 'file_no_table'],
    [
      'a table of something else',
      () =>
        writeSheet([
          ['Name', 'Preis'],
          ['Tee', 3]
        ]),
      'file_no_table'
    ],
    ['too many bytes', () => new Uint8Array(MOST_PLAN_FILE_BYTES + 1), 'file_too_large'],
    ['a bomb', () => packBomb(SHEET, 60_000_000), 'file_no_table'],
    ['a cell far below', () => withSheet((xml) => xml.replace('r="A3"', 'r="A1048576"')), 'too_many_rows'],
    ['a cell far to the side', () => withSheet((xml) => xml.replace('r="A3"', 'r="XFD3"')), 'file_no_table'],
    ['a place in disguise', () => withSheet((xml) => xml.replace('r="A3"', 'r="A&#49;048576"')), 'file_no_table'],
    ['too many rows', () => withSheet((xml) => xml.replace('r="A3"', `r="A${MOST_PLAN_ROWS + 1}"`)), 'too_many_rows']
  ];

  it.each(cases)('%s', async (_, make, code) => {
    await expect(preview(await make())).rejects.toMatchObject({ kind: 'invalid', code, details: { field: 'file' } });
  });

  it('reads what spreadsheets write beside: empty cells and rows to the last that they know', async () => {
    const file = await withSheet((xml) =>
      xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    );
    expect((await preview(file)).change).toEqual({ entries: [], areas: [] });
  });

  function broken(file: Buffer): Buffer {
    const copy = Buffer.from(file);
    copy.writeUInt32LE(0xffffff, copy.length - 6);
    return copy;
  }

  async function withSheet(edit: (xml: string) => string): Promise<Buffer> {
    const files = new Map(await unpackArchive(await workbookOf(draft), { mostFiles: 50, mostBytes: 1e8 }));
    const xml = files.get(SHEET)!.toString('utf8');
    const edited = edit(xml);
    expect(edited).not.toBe(xml);
    return packArchive(files.set(SHEET, Buffer.from(edited)));
  }
});
