import { CHROMIUM_FLAGS_WITHOUT_WEBGL, chromiumPath } from '../../support/chromium';
import { expect, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

test.use({ launchOptions: { executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS_WITHOUT_WEBGL] } });

for (const language of ['de', 'ar'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('says why there is no map; table, house and time work', async ({ site, table, house, time, page }) => {
      await site.given.working('/buildings/1');
      await expect(page.locator('.stage [role="status"]')).toHaveText(say(language, 'map_error_no_webgl'));
      await expect(page.locator('#table')).toBeVisible();
      const [unitId] = (await house.get.storeys()).flat();
      await house.when.opensUnit(unitId!);
      await site.then.pathIs(`/units/${unitId}`);
      await table.then.marksUnit(unitId!);
      await time.when.slides('PageDown');
      await expect.poll(() => site.get.parameter('date')).not.toBeNull();
      await site.when.choosesTheme('use');
      await expect.poll(() => house.get.swatchOf(unitId!)).toMatch(/^use-/);
    });
  });
}
