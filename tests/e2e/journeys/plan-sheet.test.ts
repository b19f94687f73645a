import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { DESKTOP, PHONE } from '../../support/drivers/journey';
import { expect, test } from '../../support/drivers/own-app';
import { say } from '../../support/drivers/words';
import { readSheets, typeInto, writeSheet, type Cells } from '../../support/workbook';

// One application for all of them; each test takes back what it took over.
test.describe.configure({ mode: 'default' });

const TABLE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Brings a table to the desk and waits until the page says what it would change. */
async function upload(page: Page, rows: Cells): Promise<void> {
  const buffer = await writeSheet(rows);
  await page.locator('input[type="file"]').setInputFiles({ name: 'plan.xlsx', mimeType: TABLE, buffer });
  await page.locator('form[action$="/preview"] button').press('Enter');
  await expect(page.locator('.preview')).toBeFocused();
}

for (const [language, viewport] of [
  ['de', DESKTOP],
  ['ar', PHONE]
] as const) {
  test.describe(`${language}, ${viewport.width} px`, () => {
    test.use({ language, viewport });

    test('a plan is downloaded, changed, looked at, taken over without its wrong rows, and taken back', async ({
      people,
      site,
      page
    }) => {
      const { sql } = people.get.database();
      const [draft] = await sql<{ id: number }[]>`select id from use_plan where ref = 'hofgarten'`;
      const planId = draft!.id;
      const [shop, pub] = await sql<{ id: number }[]>`
        select t.unit_id as id from use_plan_target t where t.plan_id = ${planId} and t.joined_to_id is null
          and (select count(*) from use_plan_target o where o.plan_id = t.plan_id and o.unit_id = t.unit_id) = 1
          and not exists (select from use_plan_target j where j.plan_id = t.plan_id and j.joined_to_id = t.unit_id)
        order by t.unit_id limit 2`;
      const wishOf = async () =>
        (
          await sql<{ wish: string | null }[]>`
          select wish from use_plan_target where plan_id = ${planId} and unit_id = ${shop!.id}`
        )[0]!.wish;
      const before = await wishOf();
      await people.given.signedIn('planner');
      await site.given.opened(`/desk/plans/${planId}/import`);
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: say(language, 'sheet_import_download') }).press('Enter');
      const file = await download;
      expect(file.suggestedFilename()).toMatch(/-hofgarten-v1\.xlsx$/);
      const rows = (await readSheets(await readFile(await file.path())))[0]!.data;
      await site.then.fitsItsWidth();

      // As it came it changes nothing.
      await upload(page, rows);
      await expect(page.getByText(say(language, 'sheet_import_no_change'))).toBeVisible();

      // One row is right and one is wrong: both are shown, nothing is written.
      const wish = `Bühne <script>${language}</script>`;
      await upload(page, typeInto(typeInto(rows, shop!.id, { wish }), pub!.id, { targetOn: 'bald' }));
      await expect(page.locator('.preview tbody tr').filter({ hasText: wish })).toHaveCount(1);
      const wrong = page.locator('.preview tbody tr').filter({ hasText: say(language, 'sheet_column_target_on') });
      await expect(wrong).toContainText(say(language, 'refusal_not_a_day'));
      expect(await wishOf()).toBe(before);
      await site.then.fitsItsWidth();

      // Without the wrong row only where somebody says so.
      await page.locator('form[action$="/take"] button').press('Enter');
      await expect(page.locator('.preview .issue')).toHaveText(say(language, 'refusal_not_ticked'));
      expect(await wishOf()).toBe(before);
      await page.locator('input[name="skip"]').press('Space');
      await page.locator('form[action$="/take"] button').press('Enter');
      await expect(page.locator('.taken')).toBeFocused();
      expect(await wishOf()).toBe(wish);

      await page.locator('.taken summary').press('Enter');
      await page.locator('.taken form button').press('Enter');
      await expect(page.getByText(say(language, 'sheet_import_taken_back'))).toBeVisible();
      expect(await wishOf()).toBe(before);
    });

    test('what somebody else changed meanwhile is not overwritten', async ({ people, site, page }) => {
      const { sql } = people.get.database();
      const [draft] = await sql<{ id: number }[]>`select id from use_plan where ref = 'hofgarten'`;
      const [target] = await sql<{ id: number; unitId: number; wish: string | null }[]>`
        select id, unit_id as "unitId", wish from use_plan_target
        where plan_id = ${draft!.id} and use_class is not null order by unit_id limit 1`;
      await people.given.signedIn('planner');
      await site.given.opened(`/desk/plans/${draft!.id}/import`);
      const answer = await page.request.get(`/plans/${draft!.id}.xlsx`);
      const rows = (await readSheets(await answer.body()))[0]!.data;
      await upload(page, typeInto(rows, target!.unitId, { wish: 'Von mir' }));
      await sql`update use_plan_target set wish = 'Von anderen' where id = ${target!.id}`;
      await page.locator('form[action$="/take"] button').press('Enter');
      await expect(page.getByRole('alert').filter({ hasText: say(language, 'sheet_import_conflict') })).toBeVisible();
      await expect(page.locator('.preview tbody tr').filter({ hasText: 'Von anderen' })).toContainText('Von mir');
      await expect(page.locator('form[action$="/take"]')).toHaveCount(0);
      await sql`update use_plan_target set wish = ${target!.wish} where id = ${target!.id}`;
    });

    test('a file that is no table is refused at its field', async ({ people, site, page }) => {
      const { sql } = people.get.database();
      const [draft] = await sql<{ id: number }[]>`select id from use_plan where ref = 'hofgarten'`;
      await people.given.signedIn('planner');
      await site.given.opened(`/desk/plans/${draft!.id}/import`);
      for (const [name, buffer, refusal] of [
        ['brief.xlsx', Buffer.from('Sehr geehrte Damen und Herren'), 'refusal_file_no_table'],
        ['gross.xlsx', Buffer.alloc(2_500_000), 'refusal_file_too_large'],
        ['riesig.xlsx', Buffer.alloc(9_000_000), 'refusal_file_too_large']
      ] as const) {
        await page.locator('input[type="file"]').setInputFiles({ name, mimeType: TABLE, buffer });
        await page.locator('form[action$="/preview"] button').press('Enter');
        const issue = page.locator('form[action$="/preview"] .issue');
        await expect(issue).toHaveText(say(language, refusal, { most: '2' }));
        await expect(page.locator('input[type="file"]')).toHaveAttribute('aria-invalid', 'true');
      }
    });

    test('the sheet is printed on the paper that was chosen, and its metres are true', async ({ site, page }) => {
      await site.given.opened('/plans/2/sheet?paper=a3');
      await expect(page.locator('nav [aria-current="true"]')).toHaveText(say(language, 'sheet_paper_a3'));
      await site.then.fitsItsWidth();
      await page.setViewportSize({ width: 1600, height: 1100 });
      await page.emulateMedia({ media: 'print' });
      const [bar, box] = await page
        .locator('.scale path')
        .first()
        .evaluate((path: SVGPathElement) => [
          path.getBoundingClientRect().width,
          path.ownerSVGElement!.getBoundingClientRect().width
        ]);
      const label = await page.locator('.scale text').first().textContent();
      const denominator = Number(/1:(\d+)/.exec(label ?? '')![1]);
      const metres = Number(/\d+/.exec((await page.locator('.scale text').nth(1).textContent()) ?? '')![0]);
      // 96 CSS pixels are an inch of paper.
      expect((bar! / 96) * 25.4).toBeCloseTo((metres * 1000) / denominator, 0);
      expect(box!).toBeGreaterThan(bar!);
    });
  });
}
