import type { Page } from '@playwright/test';
import { driveAsking, type AskingDriver } from '../../support/drivers/asking';
import { makeConsultation } from '../../support/drivers/consultation';
import { DESKTOP, PHONE } from '../../support/drivers/journey';
import { driveMails } from '../../support/drivers/mails';
import { expect, test as ownApp } from '../../support/drivers/own-app';
import { holdScripts, tabTo } from '../../support/drivers/page';
import { pathIn, say } from '../../support/drivers/words';

// One application for all of them; each test has a plan and people of its own.
ownApp.describe.configure({ mode: 'default' });

const test = ownApp.extend<{ seeker: AskingDriver; mails: ReturnType<typeof driveMails> }>({
  seeker: async ({ page, language, people }, use) =>
    use(driveAsking({ page, language, database: people.get.database() })),
  mails: async ({ people }, use) => use(driveMails(people.get.database))
});

const WORDS = '=1+1 <script>window.isHacked = true</script>\nUnd Bänke!';
const isHacked = (page: Page) => page.evaluate(() => 'isHacked' in window);
const done = (page: Page) => page.locator('main').getByRole('status');

for (const [language, viewport] of [
  ['ar', PHONE],
  ['de', DESKTOP]
] as const) {
  test.describe(`${language}, ${viewport.width} px`, () => {
    test.use({ language, viewport });

    test('a reader comments, a planner reads and answers by keyboard, the reader sees what became of it', async ({
      people,
      site,
      seeker,
      mails,
      page,
      browser,
      baseURL
    }) => {
      const database = people.get.database();
      const plan = await makeConsultation(database, { title: `Plan ${language}` });
      const email = `amal-${language}-${Date.now()}@example.org`;
      const path = `/plans/${plan.id}/consultation`;

      await site.given.opened(`${path}?unit=${plan.unitId}`);
      await site.then.fitsItsWidth();
      await expect(seeker.get.field('about')).toHaveValue(`unit-${plan.unitId}`);
      await seeker.when.fills({ text: WORDS, email });
      await seeker.given.hasRead('comment');
      await seeker.when.sends();
      // Nobody has agreed that it is stored: nothing typed is lost.
      await expect(seeker.get.form()).toContainText(say(language, 'enquiry_issue_consent_missing'));
      await expect(seeker.get.field('text')).toHaveValue(WORDS);
      await seeker.when.agrees();
      await seeker.given.hasRead('comment');
      await seeker.when.sends();
      await expect(done(page)).toContainText(say(language, 'consultation_own_sent'));
      await site.then.fitsItsWidth();
      const own = page.url();
      expect(own).toMatch(new RegExp(`${pathIn(language, '/comments/')}[\\w-]{43}`));
      await expect(page.locator('main')).toContainText(WORDS);
      const receipt = await mails.get.holding(email, '/comments/');
      expect(receipt.locale).toBe(language);
      expect(receipt.body).not.toContain('script');
      await site.given.opened(path);
      await expect(page.locator('main')).toContainText(say(language, 'consultation_list_none'));

      const office = await browser.newContext({ viewport, baseURL: baseURL ?? '' });
      await people.given.signedIn('planner', { browser: office });
      const desk = await office.newPage();
      await desk.goto(`/desk/plans/${plan.id}/comments`);
      await expect(desk.locator('main')).toContainText(WORDS);
      await tabTo(desk, 'li form button');
      await desk.keyboard.press('Enter');
      await expect(done(desk)).toContainText('1 Anregung wird jetzt gezeigt.');
      await desk.goto(`/desk/plans/${plan.id}/comments?view=unanswered`);
      await tabTo(desk, 'li input[type="checkbox"]');
      await desk.keyboard.press('Space');
      await tabTo(desk, 'select[name="outcome"]');
      await desk.keyboard.press('ArrowDown');
      await tabTo(desk, 'textarea[name="reply"]');
      await desk.keyboard.type('Zwei Bänke kommen.');
      await tabTo(desk, 'button[formaction="?/answer"]');
      await desk.keyboard.press('Enter');
      await expect(done(desk)).toContainText('1 Anregung ist beantwortet.');
      expect(await isHacked(desk)).toBe(false);
      const csv = await (await office.request.get(`/desk/plans/${plan.id}/comments.csv`)).text();
      // A spreadsheet runs nothing of it.
      expect(csv).toContain(`;"'${WORDS}";`);
      expect(csv).not.toContain(email);
      await office.close();

      const answer = await mails.get.holding(email, 'Zwei Bänke kommen.');
      expect(answer.body).toContain(say(language, 'consultation_outcome_taken_up'));
      expect(answer.body).not.toContain('script');
      await page.goto(mails.get.pathIn(answer, '/comments/'));
      await expect(page.locator('main')).toContainText('Zwei Bänke kommen.');
      await site.given.opened(`${path}?about=unit-${plan.unitId}&outcome=taken_up`);
      await expect(page.locator('article')).toContainText(WORDS);
      await expect(page.locator('article')).toContainText('Zwei Bänke kommen.');
      await site.then.fitsItsWidth();
      expect(await isHacked(page)).toBe(false);
      expect(await page.content()).not.toContain('<script>window.isHacked');

      await page.goto(own);
      await seeker.when.deletesAll();
      await site.then.pathIs('/comments/deleted');
      await seeker.then.findsLinkDead(new URL(own).pathname);
      await site.given.opened(path);
      await expect(page.locator('main')).not.toContainText('Zwei Bänke kommen.');
    });

    test('after the consultation all is read and nothing is taken', async ({ people, site, seeker, page }) => {
      const database = people.get.database();
      const plan = await makeConsultation(database, { title: `Ende ${language}` });
      await database.sql`insert into plan_comment (plan_id, body, locale, state, outcome, reply)
        values (${plan.id}, 'Mehr Bäume!', 'de', 'published', 'declined', 'Der Hof ist zu klein.')`;
      await site.given.opened(`/plans/${plan.id}/consultation`);
      await seeker.when.fills({ text: 'Zu spät?' });
      await seeker.when.agrees();
      await seeker.given.hasRead('comment');
      // It ends while somebody writes.
      await database.sql`update use_plan set status = 'adopted', adopted_on = current_date, decision = 'Beschluss 1'
        where id = ${plan.id}`;
      await seeker.when.sends();
      await expect(page.locator('main').getByRole('alert').first()).toContainText(
        say(language, 'refusal_consultation_is_over')
      );
      await site.given.opened(`/plans/${plan.id}/consultation`);
      await expect(seeker.get.form()).toHaveCount(0);
      await expect(page.locator('main')).toContainText(say(language, 'consultation_closed_decided'));
      await expect(page.getByRole('row', { name: /Mehr Bäume!/ })).toContainText(
        say(language, 'consultation_outcome_declined')
      );
      await site.then.fitsItsWidth();
      expect(await database.sql`select from plan_comment where plan_id = ${plan.id}`).toHaveLength(1);
    });
  });
}

test('what is written and ticked before the script of the page works stays', async ({ people, seeker, page }) => {
  const plan = await makeConsultation(people.get.database(), { title: 'Langsam' });
  const held = await holdScripts(page);
  await page.goto(`/plans/${plan.id}/consultation`, { waitUntil: 'commit' });
  await seeker.when.fills({ text: WORDS, name: 'Amal' });
  await seeker.when.agrees();
  await held.letGo();
  await expect(seeker.get.field('text')).toHaveValue(WORDS);
  await expect(seeker.get.field('name')).toHaveValue('Amal');
  await expect(seeker.get.field('consent')).toBeChecked();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('somebody comments too fast, comments again, and takes it back; a planner does not show what is advertising', async ({
    people,
    site,
    seeker,
    page,
    browser,
    baseURL
  }) => {
    const plan = await makeConsultation(people.get.database(), { title: 'Plan ohne Skript' });
    await site.given.opened(`/plans/${plan.id}/consultation`);
    await seeker.when.fills({ text: 'Billige Uhren!', name: 'Omar' });
    await seeker.when.agrees();
    await seeker.when.sendsUntil(/\/comments\/[\w-]{43}/);
    await expect(page.locator('main')).toContainText('Billige Uhren!');

    const office = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
    await people.given.signedIn('planner', { browser: office });
    const desk = await office.newPage();
    await desk.goto(`/desk/plans/${plan.id}/comments`);
    await desk.locator('summary', { hasText: say('de', 'consultation_desk_reject') }).click();
    await desk.locator('textarea[name="reason"]').fill('Das ist Werbung.');
    await desk.locator('button[formaction="?/reject"]').click();
    await expect(desk.locator('main').getByRole('alert').first()).toContainText(
      say('de', 'consultation_issue_comments_none')
    );
    await expect(desk.locator('textarea[name="reason"]')).toHaveValue('Das ist Werbung.');
    await desk.locator('li input[type="checkbox"]').check();
    await desk.locator('button[formaction="?/reject"]').click();
    await expect(done(desk)).toContainText('1 Anregung wird nicht gezeigt.');
    await office.close();

    await page.reload();
    await expect(page.locator('main')).toContainText('Das ist Werbung.');
    await page.getByRole('button', { name: say('de', 'consultation_own_withdraw') }).click();
    await expect(done(page)).toContainText(say('de', 'consultation_own_withdrawn'));
    await expect(page.locator('form[action="?/withdraw"]')).toHaveCount(0);
    await site.given.opened(`/plans/${plan.id}/consultation`);
    await expect(page.locator('main')).not.toContainText('Uhren');
  });
});
