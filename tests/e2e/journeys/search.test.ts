import { expect, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

const CASES: readonly (readonly [typed: string, what: string, found: RegExp, path: RegExp])[] = [
  ['Eisenbahnstr 83', 'an abbreviated street', /Eisenbahnstraße 83/, /^\/buildings\/\d+$/],
  ['Eisenbanstrase 83', 'two mistakes', /Eisenbahnstraße 83/, /^\/buildings\/\d+$/],
  ['EISENBAHNSTRASSE 85', 'capitals and ss', /Eisenbahnstraße 85/, /^\/buildings\/\d+$/]
];

for (const [typed, what, found, path] of CASES) {
  test(`${what} finds its house by keyboard`, async ({ site, page }) => {
    await site.given.working('/?view=table');
    await page.keyboard.press('/');
    const box = page.getByRole('combobox', { name: say('de', 'app_search_label') });
    await expect(box).toBeFocused();
    await page.keyboard.type(typed);
    const first = page.getByRole('option').first();
    await expect(first).toContainText(found);
    await page.keyboard.press('ArrowDown');
    await expect(first).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect.poll(() => site.get.path()).toMatch(path);
    await site.then.headingHasFocus();
  });
}

test('a business is found by a misspelt name, and a unit by its code', async ({ site, page, table }) => {
  await site.given.opened('/businesses');
  const name = (await page.locator('main a[href*="/businesses/"]').first().innerText()).trim();
  const misspelt = name.slice(0, 4) + name.slice(5);
  await site.given.opened(`/search?q=${encodeURIComponent(misspelt)}`);
  await expect(page.locator('main ol')).toContainText(name);
  await site.given.working('/?view=table');
  const row = (await table.get.rows())[3]!;
  const code = row.cells[2]!.split(' ').at(-1)!;
  await site.given.opened(`/search?q=${encodeURIComponent(`${row.cells[0]} ${code}`)}`);
  await expect(page.locator('main ol')).toContainText(code);
});

test('Escape closes the list, and nothing found is said in words', async ({ site, page }) => {
  await site.given.working('/?view=table');
  const box = page.getByRole('combobox');
  await box.fill('eisenbahn');
  await expect(page.getByRole('listbox')).toBeVisible();
  await box.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(box).toHaveValue('eisenbahn');
  await site.given.opened('/search?q=xyzzyxyzzy');
  await expect(page.locator('main [role="status"]')).toContainText('xyzzyxyzzy');
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the search form answers with a page', async ({ site, page }) => {
    await site.given.opened('/');
    await page.locator('#search-input').fill('Hildegardstr');
    await page.locator('#search-input').press('Enter');
    await site.then.pathIs('/search');
    await page.locator('main ol a').first().click();
    await expect(site.get.heading()).toContainText('Hildegardstraße');
  });
});
