import { expectNoFault } from '../../support/drivers/axe';
import { test } from '../../support/drivers/own-app';

for (const [language, colorScheme] of [
  ['de', 'light'],
  ['ar', 'dark']
] as const) {
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ language, colorScheme });

    test('no page of effects and progress has a fault that axe can find, nor sticks out', async ({
      people,
      site,
      page
    }) => {
      test.setTimeout(180_000);
      await people.given.signedIn('planner');
      for (const path of ['/plans/2/effects?with=1', '/plans/2/progress?show=vacant', '/desk/plans/ratios']) {
        await expectNoFault({ site, page }, path);
      }
    });
  });
}
