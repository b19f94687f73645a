import { expect, type Page } from '@playwright/test';
import type { MapContainer } from '../../../src/lib/map/options';
import { say, type Locale } from './words';

const idIn = (href: string | null): number => Number(/\/listings\/(\d+)/.exec(href ?? '')?.[1] ?? Number.NaN);

/** The space finder, the answers to an idea, and what is remembered of them. */
export function driveFinder(page: Page, language: Locale) {
  const entries = page.locator('.sheet article');
  const results = page.locator('.results');
  const choice = (name: string, value: string) =>
    page.locator(`input:not([type="hidden"])[name="${name}"][value="${value}"]`);
  const marks = () =>
    page.locator('.canvas').evaluate((element) => {
      const { mapProbe } = element as MapContainer;
      return { ids: mapProbe?.places.map(({ id }) => id) ?? [], lit: mapProbe?.litPlace?.id ?? null };
    });
  const listed = async (): Promise<readonly number[]> =>
    (await entries.locator('h3 a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).map(idIn);

  return {
    when: {
      /** Ticks or unticks a choice by its name and value, as pressing its label does. */
      async ticks(name: string, value: string): Promise<void> {
        await page
          .locator('label')
          .filter({ has: choice(name, value) })
          .click();
      },
      async opensMoreWishes(): Promise<void> {
        await page.getByText(say(language, 'space_filter_more'), { exact: true }).click();
      },
      async opens(id: number): Promise<void> {
        await page.locator(`.sheet article h3 a[href*="/listings/${id}"]`).click();
      },
      async pointsAt(id: number): Promise<void> {
        await page.locator(`.sheet article[data-listing="${id}"]`).hover();
      },
      async remembers(id: number): Promise<void> {
        await page.locator(`article[data-listing="${id}"] .favourite button`).click();
      },
      /** Gives a wish up by its name. */
      async givesUp(wish: string): Promise<void> {
        await page.locator(`.without a[data-wish="${wish}"]`).click();
      },
      async sendsWithoutScript(): Promise<void> {
        await page.getByRole('button', { name: say(language, 'space_apply') }).click();
      },
      async asksIdea(): Promise<void> {
        await page.getByRole('button', { name: say(language, 'space_idea_submit') }).click();
      }
    },
    get: {
      entries,
      results,
      listed,
      marks,
      choice,
      /** How many spaces a choice says that it would find. */
      countAt: async (name: string, value: string): Promise<number> =>
        Number(
          await page
            .locator('label')
            .filter({ has: choice(name, value) })
            .locator('small')
            .innerText()
        ),
      reasons: () => entries.first().locator('li[data-criterion]'),
      /** What is given for each wish that would be given up. */
      withoutWish: () => page.locator('.without li')
    },
    then: {
      /** As many are listed and, where a map is drawn, the same ones are marked on it. */
      async lists(count: number): Promise<void> {
        await expect(entries).toHaveCount(count);
        await expect(results).not.toHaveAttribute('aria-busy', 'true');
      },
      async marksWhatItLists(): Promise<void> {
        await expect
          .poll(async () => [...(await marks()).ids].sort((a, b) => a - b), 'marks on the map')
          .toEqual([...(await listed())].sort((a, b) => a - b));
      }
    }
  };
}

export type FinderDriver = ReturnType<typeof driveFinder>;
