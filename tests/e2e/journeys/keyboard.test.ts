import { expect, PHONE, test } from '../../support/drivers/journey';

for (const language of ['de', 'ar'] as const) {
  test.describe(`by keyboard alone (${language})`, () => {
    test.use({ language });

    test('from the header through the map to a unit, and back', async ({ site, house, map }) => {
      await site.given.working('/');
      await map.given.drawn();
      await site.when.tabsTo('a.skip');
      await site.when.pressesKey('Enter');
      await site.when.tabsTo('.themes a');
      await site.when.tabsTo('.sheet a[href*="/buildings/"]');
      await site.when.pressesKey('Enter');
      await expect.poll(() => site.get.path()).toMatch(/\/buildings\/\d+$/);
      await site.then.headingHasFocus();
      await site.when.tabsTo('[role="grid"] [data-unit]');
      const unitId = await house.get.focused();
      await site.when.pressesKey('Enter');
      await site.then.pathIs(`/units/${unitId}`);
      await site.then.headingHasFocus();
      await map.then.marksUnit(unitId!);
      await site.when.goesBack();
      await expect.poll(() => site.get.path()).toMatch(/\/buildings\/\d+$/);
    });

    test('the house is a grid with one tab stop; arrows go as the eye goes', async ({ site, house, page }) => {
      await site.given.working('/buildings/1');
      await expect(page.locator('[role="grid"]').first().locator('[data-unit][tabindex="0"]')).toHaveCount(1);
      const storeys = (await house.get.storeys()).filter((units) => units.length > 0);
      const row = storeys.findIndex((units) => units.length > 1);
      expect(row, 'a storey with two units').toBeGreaterThanOrEqual(0);
      await house.when.entersByKeyboard();
      await site.when.pressesKey('ArrowUp', storeys.length);
      await house.then.hasFocusOn(storeys[0]![0]!);
      await site.when.pressesKey('ArrowDown', row);
      await site.when.pressesKey('Home');
      await house.then.hasFocusOn(storeys[row]![0]!);
      await site.when.pressesKey('ArrowRight');
      await house.then.hasFocusOn(storeys[row]![1]!);
      await site.when.pressesKey('ArrowLeft');
      await house.then.hasFocusOn(storeys[row]![0]!);
      await site.when.pressesKey('End');
      await house.then.hasFocusOn(storeys[row]!.at(-1)!);
      await site.when.pressesKey('Enter');
      await site.then.pathIs(`/units/${storeys[row]!.at(-1)!}`);
    });

    test('what has the focus can be seen, all along the page', async ({ site, page }) => {
      await site.given.working('/buildings/1?view=table');
      for (let stop = 0; stop < 45; stop += 1) {
        await page.keyboard.press('Tab');
        const hidden = await page.evaluate(() => {
          const element = document.activeElement;
          if (element === null || element === document.body) return null;
          const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
          const isSeen = width > 4 && height > 4 && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
          return isSeen ? null : element.outerHTML.slice(0, 120);
        });
        expect(hidden).toBeNull();
      }
    });
  });

  test.describe(`the sheet on a phone (${language})`, () => {
    test.use({ language, viewport: PHONE, hasTouch: true });

    test('is raised and lowered by buttons and keys, and lifts itself for what was chosen', async ({
      site,
      map,
      page
    }) => {
      await site.given.opened('/buildings/1');
      await map.given.drawn();
      const sheet = page.locator('section.sheet');
      const [lower, raise] = [sheet.locator('.handle button').first(), sheet.locator('.handle button').last()];
      await expect(sheet).toHaveClass(/half/);
      await raise.click();
      await expect(sheet).toHaveClass(/full/);
      await expect(raise).toBeDisabled();
      await lower.press('ArrowDown');
      await expect(sheet).toHaveClass(/half/);
      await lower.press('Enter');
      await expect(sheet).toHaveClass(/peek/);
      const [place] = await map.get.places('unit');
      await map.when.pressed(place!);
      await site.then.pathIs(`/units/${place!.target.id}`);
      await expect(sheet).toHaveClass(/half/);
      await map.then.marksUnit(place!.target.id);
    });
  });
}
