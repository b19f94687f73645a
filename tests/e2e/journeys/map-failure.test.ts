import { expect, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

test('map code that does not arrive leaves the table, says so, and can be asked for again', async ({
  site,
  map,
  page,
  network
}) => {
  const chunks = '**/_app/immutable/workers/**';
  await page.route(chunks, (route) => route.abort());
  await site.given.opened('/');
  await expect(page.locator('.stage [role="status"]')).toContainText(say('de', 'app_map_retry'), { timeout: 60_000 });
  await expect(page.locator('#table')).toBeVisible();
  await page.unroute(chunks);
  await page.getByRole('button', { name: say('de', 'app_map_retry') }).click();
  await map.given.drawn();
  // The browser itself says on its console that the file failed.
  network.faults.splice(0);
});
