import { expect, test } from '../../support/drivers/journey';
import { everyPage } from '../../support/drivers/routes';
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

test.describe('as the server sends it', () => {
  test.use({ javaScriptEnabled: false });

  test('no Arabic page holds German', async ({ page }) => {
    test.setTimeout(180_000);
    for (const { name, path } of everyPage()) {
      await page.goto(pathIn('ar', path));
      const texts = await page.evaluate(() => {
        const isGerman = (element: Element | null): boolean =>
          element === null || element.closest('script, style, [lang="de"], a[href*="/businesses/"]') !== null;
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [document.title];
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          if (!isGerman(node.parentElement)) found.push((node.textContent ?? '').replace(/\s+/g, ' ').trim());
        }
        const SPOKEN = ['aria-label', 'title', 'placeholder', 'aria-valuetext', 'alt'];
        for (const element of document.querySelectorAll(SPOKEN.map((attribute) => `[${attribute}]`).join())) {
          if (!isGerman(element)) found.push(...SPOKEN.map((attribute) => element.getAttribute(attribute) ?? ''));
        }
        return found;
      });
      const german = texts
        .map((text) => text.replace(NAMES, ''))
        .filter((text) => GERMAN.has(text) || FUNCTION_WORDS.test(text));
      expect(texts.length, name).toBeGreaterThan(20);
      expect.soft([...new Set(german)], name).toEqual([]);
    }
  });
});

test('every page names its other languages, and each of them answers', async ({ request }) => {
  test.setTimeout(180_000);
  for (const { path } of everyPage().filter(({ name }) => name !== 'an unknown page' && !name.includes('[secret='))) {
    const [bare = '/'] = path.split('?');
    for (const language of LOCALES) {
      const html = await (await request.get(pathIn(language, path))).text();
      expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
      const links = html.matchAll(/<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"/g);
      const alternates = Object.fromEntries(
        [...links].map(([, locale = '', href = '']) => [locale, new URL(href).pathname])
      );
      expect(alternates).toEqual({
        ...Object.fromEntries(LOCALES.map((locale) => [locale, pathIn(locale, bare)])),
        'x-default': bare
      });
      const answer = await request.get(alternates[language === 'de' ? 'ar' : 'de'] ?? '', { maxRedirects: 0 });
      expect(answer.status(), bare).toBe(200);
    }
  }
});

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
