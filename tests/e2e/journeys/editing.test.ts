import { driveEditSheet, findUnit, readBuilding, readStates } from '../../support/drivers/edit-sheet';
import { expect, test } from '../../support/drivers/own-app';

// One application for all of them; each test has a house of its own.
test.describe.configure({ mode: 'default' });

/** Today in Leipzig, as the application counts. */
const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());

test('click, change, done: a let shop becomes vacant, on map and drawing at once, and back', async ({
  people,
  site,
  house,
  map,
  sheet,
  page
}) => {
  await people.given.signedIn('planner');
  const unit = await findUnit(people.get.database(), '86', 'EG-R');
  const before = await readStates(people.get.database(), unit);
  await site.given.working(`/units/${unit}`);
  await map.given.drawn();
  await page.locator('[aria-keyshortcuts="e"]').click();
  await sheet.then.edits([unit]);
  await expect(sheet.get.status('occupied')).toBeChecked();
  await sheet.when.choosesStatus('vacant');
  await sheet.when.saves('change');
  await sheet.then.isSaved();
  await expect.poll(() => house.get.swatchOf(unit)).toBe('vacancy-vacant');
  await map.then.paintsUnit(unit, { theme: 'vacancy', name: 'vacant' });
  expect((await readStates(people.get.database(), unit)).at(-1)).toMatchObject({ status: 'vacant', from: TODAY });
  await sheet.when.undoes();
  await expect.poll(() => house.get.swatchOf(unit)).toBe('vacancy-occupied');
  await sheet.then.isSaved();
  expect(await readStates(people.get.database(), unit)).toEqual(before);
});

test('by keyboard alone: e, a status, Enter, and Escape leaves', async ({ people, site, sheet, page }) => {
  await people.given.signedIn('planner');
  const unit = await findUnit(people.get.database(), '81', 'EG-M');
  await site.given.working(`/units/${unit}`);
  await site.when.pressesKey('e');
  await sheet.then.edits([unit]);
  await site.when.tabsTo('input[name="status"]');
  await expect(sheet.get.status('occupied')).toBeFocused();
  await site.when.pressesKey('ArrowRight', 3);
  await expect(sheet.get.status('works')).toBeChecked();
  await site.when.pressesKey('Enter');
  await sheet.then.isSaved();
  expect((await readStates(people.get.database(), unit)).at(-1)).toMatchObject({ status: 'works', from: TODAY });
  await page.locator('h1').click();
  await site.when.pressesKey('Escape');
  await site.then.pathIs(`/units/${unit}`);
});

test('several units at once, chosen by mouse and by keyboard', async ({ people, site, house, sheet, page }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const units = await Promise.all(['1OG-L', '1OG-R', '3OG-M'].map((code) => findUnit(database, '83', code)));
  const [first, second, third] = units as [number, number, number];
  await site.given.working(`/edit?units=${first}`);
  await sheet.when.choosesStatus('vacant');
  await house.get.block(second).click({ modifiers: ['ControlOrMeta'] });
  await sheet.then.edits([first, second]);
  await house.get.block(third).focus();
  await site.when.pressesKey('Space');
  await sheet.then.edits([first, second, third]);
  await house.then.hasFocusOn(third);
  await expect(page.locator('[role="gridcell"][aria-selected="true"]')).toHaveCount(3);
  await expect(page.getByText('3 belegt', { exact: true })).toBeVisible();
  await expect(sheet.get.status('vacant'), 'what was chosen before stays').toBeChecked();
  await sheet.when.saves('change');
  await sheet.then.isSaved();
  await expect(page.getByText('3 leer', { exact: true })).toBeVisible();
  for (const unit of units) expect((await readStates(database, unit)).at(-1)?.status).toBe('vacant');
  await sheet.get.chips().nth(1).locator('a').click();
  await sheet.then.edits([first, third]);
});

test('a refusal stands at its field, in words, and nothing typed is lost', async ({ people, site, sheet }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const unit = await findUnit(database, '86', 'EG-L');
  await site.given.working(`/edit?units=${unit}`);
  await sheet.when.choosesStatus('occupied');
  await sheet.when.fills('rent', 'viel');
  await sheet.when.fills('businessId', 'Gibt es nicht');
  await sheet.when.saves('change');
  await expect(sheet.get.issue('rent')).toHaveText('Bitte eine Zahl, zum Beispiel 48,5.');
  await expect(sheet.get.issue('businessId')).toBeVisible();
  await expect(sheet.get.field('businessId'), 'the first refused field').toBeFocused();
  await expect(sheet.get.field('businessId')).toHaveValue('Gibt es nicht');
  await expect(sheet.get.field('rent')).toHaveValue('viel');
  await sheet.when.fills('businessId', '');
  await sheet.when.fills('rent', '1.234,50');
  await sheet.when.saves('change');
  await sheet.then.isSaved();
  expect((await readStates(database, unit)).at(-1)).toMatchObject({ status: 'occupied', rentCents: 123_450 });
});

test('two planners in one unit: the second sees what the first did, and decides', async ({
  people,
  site,
  sheet,
  browser,
  baseURL,
  page
}) => {
  const database = people.get.database();
  const unit = await findUnit(database, '90', 'EG-L');
  await people.given.signedIn('planner', { name: 'Zweite Planerin' });
  await site.given.working(`/edit?units=${unit}`);
  await sheet.when.choosesStatus('works');

  const other = await browser.newContext({ baseURL: baseURL! });
  await people.given.signedIn('planner', { name: 'Erste Planerin', browser: other });
  const otherPage = await other.newPage();
  await otherPage.goto(`/edit?units=${unit}`);
  await otherPage.locator('.face a[tabindex="0"]').first().waitFor({ state: 'attached' });
  const otherSheet = driveEditSheet(otherPage);
  await otherSheet.when.choosesStatus('vacant');
  await otherSheet.when.saves('change');
  await otherSheet.then.isSaved();
  await other.close();

  await sheet.when.saves('change');
  const note = page.getByRole('alert').filter({ hasText: 'Erste Planerin' });
  await expect(note).toBeVisible();
  await expect(note).toContainText('leer');
  await expect(sheet.get.status('works'), 'what the second wanted').toBeChecked();
  expect((await readStates(database, unit)).at(-1)?.status).toBe('vacant');
  await note.locator('button[name="overwrite"]').click();
  await sheet.then.isSaved();
  expect((await readStates(database, unit)).at(-1)?.status).toBe('works');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('units are ticked, changed, refused at the field, and taken back', async ({ people, sheet, page }) => {
    await people.given.signedIn('planner');
    const database = people.get.database();
    const units = await Promise.all(['1OG-L', '1OG-R'].map((code) => findUnit(database, '86', code)));
    const before = await Promise.all(units.map((unit) => readStates(database, unit)));
    await page.goto(`/edit?units=${units[0]}`);
    await page.locator(`input[name="units"][value="${units[1]}"]`).check();
    await page.getByRole('button', { name: 'Auswahl bearbeiten' }).click();
    await expect(sheet.get.chips()).toHaveCount(2);
    await sheet.when.choosesStatus('interim');
    await sheet.when.fills('rent', 'viel');
    await page.locator('select[name="tenancyType"]').selectOption('permission');
    await sheet.when.saves('change');
    await expect(sheet.get.issue('rent')).toBeVisible();
    await expect(sheet.get.status('interim')).toBeChecked();
    await expect(page.locator('select[name="tenancyType"]')).toHaveValue('permission');
    await expect(sheet.get.field('rent')).toHaveValue('viel');
    await sheet.when.fills('rent', '120');
    await sheet.when.saves('change');
    await expect(sheet.get.note()).toBeVisible();
    for (const unit of units)
      expect((await readStates(database, unit)).at(-1)).toMatchObject({ status: 'interim', rentCents: 12_000 });
    await sheet.when.undoes();
    await expect(sheet.get.note()).toBeVisible();
    expect(await Promise.all(units.map((unit) => readStates(database, unit)))).toEqual(before);
  });
});

test('a correction changes the past and leaves today as it is', async ({ people, site, sheet, page }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const unit = await findUnit(database, '88', 'EG-M');
  const before = await readStates(database, unit);
  expect(before.length).toBeGreaterThan(1);
  await site.given.working(`/edit?units=${unit}&do=correct`);
  await page.locator('ol[aria-label="Geschichte der Einheit"] a').last().click();
  await sheet.when.choosesStatus('unusable');
  await sheet.when.saves('correct');
  await sheet.then.isSaved();
  const after = await readStates(database, unit);
  expect(after[0]).toMatchObject({ status: 'unusable', from: before[0]!.from });
  expect(after.slice(1)).toEqual(before.slice(1));
});

test('a unit is divided with what is left for the last part, and put together again', async ({
  people,
  site,
  sheet,
  page
}) => {
  await people.given.signedIn('planner');
  const unit = await findUnit(people.get.database(), '92', 'HP-M');
  await site.given.working(`/edit?units=${unit}&do=structure`);
  const whole = await page
    .locator('details[name="restructuring"] summary')
    .first()
    .evaluate((element) => {
      (element as HTMLElement).click();
      return Number(/von ([\d,]+)/.exec(element.parentElement?.textContent ?? '')?.[1]?.replace(',', '.'));
    });
  await sheet.when.fills('parts.0.areaSqm', '20,5');
  await expect(sheet.get.field('parts.1.areaSqm')).toHaveValue(String(whole - 20.5).replace('.', ','));
  await expect(page.locator('form[action^="?/divide"] output')).toContainText('✓');
  await sheet.when.fills('parts.0.areaSqm', '5000');
  await sheet.when.saves('divide');
  await expect(page.locator('form[action^="?/divide"] [role="alert"]')).not.toBeEmpty();
  await sheet.when.fills('parts.0.areaSqm', '20,5');
  await sheet.when.saves('divide');
  await sheet.then.isSaved();
  await expect(sheet.get.chips()).toHaveCount(2);
  await sheet.when.undoes();
  await sheet.then.edits([unit]);
  await expect(sheet.get.chips()).toHaveCount(1);
});

test('two units of a storey are merged, and put apart again', async ({ people, site, sheet }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const units = await Promise.all(['4OG-L', '4OG-R'].map((code) => findUnit(database, '86', code)));
  await site.given.working(`/edit?units=${units.join()}&do=structure`);
  await expect(sheet.get.field('parts.0.areaSqm'), 'the sum').toHaveValue('206');
  await sheet.when.saves('merge');
  await sheet.then.isSaved();
  await expect(sheet.get.chips()).toHaveCount(1);
  await sheet.when.undoes();
  await sheet.then.edits(units);
  await expect(sheet.get.chips()).toHaveCount(2);
});

test('facts are corrected, and what is on show is confirmed', async ({ people, site, sheet, page }) => {
  await people.given.signedIn('planner');
  const unit = await findUnit(people.get.database(), '92', '1OG-M');
  await site.given.working(`/edit?units=${unit}&do=facts`);
  await expect(sheet.get.field('areaSqm')).toHaveValue('136');
  await sheet.when.fills('areaSqm', '136,25');
  await sheet.when.fills('code', '');
  await page.locator('form[action^="?/facts"]').evaluate((form) => ((form as HTMLFormElement).noValidate = true));
  await sheet.when.saves('facts');
  await expect(sheet.get.issue('code')).toHaveText('Das fehlt noch.');
  await sheet.when.fills('code', '1OG-M');
  await sheet.when.saves('facts');
  await sheet.then.isSaved();
  await expect(sheet.get.field('areaSqm')).toHaveValue('136,25');
  await sheet.when.confirms();
  await expect(sheet.get.note()).toContainText('Bestätigt: 1 Einheit');
});

test('forged ids, unknown codes and days that are none change nothing and break nothing', async ({
  people,
  page,
  baseURL
}) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const unit = await findUnit(database, '85', '1OG-L');
  const before = await readStates(database, unit);
  const form = { seen: `${unit}:0`, status: 'vacant', from: TODAY, method: 'visit', checkedOn: TODAY };
  const send = async (change: Readonly<Record<string, string>>, action = 'change') => {
    const headers = { origin: new URL(baseURL!).origin, 'x-sveltekit-action': 'true', accept: 'application/json' };
    const response = await page.request.post(`/edit?/${action}`, { form: { ...form, ...change }, headers });
    const { type, status } = (await response.json()) as { type: string; status: number };
    return `${type} ${status}`;
  };
  expect(await send({ seen: '2147483647:0' })).toBe('failure 404');
  expect(await send({ seen: '' })).toBe('failure 409');
  expect(await send({ seen: `${unit}:99` })).toBe('failure 409');
  const refused: readonly Readonly<Record<string, string>>[] = [
    { status: 'constructor' },
    { from: '2026-02-30' },
    { from: '' },
    { checkedOn: '9999-12-31' },
    { method: "x' or 1=1" },
    { note: 'x'.repeat(100_000) },
    { status: 'occupied', businessId: '\u0000' + 'x'.repeat(10_000) },
    { status: 'occupied', tenancyType: 'lease', rent: '9'.repeat(39) },
    { status: 'vacant', activatableMonths: '1e9' }
  ];
  for (const wrong of refused) {
    expect(await send(wrong), JSON.stringify(wrong).slice(0, 60)).toBe('failure 422');
  }
  expect(await send({ entry: '1' }, 'correct')).toBe('failure 422');
  expect(await send({ event: '999999' }, 'undo')).toBe('failure 404');
  expect(await readStates(database, unit)).toEqual(before);
});

test('leaving with something typed asks first', async ({ people, site, sheet, page }) => {
  await people.given.signedIn('planner');
  const unit = await findUnit(people.get.database(), '85', 'EG-L');
  await site.given.working(`/edit?units=${unit}`);
  await sheet.when.choosesStatus('unknown');
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.locator('[aria-keyshortcuts="Escape"]').click();
  await expect(sheet.get.status('unknown')).toBeChecked();
  await site.then.pathIs('/edit');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.locator('[aria-keyshortcuts="Escape"]').click();
  await site.then.pathIs(`/units/${unit}`);
});

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('reads Arabic digits and says everything right to left', async ({ people, site, sheet }) => {
    await people.given.signedIn('planner');
    const database = people.get.database();
    const unit = await findUnit(database, '51', 'EG-L');
    await site.given.working(`/edit?units=${unit}`);
    await site.then.isIn('ar');
    await site.then.fitsItsWidth();
    await sheet.when.choosesStatus('occupied');
    await sheet.when.fills('rent', '٨٤٨٫٥');
    await sheet.when.saves('change');
    await sheet.then.isSaved();
    await expect(sheet.get.note()).toContainText('تم الحفظ');
    expect((await readStates(database, unit)).at(-1)?.rentCents).toBe(84_850);
  });
});

test.describe('rights', () => {
  test('whoever is not signed in is led to the sign-in and back', async ({ people, page }) => {
    const unit = await findUnit(people.get.database(), '86', 'EG-R');
    await page.goto(`/edit?units=${unit}`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(new URL(page.url()).searchParams.get('next')).toBe(`/edit?units=${unit}`);
    await page.goto(`/units/${unit}`);
    await expect(page.locator('[aria-keyshortcuts="e"]')).toHaveCount(0);
  });

  test('a space seeker may not edit', async ({ people, page }) => {
    await people.given.signedIn('seeker');
    expect((await page.goto('/edit'))?.status()).toBe(403);
  });

  test('an owner changes their own house, and is offered no more than that', async ({ people, site, sheet, page }) => {
    const database = people.get.database();
    const [own, foreign] = await Promise.all([findUnit(database, '49', 'EG-M'), findUnit(database, '86', 'EG-R')]);
    const buildingId = await readBuilding(database, own);
    await people.given.signedIn('owner', { buildingIds: [buildingId] });
    expect((await page.goto(`/edit?units=${foreign}`))?.status()).toBe(403);
    await site.given.working(`/edit?units=${own}`);
    await expect(page.locator('nav a[href*="do="]')).toHaveCount(0);
    await sheet.when.choosesStatus('interim');
    await sheet.when.saves('change');
    await sheet.then.isSaved();
    await expect(sheet.get.note().locator('form'), 'taking back is not theirs').toHaveCount(0);
    expect((await readStates(database, own)).at(-1)?.status).toBe('interim');
  });
});
