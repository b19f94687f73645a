import type { Page } from '@playwright/test';
import { PHONE } from '../../support/drivers/journey';
import { expect, test } from '../../support/drivers/own-app';
import { pathIn, say } from '../../support/drivers/words';

// One application for all of them; each test makes plans of its own.
test.describe.configure({ mode: 'default' });

const DESKTOP = { width: 1440, height: 900 };

/** Opens a step of a plan's way, ticks that what follows from it was read, and takes it. */
async function takeStep(page: Page, step: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const form = page.locator(`details:has(form[action$="/${step}"])`);
  await form.locator('summary').first().press('Enter');
  for (const [name, value] of Object.entries(fields)) await form.locator(`input[name="${name}"]`).fill(value);
  await form.locator('input[name="isConfirmed"]').check();
  await form.locator('form button').press('Enter');
}

for (const [language, viewport] of [
  ['de', DESKTOP],
  ['ar', PHONE]
] as const) {
  test.describe(`${language}, ${viewport.width} px`, () => {
    test.use({ language, viewport });

    test('a plan is made, copied, put to consultation, adopted and frozen; a new version follows', async ({
      people,
      site,
      page,
      browser,
      baseURL
    }) => {
      const { sql } = people.get.database();
      await people.given.signedIn('planner');
      await site.given.opened('/desk/plans');
      await page.getByRole('link', { name: say(language, 'plan_new') }).click();
      await page.locator('input[name="title"]').fill(`Neues Quartier ${language}`);
      await page.locator('form button').last().click();
      await expect(page.getByText(say(language, 'plan_done_created'))).toBeVisible();
      // Nobody is asked about a plan that says nothing, and nothing happens that was not ticked.
      await takeStep(page, 'open_consultation', { from: '2027-01-01', to: '2099-12-31' });
      await expect(page.getByText(say(language, 'refusal_required'))).toBeVisible();
      await site.then.fitsItsWidth();
      await takeStep(page, 'remove');
      await expect(page.getByText(say(language, 'plan_done_removed'))).toBeVisible();

      // A variant of the draft that came with the quarter says all that it says.
      const [garden] = await sql<{ id: number }[]>`select id from use_plan where ref = 'hofgarten'`;
      await site.given.opened(`/desk/plans/${garden!.id}`);
      await page.locator('form[action$="/copy"] input[name="title"]').fill(`Variante ${language}`);
      await page.locator('form[action$="/copy"] button').click();
      await expect(page.getByText(say(language, 'plan_done_copied'))).toBeVisible();
      const planId = Number(new URL(page.url()).pathname.split('/').at(-1));
      const [counts] = await sql<{ own: number; others: number }[]>`
        select (select count(*)::integer from use_plan_target where plan_id = ${planId}) as own,
          (select count(*)::integer from use_plan_target where plan_id = ${garden!.id}) as others`;
      expect(counts!.own).toBe(counts!.others);

      const anybody = await browser.newContext({ viewport });
      const reader = await anybody.newPage();
      const plan = `${baseURL}${pathIn(language, `/plans/${planId}`)}`;
      expect((await reader.goto(plan))?.status()).toBe(404);
      await takeStep(page, 'open_consultation', { from: '2026-11-01', to: '2099-12-31' });
      await expect(page.getByText(say(language, 'plan_done_open_consultation'))).toBeVisible();
      await expect(page.locator('form[action$="/save"]')).toHaveCount(0);
      expect((await reader.goto(plan))?.status()).toBe(200);
      await expect(reader.locator('h1').first()).toContainText('Variante');

      // People may still comment: a decision ends that, and says so before it is taken.
      const [untilWhen = ''] = say(language, 'plan_step_adopt_early').split('{');
      await expect(page.locator('details:has(form[action$="/adopt"])')).toContainText(untilWhen);
      await takeStep(page, 'adopt', { adoptedOn: '2026-11-20', decision: 'Stadtrat, VII-DS-1' });
      await expect(page.getByText(say(language, 'plan_done_adopt'))).toBeVisible();
      await reader.reload();
      await expect(reader.locator('article')).toContainText('VII-DS-1');
      // Not even a form that was sent by hand changes it.
      const sent = await page.request.post(`${baseURL}/desk/plans/${planId}?/save`, {
        form: { version: '0', overwrite: '99', title: 'Anders', summary: '', horizonOn: '2031-12-31' },
        headers: { origin: baseURL!, accept: 'application/json' }
      });
      expect(await sent.json()).toMatchObject({ type: 'failure', status: 409 });

      await page.locator('form[action$="/version"] button').click();
      await expect(page.getByText(say(language, 'plan_done_copied'))).toBeVisible();
      await expect(page.locator('main header').first()).toContainText(say(language, 'plan_version', { version: '2' }));
      await site.given.opened(`/desk/plans/${planId}`);
      await expect(page.getByText(say(language, 'plan_superseded'))).toBeVisible();
      await expect(page.locator('form[action$="/version"]')).toHaveCount(0);
      await site.then.fitsItsWidth();
      await anybody.close();
    });

    test('who changed what is told in words, and a drawing is taken back while it is a draft', async ({
      people,
      site,
      page
    }) => {
      const { sql } = people.get.database();
      await people.given.signedIn('planner');
      const [garden] = await sql<{ id: number }[]>`select id from use_plan where ref = 'hofgarten'`;
      await site.given.opened(`/desk/plans/${garden!.id}`);
      await page.locator('form[action$="/copy"] input[name="title"]').fill(`Verlauf ${language}`);
      await page.locator('form[action$="/copy"] button').click();
      await expect(page.getByText(say(language, 'plan_done_copied'))).toBeVisible();
      await page.locator('form[action$="/save"] input[name="title"]').fill(`Verlauf ${language}, umbenannt`);
      await page.locator('form[action$="/save"] button').last().click();
      await expect(page.locator('h1')).toHaveText(`Verlauf ${language}, umbenannt`);
      const first = page.locator('ol > li').first();
      await expect(first).toContainText(`Verlauf ${language}, umbenannt`);
      await first.locator('details.undo summary').press('Enter');
      await first.locator('details.undo form button').press('Enter');
      await expect(page.locator('h1')).toHaveText(`Verlauf ${language}`);
      await expect(page.locator('ol > li').nth(1)).toContainText(say(language, 'plan_history_undone'));
    });
  });
}
