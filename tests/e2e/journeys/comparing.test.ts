import type { Locator, Page } from '@playwright/test';
import type { MapContainer } from '../../../src/lib/map/options';
import { COMPARISON_CLASSES } from '../../../src/lib/domain/plan/comparison-codes';
import { COMPARISON_PALETTE } from '../../../src/lib/domain/plan/comparison-palette';
import { expect, test } from '../../support/drivers/journey';
import { pathIn, say } from '../../support/drivers/words';

test.describe.configure({ timeout: 180_000 });

const maps = (page: Page): Locator => page.locator('.plan-map.ready .canvas');

const cameraOf = (map: Locator) => map.evaluate((element) => (element as MapContainer).mapProbe?.camera);

/** A place of the map where a unit lies open to a press. */
function findUnit(map: Locator): Promise<{ x: number; y: number; id: number }> {
  return map.evaluate((element) => {
    const { mapProbe } = element as MapContainer;
    const box = element.getBoundingClientRect();
    for (let y = 20; y < box.height - 20; y += 9) {
      for (let x = 20; x < box.width - 20; x += 9) {
        const top = document.elementFromPoint(box.left + x, box.top + y);
        const target = top?.tagName === 'CANVAS' ? mapProbe?.targetAt(x, y) : null;
        if (target?.kind === 'unit') return { x: box.left + x, y: box.top + y, id: target.id };
      }
    }
    throw new Error('no unit lies open');
  });
}

async function plansOf(people: { get: { database: () => { sql: (text: TemplateStringsArray) => unknown } } }) {
  const rows = (await people.get.database().sql`select ref, id from use_plan`) as { ref: string; id: number }[];
  const idOf = (ref: string): number => rows.find((row) => row.ref === ref)!.id;
  return { lead: idOf('iq-ost'), variant: idOf('hofgarten') };
}

for (const language of ['de', 'ar'] as const) {
  test.describe(language, () => {
    test.use({ language });
    const isRtl = language === 'ar';

    test('the public reads today beside the plan, without a script, too', async ({
      browser,
      baseURL,
      site,
      page,
      people
    }) => {
      const { lead } = await plansOf(people);
      const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
      const plain = await context.newPage();
      await plain.goto(pathIn(language, '/plans/compare'));
      await expect(plain.locator('select[name="to"]')).toHaveValue(String(lead));
      await expect(plain.locator('select[name="from"] option')).toHaveCount(
        1 + (await plain.locator('select[name="to"] option').count())
      );
      await plain.locator('select[name="from"]').selectOption(String(lead));
      await plain.getByRole('button', { name: say(language, 'compare_apply') }).click();
      await expect(plain).toHaveURL(new RegExp(`from=${lead}&to=${lead}`));
      await expect(plain.getByText(say(language, 'compare_same'))).toBeVisible();
      await context.close();

      await site.given.opened(`/plans/compare?from=today&to=${lead}`);
      const totals = await page.locator('main tfoot td').allInnerTexts();
      for (let measure = 1; measure < totals.length / 3; measure += 1) {
        const [before, after] = totals.slice(measure * 3);
        expect(after, 'areas and shop front are the same on both sides').toBe(before);
      }
      await expect(page.locator('main').getByText(say(language, 'compare_note_withheld'))).toBeVisible();
    });

    test('a planner compares by mouse: differences, a unit, and the divider', async ({ people, site, page }) => {
      await people.given.signedIn('planner');
      const { lead, variant } = await plansOf(people);
      await site.given.opened('/plans/compare');
      await expect(maps(page)).toHaveCount(1, { timeout: 60_000 });
      await page.locator('select[name="from"]').selectOption(String(lead));
      await site.then.parameterIs('from', String(lead));
      await page.locator('select[name="to"]').selectOption(String(variant));
      await site.then.parameterIs('to', String(variant));

      const place = await findUnit(maps(page));
      await page.mouse.click(place.x, place.y);
      const card = page.locator('.place .card');
      await expect(card.locator('dt')).toHaveCount(2);
      const shown = await page
        .locator('.houses a.chosen')
        .evaluate((link) => link.getAttribute('data-swatch')!.replace('comparison-', ''));
      const fill = await maps(page).evaluate(
        (element, id) => (element as MapContainer).mapProbe?.featureState('units', id)['fill'],
        place.id
      );
      const name = COMPARISON_CLASSES.find((one) => one === shown)!;
      expect(fill, 'the map and the section agree').toBe(COMPARISON_PALETTE[name].light);
      await card.getByRole('button', { name: say(language, 'compare_close') }).click();
      await expect(card).toHaveCount(0);

      await page.getByRole('link', { name: say(language, 'compare_form_swipe'), exact: true }).click();
      await expect(maps(page)).toHaveCount(2, { timeout: 60_000 });
      const slider = page.getByRole('slider');
      await expect(slider).toHaveAttribute('aria-valuenow', '50');
      const box = (await slider.boundingBox())!;
      const frame = (await page.locator('.stage .frame').boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + 80);
      await page.mouse.down();
      await page.mouse.move(frame.x + frame.width / 4, box.y + 80, { steps: 4 });
      await page.mouse.up();
      await expect(slider).toHaveAttribute('aria-valuenow', isRtl ? '75' : '25');
      await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(isRtl ? '75' : '25'));
    });

    test('two maps go together', async ({ site, page, people }) => {
      const { lead } = await plansOf(people);
      await site.given.opened(`/plans/compare?from=today&to=${lead}&form=beside`);
      await expect(maps(page)).toHaveCount(2, { timeout: 60_000 });
      const [first, second] = [maps(page).first(), maps(page).last()];
      const before = await cameraOf(second);
      const box = (await first.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 - 80, box.y + box.height / 2 - 40, { steps: 5 });
      await page.mouse.up();
      await expect.poll(() => cameraOf(second)).not.toEqual(before);
      await expect
        .poll(async () => {
          const [one, other] = [await cameraOf(first), await cameraOf(second)];
          return Math.hypot(one!.center[0] - other!.center[0], one!.center[1] - other!.center[1]) < 1e-6;
        })
        .toBe(true);
    });

    test('everything is reached by keyboard alone', async ({ people, site, page }) => {
      await people.given.signedIn('planner');
      const { lead, variant } = await plansOf(people);
      await site.given.opened(`/plans/compare?from=${lead}&to=${variant}`);
      await expect(maps(page)).toHaveCount(1, { timeout: 60_000 });
      await site.when.tabsTo('main select[name="from"]');
      await page.keyboard.press('Home');
      await site.then.parameterIs('from', 'today');
      await expect(page.locator('main select[name="from"]')).toBeFocused();
      await site.when.tabsTo('main nav a[href*="form=swipe"]');
      await page.keyboard.press('Enter');
      await site.then.parameterIs('form', 'swipe');
      await expect(maps(page)).toHaveCount(2, { timeout: 60_000 });
      await site.when.tabsTo('[role="slider"]');
      const slider = page.getByRole('slider');
      await page.keyboard.press('ArrowRight');
      await expect(slider).toHaveAttribute('aria-valuenow', isRtl ? '48' : '52');
      await page.keyboard.press('End');
      await expect(slider).toHaveAttribute('aria-valuenow', '100');
      await page.keyboard.press('Home');
      await page.keyboard.press('PageUp');
      await expect(slider).toHaveAttribute('aria-valuenow', '10');
      await site.when.tabsTo('main .houses .units a', { most: 200 });
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(/\/units\/\d+$/);
    });
  });
}

test('a draft is no side for the public, and a wrong address is no plan', async ({ page, people }) => {
  const { variant, lead } = await plansOf(people);
  expect((await page.goto(`/plans/compare?from=${variant}&to=${lead}`))?.status()).toBe(404);
  expect((await page.goto(`/plans/compare?from=x&to=999999`))?.status()).toBe(404);
  expect((await page.goto('/plans/compare?from=x&to=y&form=z'))?.status()).toBe(200);
});
