import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../src/lib/domain/refusal';
import type { StepText } from '../../src/lib/domain/guide';
import type { TypedTexts } from '../../src/lib/domain/local-text';
import { undoChange } from '../../src/lib/server/change/undo';
import type { ServiceContext } from '../../src/lib/server/context';
import * as guide from '../../src/lib/server/guide/guide-change';
import { listStepRecords, readOfficeRecord, readStepRecord } from '../../src/lib/server/guide/guide-record';
import { listGuideSteps } from '../../src/lib/server/guide/guide-step';
import { listOffices } from '../../src/lib/server/guide/office';
import { addOffice, changeOffice, removeOffice } from '../../src/lib/server/guide/office-change';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { contextOf, PLANNER } from '../support/factories';

const LOCALES = ['en', 'ar'];

let database: TestDatabase;
let planner: ServiceContext;
const reader = (locale: string) => contextOf(database.db, { quarter: 'iq-ost', locale });

beforeAll(async () => {
  database = await createTestDatabase({ seeded: true });
  planner = contextOf(database.db, { actor: PLANNER, quarter: 'iq-ost' });
});

afterAll(() => database.close());

const titlesFor = async (use: 'gastronomy' | 'health' | null, locale = 'de') =>
  (await listGuideSteps(reader(locale), { use })).map(({ title }) => title);

/** A step's form as it was opened, in the terms of a save. */
async function openStep(id: number) {
  const record = await readStepRecord(planner, id);
  const others = (locale: string) =>
    Object.fromEntries(
      Object.entries(record.texts).map(([field, { others }]) => [field, others[locale]?.text ?? null])
    );
  const texts = {
    base: Object.fromEntries(Object.entries(record.texts).map(([field, { base }]) => [field, base])),
    others: Object.fromEntries(LOCALES.map((locale) => [locale, others(locale)])),
    confirmed: []
  } as unknown as TypedTexts<StepText>;
  return { step: { id, version: record.version }, facts: record.facts, texts };
}

async function firstSteps() {
  const steps = await listStepRecords(planner, LOCALES);
  return steps as [(typeof steps)[0], (typeof steps)[0], ...typeof steps];
}

describe('the steps of the demonstration', () => {
  it('are those of a use, in the language of the reader', async () => {
    const [all, gastronomy, health] = [await titlesFor(null), await titlesFor('gastronomy'), await titlesFor('health')];
    expect(all.length).toBeGreaterThan(gastronomy.length);
    expect(gastronomy).toContain('Gaststätte anzeigen');
    expect(health).not.toContain('Gaststätte anzeigen');
    expect(await titlesFor('gastronomy', 'ar')).toContain('الإبلاغ عن مطعم أو مقهى');
  });

  it('are complete in every language, and each names an office', async () => {
    for (const step of await firstSteps()) expect(step.staleLocales, step.ref).toEqual([]);
    for (const { office, ref } of await listGuideSteps(reader('en'), { use: null })) expect(office, ref).not.toBeNull();
  });

  it('name no contact that somebody made up for a real authority', async () => {
    for (const office of await listOffices(reader('de'))) {
      // Invented offices can be asked under an address that belongs to nobody (RFC 2606).
      if (office.nature === 'illustrative') expect(office.email ?? '', office.name).toMatch(/^$|@example\.org$/);
      else expect([office.email, office.website !== null], office.name).toEqual([null, true]);
      expect(office.phone, office.name).toBeNull();
    }
  });

  it('tell who advises in which languages', async () => {
    const [first] = await listOffices(reader('ar'));
    expect(first!.languages).toContain('vi');
    expect(first!.name).toContain('لقاء');
  });
});

describe('a step at the desk', () => {
  it('is changed in one language, and the others show that they are older', async () => {
    const [{ id }] = await firstSteps();
    const form = await openStep(id);
    const base = { ...form.texts.base, title: 'Ihre Idee, kurz' };
    const { eventId } = await guide.changeGuideStep(planner, { ...form, texts: { ...form.texts, base } });
    const { texts, version } = await readStepRecord(planner, id);
    expect(texts.title).toMatchObject({ base: 'Ihre Idee, kurz', others: { en: { isOutdated: true } } });
    expect(texts.body.others.en!.isOutdated).toBe(false);
    expect(version).toBe(form.step.version + 1);

    const confirmed = { ...(await openStep(id)).texts, confirmed: ['en'] };
    await guide.changeGuideStep(planner, { ...form, step: { id, version }, texts: confirmed });
    const after = (await readStepRecord(planner, id)).texts.title.others;
    expect([after.en!.isOutdated, after.ar!.isOutdated]).toEqual([false, true]);
    await expect(undoChange(planner, { eventId, note: null }).then(() => 'undone')).resolves.toBe('undone');
    expect((await readStepRecord(planner, id)).texts.title.base).toBe('Ihre Idee auf einer Seite');
  });

  it('comes back with its translations when a change of theirs is taken back', async () => {
    const [, { id }] = await firstSteps();
    const form = await openStep(id);
    const en = { ...form.texts.others.en!, title: 'Ask first' };
    const texts = { ...form.texts, others: { ...form.texts.others, en } };
    const { eventId } = await guide.changeGuideStep(planner, { ...form, texts });
    expect(await titlesFor(null, 'en')).toContain('Ask first');
    await undoChange(planner, { eventId, note: null });
    expect(await titlesFor(null, 'en')).toContain('Get advice before you sign');
  });

  it('is not saved over what somebody else saved meanwhile', async () => {
    const [{ id }] = await firstSteps();
    const [mine, theirs] = [await openStep(id), await openStep(id)];
    const named = (form: typeof mine, title: string) => ({
      ...form,
      texts: { ...form.texts, base: { ...form.texts.base, title } }
    });
    await guide.changeGuideStep(planner, named(theirs, 'Von anderen'));
    await expect(guide.changeGuideStep(planner, named(mine, 'Von mir'))).rejects.toMatchObject({
      code: 'changed_meanwhile'
    });
  });

  it('wants a title and a text, a use that has steps, and a web address', async () => {
    const [{ id }] = await firstSteps();
    const form = await openStep(id);
    const save = guide.changeGuideStep(planner, {
      step: form.step,
      facts: { ...form.facts, uses: ['housing'], link: 'javascript:alert(1)' },
      texts: { ...form.texts, base: { ...form.texts.base, title: null, body: 'x'.repeat(5000) } }
    });
    const refused = await save.catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(InvalidInput);
    expect((refused as InvalidInput).issues.map(({ field }) => field)).toEqual(['link', 'uses', 'title', 'body']);
  });

  it('is refused unchanged', async () => {
    const [{ id }] = await firstSteps();
    await expect(guide.changeGuideStep(planner, await openStep(id))).rejects.toMatchObject({
      issues: [{ field: 'title', code: 'nothing_changed' }]
    });
  });

  it('changes places with its neighbour, and not beyond the ends', async () => {
    const before = await firstSteps();
    const [first, second] = before;
    const { eventId } = await guide.moveGuideStep(planner, { step: second, by: -1 });
    expect((await firstSteps()).slice(0, 2).map(({ id }) => id)).toEqual([second.id, first.id]);
    await expect(
      guide.moveGuideStep(planner, { step: { id: second.id, version: null }, by: -1 })
    ).rejects.toMatchObject({
      issues: [{ field: 'form', code: 'nothing_changed' }]
    });
    await undoChange(planner, { eventId, note: null });
    expect((await firstSteps()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it('is hidden from the public until it is shown again', async () => {
    const [, { id, title }] = await firstSteps();
    await guide.showGuideStep(planner, { step: { id, version: null }, isPublished: false });
    expect(await titlesFor(null)).not.toContain(title);
    await guide.showGuideStep(planner, { step: { id, version: null }, isPublished: true });
    expect(await titlesFor(null)).toContain(title);
  });

  it('is added hidden and last, and removed with its translations until that is taken back', async () => {
    const [{ id: like }] = await firstSteps();
    const { facts, texts } = await openStep(like);
    const base = { ...texts.base, title: 'Neuer Schritt' };
    const { result: id } = await guide.addGuideStep(planner, { facts, texts: { ...texts, base } });
    const last = (await firstSteps()).at(-1)!;
    expect(last).toMatchObject({ id, title: 'Neuer Schritt', isPublished: false });
    const { eventId } = await guide.removeGuideStep(planner, { id, version: null });
    expect((await firstSteps()).map((step) => step.id)).not.toContain(id);
    const [left] = await database.sql<{ count: number }[]>`
      select count(*)::integer as count from translation where entity = 'guide_step' and entity_id = ${id}`;
    expect(left!.count).toBe(0);
    await undoChange(planner, { eventId, note: null });
    expect((await readStepRecord(planner, id)).texts.body.others.ar!.text).toBe(texts.others.ar!.body);
  });
});

describe('an office at the desk', () => {
  const texts = {
    base: { name: 'Neue Stelle', description: 'Berät.' },
    others: { en: { name: 'New office', description: null } },
    confirmed: []
  };
  const facts = { address: null, languages: ['de', 'tr'], email: null, phone: null, website: null, openingHours: null };

  it('is added, changed and removed', async () => {
    const { result: id } = await addOffice(planner, { facts, texts });
    const english = (await listOffices(reader('en'))).find((office) => office.id === id);
    expect(english).toMatchObject({ name: 'New office', description: 'Berät.', languages: ['de', 'tr'] });
    const { version } = await readOfficeRecord(planner, id);
    await changeOffice(planner, {
      office: { id, version },
      facts: { ...facts, openingHours: 'Mo 10:00-12:00' },
      texts
    });
    expect((await readOfficeRecord(planner, id)).facts.openingHours).toBe('Mo 10:00-12:00');
    await removeOffice(planner, { id, version: null });
    expect((await listOffices(reader('de'))).map((office) => office.id)).not.toContain(id);
  });

  it('is refused with hours that nobody can read', async () => {
    const office = addOffice(planner, { facts: { ...facts, openingHours: 'Mo-Fr 25:00-26:00' }, texts });
    await expect(office).rejects.toMatchObject({
      issues: [{ field: 'openingHours', code: 'not_opening_hours', details: { part: 'Mo-Fr 25:00' } }]
    });
  });

  it('stays while a step names it', async () => {
    const [step] = await listGuideSteps(reader('de'), { use: null });
    await expect(removeOffice(planner, { id: step!.office!.id, version: null })).rejects.toMatchObject({
      code: 'still_referred_to'
    });
  });
});
