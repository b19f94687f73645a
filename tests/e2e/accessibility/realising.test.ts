import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DESKTOP, PHONE } from '../../support/drivers/journey';
import { expect, test } from '../../support/drivers/own-app';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function findFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

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
        await page.setViewportSize(DESKTOP);
        await site.given.opened(path);
        await site.get.heading().waitFor();
        await page.locator('main details').evaluateAll((all) => {
          for (const details of all as HTMLDetailsElement[]) details.open = true;
        });
        for (const viewport of [DESKTOP, PHONE]) {
          await page.setViewportSize(viewport);
          expect.soft(await findFaults(page), `${path} at ${viewport.width} px`).toEqual([]);
          await site.then.fitsItsWidth();
        }
      }
    });
  });
}
