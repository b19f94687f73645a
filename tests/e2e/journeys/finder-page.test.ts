import type { Page } from '@playwright/test';
import { DESKTOP, expect, PHONE, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

const LAPTOP = { width: 1280, height: 800 };
/** The answers of the server to a search that a script asks for. */
const SEARCHES = /\/listings\/__data\.json/;

/** Where a part of the page lies in the window. */
const boxOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return { left, right, top, bottom };
    });

for (const viewport of [LAPTOP, DESKTOP]) {
  test.describe(`at ${viewport.width}×${viewport.height}`, () => {
    test.use({ viewport });

    test('the list has the whole height beside a map that keeps its size, and begins in sight', async ({
      site,
      page
    }) => {
      await site.given.working('/?view=table');
      const [stage, strip] = [await boxOf(page, '.stage'), await boxOf(page, '.strip')];
      expect(strip.right).toBe(viewport.width);
      for (const path of ['/listings', '/listings/1', '/idea', '/businesses']) {
        await site.given.working(`${path}?view=table`);
        const [sheet, left] = [await boxOf(page, '.sheet'), await boxOf(page, '.strip')];
        expect(sheet.bottom, path).toBe(strip.bottom);
        expect(left.right, path).toBeLessThanOrEqual(sheet.left);
        expect(await boxOf(page, '.stage'), path).toEqual(stage);
      }
      await site.given.working('/listings?view=table');
      const entry = await boxOf(page, '.results article:nth-of-type(2)');
      expect(entry.top).toBeLessThan(viewport.height - 60);
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: PHONE });

  test('a link leads past the wishes to the list', async ({ site, finder, page }) => {
    await site.given.working('/listings?for=culture');
    await page.getByRole('link', { name: say('de', 'space_to_list') }).click();
    await expect(finder.get.results).toBeFocused();
    await expect(finder.get.results).toBeInViewport();
    await expect(finder.get.entries.first()).toBeInViewport();
    await site.then.parameterIs('for', 'culture');
  });
});

for (const language of ['de', 'ar'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('while a search is under way the list says so and stays', async ({ site, finder, page }) => {
      await site.given.working('/listings?view=table');
      const before = (await finder.get.listed()).length;
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      await page.route(SEARCHES, async (route) => {
        await released;
        await route.continue();
      });
      const count = await finder.get.countAt('for', 'culture');
      await finder.when.ticks('for', 'culture');
      await expect(finder.get.results).toHaveAttribute('aria-busy', 'true');
      await expect(finder.get.results.getByRole('status').first()).toHaveText(say(language, 'space_updating'));
      await expect(finder.get.entries).toHaveCount(before);
      release();
      await finder.then.lists(count);
    });

    test('a search that fails keeps the wishes, to be tried again', async ({ site, finder, page }) => {
      await site.given.working('/listings?view=table&theme=use');
      await page.route(SEARCHES, async (route) => {
        const response = await route.fetch();
        const answer = (await response.json()) as { nodes: unknown[] };
        const fault = { type: 'error', status: 500, error: { message: 'Internal Error', id: 'a-fault' } };
        await route.fulfill({ response, json: { ...answer, nodes: [...answer.nodes.slice(0, -1), fault] } });
      });
      const count = await finder.get.countAt('for', 'culture');
      await finder.when.ticks('for', 'culture');
      await expect(page.getByRole('alert')).toHaveText(say(language, 'space_failed_title'));
      await expect(page.getByText('a-fault')).toBeVisible();
      await expect(finder.get.choice('for', 'culture')).toBeChecked();
      await expect(page.locator('.stage')).toBeVisible();
      await site.then.parameterIs('for', 'culture');
      await page.unroute(SEARCHES);
      await page.getByRole('link', { name: say(language, 'space_failed_retry') }).click();
      await finder.then.lists(count);
      await site.then.parameterIs('theme', 'use');
    });
  });
}

test('an offer that does not exist is missing beside the map, with the way to the list', async ({ site, page }) => {
  await site.given.opened('/listings/999999?view=table');
  await expect(site.get.heading()).toHaveText(say('de', 'app_error_title_404'));
  await expect(page.locator('.stage')).toBeVisible();
  await page.locator('.sheet .button.primary').click();
  await site.then.pathIs('/listings');
});
