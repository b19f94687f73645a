import { expect, test } from '../../support/drivers/journey';

for (const path of ['/', '/buildings/1']) {
  test(`${path} is printed as a record, without map and menus`, async ({ site, map, page }) => {
    await site.given.opened(path);
    await map.given.drawn();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.map')).toBeHidden();
    await expect(page.locator('body > div > header')).toBeHidden();
    await expect(page.locator('.toolbar')).toBeHidden();
    await expect(site.get.heading()).toBeVisible();
    const { panel, inside } = await page.locator('section.sheet').evaluate((sheet) => ({
      panel: sheet.getBoundingClientRect().height,
      inside: sheet.scrollHeight
    }));
    expect(panel, 'nothing of the record is cut off').toBeGreaterThanOrEqual(inside - 1);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  });
}
