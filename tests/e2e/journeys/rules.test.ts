import type { Page } from '@playwright/test';
import { DESKTOP, expect, PHONE, test } from '../../support/drivers/journey';
import type { PeopleDriver } from '../../support/drivers/people';
import { say } from '../../support/drivers/words';

/** Where a rule's form is, by the lasting name of the rule. */
async function findRule({ get }: PeopleDriver, ref: string): Promise<string> {
  const [rule] = await get.database().sql<{ id: number }[]>`select id from plan_rule where ref = ${ref}`;
  return `/admin/rules/${rule!.id}`;
}

async function findAdoptedPlan({ get }: PeopleDriver): Promise<number> {
  const [plan] = await get.database().sql<{ id: number }[]>`
    select id from use_plan where status = 'adopted' order by id limit 1`;
  return plan!.id;
}

const rowsOf = (page: Page) => page.locator('#condition .row');

for (const [language, viewport] of [
  ['de', DESKTOP],
  ['ar', PHONE]
] as const) {
  test.describe(`${language}, ${viewport.width} px`, () => {
    test.use({ language, viewport });

    test('a rule is written row by row, refused at the example that it fails, and saved once it keeps it', async ({
      people,
      site,
      page
    }) => {
      await people.given.signedIn('administrator');
      await site.given.opened('/admin/rules/new');
      const title = `Lager ${language}`;
      await page.locator('input[name="title"]').fill(title);
      await page.locator('textarea[name="hint"]').fill('Kann eine Prüfung brauchen.');
      await page.locator('input[name="legalSource"]').fill('§ 47 SächsBO');

      await page.locator('select[name="condition.add"]').selectOption('target_use');
      await page.locator('button[value="add condition"]').click();
      await expect(rowsOf(page)).toHaveCount(1);
      // Nothing that was typed is lost, and the keyboard goes on where it was.
      await expect(page.locator('input[name="title"]')).toHaveValue(title);
      await expect(page.locator('select[name="condition.add"]')).toBeFocused();
      await page.locator('input[name="condition.0.value"][value="storage"]').check();
      await page.locator('select[name="condition.add"]').selectOption('any');
      await page.locator('button[value="add condition"]').click();
      await page.locator('select[name="condition.1.add"]').selectOption('is_monument');
      await page.locator('button[value="add condition.1"]').click();
      await expect(rowsOf(page)).toHaveCount(2);

      await page.locator('button[value="add examples"]').click();
      await page.locator('select[name="examples.0.add"]').selectOption('target_use');
      await page.locator('button[value="add examples.0"]').click();
      await page.locator('select[name="examples.0.0.value"]').selectOption('storage');
      const save = page.getByRole('button', { name: say(language, 'desk_save'), exact: true }).last();
      await save.click();

      const example = page.locator('fieldset[id="examples.0"]');
      await expect(example.locator('.issue')).toHaveText(say(language, 'refusal_rule_fails_example'));
      await expect(page.getByText(say(language, 'rule_admin_refused'))).toBeVisible();
      await expect(page.locator('input[name="condition.0.value"][value="storage"]')).toBeChecked();
      await site.then.fitsItsWidth();

      await page.locator('select[name="examples.0.expected"]').selectOption('unknown');
      await save.click();
      await site.then.pathIs('/admin/rules');
      await page.getByRole('link', { name: title }).click();
      await expect(rowsOf(page)).toHaveCount(2);
      const remove = page.getByRole('button', { name: say(language, 'rule_admin_remove') });
      await remove.click();
      await site.then.pathIs('/admin/rules');
      await expect(page.getByRole('link', { name: title })).toHaveCount(0);
    });

    test('what a condition would do to the plans is shown before it is saved', async ({ people, site, page }) => {
      await people.given.signedIn('administrator');
      await site.given.opened(await findRule(people, 'wb-mixed-uses'));
      const cells = page.locator('#preview tbody tr').first().locator('td');
      await expect(cells.nth(1)).toHaveText('0');
      await page.locator('button[value="remove condition.0"]').click();
      await expect(rowsOf(page)).toHaveCount(1);
      await page.getByRole('button', { name: say(language, 'rule_preview_button') }).click();
      await expect(page.getByText(say(language, 'rule_preview_typed'))).toBeVisible();
      await expect(cells.nth(1)).not.toHaveText('0');
      await site.then.fitsItsWidth();
    });

    test('a plan shows the hints with their source, and always that they are no legal advice', async ({
      people,
      site,
      page
    }) => {
      const plan = await findAdoptedPlan(people);
      await site.given.opened(`/plans/${plan}?view=table`);
      const hints = page.locator('#hints');
      await expect(hints.getByText('§ 12 Abs. 1 SächsDSchG')).toBeVisible();
      await expect(hints.getByText(say(language, 'rule_hints_unknown_title'))).toBeVisible();
      await expect(hints.getByText(say(language, 'rule_no_legal_advice'))).toBeVisible();
    });
  });
}

test('the planner records the kind of building area, and the hints follow; taken back, they go', async ({
  people,
  site,
  page
}) => {
  const plan = await findAdoptedPlan(people);
  await people.given.signedIn('planner');
  await site.given.opened('/desk/plans/zones');
  await page.locator('select[name="type"]').first().selectOption('WA');
  await page.locator('select[name="basis"]').first().selectOption('plan');
  await page
    .locator('form')
    .filter({ has: page.locator('select[name="type"]') })
    .first()
    .locator('.button')
    .click();
  await expect(page.locator('[role="status"] p').first()).toHaveText(say('de', 'desk_saved'));

  await site.given.opened(`/plans/${plan}?view=table`);
  await expect(page.locator('#hints').getByText('§ 4 Abs. 2 Nr. 2 BauNVO').first()).toBeVisible();

  const [event] = await people.get.database().sql<{ id: number }[]>`
    select max(id) as id from audit_event where action = 'change_zone'`;
  await site.given.opened(`/desk/changes/${event!.id}`);
  await expect(page.locator('main')).toContainText('Allgemeines Wohngebiet (WA)');
  await page.locator('.undo summary').click();
  await page.locator('.undo form button').click();
  await expect(page.locator('[role="status"] p').first()).toHaveText(say('de', 'desk_undo_done'));
  await site.given.opened(`/plans/${plan}?view=table`);
  await expect(page.locator('#hints').getByText('§ 4 Abs. 2 Nr. 2 BauNVO')).toHaveCount(0);
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('rows come and go, and a failing example is refused at its place', async ({ people, site, page }) => {
    await people.given.signedIn('administrator');
    await site.given.opened(await findRule(people, 'monument'));
    const before = await rowsOf(page).count();
    await page.locator('select[name="condition.add"]').selectOption('storey_level');
    await page.locator('button[value="add condition"]').click();
    await expect(rowsOf(page)).toHaveCount(before + 1);
    await page.locator('select[name="condition.2.comparison"]').selectOption('above');
    await page.locator('input[name="condition.2.value"]').fill('viel');
    await page.locator('form[action*="save"] .button.primary').click();
    await expect(page.locator('[id="condition.2"] p')).toHaveText(say('de', 'refusal_not_a_number'));
    await page.locator('input[name="condition.2.value"]').fill('2');
    await page.locator('form[action*="save"] .button.primary').click();
    await expect(page.locator('fieldset[id="examples.0"] .issue').first()).toHaveText(
      say('de', 'refusal_rule_fails_example')
    );
    await page.locator('button[value="remove condition.2"]').click();
    await expect(rowsOf(page)).toHaveCount(before);
    await page.locator('form[action*="save"] .button.primary').click();
    await expect(page.locator('.issue').first()).toHaveText(say('de', 'refusal_nothing_changed'));
  });
});
