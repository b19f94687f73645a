import { expect, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

test('a filter says how many units each choice has, and shows as many', async ({ site, table, map, page }) => {
  await site.given.working('/');
  await map.given.drawn();
  await page.locator('.filter summary').click();
  const before = site.get.requestCount();
  for (const [name, value] of [
    ['status', 'vacant'],
    ['kind', 'shop'],
    ['use', 'gastronomy']
  ] as const) {
    const box = page.locator(`input[type="checkbox"][name="${name}"][value="${value}"]`);
    const label = page.locator('.filter label').filter({ has: box });
    const count = Number(await label.locator('small').innerText());
    expect(count).toBeGreaterThan(0);
    await box.check();
    await site.then.parameterIs(name, value);
    await table.then.hasRows(count);
    await box.uncheck();
    await site.then.parameterIs(name, null);
  }
  expect(site.get.requestsSince(before)).toEqual([]);
});

test('ground floor and area narrow the list, nothing fitting is said, and one link resets all', async ({
  site,
  table,
  page
}) => {
  await site.given.working('/?view=table');
  const all = (await table.get.rows()).length;
  await page.locator('.filter summary').click();
  await page.locator('.filter input[name="ground"]').check();
  await site.then.parameterIs('ground', '1');
  const ground = await table.get.rows();
  expect(ground.length).toBeLessThan(all);
  expect(new Set(ground.map(({ cells }) => cells[1])).size).toBeLessThanOrEqual(3);
  await page.locator('.filter select[name="area"]').selectOption('200-');
  await site.then.parameterIs('area', '200-');
  await site.given.working('/?view=table&status=vacant&kind=dwelling&ground=1&area=-30');
  await expect(page.locator('#table')).toContainText(say('de', 'app_table_empty'));
  await page.locator('.filter summary').click();
  await page.locator('.filter').getByText(say('de', 'app_filter_reset')).click();
  await table.then.hasRows(all);
  for (const name of ['status', 'kind', 'ground', 'area']) await site.then.parameterIs(name, null);
});

test('what the filter leaves out fades on the map and in the house', async ({ site, map, table, house }) => {
  await site.given.working('/buildings/1?status=vacant');
  await map.given.drawn();
  const kept = new Set((await table.get.rows()).map(({ unitId }) => unitId));
  const faded = (await house.get.storeys()).flat().find((unit) => !kept.has(unit));
  await expect(house.get.block(faded!)).toHaveClass(/faded/);
  await expect(house.get.block(faded!)).toContainText(say('de', 'house_unit_filtered'));
  const fill = await map.get.fillOf(faded!);
  await site.given.working('/buildings/1');
  await map.given.drawn();
  await expect.poll(() => map.get.fillOf(faded!)).not.toBe(fill);
});

test('the table that takes the place of the map has followed every change', async ({
  site,
  map,
  table,
  time,
  page
}) => {
  await site.given.working('/');
  await map.given.drawn();
  await site.when.choosesTheme('use');
  await site.then.parameterIs('theme', 'use');
  await page.locator('.filter summary').click();
  await page.locator('.filter input[name="kind"][value="shop"]').check();
  await site.then.parameterIs('kind', 'shop');
  await time.when.goesBackAYear();
  await site.then.parameterIs('date', await time.get.date());
  await expect(page.locator('#table'), 'nothing is kept up to date that nobody sees').toHaveCount(0);
  const sent = await table.get.rows();
  await table.when.isChosen();
  expect(await table.get.rows()).toEqual(sent);
  expect(sent.length).toBeGreaterThan(3);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the filter is a form that keeps the other settings', async ({ site, table, page }) => {
    await site.given.opened('/?theme=use&date=2015-01-01');
    await page.locator('.filter summary').click();
    await page.locator('.filter input[name="kind"][value="shop"]').check();
    await page
      .locator('.filter')
      .getByRole('button', { name: say('de', 'app_filter_apply') })
      .click();
    await site.then.parameterIs('kind', 'shop');
    await site.then.parameterIs('theme', 'use');
    await site.then.parameterIs('date', '2015-01-01');
    const rows = await table.get.rows();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ cells }) => cells[2]!.startsWith(say('de', 'codes_kind_shop')))).toBe(true);
  });
});
