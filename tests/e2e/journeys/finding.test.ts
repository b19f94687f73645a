import type { Page } from '@playwright/test';
import { DESKTOP, expect, PHONE, test } from '../../support/drivers/journey';
import { holdScripts } from '../../support/drivers/page';
import { driveSeeker } from '../../support/drivers/seeker';
import { pathIn, say } from '../../support/drivers/words';

/** The header's links stand in a menu on a phone. */
async function opensFinder(page: Page): Promise<void> {
  const menu = page.locator('header details.menu > summary');
  if (await menu.isVisible()) await menu.click();
  await page.locator('header nav a[href$="/listings"]:visible').click();
}

for (const language of ['de', 'ar'] as const) {
  for (const viewport of [DESKTOP, PHONE]) {
    test.describe(`finding a space (${language}, ${viewport.width} px)`, () => {
      test.use({ language, viewport });

      test('from the map to the finder, to an exposé, back with the wishes kept, and to an enquiry', async ({
        site,
        map,
        finder,
        people,
        page
      }) => {
        await site.given.working('/');
        await map.given.drawn();
        await opensFinder(page);
        await site.then.pathIs('/listings');
        await finder.then.marksWhatItLists();
        const all = await finder.get.listed();
        const count = await finder.get.countAt('for', 'culture');
        expect(count).toBeGreaterThan(0);
        expect(count).toBeLessThan(all.length);
        await finder.when.ticks('for', 'culture');
        await site.then.parameterIs('for', 'culture');
        await finder.then.lists(count);
        await finder.then.marksWhatItLists();
        await site.then.fitsItsWidth();
        const [first] = await finder.get.listed();
        await finder.when.opens(first!);
        await site.then.pathIs(`/listings/${first}`);
        await site.when.goesBack();
        await site.then.parameterIs('for', 'culture');
        await finder.then.lists(count);

        await finder.when.opens(first!);
        await page
          .getByRole('link', { name: say(language, 'expose_ask') })
          .first()
          .click();
        await site.then.pathIs(`/listings/${first}/enquiry`);
        await site.then.fitsItsWidth();
        const seeker = driveSeeker({ page, language, database: people.get.database() });
        const email = `seeker-${language}-${viewport.width}-${Date.now()}@example.org`;
        await seeker.given.hasRead('enquiry');
        await seeker.when.introducesThemself({ name: 'Amal Haddad', email });
        await seeker.when.sendsEnquiry();
        await site.then.pathIs(`/listings/${first}/enquiry/sent`);
        await expect(site.get.heading()).toHaveText(say(language, 'enquiry_sent_title'));
        expect(await seeker.get.enquiries(email)).toEqual([{ listingId: first, locale: language }]);
      });

      test('an idea is answered by spaces with their reasons', async ({ site, finder, page }) => {
        await site.given.working('/idea');
        await finder.when.asksIdea();
        await expect(page.getByText(say(language, 'space_idea_what_missing'))).toBeVisible();
        // What was left open is empty, and not a word.
        await expect(page.locator('input[value="null"]')).toHaveCount(0);
        await finder.when.ticks('for', 'gastronomy');
        await page.locator('input[type="number"][name="sqm"]').first().fill('40');
        await page.locator('input[type="number"][name="sqm"]').last().fill('100');
        await page.locator('input[type="number"][name="rent"]').fill('900');
        await finder.when.asksIdea();
        await site.then.parameterIs('for', 'gastronomy');
        await expect(site.get.heading()).toHaveText(say(language, 'space_idea_result_title'));
        await expect(finder.get.entries.first()).toBeVisible();
        const criteria = await finder.get
          .reasons()
          .evaluateAll((reasons) => reasons.map((reason) => reason.getAttribute('data-criterion')));
        // What was asked for, and what a kitchen needs anyway.
        expect(criteria).toEqual(['use', 'area', 'rent', 'power', 'extractor', 'toilet']);
        const scores = await page
          .locator('.score')
          .evaluateAll((all) =>
            all.map(
              (score) => (score.textContent ?? '').match(/[\d.,]+/g)?.map((n) => Number(n.replace(',', '.'))) ?? []
            )
          );
        const shares = scores.map(([points = 0, outOf = 1]) => points / outOf);
        expect(shares.length).toBeGreaterThan(1);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
        await finder.get.entries.first().getByText(say(language, 'space_idea_points')).click();
        await expect(finder.get.entries.first().locator('tbody tr')).toHaveCount(criteria.length);
        await site.then.fitsItsWidth();

        await page.getByRole('link', { name: say(language, 'space_idea_counselling') }).click();
        await site.then.pathIs('/requests/new');
        for (const [name, value] of [
          ['idea', '1'],
          ['counselling', '1'],
          ['for', 'gastronomy'],
          ['sqm', '40-100'],
          ['rent', '900']
        ] as const) {
          await site.then.parameterIs(name, value);
        }
        await expect(page.locator('form[method="post"]')).toBeVisible();
      });

      test('offers are remembered, compared and shared as a link', async ({ site, finder, page, browser, baseURL }) => {
        await site.given.working('/listings?view=table');
        const [first, second] = await finder.get.listed();
        await finder.when.remembers(first!);
        await finder.when.remembers(second!);
        await page.reload();
        await page.getByRole('link', { name: say(language, 'space_favourites_open', { count: 2 }) }).click();
        await site.then.parameterIs('ids', `${first},${second}`);
        const shared = page.url();
        await expect(page.getByText(say(language, 'space_favourites_shared'))).toHaveCount(0);
        await page.getByRole('button', { name: say(language, 'space_compare'), exact: true }).click();
        await site.then.pathIs('/listings/compare');
        await expect(page.locator('thead th a:not(.remove)')).toHaveCount(2);
        expect(await page.locator('tr.differs').count()).toBeGreaterThan(0);
        const same = page.locator('tbody tr.same');
        if ((await same.count()) > 0) {
          await page.getByLabel(say(language, 'space_compare_only_differing')).check();
          await expect(same.first()).toBeHidden();
        }
        await site.then.fitsItsWidth();

        const other = await browser.newContext({ baseURL: baseURL!, viewport });
        const guest = await other.newPage();
        await guest.goto(shared);
        await guest.getByRole('button', { name: say(language, 'space_favourites_take') }).click();
        await expect(guest.getByText(say(language, 'space_favourites_taken'))).toBeVisible();
        await guest.goto(pathIn(language, '/listings/favourites'));
        await expect(guest.locator('main li h2')).toHaveCount(2);
        await other.close();
      });
    });
  }
}

test('an entry lights its mark, and a press on the mark opens the exposé', async ({ site, map, finder, page }) => {
  await site.given.working('/listings');
  await map.given.drawn();
  const [first] = await finder.get.listed();
  await finder.when.pointsAt(first!);
  await expect.poll(async () => (await finder.get.marks()).lit).toBe(first);
  const places = await map.get.places('listing');
  expect(places.length).toBeGreaterThan(0);
  const place = places[0]!;
  await page.mouse.move(place.x, place.y);
  await expect(page.locator(`article[data-listing="${place.target.id}"]`)).toHaveClass(/lit/);
  await map.when.pressed(place);
  await site.then.pathIs(`/listings/${place.target.id}`);
});

test('units that are not found step back on the map, in the table and in the street face', async ({
  site,
  map,
  table,
  finder
}) => {
  await site.given.working('/listings?for=culture');
  await map.given.drawn();
  const kept = await table.get.rows();
  expect(kept).toHaveLength((await finder.get.listed()).length);
  await site.given.working('/');
  await map.given.drawn();
  const other = (await table.get.rows()).find(({ unitId }) => kept.every((row) => row.unitId !== unitId))!;
  const [lit, before] = [await map.get.fillOf(kept[0]!.unitId), await map.get.fillOf(other.unitId)];
  await site.given.working('/listings?for=culture');
  await map.given.drawn();
  await expect.poll(() => map.get.fillOf(kept[0]!.unitId)).toBe(lit);
  await expect.poll(() => map.get.fillOf(other.unitId)).not.toBe(before);
});

test('wishes that nothing meets say what each costs, and one is given up', async ({ site, finder, page }) => {
  await site.given.working('/listings?for=culture&extractor=1&power=63&view=table');
  await expect(page.getByText(say('de', 'space_none'))).toBeVisible();
  await expect(finder.get.entries.first().locator('.missed li').first()).not.toBeEmpty();
  const chips = page.locator('.results .chip');
  await expect(chips).toHaveCount(3);
  await chips.first().click();
  await site.then.parameterIs('for', null);
  await site.given.working('/listings?for=culture&sqm=300-&view=table');
  const offer = finder.get.withoutWish().first();
  const promised = Number((await offer.locator('span').innerText()).replace(/\D/g, ''));
  expect(promised).toBeGreaterThan(0);
  const wish = await offer.locator('a').getAttribute('data-wish');
  await finder.when.givesUp(wish!);
  await finder.then.lists(promised);
  await page.getByRole('link', { name: say('de', 'space_reset') }).click();
  for (const name of ['for', 'sqm']) await site.then.parameterIs(name, null);
});

test('what is chosen before the script of the page works is found as soon as it does', async ({
  site,
  finder,
  page
}) => {
  const held = await holdScripts(page);
  await page.goto('/listings', { waitUntil: 'commit' });
  await finder.when.ticks('for', 'culture');
  await finder.when.opensMoreWishes();
  await page.locator('select[name="power"]').selectOption('11');
  await held.letGo();
  await site.then.parameterIs('for', 'culture');
  await site.then.parameterIs('power', '11');
  await finder.then.marksWhatItLists();
});

test('what is printed is the list with its address', async ({ site, page }) => {
  await site.given.working('/listings?for=culture');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.stage')).toBeHidden();
  await expect(page.locator('.results article').first()).toBeVisible();
  await expect(page.getByText('/listings?for=culture')).toBeVisible();
  await expect(page.locator('.sheet form').first()).toBeHidden();
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('the finder is a form with counts, its zero results are links', async ({ site, finder, page }) => {
    await site.given.opened('/listings?theme=use');
    const count = await finder.get.countAt('for', 'culture');
    await finder.when.ticks('for', 'culture');
    await finder.when.sendsWithoutScript();
    await site.then.parameterIs('for', 'culture');
    await site.then.parameterIs('theme', 'use');
    await expect(finder.get.entries).toHaveCount(count);
    await finder.when.opensMoreWishes();
    await page.locator('select[name="power"]').selectOption('63');
    await finder.when.sendsWithoutScript();
    await site.then.parameterIs('power', '63');
    await expect(page.getByText(say('de', 'space_none'))).toBeVisible();
    await finder.when.givesUp('power');
    await site.then.parameterIs('power', null);
    await expect(finder.get.entries).toHaveCount(count);
  });

  test('an idea, a comparison and a shared list are read', async ({ site, finder, page }) => {
    await site.given.opened('/idea');
    await finder.when.ticks('for', 'retail');
    await finder.when.asksIdea();
    await expect(finder.get.reasons().first()).toBeVisible();
    await site.given.opened('/listings/favourites?ids=1,2');
    await page.getByRole('button', { name: say('de', 'space_compare'), exact: true }).click();
    await site.then.pathIs('/listings/compare');
    await expect(page.locator('thead th a:not(.remove)')).toHaveCount(2);
  });
});
