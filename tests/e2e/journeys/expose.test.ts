import jsQR from 'jsqr';
import sharp from 'sharp';
import { DESKTOP, expect, PHONE, test } from '../../support/drivers/journey';
import { openAppDatabase } from '../../support/drivers/people';
import { pathIn, say, type Locale } from '../../support/drivers/words';

/** Pages of a PDF as Chromium writes it: page objects stand in it uncompressed. */
function countPages(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page(?![a-z])/g)].length;
}

/** What a camera reads from a picture; null where it finds no code. */
async function readCode(picture: Buffer): Promise<string | null> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? null;
}

const sectionsOf = (language: Locale) =>
  ['facts', 'rent', 'use', 'house', 'near', 'stops', 'contact', 'similar'].map((key) => say(language, `expose_${key}`));

for (const language of ['de', 'ar'] as const) {
  for (const [device, viewport] of [
    ['desktop', DESKTOP],
    ['phone', PHONE]
  ] as const) {
    test.describe(`${language}, ${device}`, () => {
      test.use({ language, viewport });

      test('an exposé tells what a space is, costs, is fit for and lies near, with the unit marked in its house', async ({
        site,
        page
      }) => {
        await site.given.opened('/listings/1?view=table');
        await site.then.isIn(language);
        for (const title of sectionsOf(language)) {
          await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeAttached();
        }
        await expect(page.locator('main figure svg[role="img"]').first()).toHaveAttribute('aria-label', /\d/);
        await expect(page.locator('section.sheet [data-unit][aria-current="true"]')).toHaveCount(1);
        await site.then.fitsItsWidth();
      });

      test('leads to the sheet, which prints on one page and whose code leads back', async ({
        site,
        page,
        baseURL
      }) => {
        await site.given.opened('/listings/1?view=table');
        await page.getByRole('link', { name: say(language, 'expose_print') }).click();
        await site.then.pathIs('/listings/1/sheet');
        await site.then.fitsItsWidth();
        const code = page.locator('main svg[shape-rendering="crispEdges"]');
        expect(await readCode(await code.screenshot())).toBe(new URL(pathIn(language, '/listings/1'), baseURL).href);
        expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
      });
    });
  }

  test(`every sheet is one page, however much is written: ${language}`, async ({ page }) => {
    const database = openAppDatabase();
    const rows = await database.sql<{ id: number }[]>`
      select id from listing where status in ('public', 'reserved') order by id`;
    await database.close();
    let opened = 0;
    for (const { id } of rows) {
      const response = await page.goto(pathIn(language, `/listings/${id}/sheet`));
      if (response?.status() !== 200) continue;
      opened += 1;
      expect(countPages(await page.pdf({ preferCSSPageSize: true })), `listing ${id}`).toBe(1);
    }
    expect(opened).toBeGreaterThan(3);
    await page.goto(pathIn(language, '/listings/1/sheet'));
    await page.evaluate(() => {
      for (const place of document.querySelectorAll('article :is(.description, dd, h1)')) {
        place.textContent = 'Donaudampfschifffahrt und noch ein Satz. '.repeat(40);
      }
    });
    expect(countPages(await page.pdf({ preferCSSPageSize: true })), 'with far too much text').toBe(1);
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('exposé and sheet say all of it, and offer no button that does nothing', async ({ site, page }) => {
    await site.given.opened('/listings/1');
    await expect(page.getByRole('link', { name: say('de', 'expose_ask') })).toBeVisible();
    await expect(page.getByRole('button', { name: say('de', 'expose_share') })).toBeHidden();
    await site.given.opened('/listings/1/sheet');
    await expect(page.getByRole('button', { name: say('de', 'expose_sheet_print') })).toBeHidden();
    await expect(page.getByRole('img', { name: say('de', 'expose_sheet_qr') })).toBeVisible();
  });
});

test('an offer that was public is gone (410), says nothing of itself and shows others', async ({ site, page }) => {
  const database = openAppDatabase();
  const title = 'Ehemaliges Angebot';
  const [gone] = await database.sql<{ id: number }[]>`
    insert into listing (quarter_id, unit_id, ref, title, description, status, available_on, published_on, source_id)
    select quarter_id, unit_id, ref || '/gone/' || gen_random_uuid(), ${title}, ${title}, 'withdrawn', available_on, published_on, source_id
    from listing where id = 1 returning id`;
  try {
    const response = await page.goto(`/listings/${gone!.id}?view=table`);
    expect(response?.status()).toBe(410);
    await expect(site.get.heading()).toHaveText(say('de', 'expose_gone_title'));
    expect(await page.content()).not.toContain(title);
    await expect(page.locator('main a[href^="/listings/"]').first()).toBeVisible();
    await page.goto(`/listings/${gone!.id}/sheet`);
    await site.then.pathIs(`/listings/${gone!.id}`);
  } finally {
    await database.sql`delete from listing where id = ${gone!.id}`;
    await database.close();
  }
});

test('a shared address is copied where the device cannot share', async ({ site, page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => Object.defineProperty(navigator, 'share', { value: undefined }));
  await site.given.working('/listings/1?theme=plan');
  await page.getByRole('button', { name: say('de', 'expose_share') }).click();
  await expect(page.getByText(say('de', 'expose_share_copied'))).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}/listings/1`);
});
