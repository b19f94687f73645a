import { PALETTE } from '../../../src/lib/domain/palette';
import { countChanges, driveDrawing, makeDraft, readContent } from '../../support/drivers/drawing';
import { findUnit } from '../../support/drivers/edit-sheet';
import { expect, test } from '../../support/drivers/own-app';
import { say } from '../../support/drivers/words';

// One application for all of them; each test has a draft of its own.
test.describe.configure({ mode: 'default' });

for (const language of ['de', 'ar'] as const) {
  test.describe(`by mouse, in ${language}`, () => {
    test.use({ language });

    test('uses by press and by drag, joined, divided, erased, taken back and drawn again', async ({ people, page }) => {
      await people.given.signedIn('planner');
      const database = people.get.database();
      const draft = await makeDraft(database, `Maus ${language}`);
      const [left, right, above] = (await Promise.all(
        ['EG-L', 'EG-R', '1OG-L'].map((code) => findUnit(database, '86', code))
      )) as [number, number, number];
      const drawing = driveDrawing(page, language);
      await drawing.given.opened(draft);

      await drawing.when.takes('health');
      await drawing.when.presses(left);
      await drawing.then.shows(left, ['health']);
      await drawing.then.mapShows(left, PALETTE.plan.health.light);
      await drawing.when.drags('gastronomy', above);
      await drawing.then.shows(above, ['gastronomy']);
      await drawing.then.isSaved();
      expect((await readContent(database, draft)).entries.map(({ unitId, parts }) => [unitId, parts[0]?.use])).toEqual(
        [
          [left, 'health'],
          [above, 'gastronomy']
        ].sort((a, b) => Number(a[0]) - Number(b[0]))
      );

      await drawing.when.takes('select');
      await drawing.when.presses(left);
      await drawing.when.presses(right, ['ControlOrMeta']);
      await expect(drawing.get.chosen()).toHaveCount(2);
      await drawing.when.does('join');
      await drawing.then.shows(right, ['health']);
      await drawing.then.isSaved();
      expect((await readContent(database, draft)).entries.find(({ unitId }) => unitId === right)?.joinedTo).toBe(left);
      await drawing.when.does('separate');
      await drawing.then.isSaved();
      expect((await readContent(database, draft)).entries.filter(({ joinedTo }) => joinedTo !== null)).toEqual([]);

      await drawing.when.presses(left);
      await drawing.when.does('divide');
      const form = page.getByRole('form', { name: say(language, 'draw_divide_title') });
      await form.locator('select').nth(1).selectOption('office');
      const areas = form.locator('input[inputmode="decimal"]');
      await areas.first().fill('1000');
      await expect(form.locator('button.primary')).toBeDisabled();
      await areas.first().fill('30');
      await form.locator('button.primary').click();
      await drawing.then.shows(left, ['health', 'office']);
      await drawing.then.isSaved();
      const divided = (await readContent(database, draft)).entries.find(({ unitId }) => unitId === left)!;
      expect(divided.parts[0]?.areaSqm).toBe(30);

      await drawing.when.does('undo');
      await drawing.then.shows(left, ['health']);
      await drawing.when.does('redo');
      await drawing.then.shows(left, ['health', 'office']);
      await drawing.when.does('erase');
      await drawing.then.shows(left, ['no_target']);
      await page.keyboard.press('ControlOrMeta+z');
      await drawing.then.shows(left, ['health', 'office']);
      await drawing.then.isSaved();
      expect((await readContent(database, draft)).entries.find(({ unitId }) => unitId === left)).toEqual(divided);
    });
  });
}

test('a rectangle chooses several, the map shows and draws the same', async ({ people, page }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const draft = await makeDraft(database, 'Rechteck');
  const drawing = driveDrawing(page);
  await drawing.given.opened(draft);
  const grid = page.locator('.board [role="grid"]').first();
  const box = (await grid.boundingBox())!;
  await page.mouse.move(box.x + box.width - 2, box.y + 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 60, { steps: 4 });
  await page.mouse.move(box.x + 40, box.y + 130, { steps: 4 });
  await page.mouse.up();
  const count = await drawing.get.chosen().count();
  expect(count).toBeGreaterThan(1);
  expect(await drawing.get.mapSelection()).toHaveLength(count);
  await drawing.when.takes('culture');
  await drawing.then.isSaved();
  const drawn = (await readContent(database, draft)).entries;
  expect(drawn).toHaveLength(count);
  expect(new Set(drawn.flatMap(({ parts }) => parts.map(({ use }) => use)))).toEqual(new Set(['culture']));

  await page.keyboard.press('Escape');
  await drawing.when.takes('workshop');
  const place = await drawing.get.unitOnMap();
  await page.mouse.click(place.x, place.y);
  await drawing.then.shows(place.id, ['workshop']);
  await drawing.when.dragsTo('office', place);
  await drawing.then.shows(place.id, ['office']);
  await drawing.then.isSaved();
  expect((await readContent(database, draft)).entries.find(({ unitId }) => unitId === place.id)?.parts[0]?.use).toBe(
    'office'
  );
});

test('another block is drawn with its own houses', async ({ people, page }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const draft = await makeDraft(database, 'Anderer Block');
  const [house] = await database.sql<{ id: number; unit: number; home: number; block: number }[]>`
    with other as (insert into block (quarter_id, district_id, slug, name, is_assumption, geometry, bounds, source_id)
      select quarter_id, district_id, 'anderer-block', 'Anderer Block', true, geometry, bounds, source_id
      from block limit 1 returning id)
    select b.id, min(u.id)::integer as unit, b.block_id as home, other.id as block from other, building b
    join unit u on u.building_id = b.id and upper_inf(u.valid)
    where b.block_id is not null and b.house_number <> '86' group by b.id, other.id order by b.id limit 1`;
  const { unit } = house!;
  await database.sql`update building set block_id = ${house!.block} where id = ${house!.id}`;
  await database.sql`update use_plan set block_id = ${house!.block} where id = ${draft}`;
  const drawing = driveDrawing(page);
  await drawing.given.opened(draft);
  await drawing.when.takes('culture');
  await drawing.when.presses(unit);
  await drawing.then.shows(unit, ['culture']);
  await drawing.then.mapShows(unit, PALETTE.plan.culture.light);
  await drawing.then.isSaved();
  expect((await readContent(database, draft)).entries.map(({ unitId }) => unitId)).toEqual([unit]);
  await expect(page.locator('.board h2')).toHaveCount(1);
  await database.sql`update building set block_id = ${house!.home} where id = ${house!.id}`;
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, viewport: { width: 820, height: 1180 } });

  test('a use is dragged from the palette onto a unit', async ({ people, page }) => {
    await people.given.signedIn('planner');
    const database = people.get.database();
    const draft = await makeDraft(database, 'Finger');
    const unit = await findUnit(database, '86', 'EG-L');
    const drawing = driveDrawing(page);
    await drawing.given.opened(draft);
    await drawing.when.dragsByTouch('health', unit);
    await drawing.then.shows(unit, ['health']);
    await drawing.then.isSaved();
    expect((await readContent(database, draft)).entries[0]?.parts[0]?.use).toBe('health');
  });
});

test('wish, reason and day are said in every language', async ({ people, page }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const draft = await makeDraft(database, 'Worte');
  const unit = await findUnit(database, '86', 'EG-L');
  const drawing = driveDrawing(page);
  await drawing.given.opened(draft);
  await drawing.when.takes('gastronomy');
  await drawing.when.presses(unit);
  const panel = page.locator('[data-panel="target"]');
  await panel.getByLabel(say('de', 'draw_wish'), { exact: true }).fill('Arabisches Restaurant');
  await panel.getByLabel(say('de', 'draw_reason'), { exact: true }).fill('Fehlt an der Eisenbahnstraße');
  await panel.locator('summary').first().click();
  await panel.locator('input[lang="ar"]').fill('مطعم عربي');
  await panel.locator('input[type="date"]').fill('2028-03-31');
  await panel.locator('input[type="date"]').blur();
  await expect(drawing.get.unit(unit)).toContainText('Arabisches Restaurant');
  await drawing.then.isSaved();
  expect((await readContent(database, draft)).entries[0]?.parts[0]).toMatchObject({
    wish: 'Arabisches Restaurant',
    reason: 'Fehlt an der Eisenbahnstraße',
    translations: { ar: { wish: 'مطعم عربي' } },
    targetOn: '2028-03-31'
  });
});

for (const language of ['de', 'ar'] as const) {
  test.describe(`by keyboard alone, in ${language}`, () => {
    test.use({ language });

    test('a unit, several, joined, and a rectangle in the courtyard', async ({ people, site, page }) => {
      await people.given.signedIn('planner');
      const database = people.get.database();
      const draft = await makeDraft(database, `Tasten ${language}`);
      const drawing = driveDrawing(page, language);
      await drawing.given.opened(draft);

      await site.when.tabsTo('.board [role="gridcell"]');
      const first = Number(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.unit));
      await page.keyboard.press('Digit3');
      await drawing.then.shows(first, ['health']);
      await page.keyboard.press('ArrowDown');
      const second = Number(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.unit));
      expect(second).not.toBe(first);
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Space');
      await expect(drawing.get.chosen()).toHaveCount(2);
      await page.keyboard.press('KeyJ');
      await drawing.then.shows(second, ['health']);
      await drawing.then.isSaved();
      expect((await readContent(database, draft)).entries.map(({ joinedTo }) => joinedTo).filter(Boolean)).toHaveLength(
        1
      );
      await page.keyboard.press('Control+z');
      await drawing.then.shows(second, ['no_target']);
      await drawing.then.says(say(language, 'draw_said_undone').split(':')[0]!);
      await page.keyboard.press('Delete');
      await drawing.then.shows(first, ['no_target']);

      // The palette is one stop; arrows go along it.
      await site.when.tabsTo('[role="toolbar"] button', { key: 'Shift+Tab' });
      await page.keyboard.press('End');
      await expect(drawing.get.tool('erase')).toBeFocused();
      await page.keyboard.press('Home');
      await expect(drawing.get.tool('select')).toBeFocused();

      await site.when.tabsTo('[data-do="insert-area"]', { most: 300 });
      await page.keyboard.press('Enter');
      await expect(drawing.get.areas()).toHaveCount(1);
      await site.when.tabsTo('[aria-keyshortcuts="ArrowLeft"]', { key: 'Shift+Tab' });
      const before = (await drawing.get.mapAreas())[0]!;
      await page.keyboard.press('ArrowUp');
      await expect.poll(async () => (await drawing.get.mapAreas())[0]?.geometry).not.toEqual(before.geometry);
      // A held key is one step to take back, and one entry in the list of changes.
      await drawing.then.isSaved();
      const entries = await countChanges(database, draft);
      const begun = (await drawing.get.mapAreas())[0]!;
      for (let repeat = 0; repeat < 6; repeat += 1) await page.keyboard.down('ArrowUp');
      await page.keyboard.up('ArrowUp');
      await drawing.then.isSaved();
      expect((await countChanges(database, draft)) - entries).toBeLessThanOrEqual(2);
      await page.keyboard.press('Control+z');
      await expect.poll(async () => (await drawing.get.mapAreas())[0]?.geometry).toEqual(begun.geometry);
      const after = (await drawing.get.mapAreas())[0]!;
      expect(after.geometry.coordinates[0]![0]![1]).toBeGreaterThan(before.geometry.coordinates[0]![0]![1]);
      await drawing.then.isSaved();
      expect((await readContent(database, draft)).areas).toEqual([after]);
    });
  });
}

test('an area by mouse: drawn on the map, named, and removed again', async ({ people, page }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const draft = await makeDraft(database, 'Fläche');
  const drawing = driveDrawing(page);
  await drawing.given.opened(draft);
  await page.locator('input[name="area-kind"][value="building"]').check();
  await page.locator('[data-shape="rectangle"]').click();
  await expect(page.getByText(say('de', 'draw_area_rectangle_hint'))).toBeVisible();
  await drawing.when.pressesMap(0.25, 0.55);
  await drawing.when.pressesMap(0.4, 0.75);
  await expect(drawing.get.areas()).toHaveCount(1);
  await expect(drawing.get.chosen(), 'the pointer was drawing, not choosing').toHaveCount(0);
  await drawing.then.isSaved();
  const [area] = (await readContent(database, draft)).areas;
  expect(area).toMatchObject({ kind: 'building', storeys: 1 });
  const panel = page.locator('[data-panel="areas"]');
  await expect(panel.locator('[data-panel="hints"]'), 'a new building needs a permit').toContainText('§ 59 Abs. 1');
  await panel.getByLabel(say('de', 'draw_area_storeys')).fill('3');
  await panel.getByLabel(say('de', 'draw_area_storeys')).blur();
  await drawing.then.isSaved();
  await expect.poll(async () => (await readContent(database, draft)).areas[0]?.storeys).toBe(3);
  await drawing.when.does('remove-area');
  await expect(drawing.get.areas()).toHaveCount(0);
  await page.locator('[data-do="undo"]').click();
  await expect(drawing.get.areas()).toHaveCount(1);
  await drawing.then.isSaved();
  expect((await readContent(database, draft)).areas[0]).toMatchObject({ id: area!.id, storeys: 3 });
});

test('an outline by mouse: point by point, bent at a corner, and taken back', async ({ people, page }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const draft = await makeDraft(database, 'Umriss');
  const drawing = driveDrawing(page);
  await drawing.given.opened(draft);
  await page.locator('[data-shape="polygon"]').click();
  await expect(page.getByText(say('de', 'draw_area_polygon_hint'))).toBeVisible();
  const corners = [
    [0.3, 0.45],
    [0.5, 0.45],
    [0.5, 0.65],
    [0.3, 0.65]
  ] as const;
  for (const [x, y] of corners) await drawing.when.pressesMap(x, y);
  await drawing.when.pressesMap(...corners[3]);
  await expect(drawing.get.areas()).toHaveCount(1);
  await drawing.then.isSaved();
  const [drawn] = (await readContent(database, draft)).areas;
  expect(drawn!.geometry.coordinates[0]).toHaveLength(5);

  await page.getByRole('button', { name: say('de', 'draw_area_bend') }).click();
  await expect(page.locator('[data-shape="polygon"]')).toHaveAttribute('aria-pressed', 'false');
  await drawing.when.pullsOnMap(corners[2], [0.6, 0.75]);
  await expect.poll(async () => (await drawing.get.mapAreas())[0]?.geometry).not.toEqual(drawn!.geometry);
  await drawing.then.isSaved();
  const [bent] = (await readContent(database, draft)).areas;
  const moved = bent!.geometry.coordinates[0]!.filter(
    (place) =>
      !drawn!.geometry.coordinates[0]!.some((old) => Math.hypot(old[0]! - place[0]!, old[1]! - place[1]!) < 1e-7)
  );
  expect(bent!.geometry.coordinates[0]).toHaveLength(5);
  expect(moved, 'one corner, the others stay').toHaveLength(1);
  await page.keyboard.press('Escape');
  await page.locator('[data-do="undo"]').click();
  await expect.poll(async () => (await drawing.get.mapAreas())[0]?.geometry).toEqual(drawn!.geometry);
  await drawing.then.isSaved();
});

test('two planners on one draft lose nothing: elsewhere both stand, on the same unit they choose', async ({
  people,
  browser,
  baseURL,
  page,
  network
}) => {
  const database = people.get.database();
  const draft = await makeDraft(database, 'Zu zweit');
  const [one, two, three] = (await Promise.all(
    ['EG-L', 'EG-R', '1OG-L'].map((code) => findUnit(database, '86', code))
  )) as [number, number, number];
  await people.given.signedIn('planner', { name: 'Ada' });
  const other = await browser.newContext({ baseURL: baseURL! });
  await people.given.signedIn('planner', { name: 'Ben', browser: other });
  const otherPage = await other.newPage();
  const [ada, ben] = [driveDrawing(page), driveDrawing(otherPage)];
  await ada.given.opened(draft);
  await ben.given.opened(draft);

  await ada.when.takes('health');
  await ada.when.presses(one);
  await ben.when.takes('office');
  await ben.when.presses(two);
  await ada.then.shows(two, ['office']);
  await ben.then.shows(one, ['health']);

  // Ada's next drawing is on its way for so long that Ben's is kept before.
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/draw/changes', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await ada.when.presses(three);
  await ada.then.shows(three, ['health']);
  await ben.when.presses(three);
  await ben.then.isSaved();
  letGo();
  await expect(ada.get.dialog()).toBeVisible();
  await expect(ada.get.dialog()).toContainText('Gesundheit');
  await expect(ada.get.dialog()).toContainText('Büro und Dienste');
  expect((await readContent(database, draft)).entries.find(({ unitId }) => unitId === three)?.parts[0]?.use).toBe(
    'office'
  );
  await ada.get.dialog().locator('[data-side="mine"]').click();
  await ada.then.shows(three, ['health']);
  await ada.then.isSaved();
  await ben.then.shows(three, ['health']);
  await other.close();
  const stored = (await readContent(database, draft)).entries;
  expect(Object.fromEntries(stored.map(({ unitId, parts }) => [unitId, parts[0]?.use]))).toEqual({
    [one]: 'health',
    [two]: 'office',
    [three]: 'health'
  });
  // The browser itself says on its console that a change was refused (409).
  network.faults.splice(0);
});

test('what cannot be sent waits, says so, and is sent once there is a connection', async ({
  people,
  page,
  network
}) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const draft = await makeDraft(database, 'Ohne Netz');
  const unit = await findUnit(database, '86', 'EG-L');
  const drawing = driveDrawing(page);
  await drawing.given.opened(draft);
  await page.route('**/draw/changes', (route) => route.abort());
  await drawing.when.takes('education');
  await drawing.when.presses(unit);
  await expect(page.getByText(say('de', 'draw_sync_waiting'))).toBeVisible();
  await drawing.then.shows(unit, ['education']);
  await page.unroute('**/draw/changes');
  await page.getByRole('button', { name: say('de', 'draw_sync_retry') }).click();
  await drawing.then.isSaved();
  expect((await readContent(database, draft)).entries[0]?.parts[0]?.use).toBe('education');
  network.faults.splice(0);
});

test('a plan that is no draft any more cannot be drawn on, by page or by request', async ({
  people,
  page,
  network
}) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const [adopted] = await database.sql<{ id: number }[]>`select id from use_plan where status = 'adopted' limit 1`;
  const before = await readContent(database, adopted!.id);
  expect((await page.goto(`/plans/${adopted!.id}/draw`))?.status()).toBe(409);
  const [entry] = before.entries;
  const answer = await page.request.post(`/plans/${adopted!.id}/draw/changes`, {
    data: { entries: [{ unitId: entry!.unitId, before: entry, after: null }], areas: [] }
  });
  expect(answer.status()).toBe(409);
  expect(await answer.json()).toMatchObject({ code: 'plan_is_frozen' });
  expect(await readContent(database, adopted!.id)).toEqual(before);
  network.faults.splice(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page shows what is drawn and says what drawing needs', async ({ people, page }) => {
    await people.given.signedIn('planner');
    const [plan] = await people.get.database().sql<{ id: number }[]>`select id from use_plan where ref = 'hofgarten'`;
    await page.goto(`/plans/${plan!.id}/draw`);
    await expect(page.getByText(say('de', 'draw_needs_script'))).toBeVisible();
    await expect(page.locator('.board [data-swatch="plan-retail"]').first()).toBeVisible();
    await expect(page.locator('[role="toolbar"]')).toBeHidden();
  });
});
