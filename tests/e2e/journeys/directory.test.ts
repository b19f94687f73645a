import { sql } from 'drizzle-orm';
import { DESKTOP, expect, PHONE, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

const NAMES = '[data-business] .name';

for (const language of ['de', 'ar'] as const) {
  for (const viewport of [DESKTOP, PHONE]) {
    test.describe(`${language}, ${viewport.width} px`, () => {
      test.use({ language, viewport });

      test('from a branch to a business, its week, its unit and its house', async ({ site, page }) => {
        await site.given.opened('/businesses?view=table');
        const all = await page.locator(NAMES).count();
        await page.locator('select[name="branch"]').selectOption('gastronomy');
        await site.then.parameterIs('branch', 'gastronomy');
        await expect(page.locator(NAMES)).not.toHaveCount(all);
        await site.then.fitsItsWidth();
        await page
          .locator('[data-business]', { hasText: /Zimtgarten|زِمتغارتن/ })
          .locator('.name a')
          .click();
        await page.waitForURL(/\/businesses\/\d+/);
        await expect(page.locator('article table tbody tr')).toHaveCount(7);
        await site.then.fitsItsWidth();
        await page.locator('article a[href*="/units/"]').first().click();
        await page.waitForURL(/\/units\/\d+/);
      });
    });
  }
}

test('a count beside a choice is what the choice finds', async ({ site, page }) => {
  await site.given.opened('/businesses?view=table');
  const option = page.locator('select[name="branch"] option[value="health"]');
  const count = Number(/\((\d+)\)/.exec((await option.textContent()) ?? '')![1]);
  expect(count).toBeGreaterThan(0);
  await page.locator('select[name="branch"]').selectOption('health');
  await expect(page.locator(NAMES)).toHaveCount(count);
});

test('nothing that fits says so, and leads back to all', async ({ site, page }) => {
  await site.given.opened('/businesses?q=gibtesnicht&view=table');
  await expect(page.getByText(say('de', 'directory_none'))).toBeVisible();
  await page
    .locator('main')
    .getByRole('link', { name: say('de', 'directory_clear') })
    .last()
    .click();
  await expect(page.locator(NAMES).first()).toBeVisible();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the filter is a form that keeps the day', async ({ site, page }) => {
    await site.given.opened('/businesses?date=2020-06-01');
    const before = await page.locator(NAMES).count();
    await page.locator('select[name="branch"]').selectOption('trade');
    await page.locator('form:has(select[name="branch"]) button').click();
    await site.then.parameterIs('date', '2020-06-01');
    await site.then.parameterIs('branch', 'trade');
    expect(await page.locator(NAMES).count()).toBeLessThan(before);
  });
});

test('a business is invited, takes its account, and keeps its own entry', async ({ people, site, page, browser }) => {
  const { db } = people.get.database();
  const [own] = await db.execute<{ id: number; name: string }>(
    sql`select id, name from business where ref = 'kettenreaktion'`
  );
  await people.given.signedIn('administrator');
  const [organisation] = await db.execute<{ id: number }>(sql`
    insert into organisation (quarter_id, name) select id, 'Fahrradwerkstatt im Hof' from quarter returning id`);
  await db.execute(sql`
    insert into organisation_business (organisation_id, business_id) values (${organisation!.id}, ${own!.id})`);
  await site.given.opened('/admin/invitations');
  const form = page.locator('form[action="?/invite"]');
  const email = `rad-${Date.now()}@example.org`;
  await form.locator('input[name="name"]').fill('Rada Rad');
  await form.locator('input[name="email"]').fill(email);
  await form.locator('select[name="role"]').selectOption('business');
  await form.locator('select[name="organisation"]').selectOption(String(organisation!.id));
  await form.locator('button').click();
  await expect.poll(async () => (await db.execute(sql`select 1 from mail where recipient = ${email}`)).length).toBe(1);
  const [mail] = await db.execute<{ body: string }>(sql`select body from mail where recipient = ${email}`);
  const link = new URL(/https?:\/\/\S+invitation\S+/.exec(mail!.body)![0]);

  const guest = await browser.newPage({ baseURL: new URL(page.url()).origin });
  await guest.goto(link.pathname + link.search);
  for (const field of await guest.locator('input[type="password"]').all()) await field.fill('Kette und Ritzel 2026');
  await guest.locator('main form button').first().click();
  await guest.waitForURL((url) => !url.pathname.includes('invitation'));
  await guest.goto('/desk');
  await guest.locator('main').getByRole('link', { name: own!.name }).click();
  await guest.waitForURL(`**/businesses/${own!.id}/edit**`);

  await guest.locator('input[name="openingHours"]').fill('Mo-Fr 25:00-26:00');
  await guest.locator('input[name="openTrainingPlaces"]').fill('2');
  await guest.locator('form:has(textarea) button').click();
  await expect(guest.locator('.issue')).toContainText('Mo-Fr 25:00');
  await expect(guest.locator('input[name="openTrainingPlaces"]')).toHaveValue('2');
  await guest.locator('input[name="openingHours"]').fill('Mo-Fr 11:00-18:30; PH off');
  await guest.locator('form:has(textarea) button').click();
  await expect(guest.locator('.preview')).toContainText('11:00–18:30');
  await guest.goto(`/businesses/${own!.id}?view=table`);
  await expect(guest.locator('article table')).toContainText('11:00–18:30');
  await guest.close();
});
