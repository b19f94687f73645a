import { expect, test } from '../../support/drivers/journey';
import { PUBLIC_FIGURE_CODES } from '../../../src/lib/domain/figure';
import { say } from '../../support/drivers/words';

for (const path of ['/', '/buildings/2']) {
  test(`each of the definitions can be chosen and says what was counted (${path})`, async ({ site, page }) => {
    await site.given.working(`${path}?view=table`);
    const figures = page.locator('.figures').first();
    await figures.getByText(say('de', 'house_figure_switch')).click();
    const choices = page.getByRole('list', { name: say('de', 'house_figure_switch_title') });
    await expect(choices.locator('.code')).toHaveText([...PUBLIC_FIGURE_CODES]);
    for (const code of PUBLIC_FIGURE_CODES) {
      const choice = choices.locator('a').filter({ has: page.locator('.code', { hasText: new RegExp(`^${code}$`) }) });
      const value = await choice.locator('.value').innerText();
      await choice.click();
      await site.then.parameterIs('figure', code === 'V1' ? null : code);
      await expect(choice).toHaveAttribute('aria-current', 'true');
      await expect(figures.locator('.figure .value').first()).toHaveText(value);
      const said = await figures.locator('.figure').first().locator('.counted, .absence').allInnerTexts();
      expect(said.join(' '), `what ${code} rests on`).toMatch(/\d|\p{L}{4}/u);
    }
  });
}

test('numerator, denominator, unknown and coverage stand beside the value', async ({ site, page, request }) => {
  const answer = (await (await request.get('/figures.json?scope=block')).json()) as {
    figures: { code: string; numerator: number; denominator: number; unknown: number }[];
  };
  const v1 = answer.figures.find(({ code }) => code === 'V1');
  await site.given.opened('/');
  const tile = page.locator('.figures .figure').first();
  await expect(tile).toContainText(
    say('de', 'house_figure_of', { numerator: v1!.numerator, denominator: v1!.denominator })
  );
  await expect(tile).toContainText(say('de', 'house_figure_unknown', { count: v1!.unknown }));
  await expect(tile).toContainText('%');
});

test('a district shows its official series with source', async ({ site, page }) => {
  await site.given.opened('/districts/22');
  await expect(site.get.heading()).toHaveText(/Volkmarsdorf|Anger|Neustadt|Reudnitz/);
  expect(await page.locator('main svg[role="img"]').count()).toBeGreaterThan(0);
  await expect(page.locator('main')).toContainText('Stadt Leipzig');
});
