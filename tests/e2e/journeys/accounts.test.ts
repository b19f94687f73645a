import { expect, test } from '../../support/drivers/journey';
import { say } from '../../support/drivers/words';

test('whoever is signed in finds their own pages and the way out', async ({ people, site, page }) => {
  const planner = await people.given.signedIn('planner');
  await site.given.opened('/about');
  const menu = page.locator('details.account');
  await menu.locator('summary').click();
  await expect(menu).toContainText(planner.name);
  await expect(menu.getByRole('link', { name: say('de', 'account_menu_desk') })).toBeVisible();
  await expect(menu.getByRole('link', { name: say('de', 'account_menu_admin') })).toHaveCount(0);
  await menu.getByRole('button', { name: say('de', 'account_sign_out') }).click();
  await site.then.pathIs('/sign-in');
  await expect(menu).toHaveCount(0);
});
