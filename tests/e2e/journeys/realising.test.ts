import { sql } from 'drizzle-orm';
import type { Page } from '@playwright/test';
import type { OpenDatabase } from '../../../src/lib/server/db/client';
import { DESKTOP, PHONE } from '../../support/drivers/journey';
import { expect, test } from '../../support/drivers/own-app';
import { holdScripts } from '../../support/drivers/page';
import { say } from '../../support/drivers/words';

// One application for all of them; each test has a target of its own.
test.describe.configure({ mode: 'default' });

/** A target of the adopted plan, by what it wishes for. */
async function findTarget({ db }: OpenDatabase, wish: string) {
  const [target] = await db.execute<{ id: number; planId: number }>(sql`
    select g.id, p.id as "planId" from use_plan_target g join use_plan p on p.id = g.plan_id and p.status = 'adopted'
    where g.wish = ${wish}`);
  return target!;
}

const lineOf = (page: Page, target: { readonly id: number }) => page.locator(`#target-${target.id}`);

for (const [language, viewport, wish] of [
  ['de', DESKTOP, 'Hausarztpraxis'],
  ['ar', PHONE, 'Erweiterung der Kita']
] as const) {
  test.describe(`${language}, ${viewport.width} px`, () => {
    test.use({ language, viewport });

    test('a planner begins an offer and a measure with one press each, sees them linked and takes one back', async ({
      people,
      site,
      page
    }) => {
      const target = await findTarget(people.get.database(), wish);
      await people.given.signedIn('planner');
      await site.given.opened(`/plans/${target.planId}/progress`);
      await site.then.fitsItsWidth();
      const line = lineOf(page, target);

      await line.locator('form[action$="/listing"] button').click();
      await expect(line).toContainText(say(language, 'effect_done_listing'));
      await expect(line).toContainText(say(language, 'effect_case_note'));
      const offer = line.locator('a[href*="/desk/listings/"]').first();
      await expect(offer).toBeVisible();
      await expect(line.locator('form[action$="/listing"]')).toHaveCount(0);

      await line.locator('form[action$="/measure"] button').click();
      await expect(line).toContainText(say(language, 'effect_done_measure'));
      const measure = line.locator('a[href*="/measures/"]').first();
      const path = new URL((await measure.getAttribute('href'))!, page.url()).pathname;
      await site.then.fitsItsWidth();

      // The measure goes again, the offer stays.
      await line.locator('.undo > summary').click();
      await line.locator('.undo form button').click();
      await expect(page.getByText(say(language, 'effect_undone'))).toBeVisible();
      await expect(line.locator('form[action$="/measure"]')).toBeVisible();
      await expect(line.locator('a[href*="/desk/listings/"]').first()).toBeVisible();
      expect((await page.request.get(path)).status()).toBe(404);
    });

    test('a reader sees how far the plan is, over time and target by target, and nothing to press', async ({
      site,
      page
    }) => {
      await site.given.opened('/plans/2/progress');
      await expect(page.locator('svg[role="img"]')).toBeVisible();
      await expect(page.locator('main form')).toHaveCount(0);
      const lines = page.locator('li[data-state]');
      expect(await lines.count()).toBe(109);
      // Other journeys on this application let and end offers: the link itself says how many there are.
      const offered = page.locator(`main nav a[href$="show=offered"]`);
      const count = Number(/\d+/.exec(await offered.innerText())![0]);
      expect(count).toBeGreaterThan(0);
      await offered.click();
      await expect(lines).toHaveCount(count);
      for (const state of await lines.evaluateAll((all) => all.map((line) => line.getAttribute('data-state')))) {
        expect(state).toBe('offered');
      }
      await page
        .locator('details', { has: page.locator('table') })
        .locator('summary')
        .click();
      await expect(page.locator('main table tbody tr').first()).toBeVisible();
      await site.then.fitsItsWidth();
    });

    test('the effects of plans stand beside those of today, each with its ratios and their sources', async ({
      people,
      site,
      page
    }) => {
      await site.given.opened('/plans/2/effects');
      await expect(page.locator('table').first().locator('thead th')).toHaveCount(3);
      await expect(page.locator('main')).not.toContainText(say(language, 'effect_rent_internal'));
      await page
        .locator('details', { hasText: say(language, 'effect_ratios') })
        .first()
        .locator('summary')
        .click();
      await expect(page.locator('bdi[lang="de"]').first()).toBeVisible();
      await site.then.fitsItsWidth();

      await people.given.signedIn('planner');
      await site.given.opened('/plans/2/effects');
      await expect(page.locator('main')).toContainText(say(language, 'effect_rent_internal'));
      await page.locator('main details summary', { hasText: say(language, 'effect_beside') }).click();
      await page.locator('input[name="with"]').first().check();
      await page.locator('main form button').first().click();
      await expect(page.locator('table').first().locator('thead th')).toHaveCount(4);
      expect(new URL(page.url()).searchParams.getAll('with')).toHaveLength(1);
    });
  });
}

test('a planner begins an offer by keyboard alone', async ({ people, site, page }) => {
  const target = await findTarget(people.get.database(), 'Hausarztpraxis');
  const database = people.get.database();
  // Whatever another test has begun: this one begins anew.
  await database.db.execute(sql`delete from plan_follow_up where target_id = ${target.id}`);
  await database.db.execute(sql`update listing set status = 'withdrawn' where unit_id =
    (select unit_id from use_plan_target where id = ${target.id})`);
  await people.given.signedIn('planner');
  await site.given.opened(`/plans/${target.planId}/progress`);
  await site.when.tabsTo(`#target-${target.id} form[action$="/listing"] button`, { most: 400 });
  await page.keyboard.press('Enter');
  await expect(lineOf(page, target)).toContainText(say('de', 'effect_done_listing'));
});

test('what is unfolded before the script of the page works stays unfolded', async ({ people, page }) => {
  await people.given.signedIn('planner');
  const held = await holdScripts(page);
  await page.goto('/desk/plans/ratios', { waitUntil: 'commit' });
  const ratio = page.locator('main details', { hasText: 'Kommunale Bürgerumfrage 2024' });
  await ratio.locator('summary').click();
  await held.letGo();
  await expect(ratio).toHaveAttribute('open');
});

test('a planner changes a ratio with its source, sees it in the effects, and takes it back', async ({
  people,
  site,
  page
}) => {
  await people.given.signedIn('planner');
  await site.given.opened('/desk/plans/ratios');
  const ratio = page.locator('main details', { hasText: 'Kommunale Bürgerumfrage 2024' });
  await ratio.locator('summary').click();
  await ratio.locator('input[name="value"]').fill('');
  await ratio.locator('form[action*="save"] button').click();
  await expect(ratio.locator('.issue')).toHaveText(say('de', 'refusal_required'));
  await ratio.locator('input[name="value"]').fill('40,5');
  await ratio.locator('form[action*="save"] button').click();
  await expect(page.getByText(say('de', 'effect_ratio_saved'))).toBeVisible();
  const beside = await page.context().newPage();
  await beside.goto('/plans/2/effects');
  await expect(beside.locator('main')).toContainText('40,5 m² Wohnfläche je Person');

  await page.locator('.undo > summary').click();
  await page.locator('.undo form button').click();
  await expect(page.getByText(say('de', 'effect_undone'))).toBeVisible();
  await beside.reload();
  await expect(beside.locator('main')).toContainText('45,1 m² Wohnfläche je Person');
});
