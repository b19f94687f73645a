import { expect, test } from '../../support/drivers/journey';

const statuses = (rows: readonly { swatch: string }[]) => {
  const counts: Record<string, number> = {};
  for (const { swatch } of rows) counts[swatch] = (counts[swatch] ?? 0) + 1;
  return counts;
};

test('the slider goes by keyboard, and table, map and panel follow', async ({ site, time, table, map }) => {
  await site.given.working('/');
  await map.given.drawn();
  const today = await time.get.date();
  const before = statuses(await table.get.rows());
  await time.when.slides('PageDown');
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  await time.then.showsDay(yearAgo);
  await site.then.parameterIs('date', yearAgo);
  await time.when.slides('Home');
  await site.then.parameterIs('date', await time.get.date());
  expect(await time.get.date()).toBe('2004-01-01');
  await expect.poll(async () => statuses(await table.get.rows())).not.toEqual(before);
  for (const { unitId, swatch } of (await table.get.rows()).slice(0, 8)) {
    await map.then.paintsUnit(unitId, { theme: 'vacancy', name: swatch.replace('vacancy-', '') });
  }
  await time.when.slides('ArrowRight');
  await time.then.showsDay('2004-02-01');
  await time.when.returnsToToday();
  await site.then.parameterIs('date', null);
  await time.then.showsDay(today);
});

test('buttons and the date field do what the slider does', async ({ site, time, table }) => {
  await site.given.working('/?view=table');
  const today = await time.get.date();
  await time.when.goesBackAYear();
  await site.then.parameterIs('date', `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`);
  await time.when.goesOnAYear();
  await site.then.parameterIs('date', null);
  await time.when.enters('2009-06-15');
  await site.then.parameterIs('date', '2009-06-15');
  await time.then.showsDay('2009-06-15');
  await expect(table.get.caption()).toContainText('15.06.2009');
});

test('time plays until it is paused', async ({ site, time }) => {
  await site.given.working('/?view=table&date=2010-01-01');
  await time.when.plays();
  await expect.poll(() => time.get.date()).toMatch(/^201[1-9]/);
  await time.when.pauses();
  const stopped = await time.get.date();
  await site.then.parameterIs('date', stopped);
  await expect(time.get.button('house_time_play')).toBeVisible();
});

test('the date of the plan shows what is intended', async ({ site, time, table, map }) => {
  await site.given.working('/?theme=plan&date=2030-12-31');
  await map.given.drawn();
  await time.then.showsDay('2030-12-31');
  const planned = (await table.get.rows()).filter(({ swatch }) => !swatch.endsWith('no_target'));
  expect(planned.length).toBeGreaterThan(5);
  const { unitId, swatch } = planned[0]!;
  await map.then.paintsUnit(unitId, { theme: 'plan', name: swatch.replace('plan-', '') });
});

test('businesses and measures are those of the day', async ({ site, page }) => {
  const names = async (path: string) => {
    await site.given.opened(path);
    return page.locator('main a[href*="/businesses/"]').allInnerTexts();
  };
  const before = await names('/businesses?date=2006-01-01');
  const now = await names('/businesses');
  expect(now.length).toBeGreaterThanOrEqual(20);
  expect(before).not.toEqual(now);
  const measures = async (path: string) => {
    await site.given.opened(path);
    return page.locator('main table').last().innerText();
  };
  expect(await measures('/measures?date=2006-01-01')).not.toBe(await measures('/measures'));
});

for (const impossible of ['2023-02-30', 'gestern', '0000-00-00', '1899-12-31', '9999-12-31']) {
  test(`the impossible day ${impossible} is today`, async ({ site, time }) => {
    await site.given.working('/?view=table');
    const today = await time.get.date();
    await site.given.working(`/?view=table&date=${impossible}`);
    expect(await time.get.date()).toBe(today);
  });
}

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('time runs from right to left, and the keys follow the eye', async ({ site, time }) => {
    await site.given.working('/?view=table&date=2010-05-01');
    await time.when.slides('ArrowLeft');
    await time.then.showsDay('2010-06-01');
    await time.when.slides('ArrowRight');
    await time.then.showsDay('2010-05-01');
    await time.when.slides('ArrowUp');
    await time.then.showsDay('2010-06-01');
  });
});
