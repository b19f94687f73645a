import { expect, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';
import { everyPage, inBatches } from '../../support/drivers/routes';

test.use({ javaScriptEnabled: false });

for (const language of ['de', 'ar'] as const) {
  test.describe(language, () => {
    test.use({ language });

    for (const { first, pages } of inBatches(everyPage())) {
      test(`every page can be read, from ${first} on`, async ({ site, page }) => {
        for (const { name, path } of pages) {
          await site.given.opened(path);
          await site.then.isIn(language);
          await expect.soft(site.get.heading(), name).toBeVisible();
          expect.soft((await page.locator('main').innerText()).length, name).toBeGreaterThan(80);
          await expect.soft(page.locator('.with-script:visible'), name).toHaveCount(0);
        }
      });
    }
  });
}

test('the table is sorted by links', async ({ site, table }) => {
  await site.given.opened('/');
  const areas = async () =>
    (await table.get.rows()).map(({ cells }) => Number(cells[3]!.replace(/[^\d,]/g, '').replace(',', '.')));
  await table.when.sortsBy(3);
  await site.then.parameterIs('sort', 'area');
  const ascending = (await areas()).filter((area) => area > 0);
  expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
  expect(await table.get.sortOf(3)).toBe('ascending');
  await table.when.sortsBy(3);
  await site.then.parameterIs('dir', 'desc');
  expect((await areas())[0]).toBe(Math.max(...ascending));
});

test('the day is sent by a form', async ({ site, table, page }) => {
  await site.given.opened('/?theme=use');
  await page.locator('.time input[type="date"]').fill('2008-03-01');
  await page
    .locator('.time')
    .getByRole('button', { name: say('de', 'house_time_show') })
    .click();
  await site.then.parameterIs('date', '2008-03-01');
  await site.then.parameterIs('theme', 'use');
  await expect(table.get.caption()).toContainText('01.03.2008');
});

test('from the table to a unit, its house, its plan and back', async ({ site, table, page }) => {
  await site.given.opened('/');
  const { unitId, houseId } = (await table.get.rows())[0]!;
  await table.when.opensUnit(unitId);
  await site.then.pathIs(`/units/${unitId}`);
  await page.locator(`main nav a[href*="/buildings/${houseId}"]`).first().click();
  await site.then.pathIs(`/buildings/${houseId}`);
  await page.locator('header a.brand').click();
  await site.then.pathIs('/');
});
