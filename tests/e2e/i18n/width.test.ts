import { test } from '../../support/drivers/journey';
import { asTable, everyPage, inBatches } from '../../support/drivers/routes';

const WIDTHS = [1440, 1280, 768, 390, 360];

for (const language of ['de', 'ar'] as const) {
  for (const hasMap of [true, false]) {
    test.describe(`${language}, ${hasMap ? 'beside the map' : 'pages of text'}`, () => {
      test.use({ language });

      for (const { first, pages } of inBatches(everyPage().filter((one) => one.hasMap === hasMap))) {
        test(`no page scrolls sideways at any width, from ${first} on`, async ({ site, page }) => {
          for (const shown of pages) {
            await page.setViewportSize({ width: WIDTHS[0]!, height: 800 });
            await site.given.opened(asTable(shown));
            for (const width of WIDTHS) {
              await page.setViewportSize({ width, height: 800 });
              await site.then.fitsItsWidth();
            }
          }
        });
      }
    });
  }
}
