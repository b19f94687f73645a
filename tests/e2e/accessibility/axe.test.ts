import type { Page } from '@playwright/test';
import { findFaults, LOOKS } from '../../support/drivers/axe';
import { DESKTOP, expect, PHONE, test } from '../../support/drivers/journey';
import { asTable, everyPage, type PageCase } from '../../support/drivers/routes';

/** At which a page must fit, beside those of the desktop and the phone. */
const FURTHER_WIDTHS = [1280, 768, 360];

/** The table, strip and street face are the same beside every record: they are looked at on the overview. */
const sharedParts = ({ name, hasMap }: PageCase): readonly string[] =>
  hasMap && !name.startsWith('/ ') && name !== '/' ? ['.stage', '.timeline'] : [];

/** Links and controls that are smaller than 24 by 24 pixels and stand closer than 24 pixels to another one. */
async function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST = 24;
    const controls = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary, [role="slider"]')
    ];
    const seen = controls.flatMap((element) => {
      const hit = element instanceof HTMLInputElement && element.closest('label') ? element.closest('label')! : element;
      const box = hit.getBoundingClientRect();
      const style = getComputedStyle(element);
      const isInText = style.display === 'inline' && element.closest('p, li, td, dd, figcaption') !== null;
      const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!isSeen || isInText || box.width < 2 || element.closest('[inert], .visually-hidden') !== null) return [];
      return [{ element, box }];
    });
    const middle = ({ left, top, width, height }: DOMRect) => [left + width / 2, top + height / 2] as const;
    return seen.flatMap(({ element, box }) => {
      if (box.width >= LEAST - 0.5 && box.height >= LEAST - 0.5) return [];
      const [x, y] = middle(box);
      const isCrowded = seen.some(({ element: other, box: near }) => {
        if (other === element || other.contains(element) || element.contains(other)) return false;
        const dx = Math.max(near.left - x, 0, x - near.right);
        const dy = Math.max(near.top - y, 0, y - near.bottom);
        return Math.hypot(dx, dy) < LEAST / 2;
      });
      return isCrowded ? [`${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 140)}`] : [];
    });
  });
}

for (const look of LOOKS) {
  test.describe(`${look.language}, ${look.colorScheme}`, () => {
    test.use(look);

    for (const shown of everyPage()) {
      test(`${shown.name} has no fault that axe can find, no target too small, and fits every width`, async ({
        site,
        page
      }) => {
        for (const viewport of [DESKTOP, PHONE]) {
          await page.setViewportSize(viewport);
          if (viewport === DESKTOP) await site.given.opened(asTable(shown));
          await site.get.heading().waitFor();
          const except = sharedParts(shown);
          expect(await findFaults(page, { except }), `${viewport.width} px`).toEqual([]);
          expect(await findSmallTargets(page), `${viewport.width} px`).toEqual([]);
          await site.then.fitsItsWidth();
        }
        for (const width of FURTHER_WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          await site.then.fitsItsWidth();
        }
      });
    }

    for (const viewport of [DESKTOP, PHONE]) {
      test(`map, legend and controls have no fault either (${viewport.width} px)`, async ({ site, map, page }) => {
        await page.setViewportSize(viewport);
        await site.given.opened('/units/3?theme=use');
        await map.given.drawn();
        expect(await findFaults(page)).toEqual([]);
        expect(await findSmallTargets(page)).toEqual([]);
      });
    }
  });
}

test('open menus, lists and explanations have no fault either', async ({ site, page }) => {
  await site.given.working('/buildings/1?view=table');
  await page.locator('.filter summary').click();
  expect(await findFaults(page)).toEqual([]);
  await page.locator('.filter summary').click();
  await page.locator('.language summary').click();
  expect(await findFaults(page)).toEqual([]);
  await page.locator('#search-input').fill('eisenbahn');
  await expect(page.getByRole('listbox')).toBeVisible();
  expect(await findFaults(page)).toEqual([]);
});
