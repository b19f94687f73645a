import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { driveDesk, findHouse, listUnits, readChecks } from '../../support/drivers/desk';
import { expect, test } from '../../support/drivers/own-app';
import { say } from '../../support/drivers/words';

// One application for all of them; each test has a house of its own.
test.describe.configure({ mode: 'default' });

/** Today in Leipzig, as the application counts. */
const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());
const YESTERDAY = new Date(Date.parse(TODAY) - 86_400_000).toISOString().slice(0, 10);
const NO_DIGITS = /\D/g;

for (const language of ['de', 'ar'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('what still holds is confirmed with one click, several with two', async ({ people, site, page }) => {
      const desk = driveDesk(page);
      const database = people.get.database();
      await people.given.signedIn('planner');
      const house = await findHouse(database, language === 'de' ? '83' : '85');
      const units = (await listUnits(database, house)).slice(0, 3);
      const [first, ...others] = units as [number, number, number];
      await site.given.opened(`/desk?due=all&building=${house}`);
      await expect(desk.get.row(first)).toBeVisible();
      await desk.when.confirms(first);
      await expect(desk.get.saved()).toBeVisible();
      await expect.poll(() => readChecks(database, [first])).toEqual([TODAY]);
      await desk.when.ticks(others);
      await desk.when.confirmsTicked();
      await expect.poll(() => readChecks(database, others)).toEqual([TODAY, TODAY]);
      await expect(page.locator('.after a')).toHaveAttribute('href', /desk\/changes\/\d+$/);
      await site.then.fitsItsWidth();
    });
  });
}

test('the audit list is narrowed down, told in words, downloaded, and a merge is taken back', async ({
  people,
  site,
  page,
  sheet
}) => {
  const desk = driveDesk(page);
  const database = people.get.database();
  const planner = await people.given.signedIn('planner');
  const house = await findHouse(database, '92');
  const before = await listUnits(database, house);
  const [left, right] = await neighbours();
  await site.given.opened(`/edit?units=${left},${right}&do=structure`);
  await page.locator('input[name="parts.0.code"]').fill('EG-ALLES');
  await sheet.when.saves('merge');
  await sheet.then.isSaved();
  const merged = await listUnits(database, house);
  expect(merged).toHaveLength(before.length - 1);

  await site.given.opened('/desk/changes');
  await page.locator('select[name="action"]').selectOption('merge_units');
  await page.locator('input[name="who"]').fill(planner.name);
  await page.locator('input[name="house"]').fill('Hermann-Liebmann-Straße 92');
  await page.getByRole('button', { name: say('de', 'desk_filter_apply') }).click();
  await site.then.parameterIs('action', 'merge_units');
  await expect(desk.get.changes()).toHaveCount(1);
  await expect(desk.get.changes()).toContainText(say('de', 'codes_action_merge_units'));
  await expect(desk.get.changes()).toContainText(planner.name);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: say('de', 'desk_changes_csv') }).click()
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv.startsWith('\u{FEFF}')).toBe(true);
  expect(csv.trim().split('\r\n')).toHaveLength(2);
  expect(csv).toContain(planner.name);

  await desk.get.changes().locator('.what a').click();
  await expect(page.locator('table').first()).toContainText(say('de', 'desk_change_new'));
  await desk.when.takesBack('falsche Tür');
  await expect(desk.get.saved()).toHaveText(say('de', 'desk_undo_done'));
  expect(await listUnits(database, house)).toEqual(before);
  await site.given.opened(`/desk/changes?building=${house}`);
  await expect(desk.get.changes().first()).toContainText('falsche Tür');

  /** Two units that stand side by side on one storey. */
  async function neighbours(): Promise<readonly [number, number]> {
    const [pair] = await database.db.execute<{ left: number; right: number }>(sql`
      select a.id as left, b.id as right from unit a join unit b on b.storey_id = a.storey_id and a.position < b.position
      where a.building_id = ${house} and a.kind = b.kind and a.area_type = b.area_type
        and upper_inf(a.valid) and upper_inf(b.valid)
        and not exists (select from unit c where c.storey_id = a.storey_id and upper_inf(c.valid)
          and c.position > a.position and c.position < b.position)
      order by a.id limit 1`);
    return [pair!.left, pair!.right];
  }
});

test('a change that others rest on is not taken back, and leads to the one in its way', async ({
  people,
  site,
  page
}) => {
  const desk = driveDesk(page);
  const database = people.get.database();
  await people.given.signedIn('planner');
  const house = await findHouse(database, '49');
  const [unit] = await listUnits(database, house);
  await site.given.opened(`/desk?due=all&building=${house}`);
  await page.locator('input[name="checkedOn"]').fill(YESTERDAY);
  await desk.when.confirms(unit!);
  await expect.poll(() => readChecks(database, [unit!])).toEqual([YESTERDAY]);
  await page.locator('input[name="checkedOn"]').fill(TODAY);
  await desk.when.confirms(unit!);
  await expect.poll(() => readChecks(database, [unit!])).toEqual([TODAY]);
  await site.given.opened(`/desk/changes?unit=${unit}`);
  const [later, earlier] = (await page
    .locator('.change .what a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))) as [string, string];
  await site.given.opened(earlier);
  await desk.when.takesBack();
  await expect(page.getByRole('alert')).toContainText(say('de', 'refusal_changed_since'));
  await page.locator('.undo form a').click();
  await site.then.pathIs(later);
});

test('a correction of the past leaves what was known then as it was', async ({ people, site, page, sheet }) => {
  const database = people.get.database();
  await people.given.signedIn('planner');
  const [unit] = await listUnits(database, await findHouse(database, '81'));
  const past = `/units/${unit}?view=table&date=2019-06-01`;
  await site.given.opened(past);
  const shown = page.locator('article .status strong, article .none').first();
  const was = await shown.textContent();
  await site.given.opened(`/edit?units=${unit}`);
  await sheet.when.choosesStatus('unusable');
  await sheet.when.fills('from', '2019-03-01');
  await sheet.when.saves('change');
  await sheet.then.isSaved();
  await site.given.opened(past);
  await expect(shown).not.toHaveText(was!);

  await page.getByRole('link', { name: say('de', 'desk_known_entry') }).click();
  await site.then.parameterIs('known', YESTERDAY);
  await expect(shown).toHaveText(was!);
  const banner = page.locator('section.known');
  await expect(banner).toContainText(YESTERDAY.split('-').reverse().join('.'));
  await expect(page.locator('[aria-keyshortcuts="e"]')).toHaveCount(0);
  // Links of the page stay with what was known then.
  await page.locator('main nav ol a').last().click();
  await site.then.parameterIs('known', YESTERDAY);
  await banner.getByRole('link').click();
  await site.then.parameterIs('known', null);
  await expect(banner).toHaveCount(0);
});

test('the public sees the present, and is told so', async ({ site, page }) => {
  await site.given.opened(`/units/3?known=${YESTERDAY}&view=table`);
  await expect(page.locator('section.known')).toContainText(say('de', 'desk_known_refused'));
});

for (const language of ['de', 'ar'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('a mezzanine is put into a house and stands in its section', async ({ people, site, page }) => {
      const desk = driveDesk(page);
      await people.given.signedIn('planner');
      const id = await findHouse(people.get.database(), language === 'de' ? '88' : '90');
      await site.given.working(`/buildings/${id}/edit?view=table`);
      const count = await desk.get.storeys().count();
      const ground = await desk.get.storeys().evaluateAll(
        (rows, words) => {
          return rows.findIndex((row) => row.querySelector('.label')?.textContent?.startsWith(words));
        },
        say(language, 'codes_storey_short_eg')
      );
      expect(ground).toBeGreaterThan(0);
      await desk.when.opensStorey(ground, say(language, 'desk_storey_above'));
      const form = page.locator('form[action$="/insertStorey"]:visible');
      await form.locator('select[name="type"]').selectOption('ZG');
      await form.locator('input[name="heightM"]').fill('nicht hoch');
      await desk.when.saves('insertStorey');
      await expect(form.locator('.issue')).toHaveText(say(language, 'refusal_not_a_number'));
      await expect(form.locator('select[name="type"]')).toHaveValue('ZG');
      await form.locator('input[name="heightM"]').fill('2.4');
      await desk.when.saves('insertStorey');
      await expect(desk.get.saved()).toHaveText(say(language, 'desk_saved'));
      await expect(desk.get.storeys()).toHaveCount(count + 1);
      await expect(desk.get.storeys().nth(ground)).toContainText(say(language, 'codes_storey_short_zg'));
      await site.given.working(`/buildings/${id}?view=table`);
      await expect(page.locator('article')).toContainText(say(language, 'codes_storey_short_zg'));
    });
  });
}

test('two people at one house: the second sees what the first did and decides', async ({ people, site, page }) => {
  const desk = driveDesk(page);
  const database = people.get.database();
  await people.given.signedIn('planner');
  const id = await findHouse(database, '51');
  await site.given.working(`/buildings/${id}/edit?view=table`);
  await page.locator('input[name="name"]').fill('Haus zur Linde');
  // Somebody else saves the year meanwhile.
  const other = await page.context().newPage();
  await other.goto(`/buildings/${id}/edit?view=table`);
  await other.locator('input[name="builtYear"]').fill('1899');
  await other.locator('form[action$="/facts"] button').click();
  await expect(other.locator('[role="status"] p')).toHaveText(say('de', 'desk_saved'));
  await desk.when.saves('facts');
  const conflict = page.locator('section[role="alert"]');
  await expect(conflict).toContainText(say('de', 'desk_meanwhile_title'));
  await expect(conflict).toContainText('1899');
  await expect(page.locator('input[name="name"]')).toHaveValue('Haus zur Linde');
  await conflict.locator('button').click();
  await expect(desk.get.saved()).toHaveText(say('de', 'desk_saved'));
  const [row] = await database.db.execute<{ name: string }>(sql`select name from building where id = ${id}`);
  expect(row?.name).toBe('Haus zur Linde');
});

test('a business keeps its own entry, and only with consent are its languages shown', async ({
  people,
  site,
  page
}) => {
  const database = people.get.database();
  const [own] = await database.db.execute<{ id: number; name: string }>(
    sql`select id, name from business where is_public order by id desc limit 1`
  );
  await people.given.signedIn('business', { businessIds: [own!.id] });
  await site.given.opened('/desk');
  await page.locator('main').getByRole('link', { name: own!.name }).click();
  await site.then.pathIs(`/businesses/${own!.id}/edit`);
  await page.locator('textarea[name="description"]').fill('Jetzt auch mit Garten.');
  await page.locator('input[name="website"]').fill('ftp://garten.example');
  await page.locator('input[name="languages"]').fill('vi');
  await page.locator('form:has(textarea) button').click();
  await expect(page.locator('.issue')).toHaveText(say('de', 'desk_business_website_refused'));
  await expect(page.locator('textarea[name="description"]')).toHaveValue('Jetzt auch mit Garten.');
  await page.locator('input[name="website"]').fill('https://garten.example');
  await page.locator('input[name="languagesConsent"]').uncheck();
  await page.locator('form:has(textarea) button').click();
  await expect(page.locator('[role="status"] p')).toHaveText(say('de', 'desk_saved'));
  await site.given.opened(`/businesses/${own!.id}?view=table`);
  await expect(page.locator('article')).toContainText('Jetzt auch mit Garten.');
  await expect(page.locator('article')).not.toContainText('Vietnamesisch');
  await expect(page.locator('article').getByRole('link', { name: say('de', 'desk_edit') })).toBeVisible();
  const foreign = await page.request.get(`/businesses/${own!.id === 1 ? 2 : 1}/edit`);
  expect(foreign.status()).toBe(403);
});

test('owners see their own houses and nothing else', async ({ people, site, page }) => {
  const database = people.get.database();
  const [own, foreign] = [await findHouse(database, '86'), await findHouse(database, '83')];
  await people.given.signedIn('owner', { buildingIds: [own] });
  await site.given.opened('/desk?due=all');
  const units = await listUnits(database, own);
  await expect(page.locator('input[name="unit"]')).toHaveCount(units.length);
  const total = (await page.locator('nav a[href*="due=all"]').textContent())?.replace(NO_DIGITS, '');
  expect(total).toBe(String(units.length));
  for (const path of [`/desk?building=${foreign}`, '/desk/changes', '/desk/changes/1', `/buildings/${own}/edit`]) {
    expect((await page.request.get(path)).status(), path).toBe(403);
  }
  expect((await page.request.get('/desk/changes.csv')).status()).toBe(403);
});

test('who may not is told so, and who is not signed in is led to do so', async ({ people, site, page }) => {
  await site.given.opened('/desk/changes');
  await site.then.pathIs('/sign-in');
  expect((await page.request.get('/desk/changes.csv')).status()).toBe(403);
  await people.given.signedIn('counsellor');
  for (const path of ['/desk/changes', '/desk/listings', '/buildings/1/edit', '/businesses/1/edit']) {
    expect((await page.request.get(path)).status(), path).toBe(403);
  }
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('units are confirmed, changes taken back and storeys kept as typed', async ({ people, site, page }) => {
    const database = people.get.database();
    await people.given.signedIn('planner');
    const house = await findHouse(database, '86');
    const [unit] = await listUnits(database, house);
    await site.given.opened(`/desk?due=all&building=${house}`);
    await page.locator(`button[name="only"][value^="${unit}:"]`).click();
    expect(await readChecks(database, [unit!])).toEqual([TODAY]);
    await expect(page.locator('.after a')).toBeVisible();
    await page.locator('.undo summary').click();
    await page.locator('.undo form button').click();
    await expect(page.locator('[role="status"] p')).toHaveText(say('de', 'desk_undo_done'));
    await site.given.opened(`/buildings/${house}/edit?view=table`);
    await page.locator('input[name="builtYear"]').fill('bald');
    await page.locator('form[action$="/facts"] button').click();
    await expect(page.locator('input[name="builtYear"]')).toHaveValue('bald');
    await expect(page.locator('form[action$="/facts"] .issue')).toHaveText(say('de', 'refusal_not_a_number'));
  });
});
