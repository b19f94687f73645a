import { expect, type Page } from '@playwright/test';

/** The house cut open (Hausschnitt): a grid of storeys and units for each part of the house. */
export function driveHouseSection(page: Page) {
  const block = (unitId: number) => page.locator(`[role="grid"] [data-unit="${unitId}"]`);
  const marked = () =>
    page
      .locator('[role="grid"] [data-unit][aria-current="true"]')
      .evaluateAll((blocks) => blocks.map((element) => Number(element.getAttribute('data-unit'))));
  const focused = () =>
    page.evaluate(() => {
      const id = document.activeElement?.getAttribute('data-unit');
      return id === null || id === undefined ? null : Number(id);
    });

  return {
    when: {
      async opensUnit(unitId: number): Promise<void> {
        await block(unitId).click();
      },
      async entersByKeyboard(): Promise<void> {
        await page.locator('[role="grid"] [data-unit][tabindex="0"]').first().focus();
      }
    },
    get: {
      block,
      focused,
      /** Units by storey, from the top of the house to the cellar, each from left to right as it is seen. */
      storeys: () =>
        page
          .locator('[role="grid"]')
          .first()
          .locator('[role="row"]')
          .evaluateAll((storeys) =>
            storeys.map((storey) =>
              [...storey.querySelectorAll('[data-unit]')]
                .sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
                .map((unit) => Number(unit.getAttribute('data-unit')))
            )
          ),
      swatchOf: (unitId: number) => block(unitId).getAttribute('data-swatch')
    },
    then: {
      async marksUnit(unitId: number | null): Promise<void> {
        await expect.poll(marked, 'units marked in the house').toEqual(unitId === null ? [] : [unitId]);
      },
      async hasFocusOn(unitId: number): Promise<void> {
        await expect.poll(focused, 'unit with the focus').toBe(unitId);
      }
    }
  };
}

export type HouseSectionDriver = ReturnType<typeof driveHouseSection>;
