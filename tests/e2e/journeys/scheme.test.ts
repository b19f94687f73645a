import { expect, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

test('the night plan keeps the map, its camera and what was chosen, and is remembered', async ({
  site,
  map,
  house,
  page
}) => {
  await site.given.working('/units/3?theme=use#18.2/51.34563/12.40553/20/40');
  await map.given.drawn();
  const camera = await map.get.camera();
  await page.locator('details.scheme summary').click();
  await page.getByRole('radio', { name: say('de', 'app_scheme_dark') }).check();
  await expect.poll(() => map.get.scheme()).toBe('dark');
  await expect(page.locator('html')).toHaveAttribute('data-scheme', 'dark');
  expect(await map.get.camera()).toEqual(camera);
  await map.then.marksUnit(3);
  const name = ((await house.get.swatchOf(3)) ?? '').replace('use-', '');
  await map.then.paintsUnit(3, { theme: 'use', name, scheme: 'dark' });
  await page.reload();
  await map.given.drawn();
  expect(await map.get.scheme()).toBe('dark');
  await page.locator('details.scheme summary').click();
  await page.getByRole('radio', { name: say('de', 'app_scheme_light') }).check();
  await expect.poll(() => map.get.scheme()).toBe('light');
  await map.then.paintsUnit(3, { theme: 'use', name });
});

test.describe('a system that is dark', () => {
  test.use({ colorScheme: 'dark' });

  test('gets the night plan from the first paint', async ({ site, map, page }) => {
    await site.given.opened('/');
    await map.given.drawn();
    expect(await map.get.scheme()).toBe('dark');
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe('rgb(18, 24, 28)');
  });
});
