import type { Page } from '@playwright/test';
import { PUBLIC_ACTOR } from '../../../src/lib/domain/access';
import { addDays } from '../../../src/lib/domain/interval';
import { expireListings, remindOfExpiry } from '../../../src/lib/server/listing/listing-expiry';
import { driveEditSheet } from '../../support/drivers/edit-sheet';
import { PHONE } from '../../support/drivers/journey';
import { makeVacantUnit, readOffer, takePhoto } from '../../support/drivers/offers';
import { expect, test } from '../../support/drivers/own-app';
import { say } from '../../support/drivers/words';

// One application for all of them; each test has a unit of its own.
test.describe.configure({ mode: 'default' });

const button = (page: Page, step: string) => page.locator(`button[name="step"][value="${step}"]:visible`).first();

for (const [language, viewport] of [
  ['de', { width: 1440, height: 900 }],
  ['ar', PHONE]
] as const) {
  test.describe(`${language}, ${viewport.width} px`, () => {
    test.use({ language, viewport });

    test('an owner offers a unit in four presses; the desk publishes; the public sees it until it is let', async ({
      people,
      site,
      page,
      browser,
      baseURL
    }) => {
      const database = people.get.database();
      const unit = await makeVacantUnit(database, `NEU-${language}`);
      await people.given.signedIn('owner', { buildingIds: [unit.buildingId] });
      await site.given.opened(`/units/${unit.id}?view=table`);
      let presses = 0;
      const press = async (selector: ReturnType<Page['locator']>) => {
        presses += 1;
        await selector.click();
      };
      await press(page.locator('article').getByRole('link', { name: say(language, 'listing_new') }));
      await site.then.pathIs('/desk/listings/new');
      presses += 1;
      await page.locator('input[name="rentCentsPerSqm"]').fill('8.40');
      await press(page.locator('button[name="as"][value="draft"]'));
      await expect(page.getByText(say(language, 'listing_done_created'))).toBeVisible();
      await press(button(page, 'submit'));
      await expect(page.getByText(say(language, 'listing_done_submit'))).toBeVisible();
      expect(presses).toBeLessThanOrEqual(4);
      const offer = (await readOffer(database, unit.id))!;
      expect(offer.status).toBe('review');

      await page.locator('input[type="file"]').setInputFiles([
        { name: 'laden.jpg', mimeType: 'image/jpeg', buffer: await takePhoto() },
        { name: 'hof.jpg', mimeType: 'image/jpeg', buffer: await takePhoto(900) }
      ]);
      await page.locator('form[action$="addFiles"] input[name="altText"]').fill('Der Laden von der Straße');
      await page.locator('form[action$="addFiles"] input[name="credit"]').fill('Hausverein, CC BY 4.0');
      await page.locator('form[action$="addFiles"] button').click();
      // Nobody has said that they looked.
      await expect(page.locator('form[action$="addFiles"] .issue')).toHaveText(say(language, 'refusal_not_ticked'));
      await page.locator('input[type="file"]').setInputFiles([
        { name: 'laden.jpg', mimeType: 'image/jpeg', buffer: await takePhoto() },
        { name: 'hof.jpg', mimeType: 'image/jpeg', buffer: await takePhoto(900) }
      ]);
      await page.locator('input[name="isChecked"]').check();
      await page.locator('form[action$="addFiles"] button').click();
      await expect(page.locator('img[src^="/listing-files/"]')).toHaveCount(2);
      await site.then.fitsItsWidth();

      const desk = await browser.newContext({ viewport });
      await people.given.signedIn('planner', { browser: desk });
      const planner = await desk.newPage();
      const prefix = language === 'de' ? '' : `/${language}`;
      await planner.goto(`${baseURL}${prefix}/desk/listings?status=review`);
      await planner.locator(`#listing-${offer.id}`).locator('button[value="publish"]').click();
      await expect(planner.getByText(say(language, 'listing_done_publish'))).toBeVisible();

      const anybody = await browser.newContext({ viewport });
      const reader = await anybody.newPage();
      const picture = await page.locator('img[src^="/listing-files/"]').first().getAttribute('src');
      const shown = await reader.goto(`${baseURL}${prefix}/listings/${offer.id}`);
      expect(shown?.status()).toBe(200);
      const bytes = await reader.request.get(`${baseURL}${picture}`);
      expect([bytes.status(), bytes.headers()['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect((await bytes.body()).includes('GPS')).toBe(false);

      // Somebody moves in: the desk records it, and the offer goes.
      await planner.goto(`${baseURL}${prefix}/edit?units=${unit.id}&view=table`);
      const sheet = driveEditSheet(planner);
      await sheet.when.choosesStatus('occupied');
      await sheet.when.saves('change');
      await expect.poll(async () => (await readOffer(database, unit.id))!.status).toBe('let');
      expect([404, 410]).toContain((await reader.goto(`${baseURL}${prefix}/listings/${offer.id}`))?.status());
      expect((await reader.request.get(`${baseURL}${picture}`)).status()).toBe(404);
      await planner.locator('.note form[action*="undo"] button').click();
      await expect.poll(async () => (await readOffer(database, unit.id))!.status).toBe('public');
      expect((await reader.goto(`${baseURL}${prefix}/listings/${offer.id}`))?.status()).toBe(200);
      await desk.close();
      await anybody.close();
    });
  });
}

test('a reminder leads to a page that asks; one press begins the time anew, and the end takes the offer down', async ({
  people,
  site,
  page
}) => {
  const database = people.get.database();
  const unit = await makeVacantUnit(database, 'NEU-frist');
  const owner = await people.given.known('owner', { buildingIds: [unit.buildingId] });
  await people.given.signedIn('planner');
  await site.given.opened(`/desk/listings/new?unit=${unit.id}`);
  await page.locator('button[name="as"][value="publish"]').click();
  await expect(page.getByText(say('de', 'listing_done_created'))).toBeVisible();
  const { id, expiresOn } = (await readOffer(database, unit.id))!;
  await page.context().clearCookies();

  const context = { db: database.db, actor: PUBLIC_ACTOR, locale: 'de', quarter: 'iq-ost' };
  let secret = '';
  const reminder = (_: unknown, made: string) => ((secret = made), { subject: 'Noch frei?', body: made });
  await remindOfExpiry({ ...context, today: addDays(expiresOn!, -14) }, { reminder });
  const sent = await database.sql<{ recipient: string }[]>`select recipient from mail where about = ${`listing/${id}`}`;
  expect(sent.map(({ recipient }) => recipient)).toContain(owner.email);
  await database.sql`update listing set expires_on = expires_on - 170 where id = ${id}`;
  const soon = (await readOffer(database, unit.id))!.expiresOn;

  await site.given.opened(`/still-free?token=${secret}`);
  await expect(page.locator('main')).toContainText('44 m²');
  expect((await readOffer(database, unit.id))!.expiresOn).toBe(soon);
  await page.getByRole('button', { name: say('de', 'listing_still_yes') }).click();
  await expect(page.locator('main')).toContainText('Danke!');
  expect((await readOffer(database, unit.id))!.expiresOn).toBe(expiresOn);

  await expireListings({ ...context, today: expiresOn! });
  expect((await readOffer(database, unit.id))!.status).toBe('expired');
  expect([404, 410]).toContain((await page.request.get(`/listings/${id}`)).status());
  await site.given.opened(`/still-free?token=${secret}`);
  await page.getByRole('button', { name: say('de', 'listing_still_no') }).click();
  await expect(page.locator('main')).toContainText(say('de', 'listing_still_withdrawn'));
  expect((await readOffer(database, unit.id))!.status).toBe('withdrawn');
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('an offer is made, refused, mended, given pictures, sent back and published', async ({ people, site, page }) => {
    const database = people.get.database();
    const unit = await makeVacantUnit(database, 'NEU-ohne');
    await people.given.signedIn('planner');
    await site.given.opened(`/desk/listings/new?unit=${unit.id}`);
    await page.locator('input[name="rentCentsPerSqm"]').fill('viel');
    await page.locator('input[name="title"]').fill('Ein Laden mit Geschichte');
    await page.locator('button[name="as"][value="draft"]').click();
    await expect(page.locator('.issue').first()).toHaveText(say('de', 'refusal_not_a_number'));
    await expect(page.locator('input[name="title"]')).toHaveValue('Ein Laden mit Geschichte');
    await expect(page.locator('input[name="rentCentsPerSqm"]')).toHaveValue('viel');
    await page.locator('input[name="rentCentsPerSqm"]').fill('7,50');
    await page.locator('button[name="as"][value="draft"]').click();
    await expect(page.getByText(say('de', 'listing_done_created'))).toBeVisible();
    await page.locator('input[type="file"]').setInputFiles([
      { name: 'laden.jpg', mimeType: 'image/jpeg', buffer: await takePhoto() },
      { name: 'böse.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') }
    ]);
    const upload = page.locator('form[action$="addFiles"]');
    await upload.locator('input[name="altText"]').fill('Der Laden');
    await upload.locator('input[name="credit"]').fill('Hausverein');
    await upload.locator('input[name="isChecked"]').check();
    await upload.locator('button').click();
    await expect(upload.locator('.issue')).toHaveText(say('de', 'refusal_file_no_picture'));
    await expect(upload.locator('input[name="altText"]')).toHaveValue('Der Laden');
    await upload
      .locator('input[type="file"]')
      .setInputFiles([{ name: 'laden.jpg', mimeType: 'image/jpeg', buffer: await takePhoto() }]);
    await upload.locator('button').click();
    expect((await readOffer(database, unit.id))!.fileCount).toBe(1);
    await button(page, 'publish').click();
    await expect(page.getByText(say('de', 'listing_done_publish'))).toBeVisible();
    await page.locator('.undo summary').click();
    await page.locator('.undo form button').click();
    expect((await readOffer(database, unit.id))!.status).toBe('draft');
  });
});
