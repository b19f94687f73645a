import { expect, type Page } from '@playwright/test';

/** A row of the table as it is read. */
export interface UnitRow {
  readonly unitId: number;
  readonly houseId: number;
  /** The class under the theme, as the swatch beside the status shows it: `vacancy-vacant`. */
  readonly swatch: string;
  readonly isMarked: boolean;
  readonly cells: readonly string[];
}

const idIn = (href: string | null): number => Number(/\/(\d+)(?:[?#]|$)/.exec(href ?? '')?.[1] ?? Number.NaN);

/** The table twin of the map: every unit of the state shown, as rows. */
export function driveTable(page: Page) {
  /**
   * The rows on the page or, where the map has taken their place, those that the server sends for the same address:
   * what the map shows and what can be read there must be the same.
   */
  const rows = async (): Promise<readonly UnitRow[]> => {
    const isShown = (await page.locator('#table').count()) > 0;
    const html = isShown ? null : await (await page.request.get(page.url().split('#')[0]!)).text();
    const read = await page.evaluate((source) => {
      const root = source === null ? document : new DOMParser().parseFromString(source, 'text/html');
      return [...root.querySelectorAll('#table tbody tr:has(th)')].map((row) => ({
        unit: row.querySelector('th a')?.getAttribute('href') ?? null,
        house: row.querySelector('td a')?.getAttribute('href') ?? null,
        swatch: row.querySelector('[data-swatch]')?.getAttribute('data-swatch') ?? '',
        isMarked: row.getAttribute('aria-current') === 'true',
        cells: [...row.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim())
      }));
    }, html);
    return read.map(({ unit, house, ...row }) => ({ ...row, unitId: idIn(unit), houseId: idIn(house) }));
  };
  const marked = async () => (await rows()).filter(({ isMarked }) => isMarked).map(({ unitId }) => unitId);
  const link = (unitId: number) =>
    page
      .locator(`#table tbody th a[href*="/units/${unitId}"]`)
      .and(page.locator(`[href$="/units/${unitId}"], [href*="/units/${unitId}?"]`));

  return {
    when: {
      /** Lets the table take the place of the map. */
      async isChosen(): Promise<void> {
        await page.locator('.switch a[href*="view=table"]').click();
        await expect(page.locator('#table')).toBeVisible();
      },
      async opensUnit(unitId: number): Promise<void> {
        await link(unitId).click();
      },
      async sortsBy(column: number): Promise<void> {
        await page.locator('#table thead th').nth(column).getByRole('link').click();
      }
    },
    get: {
      rows,
      link,
      caption: () => page.locator('#table caption'),
      sortOf: (column: number) => page.locator('#table thead th').nth(column).getAttribute('aria-sort')
    },
    then: {
      async marksUnit(unitId: number | null): Promise<void> {
        await expect.poll(marked, 'units marked in the table').toEqual(unitId === null ? [] : [unitId]);
      },
      async hasRows(count: number): Promise<void> {
        await expect.poll(async () => (await rows()).length).toBe(count);
      }
    }
  };
}

export type TableDriver = ReturnType<typeof driveTable>;
