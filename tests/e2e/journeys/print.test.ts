import { expect, test } from '../../support/drivers/journey';

for (const path of ['/', '/buildings/1']) {
  test(`${path} is printed as a record, without map and menus`, async ({ site, map, page }) => {
    await site.given.opened(path);
    await map.given.drawn();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.map')).toBeHidden();
    await expect(page.locator('body > div > header')).toBeHidden();
    await expect(page.locator('.toolbar')).toBeHidden();
    await expect(page.locator('#table tbody tr').nth(90), 'the table takes the place of the map').toBeVisible();
    await expect(site.get.heading()).toBeVisible();
    const { panel, inside } = await page.locator('section.sheet').evaluate((sheet) => ({
      panel: sheet.getBoundingClientRect().height,
      inside: sheet.scrollHeight
    }));
    expect(panel, 'nothing of the record is cut off').toBeGreaterThanOrEqual(inside - 1);
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000);
  });
}

test('a page that is printed from the map shows its table before the printer looks', async ({ site, map, page }) => {
  await site.given.opened('/');
  await map.given.drawn();
  await expect(page.locator('#table')).toHaveCount(0);
  const rowsAt = (event: string) =>
    page.evaluate((name) => {
      dispatchEvent(new Event(name));
      return document.querySelectorAll('#table tbody tr').length;
    }, event);
  expect(await rowsAt('beforeprint')).toBeGreaterThan(90);
  await rowsAt('afterprint');
  await expect(page.locator('#table')).toHaveCount(0);
});
