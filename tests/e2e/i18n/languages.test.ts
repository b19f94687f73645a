import { expect, test } from '../../support/drivers/journey';
import { asTable, everyPage } from '../../support/drivers/routes';
import { messagesOf, pathIn, type Locale } from '../../support/drivers/words';

const LOCALES: readonly Locale[] = ['de', 'en', 'ar'];

/** German messages that no other language writes alike, as whole texts to look for. */
const GERMAN = new Set(
  [...messagesOf('de')].flatMap(([key, text]) => {
    const isShared = text === messagesOf('ar').get(key) || text === messagesOf('en').get(key);
    return isShared || text.includes('{') || !/[a-zäöüß]{4}/i.test(text) ? [] : [text];
  })
);
/** Small words that hardly a German sentence does without. */
const FUNCTION_WORDS =
  /(?<!\p{L})(und|der|die|das|dem|den|nicht|mit|für|von|oder|eine?r?|ist|sind|wird|wurde|keine?)(?!\p{L})/iu;

/** Offices, businesses and terms of use are called by their German names in every language. */
const NAMES = /(Stadt Leipzig, )?(Landesamt|Amt) für [\p{L} ]+|^Stadt Leipzig$/gu;

for (const shown of everyPage()) {
  test(`${shown.name} holds no German on its Arabic page`, async ({ page }) => {
    await page.goto(pathIn('ar', asTable(shown)));
    const texts = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const parent = node.parentElement;
        const text = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
        if (text === '' || parent === null || parent.closest('script, style, [lang="de"], a[href*="/businesses/"]'))
          continue;
        found.push(text);
      }
      for (const element of document.querySelectorAll(
        '[aria-label], [title], [placeholder], [aria-valuetext], [alt]'
      )) {
        if (element.closest('[lang="de"]')) continue;
        for (const attribute of ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt']) {
          const text = element.getAttribute(attribute);
          if (text) found.push(text);
        }
      }
      return [document.title, ...found];
    });
    const german = texts
      .map((text) => text.replace(NAMES, ''))
      .filter((text) => GERMAN.has(text) || FUNCTION_WORDS.test(text));
    expect([...new Set(german)]).toEqual([]);
  });
}

for (const { name, path } of everyPage().filter(({ name: route }) => route !== 'an unknown page')) {
  test(`${name} names its other languages, and each of them answers`, async ({ request }) => {
    const [bare = '/'] = path.split('?');
    for (const language of LOCALES) {
      const html = await (await request.get(pathIn(language, path))).text();
      expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
      const alternates = new Map(
        [...html.matchAll(/<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"/g)].map(([, locale, href]) => [
          locale,
          href
        ])
      );
      expect([...alternates.keys()].sort()).toEqual(['ar', 'de', 'en', 'x-default']);
      for (const locale of LOCALES) {
        const href = alternates.get(locale) ?? '';
        expect(new URL(href).pathname).toBe(pathIn(locale, bare));
      }
      const answer = await request.get(alternates.get(language === 'de' ? 'ar' : 'de') ?? '');
      expect(answer.status()).toBe(200);
    }
  });
}

test('the language menu keeps record, settings and camera', async ({ site, map, page }) => {
  await page.goto('/units/3?theme=use&date=2012-05-01#18/51.34563/12.40553/0/40');
  await map.given.drawn();
  await page.locator('.language summary').click();
  await page.locator('.language a[hreflang="ar"]').click();
  await site.then.isIn('ar');
  expect(decodeURI(page.url())).toMatch(/\/ar\/units\/3\?theme=use&date=2012-05-01#18\//);
  await map.given.drawn();
  await map.then.marksUnit(3);
  await expect.poll(async () => (await map.get.camera())?.zoom).toBeCloseTo(18, 1);
});
