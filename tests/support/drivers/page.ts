import { expect, type Page } from '@playwright/test';
import type { Network } from './network';
import { pathIn, type Locale } from './words';

export interface PageDriverOptions {
  readonly page: Page;
  readonly network: Network;
  readonly language: Locale;
}

interface TabKeys {
  readonly key?: string;
  readonly most?: number;
}

/** Presses Tab until what has the focus fulfils the CSS selector; fails after `most` presses. */
export async function tabTo(page: Page, selector: string, { key = 'Tab', most = 80 }: TabKeys = {}): Promise<void> {
  for (let count = 0; count < most; count += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate((css) => document.activeElement?.matches(css) === true, selector)) return;
  }
  throw new Error(`${selector} was not reached by ${most} times ${key}`);
}

/** Holds the scripts of the pages to come back, as a slow line does, until they are let go and have begun. */
export async function holdScripts(page: Page): Promise<{ letGo: () => Promise<void> }> {
  let open: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (open = resolve));
  await page.route('**/_app/**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  return {
    async letGo() {
      open();
      // A key that only the script knows tells that it has begun.
      await expect(async () => {
        await page.locator('main h1').click();
        await page.keyboard.press('/');
        await expect(page.locator('#search-input')).toBeFocused({ timeout: 500 });
      }).toPass();
    }
  };
}

/** The page around map, table and drawings: addresses, headings, settings and what it asks the server for. */
export function drivePage({ page, network, language }: PageDriverOptions) {
  const heading = () => page.locator('main h1');
  const parameter = (name: string) => new URL(page.url()).searchParams.get(name);

  return {
    given: {
      /** Opens a path in the language of the test and waits until the page's script, where there is one, works. */
      async opened(path: string): Promise<void> {
        await page.goto(pathIn(language, path));
      },
      /** As `opened`, for pages with the map: the script has taken over the drawings. */
      async working(path: string): Promise<void> {
        await page.goto(pathIn(language, path));
        await page.locator('.face a[tabindex="0"]').first().waitFor({ state: 'attached' });
      }
    },
    when: {
      async goesBack(): Promise<void> {
        await page.goBack();
      },
      async pressesKey(key: string, times = 1): Promise<void> {
        for (let count = 0; count < times; count += 1) await page.keyboard.press(key);
      },
      tabsTo: (selector: string, keys: TabKeys = {}) => tabTo(page, selector, keys),
      async choosesTheme(theme: string): Promise<void> {
        await page.locator(`.themes a[href*="theme=${theme}"]`).click();
      }
    },
    get: {
      path: () => new URL(page.url()).pathname,
      parameter,
      requestCount: () => network.requests.length,
      requestsSince: (count: number) => network.since(count),
      heading,
      theme: () => page.locator('.themes a[aria-current]'),
      legend: () =>
        page.locator('.legend details ul li .row, details.legend ul li .row').evaluateAll((rows) =>
          rows.map((row) => ({
            swatch: row.querySelector('[data-swatch]')?.getAttribute('data-swatch') ?? '',
            count: Number((row.querySelector('.count')?.textContent ?? '').replace(/[^0-9٠-٩]/g, ''))
          }))
        )
    },
    then: {
      async pathIs(path: string): Promise<void> {
        await expect.poll(() => decodeURI(new URL(page.url()).pathname)).toBe(pathIn(language, path));
      },
      async parameterIs(name: string, value: string | null): Promise<void> {
        await expect.poll(() => parameter(name), `search parameter ${name}`).toBe(value);
      },
      async headingHasFocus(): Promise<void> {
        await expect(heading()).toBeFocused();
      },
      /** Reads right to left or left to right, in this language. */
      async isIn(locale: Locale): Promise<void> {
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        await expect(page.locator('html')).toHaveAttribute('dir', locale === 'ar' ? 'rtl' : 'ltr');
      },
      /** The document itself never scrolls sideways; says what sticks out. */
      async fitsItsWidth(): Promise<void> {
        const overflow = await page.evaluate(() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          const clipped = (element: Element): boolean => {
            for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) {
              if (getComputedStyle(at).overflowX !== 'visible') return true;
            }
            return false;
          };
          const wide = [...document.querySelectorAll('body *')].filter((element) => {
            const { left, right, width } = element.getBoundingClientRect();
            return width > 0 && (left < -0.5 || right > root.clientWidth + 0.5) && !clipped(element);
          });
          return [
            `${root.scrollWidth} > ${root.clientWidth}`,
            ...wide.slice(0, 5).map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`)
          ];
        });
        expect.soft(overflow, page.url()).toEqual([]);
      }
    }
  };
}

export type PageDriver = ReturnType<typeof drivePage>;
