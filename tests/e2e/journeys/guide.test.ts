import { DESKTOP, expect, PHONE, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

for (const language of ['de', 'ar'] as const) {
  for (const viewport of [DESKTOP, PHONE]) {
    test.describe(`${language}, ${viewport.width} px`, () => {
      test.use({ language, viewport });

      test('from the use to its steps, ticked off in this browser, and on to the spaces', async ({ site, page }) => {
        await site.given.opened('/guide');
        const all = await page.locator('article').count();
        await page.locator('nav a[href*="for=gastronomy"]').click();
        await site.then.parameterIs('for', 'gastronomy');
        await expect(page.locator('article#restaurant')).toBeVisible();
        expect(await page.locator('article').count()).toBeLessThan(all);
        await expect(page.getByText(say(language, 'guide_no_legal_advice'))).toBeVisible();
        await site.then.fitsItsWidth();

        await page.locator('article#restaurant input[type="checkbox"]').check();
        await page.reload();
        await expect(page.locator('article#restaurant input[type="checkbox"]')).toBeChecked();
        await expect(page.locator('article#food input[type="checkbox"]')).not.toBeChecked();
        await page.getByRole('button', { name: say(language, 'guide_reset') }).click();
        await expect(page.locator('article#restaurant input[type="checkbox"]')).not.toBeChecked();

        await expect(page.locator('main a[href*="/listings?for=gastronomy"]')).toBeVisible();
        await page.locator('main a[href*="/idea?for=gastronomy"]').click();
        await page.waitForURL(/\/idea\?/);
      });
    });
  }
}

test('from the finder, from an idea and from the foot of every page a way leads to the steps', async ({
  site,
  page
}) => {
  const steps = page.getByRole('link', { name: say('de', 'app_footer_guide') });
  for (const [path, use] of [
    ['/listings?for=retail&view=table', 'retail'],
    ['/idea?for=gastronomy&sqm=40-100&view=table', 'gastronomy']
  ] as const) {
    await site.given.opened(path);
    await steps.first().click();
    await site.then.pathIs('/guide');
    await site.then.parameterIs('for', use);
  }
  await site.given.opened('/privacy');
  await steps.click();
  await site.then.pathIs('/guide');
});

test('a link leads to one step', async ({ site, page }) => {
  await site.given.opened('/guide?for=gastronomy#infection');
  await expect(page.locator('article#infection')).toBeInViewport();
});

test('on paper it is a checklist', async ({ site, page }) => {
  await site.given.opened('/guide?for=retail');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('#contents ~ ol .box').first()).toBeVisible();
  await expect(page.locator('.tick').first()).toBeHidden();
  await expect(page.locator('nav').first()).toBeHidden();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('every step can be read, and nothing asks to be ticked', async ({ site, page }) => {
    await site.given.opened('/guide?for=health');
    await expect(page.locator('article#practice')).toContainText('HeilprG');
    await expect(page.locator('input[type="checkbox"]:visible')).toHaveCount(0);
    await page.locator('nav a[href*="for=culture"]').click();
    await expect(page.locator('article#artists')).toBeVisible();
  });
});

test('a counsellor changes a step, sees which language is behind, reorders and takes it back', async ({
  people,
  site,
  page
}) => {
  await people.given.signedIn('counsellor');
  await site.given.opened('/desk/guide');
  await expect(page.getByRole('link', { name: say('de', 'guide_desk_nav'), exact: true })).toHaveAttribute(
    'aria-current'
  );
  await page.locator('ol > li').last().locator('.words a').click();
  await page.locator('input[name="title"]').fill('');
  await page.locator('form[action*="save"]').evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await page.locator('form[action*="save"] button').click();
  await expect(page.locator('.issue')).toHaveText(say('de', 'refusal_required'));
  await page.locator('input[name="title"]').fill('Aufmachen!');
  await page.locator('form[action*="save"] button').click();
  await expect(page.locator('[role="status"] p').first()).toHaveText(say('de', 'desk_saved'));
  await expect(page.locator('fieldset.outdated')).toHaveCount(2);
  await page.locator('input[name="confirmed.en"]').check();
  await page.locator('form[action*="save"] button').click();
  await expect(page.locator('fieldset.outdated')).toHaveCount(1);

  await site.given.opened('/desk/guide');
  const last = page.locator('ol > li').last();
  await expect(last.locator('.words a')).toHaveText('Aufmachen!');
  await last.locator('button[formaction="?/up"]').click();
  await expect(page.locator('ol > li').nth(-2).locator('.words a')).toHaveText('Aufmachen!');
  await page.locator('ol > li').nth(-2).locator('button[formaction="?/down"]').click();
  await expect(page.locator('ol > li').last().locator('.words a')).toHaveText('Aufmachen!');
  await page.locator('ol > li').last().locator('button[formaction="?/hide"]').click();
  await expect(page.locator('ol > li').last().locator('button[formaction="?/show"]')).toBeVisible();
  const hidden = await page.request.get('/guide');
  expect(await hidden.text()).not.toContain('Aufmachen!');
  await page.locator('ol > li').last().locator('button[formaction="?/show"]').click();
  await expect(page.locator('ol > li').last().locator('button[formaction="?/hide"]')).toBeVisible();
});
