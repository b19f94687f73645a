import { THEMES } from '../../../src/lib/domain/view-state';
import { expect, test } from '../../support/drivers/journey';

test('themes are switched without a request, in legend, house, table and map alike', async ({
  site,
  map,
  table,
  house
}) => {
  await site.given.working('/units/3');
  await map.given.drawn();
  await site.when.choosesTheme('use');
  await site.then.parameterIs('theme', 'use');
  const before = site.get.requestCount();
  for (const theme of THEMES.filter((name) => name !== 'vacancy' && name !== 'use')) {
    await site.when.choosesTheme(theme);
    await site.then.parameterIs('theme', theme);
    await expect.poll(() => house.get.swatchOf(3)).toMatch(new RegExp(`^${theme}-`));
    const [, name = ''] = /^\w+-(.*)$/.exec((await house.get.swatchOf(3)) ?? '') ?? [];
    await map.then.paintsUnit(3, { theme, name });
    expect((await table.get.rows()).find(({ unitId }) => unitId === 3)?.swatch).toBe(`${theme}-${name}`);
  }
  expect(site.get.requestsSince(before)).toEqual([]);
});

for (const theme of THEMES.filter((name) => name !== 'renewal')) {
  test(`the legend of the theme ${theme} counts what the table shows`, async ({ site, map, table }) => {
    await site.given.working(`/?theme=${theme}`);
    await map.given.drawn();
    const inTable = new Map<string, number>();
    for (const { swatch } of await table.get.rows()) inTable.set(swatch, (inTable.get(swatch) ?? 0) + 1);
    const legend = await site.get.legend();
    expect(legend.length).toBeGreaterThan(1);
    expect(Object.fromEntries(legend.map(({ swatch, count }) => [swatch, count]))).toEqual(Object.fromEntries(inTable));
  });
}

test('what is unknown or withheld has its own look and is never counted as vacant or let', async ({
  site,
  map,
  table,
  page
}) => {
  await site.given.working('/?theme=vacancy');
  await map.given.drawn();
  const rows = await table.get.rows();
  const withheld = rows.filter(({ swatch }) => swatch === 'vacancy-withheld');
  expect(withheld.length).toBeGreaterThan(10);
  const vacant = rows.filter(({ swatch }) => swatch === 'vacancy-vacant');
  const legend = await site.get.legend();
  expect(legend.find(({ swatch }) => swatch === 'vacancy-vacant')?.count).toBe(vacant.length);
  for (const { unitId } of withheld.slice(0, 5))
    await map.then.paintsUnit(unitId, { theme: 'vacancy', name: 'withheld' });
  const looks = await page.locator('.legend [data-swatch]').evaluateAll((swatches) =>
    swatches.map((swatch) => {
      const { backgroundColor, backgroundImage } = getComputedStyle(swatch);
      return `${backgroundColor} ${backgroundImage}`;
    })
  );
  expect(new Set(looks).size).toBe(looks.length);
});

test('a theme is a link that works without a script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('.themes a[href*="theme=duration"]').click();
  await expect(page.locator('#table [data-swatch^="duration-"]').first()).toBeVisible();
  await context.close();
});
