import { expect, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

for (const language of ['de', 'ar'] as const) {
  test.describe(`the overview (${language})`, () => {
    test.use({ language });

    test('shows its table before any map code arrives, then the map', async ({ site, table, map, page }) => {
      const mapCode = page.waitForRequest((request) => request.url().includes('maplibre-gl-worker'));
      await page.route('**/workers/**', async (route) => {
        expect((await table.get.rows()).length, 'rows while the map code is still on its way').toBeGreaterThan(90);
        await route.continue();
      });
      await site.given.opened('/');
      await mapCode;
      await map.given.drawn();
      expect(await map.get.colourCount()).toBeGreaterThan(40);
      expect((await map.get.unitsInSight()).length).toBeGreaterThan(20);
      await site.then.isIn(language);
    });
  });
}

test('the server sends the whole table without a script having run', async ({ request }) => {
  const html = await (await request.get('/')).text();
  const rows = html.match(/<th scope="row"/g) ?? [];
  expect(rows.length).toBeGreaterThanOrEqual(90);
  expect(html).not.toContain('maplibre');
});

test('the map carries its credits and a way back to the block', async ({ site, map, page }) => {
  await site.given.opened('/');
  await map.given.drawn();
  await expect(page.locator('.maplibregl-ctrl-attrib')).toContainText(/OpenStreetMap|Stadt Leipzig/);
  const home = await map.get.camera();
  await page.getByRole('button', { name: say('de', 'map_zoom_in') }).click();
  await expect.poll(async () => (await map.get.camera())?.zoom).toBeGreaterThan((home?.zoom ?? 0) + 0.5);
  await page.getByRole('button', { name: say('de', 'map_home') }).click();
  await expect.poll(async () => (await map.get.camera())?.zoom).toBeCloseTo(home?.zoom ?? 0, 1);
});
