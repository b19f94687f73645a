import { test } from '../../support/drivers/journey';
import { asTable, everyPage } from '../../support/drivers/routes';

const WIDTHS = [360, 390, 768, 1280, 1440];

for (const language of ['de', 'ar'] as const) {
  test.describe(language, () => {
    test.use({ language });

    for (const shown of everyPage()) {
      test(`${shown.name} never scrolls sideways`, async ({ site, page }) => {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          if (width === WIDTHS[0]) await site.given.opened(asTable(shown));
          await site.then.fitsItsWidth();
        }
      });
    }
  });
}
