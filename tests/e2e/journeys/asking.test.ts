import { readFile } from 'node:fs/promises';
import ICAL from 'ical.js';
import type { Page } from '@playwright/test';
import { addDays, dayAt } from '../../../src/lib/domain/interval';
import type { OpenDatabase } from '../../../src/lib/server/db/client';
import { driveAsking, type AskingDriver } from '../../support/drivers/asking';
import { DESKTOP, PHONE } from '../../support/drivers/journey';
import { driveMails } from '../../support/drivers/mails';
import { makePublicOffer, makeVacantUnit, readOffer } from '../../support/drivers/offers';
import { expect, test as ownApp } from '../../support/drivers/own-app';
import { pathIn, say } from '../../support/drivers/words';

// One application for all of them; each test has offers and people of its own.
ownApp.describe.configure({ mode: 'default' });

const test = ownApp.extend<{ seeker: AskingDriver; mails: ReturnType<typeof driveMails> }>({
  seeker: async ({ page, language, people }, use) =>
    use(driveAsking({ page, language, database: people.get.database() })),
  mails: async ({ people }, use) => use(driveMails(people.get.database))
});

const ZONE = 'Europe/Berlin';
const makeAddress = (who: string) => `${who}-${Date.now()}@example.org`;
const done = (page: Page) => page.locator('main').getByRole('status');

/** How much of somebody is stored anywhere. */
async function countTraces({ sql }: OpenDatabase, email: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select (select count(*) from enquiry where email = ${email}) + (select count(*) from space_request where email = ${email})
      + (select count(*) from mail where recipient = ${email} or reply_to = ${email}) as count`;
  return Number(row!.count);
}

for (const [language, viewport] of [
  ['de', DESKTOP],
  ['ar', PHONE]
] as const) {
  test.describe(`${language}, ${viewport.width} px`, () => {
    test.use({ language, viewport });

    test('from an exposé to an answer, a viewing in the calendar, and the end of it all', async ({
      people,
      site,
      seeker,
      mails,
      page,
      browser,
      baseURL
    }) => {
      const database = people.get.database();
      const unit = await makeVacantUnit(database, `FRAGE-${language}`);
      const owner = await people.given.known('owner', { buildingIds: [unit.buildingId] });
      const title = `Eckladen ${language}`;
      const offer = await makePublicOffer(database, { unitId: unit.id, organisationId: owner.organisationId, title });
      const email = makeAddress(`amal-${language}`);

      await site.given.opened(`/listings/${offer}?view=table`);
      await page.locator('main a[href$="/enquiry"]').first().click();
      await site.then.pathIs(`/listings/${offer}/enquiry`);
      await expect(seeker.get.field('message')).toHaveValue(new RegExp(title));
      await site.then.fitsItsWidth();
      await seeker.when.fills({ name: 'Amal Haddad', email, message: 'Kann ich den Laden sehen?\nHerzlich, Amal' });
      await seeker.when.sends();
      // Nobody has agreed that it is stored: nothing typed is lost.
      await expect(seeker.get.form()).toContainText(say(language, 'enquiry_issue_consent_missing'));
      await expect(seeker.get.field('name')).toHaveValue('Amal Haddad');
      await seeker.when.agrees();
      await seeker.given.hasRead('enquiry');
      await seeker.when.sends();
      await site.then.pathIs(`/listings/${offer}/enquiry/sent`);
      await site.then.fitsItsWidth();

      const told = await mails.get.holding(owner.email, 'Kann ich den Laden sehen?');
      expect([told.locale, told.replyTo]).toEqual(['de', email]);
      const receipt = await mails.get.holding(email, '/enquiries/');
      expect(receipt.locale).toBe(language);
      const ownPath = mails.get.pathIn(receipt, '/enquiries/');
      expect(ownPath.startsWith(pathIn(language, '/enquiries/'))).toBe(true);

      const office = await browser.newContext({ viewport, baseURL: baseURL ?? '' });
      await people.given.signedIn(null, { browser: office });
      const desk = await office.newPage();
      const deskPath = mails.get.pathIn(told, '/desk/enquiries/');
      expect((await desk.goto(deskPath))?.status()).toBe(403);
      await office.clearCookies();
      await people.given.signedIn('owner', { browser: office, organisationId: owner.organisationId! });
      await desk.goto('/desk/enquiries');
      await desk.getByRole('link', { name: 'Amal Haddad' }).click();
      await expect(desk).toHaveURL(new RegExp(`${deskPath}$`));
      await desk.locator('form[action="?/answer"] textarea').fill('Gern. Ich schlage Ihnen gleich einen Termin vor.');
      await desk.getByRole('button', { name: say('de', 'enquiry_desk_answer_submit') }).click();
      await expect(done(desk)).toContainText(say('de', 'enquiry_desk_answered'));
      const day = addDays(dayAt(new Date(), ZONE), 8);
      await desk.locator('summary', { hasText: say('de', 'enquiry_desk_viewing') }).click();
      const proposal = desk.locator('form[action="?/propose"]');
      await proposal.locator('[name="day"]').fill(day);
      await proposal.locator('[name="time"]').fill('14:30');
      await proposal.locator('button').click();
      await expect(done(desk)).toContainText(say('de', 'enquiry_desk_viewing_done'));

      const invitation = await mails.get.holding(email, 'Eisenbahnstraße');
      expect(invitation.calendar).toContain('METHOD:REQUEST');
      await page.goto(mails.get.pathIn(invitation, '/enquiries/'));
      await expect(page.locator('main')).toContainText('Gern. Ich schlage Ihnen gleich einen Termin vor.');
      await site.then.fitsItsWidth();
      await seeker.when.accepts();
      await expect(done(page)).toContainText(say(language, 'enquiry_viewing_accepted'));
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: say(language, 'enquiry_calendar') }).click()
      ]);
      expect(download.suggestedFilename()).toBe('viewings.ics');
      const calendar = new ICAL.Component(ICAL.parse(await readFile(await download.path(), 'utf8')) as never);
      const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
      const clock = new Intl.DateTimeFormat('en-CA', {
        timeZone: ZONE,
        dateStyle: 'short',
        timeStyle: 'short',
        hour12: false
      });
      expect(clock.format(event.startDate.toJSDate())).toBe(`${day}, 14:30`);
      expect([event.component.getFirstPropertyValue('status'), event.summary]).toEqual([
        'CONFIRMED',
        say(language, 'enquiry_mail_viewing', { title })
      ]);
      await seeker.when.writes('Ich freue mich.');
      await expect(done(page)).toContainText(say(language, 'enquiry_reply_done'));
      await desk.reload();
      await expect(desk.locator('main')).toContainText('Ich freue mich.');
      await expect(desk.locator('main')).toContainText(say('de', 'codes_viewing_confirmed'));

      await seeker.when.deletesAll();
      await site.then.pathIs('/enquiries/deleted');
      await seeker.then.findsLinkDead(ownPath);
      expect(await countTraces(database, email)).toBe(0);
      expect((await desk.goto(deskPath))?.status()).toBe(404);
      await office.close();
    });

    test('from an idea to a mail about the space that comes, to its exposé, and one press to end it', async ({
      people,
      site,
      seeker,
      mails,
      page,
      browser,
      baseURL
    }) => {
      // The application looks once a minute whether a job is due.
      test.setTimeout(180_000);
      const database = people.get.database();
      const email = makeAddress(`dana-${language}`);
      await site.given.opened('/idea?for=retail&sqm=40-60&rent=600&view=table');
      await page.locator('main a.primary[href*="/requests/new"]').first().click();
      await site.then.pathIs('/requests/new');
      await site.then.fitsItsWidth();
      await seeker.when.fills({ email });
      await expect(seeker.get.field('alerts')).toBeChecked();
      await seeker.when.agrees();
      await seeker.given.hasRead('request');
      await seeker.when.sends();
      await site.then.pathIs('/requests/sent');

      const question = await mails.get.holding(email, '/requests/confirm/');
      expect([question.locale, (await mails.get.all(email)).length]).toEqual([language, 1]);
      await page.goto(mails.get.pathIn(question, '/requests/confirm/'));
      await site.then.fitsItsWidth();
      await page.getByRole('button', { name: say(language, 'enquiry_confirm_submit') }).click();
      await expect(page.locator('main h1')).toHaveText(say(language, 'enquiry_manage_title'));
      await expect(page.locator('main')).toContainText(email);
      await site.then.fitsItsWidth();

      const unit = await makeVacantUnit(database, `NEUES-${language}`);
      const office = await browser.newContext({ viewport, baseURL: baseURL ?? '' });
      await people.given.signedIn('planner', { browser: office });
      const desk = await office.newPage();
      await desk.goto(`/desk/listings/new?unit=${unit.id}`);
      await desk.locator('input[name="title"]').fill(`Laden mit Bank ${language}`);
      await desk.locator('input[name="rentCentsPerSqm"]').fill('8,40');
      await desk.locator('button[name="as"][value="publish"]').click();
      await expect(desk.getByText(say('de', 'listing_done_created'))).toBeVisible();
      await office.close();
      await database.sql`update job_run set started_at = started_at - interval '2 hours' where name like '%space_alerts'`;

      const { id: offer } = (await readOffer(database, unit.id))!;
      const alert = await mails.get.holding(email, `/listings/${offer}`, { timeout: 100_000 });
      expect(alert.locale).toBe(language);
      const shown = await page.goto(`${mails.get.pathIn(alert, '/listings/')}?view=table`);
      expect(shown?.status()).toBe(200);
      await site.then.pathIs(`/listings/${offer}`);
      await expect(page.locator('main')).toContainText('Eisenbahnstraße 85');

      // What a mail program sends: no page of ours, no session.
      const answer = await fetch(new URL(new URL(alert.unsubscribeUrl!).pathname, baseURL), {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
      });
      expect(answer.status).toBe(204);
      const ownPath = mails.get.pathIn(alert, '/requests/');
      await page.goto(ownPath);
      await expect(page.locator('main')).toContainText(say(language, 'enquiry_manage_alerts_off'));
      await seeker.when.deletesAll();
      await site.then.pathIs('/requests/deleted');
      await seeker.then.findsLinkDead(ownPath);
      await seeker.then.findsLinkDead(mails.get.pathIn(question, '/requests/confirm/'));
      expect(await countTraces(database, email)).toBe(0);
    });

    test('a counsellor who speaks the language takes somebody on, and says when it is done', async ({
      people,
      site,
      seeker,
      mails,
      page,
      browser,
      baseURL
    }) => {
      const database = people.get.database();
      const office = await browser.newContext({ viewport, baseURL: baseURL ?? '' });
      const counsellor = await people.given.signedIn('counsellor', { browser: office });
      const desk = await office.newPage();
      await desk.goto(pathIn(language, '/account'));
      const spoken = desk.locator('form[action="?/languages"]');
      // What is ticked before the page's script has taken over may be lost with it.
      await expect(async () => {
        await spoken.locator('input[value="vi"]').check();
        await spoken.locator('button').click();
        await expect(spoken.getByRole('status')).toContainText(say(language, 'account_saved'));
        await desk.reload();
        await expect(spoken.locator('input[value="vi"]')).toBeChecked({ timeout: 1000 });
      }).toPass();

      const email = makeAddress(`minh-${language}`);
      await site.given.opened('/requests/new?for=gastronomy&counselling=1');
      await seeker.when.fills({ email, name: `Minh ${language}`, message: 'Welche Genehmigung brauche ich?' });
      await seeker.when.wantsCounselling('vi');
      await seeker.when.agrees();
      await seeker.given.hasRead('request');
      await seeker.when.sends();
      await site.then.pathIs('/requests/sent');
      await page.goto(mails.get.pathIn(await mails.get.holding(email, '/requests/confirm/'), '/requests/confirm/'));
      await page.getByRole('button', { name: say(language, 'enquiry_confirm_submit') }).click();

      // Whoever speaks it hears that somebody waits, not who.
      const wanted = await mails.get.holding(counsellor.email, '/desk/requests');
      expect(wanted.body).not.toMatch(/Minh|Genehmigung brauche|@/);
      await desk.goto(pathIn(language, '/desk/requests'));
      const entry = desk.locator('article', { hasText: `Minh ${language}` });
      await expect(entry).toContainText('Welche Genehmigung brauche ich?');
      await entry.getByRole('button', { name: say(language, 'enquiry_counselled_take') }).click();
      await expect(entry).toContainText(say(language, 'enquiry_counselled_mine'));
      const named = await mails.get.holding(email, counsellor.name);
      expect([named.locale, named.replyTo]).toEqual([language, counsellor.email]);
      await page.goto(mails.get.pathIn(named, '/requests/'));
      await expect(page.locator('main')).toContainText(counsellor.name);
      await entry.getByRole('button', { name: say(language, 'enquiry_counselled_finish') }).click();
      await expect(entry).toContainText(say(language, 'codes_counselling_done'));
      await office.close();
      expect(await countTraces(database, email)).toBeGreaterThan(0);
    });
  });
}

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('somebody asks too fast, asks again, and withdraws', async ({ people, site, seeker, mails, page }) => {
    const database = people.get.database();
    const unit = await makeVacantUnit(database, 'FRAGE-ohne');
    const offer = await makePublicOffer(database, { unitId: unit.id, organisationId: null, title: 'Stiller Laden' });
    const email = makeAddress('omar');
    await site.given.opened(`/listings/${offer}/enquiry`);
    await seeker.when.fills({ name: 'Omar', email, message: 'Ist der Laden noch frei?' });
    await seeker.when.agrees();
    await seeker.when.sendsUntil(new RegExp(`/listings/${offer}/enquiry/sent$`));
    const receipts = (await mails.get.all(email)).filter(({ body }) => body.includes('/enquiries/'));
    expect(receipts).toHaveLength(1);
    await page.goto(mails.get.pathIn(receipts[0]!, '/enquiries/'));
    await expect(page.locator('main')).toContainText('Ist der Laden noch frei?');
    await page.getByRole('button', { name: say('de', 'enquiry_withdraw') }).click();
    await expect(done(page)).toContainText(say('de', 'enquiry_withdrawn'));
    await expect(page.locator('form[action="?/reply"]')).toHaveCount(0);
    await seeker.when.deletesAll();
    await site.then.pathIs('/enquiries/deleted');
    expect(await countTraces(database, email)).toBe(0);
  });
});
