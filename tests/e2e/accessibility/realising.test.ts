import { expectNoFault, LOOKS } from '../../support/drivers/axe';
import { test } from '../../support/drivers/own-app';

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.colorScheme}`, () => {
    test.use(look);

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
