import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { DESKTOP, PHONE } from './journey';
import type { PageDriver } from './page';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Neither does a language change a colour, nor the scheme what a page is built of: each is looked at with one of the other. */
export const LOOKS = [
  { language: 'de', colorScheme: 'light' },
  { language: 'ar', colorScheme: 'dark' }
] as const;

interface Look {
  /** Selectors of parts that are looked at elsewhere. */
  readonly except?: readonly string[];
  readonly tags?: readonly string[];
}

/** What axe finds, one line for each kind of fault with the first places. */
export async function findFaults(page: Page, { except = [], tags = TAGS }: Look = {}): Promise<string[]> {
  // There is one frame, and what is right is not asked for: both make a look several times faster.
  const builder = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags([...tags]);
  builder.setLegacyMode(true);
  for (const selector of except) builder.exclude(selector);
  const { violations } = await builder.analyze();
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 4).map(({ target, failureSummary }) => {
      const why = failureSummary?.split('\n').slice(1, 3).join(' ').trim();
      return `  ${target.join(' ')} — ${why}`;
    });
    return [`${id}: ${help}`, ...places].join('\n');
  });
}

/** Lies over the page once it is open, so it is looked at by itself. */
const OVERLAYS = '.chip, .filter, [name="header-menu"]';

/** Opens a page and everything folded in it, and expects no fault and nothing that sticks out in either width. */
export async function expectNoFault(
  { site, page }: { readonly site: PageDriver; readonly page: Page },
  path: string,
  { except = [] }: Look = {}
): Promise<void> {
  await page.setViewportSize(DESKTOP);
  await site.given.opened(path);
  await site.get.heading().waitFor();
  await page.locator(`main details:not(${OVERLAYS})`).evaluateAll((all, hidden) => {
    const isLeftOut = (element: Element) => hidden.some((selector) => element.closest(selector) !== null);
    for (const details of all as HTMLDetailsElement[]) if (!isLeftOut(details)) details.open = true;
  }, except);
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport);
    expect.soft(await findFaults(page, { except }), `${path} at ${viewport.width} px`).toEqual([]);
    await site.then.fitsItsWidth();
  }
}
