import { expect, test } from '../../support/drivers/journey';
import { messagesOf, say } from '../../support/drivers/words';

const STATUS_WORDS = ['vacant', 'occupied', 'interim', 'works', 'unusable', 'unknown'].map(
  (status) => `codes_status_${status}`
);

interface Attributes {
  readonly units: { readonly id: number[]; readonly kind: string[]; readonly status: string[] };
}

test('no dwelling tells whether it is let, on no day, in table, drawings and data', async ({
  site,
  table,
  request,
  page
}) => {
  for (const day of ['2005-01-01', '2014-06-30', '']) {
    const query = day === '' ? '' : `&date=${day}`;
    const { units } = (await (await request.get(`/attributes.json?scope=block${query}`)).json()) as Attributes;
    const dwellings = units.id.filter((_, row) => units.kind[row] === 'dwelling');
    expect(dwellings.length).toBeGreaterThan(40);
    expect(new Set(units.status.filter((_, row) => units.kind[row] === 'dwelling'))).toEqual(new Set(['withheld']));
    await site.given.opened(`/?view=table${query}`);
    const rows = (await table.get.rows()).filter(({ unitId }) => dwellings.includes(unitId));
    expect(rows.length).toBe(dwellings.length);
    expect(new Set(rows.map(({ swatch }) => swatch))).toEqual(new Set(['vacancy-withheld']));
    const drawn = await page
      .locator('.face [data-swatch]')
      .evaluateAll((parts) => parts.map((part) => part.getAttribute('data-swatch')));
    expect(drawn.filter((swatch) => swatch === 'vacancy-withheld').length).toBeGreaterThan(20);
  }
});

test('the page of a dwelling says why its status is not shown, and says nothing of it', async ({
  site,
  request,
  page,
  house
}) => {
  const { units } = (await (await request.get('/attributes.json?scope=block')).json()) as Attributes;
  const dwellings = units.id.filter((_, row) => units.kind[row] === 'dwelling').slice(0, 6);
  expect(messagesOf('de').has(STATUS_WORDS[0]!)).toBe(true);
  for (const unitId of dwellings) {
    await site.given.opened(`/units/${unitId}`);
    const article = page.locator('main article').first();
    await expect(article).toContainText(say('de', 'records_unit_withheld_title'));
    expect(await house.get.swatchOf(unitId)).toBe('vacancy-withheld');
    const said = await article
      .locator('section, header, .status')
      .filter({ hasNot: page.locator('[role="grid"]') })
      .allInnerTexts();
    for (const key of STATUS_WORDS) {
      expect(said.join('\n').toLowerCase()).not.toContain(` ${say('de', key).toLowerCase()} seit`);
    }
    expect(await article.locator('[data-swatch="vacancy-vacant"], [data-swatch="vacancy-occupied"]').count()).toBe(
      await article
        .locator('[role="grid"]')
        .locator('[data-swatch="vacancy-vacant"], [data-swatch="vacancy-occupied"]')
        .count()
    );
  }
});

test('a filter by status never tells a dwelling apart', async ({ site, table, request }) => {
  const { units } = (await (await request.get('/attributes.json?scope=block')).json()) as Attributes;
  const dwellings = new Set(units.id.filter((_, row) => units.kind[row] === 'dwelling'));
  for (const status of ['vacant', 'occupied', 'unknown']) {
    await site.given.opened(`/?view=table&status=${status}`);
    expect((await table.get.rows()).filter(({ unitId }) => dwellings.has(unitId))).toEqual([]);
  }
});

test('dwellings are counted in sums only', async ({ request }) => {
  const answer = (await (await request.get('/figures.json?scope=block&group=dwelling')).json()) as {
    figures: { code: string; denominator: number | null }[];
  };
  expect(answer.figures.find(({ code }) => code === 'V1')?.denominator).toBeGreaterThan(40);
});
