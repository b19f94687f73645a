import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { startBuiltApp } from '../../support/built-app';
import { expect, test } from '../../support/drivers/journey';
import { pathIn, say } from '../../support/drivers/words';

const NEXT_PASSWORD = 'ein ganz anderer Satz';
const submit = (page: Page, action: string) => page.locator(`form[action="${action}"] button`).click();

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(say('de', 'account_email')).fill(email);
  await page.getByLabel(say('de', 'account_password'), { exact: true }).fill(password);
  await submit(page, '?/password');
}

/** The newest mail to somebody, as an administrator reads it in the outbox; its link. */
async function linkFromOutbox(page: Page, recipient: string): Promise<string> {
  const mail = page.locator('main li', { hasText: recipient }).first();
  await expect(async () => {
    await page.goto('/admin/outbox');
    await expect(mail).toBeVisible({ timeout: 1000 });
  }).toPass();
  const [link = ''] = /https?:\S+/.exec(await mail.locator('pre').innerText()) ?? [];
  return new URL(link).pathname + new URL(link).search;
}

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

test('a counsellor comes from the sign-in to those who wait, and from anywhere to the guide', async ({
  people,
  site,
  page
}) => {
  await signIn(page, await people.given.known('counsellor'));
  await site.then.pathIs('/desk/requests');
  const tabs = page.getByRole('navigation', { name: say('de', 'desk_nav'), exact: true });
  await expect(tabs.getByRole('link')).toHaveText([say('de', 'enquiry_nav_requests'), say('de', 'guide_desk_nav')]);
  await tabs.getByRole('link', { name: say('de', 'guide_desk_nav') }).click();
  await site.then.pathIs('/desk/guide');
  await site.given.opened('/about');
  await page.locator('details.account summary').click();
  await page
    .locator('details.account')
    .getByRole('link', { name: say('de', 'account_menu_desk') })
    .click();
  await site.then.pathIs('/desk/requests');
  await site.given.opened('/desk');
  await site.then.pathIs('/desk/requests');
});

test('an owner comes from the sign-in to the desk, and on to offers and enquiries', async ({ people, site, page }) => {
  await signIn(page, await people.given.known('owner', { buildingIds: [1] }));
  await site.then.pathIs('/desk');
  const tabs = page.getByRole('navigation', { name: say('de', 'desk_nav'), exact: true });
  for (const [path, label] of [
    ['/desk/listings', 'listing_nav'],
    ['/desk/enquiries', 'enquiry_nav_enquiries']
  ] as const) {
    await tabs.getByRole('link', { name: say('de', label), exact: true }).click();
    await site.then.pathIs(path);
    await expect(tabs.locator('[aria-current]')).toHaveText(say('de', label));
  }
});

test('the public finds where to sign in, and administration only after that', async ({ people, site, page }) => {
  await site.given.opened('/about');
  await page.getByRole('link', { name: say('de', 'account_sign_in_title') }).click();
  await site.then.pathIs('/sign-in');
  const administrator = await people.given.known('administrator');
  await page.goto('/admin/outbox');
  await site.then.pathIs('/sign-in');
  await page.getByLabel(say('de', 'account_email')).fill(administrator.email);
  await page.getByLabel(say('de', 'account_password'), { exact: true }).fill('falsch und lang');
  await submit(page, '?/password');
  await expect(page.locator('main').getByRole('alert')).toContainText(say('de', 'account_issue_sign_in_refused'));
  await expect(page.getByLabel(say('de', 'account_email'))).toHaveValue(administrator.email);
  await page.getByLabel(say('de', 'account_password'), { exact: true }).fill(administrator.password);
  await submit(page, '?/password');
  await site.then.pathIs('/admin/outbox');
});

test('a planner has no way into the administration', async ({ people, page }) => {
  await people.given.signedIn('planner');
  const answer = await page.goto('/admin/accounts');
  expect(answer?.status()).toBe(403);
});

test('the first administrator comes in by the link on the console, without a script', async ({ browser }) => {
  const app = await startBuiltApp();
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: app.baseUrl });
  try {
    const [, link = ''] = await app.program.waitForOutput(/Set up the first administrator: (\S+)\n/);
    const page = await context.newPage();
    await page.goto(link);
    await page.getByLabel(say('de', 'account_email')).fill('ada@example.org');
    await page.getByLabel(say('de', 'account_name'), { exact: true }).fill('Ada');
    await page.getByLabel(say('de', 'account_password'), { exact: true }).fill('kurz');
    await page.locator('main form button').click();
    await expect(page.getByText(say('de', 'account_issue_password_too_short', { least: 10 }))).toBeVisible();
    await expect(page.getByLabel(say('de', 'account_name'), { exact: true })).toHaveValue('Ada');
    await page.getByLabel(say('de', 'account_password'), { exact: true }).fill(NEXT_PASSWORD);
    await page.locator('main form button').click();
    await expect(page).toHaveURL(/\/admin\/accounts$/);
    await page.goto(link);
    await expect(page.getByText(say('de', 'account_set_up_spent'))).toBeVisible();
  } finally {
    await context.close();
    await app.close();
  }
});

test('an invitation is sent, read in the outbox, and accepted in its own language', async ({
  people,
  page,
  browser
}) => {
  await people.given.signedIn('administrator');
  const email = `gast-${Date.now()}@example.org`;
  await page.goto('/admin/invitations');
  const form = page.locator('form[action="?/invite"]');
  await form.getByLabel(say('de', 'account_email')).fill(email);
  await form.getByLabel(say('de', 'account_name'), { exact: true }).fill('Gast');
  await form.getByLabel(say('de', 'account_locale')).selectOption('ar');
  await form.getByLabel(say('de', 'account_admin_grant_role')).selectOption('owner');
  await submit(page, '?/invite');
  await expect(page.getByText(say('de', 'account_issue_organisation_missing'))).toBeVisible();
  await expect(form.getByLabel(say('de', 'account_email'))).toHaveValue(email);
  await form.getByLabel(say('de', 'account_admin_grant_role')).selectOption('planner');
  await submit(page, '?/invite');
  await expect(page.locator('main').getByRole('status')).toContainText(email);
  const path = await linkFromOutbox(page, email);
  expect(path).toMatch(/^\/ar\/invitation\?token=/);
  const guest = await browser.newContext({ baseURL: new URL(page.url()).origin });
  const guestPage = await guest.newPage();
  await guestPage.goto(path);
  await expect(guestPage.locator('html')).toHaveAttribute('dir', 'rtl');
  await guestPage.getByLabel(say('ar', 'account_password'), { exact: true }).fill(NEXT_PASSWORD);
  await guestPage.locator('main form button').click();
  await guestPage.waitForURL((url) => !url.pathname.includes('invitation'));
  await guestPage.goto(pathIn('ar', '/account'));
  await expect(guestPage.locator('main')).toContainText(say('ar', 'account_role_planner'));
  await guestPage.goto(path);
  await expect(guestPage.getByText(say('ar', 'account_invitation_spent'))).toBeVisible();
  await guest.close();
});

test('a forgotten password is replaced by a link that works once', async ({ people, page, browser }) => {
  const person = await people.given.known('planner');
  await page.goto('/forgotten-password');
  await page.getByLabel(say('de', 'account_email')).fill(person.email);
  await page.locator('main form button').click();
  await expect(page.locator('main').getByRole('status')).toContainText(person.email);
  const office = await browser.newContext({ baseURL: new URL(page.url()).origin });
  await people.given.signedIn('administrator', { browser: office });
  const path = await linkFromOutbox(await office.newPage(), person.email);
  await office.close();
  await page.goto(path);
  await page.getByLabel(say('de', 'account_password_new')).fill(NEXT_PASSWORD);
  await page.locator('main form button').click();
  await expect(page.getByText(say('de', 'account_reset_done'))).toBeVisible();
  await page.goto(path);
  await expect(page.getByText(say('de', 'account_reset_spent'))).toBeVisible();
  await signIn(page, { email: person.email, password: NEXT_PASSWORD });
  await expect(page.locator('details.account')).toBeVisible();
});

test('a second factor is set up with the key on the page and asked for from then on', async ({ people, page }) => {
  const person = await people.given.signedIn('planner');
  await page.goto('/account');
  await submit(page, '?/beginSecondFactor');
  await expect(page.getByRole('img', { name: say('de', 'account_factor_qr') })).toBeVisible();
  const key = (await page.locator('main code').innerText()).replace(/\s/g, '');
  const totp = new TOTP({ secret: Secret.fromBase32(key) });
  await page.getByLabel(say('de', 'account_code')).fill('000000');
  await submit(page, '?/confirmSecondFactor');
  await expect(page.getByText(say('de', 'account_issue_code_refused'))).toBeVisible();
  await page.getByLabel(say('de', 'account_code')).fill(totp.generate());
  await submit(page, '?/confirmSecondFactor');
  await expect(page.getByText(say('de', 'account_factor_switched_on'))).toBeVisible();
  await submit(page, '?/signOutEverywhere');
  await signIn(page, person);
  // Each code serves once: the next one, which counts already half a minute before its time.
  await page.getByLabel(say('de', 'account_code')).fill(totp.generate({ timestamp: Date.now() + 30_000 }));
  await submit(page, '?/code');
  await expect(page.locator('details.account')).toBeVisible();
});
