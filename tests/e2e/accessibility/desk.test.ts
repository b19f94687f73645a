import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DESKTOP, expect, PHONE, test } from '../../support/drivers/journey';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Pages of planners; map, strip and street face beside them are looked at elsewhere. */
const PAGES = [
  '/desk',
  '/desk?house=eisenbahn',
  '/desk/changes',
  '/desk/changes/1',
  '/desk/guide',
  '/desk/guide/steps/1',
  '/desk/guide/steps/new',
  '/desk/guide/offices/1',
  '/buildings/1/edit?view=table',
  '/businesses/1/edit?view=table',
  '/units/3?view=table&known=2026-01-01'
];

async function findFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('.stage').exclude('.timeline').withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

for (const language of ['de', 'ar'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${language}, ${colorScheme}`, () => {
      test.use({ language, colorScheme });

      test('no page of the desk has a fault that axe can find, nor sticks out', async ({ people, site, page }) => {
        test.setTimeout(180_000);
        await people.given.signedIn('planner');
        for (const path of PAGES) {
          await page.setViewportSize(DESKTOP);
          await site.given.opened(path);
          await site.get.heading().waitFor();
          for (const details of await page.locator('main details:not(.chip, .filter, [name="header-menu"])').all()) {
            await details.evaluate((element: HTMLDetailsElement) => {
              if (element.closest('.stage, .timeline') === null) element.open = true;
            });
          }
          for (const viewport of [DESKTOP, PHONE]) {
            await page.setViewportSize(viewport);
            expect.soft(await findFaults(page), `${path} at ${viewport.width} px`).toEqual([]);
            await site.then.fitsItsWidth();
          }
        }
      });
    });
  }
}
