import { expect, test } from '../../support/drivers/journey';

for (const language of ['de', 'ar'] as const) {
  test.describe(`one selection in three views (${language})`, () => {
    test.use({ language });

    test('a unit pressed on the map is marked everywhere and in the address', async ({ site, map, table, house }) => {
      await site.given.working('/');
      await map.given.drawn();
      const [place] = await map.get.places('unit');
      expect(place, 'a unit in sight on the map').toBeDefined();
      const unitId = place!.target.id;
      await map.when.pressed(place!);
      await site.then.pathIs(`/units/${unitId}`);
      await map.then.marksUnit(unitId);
      await house.then.marksUnit(unitId);
      await table.then.marksUnit(unitId);
      await site.then.headingHasFocus();
    });

    test('a unit chosen in the house is marked everywhere, and back leads to the one before', async ({
      site,
      map,
      table,
      house
    }) => {
      const [first, second] = (await openHouse({ site, house })).flat();
      await map.given.drawn();
      await house.when.opensUnit(first!);
      await site.then.pathIs(`/units/${first}`);
      await house.then.marksUnit(first!);
      await house.when.opensUnit(second!);
      await site.then.pathIs(`/units/${second}`);
      await map.then.marksUnit(second!);
      await table.then.marksUnit(second!);
      await site.when.goesBack();
      await site.then.pathIs(`/units/${first}`);
      await map.then.marksUnit(first!);
      await table.then.marksUnit(first!);
      await house.then.marksUnit(first!);
    });

    test('a unit opened from the table is marked everywhere', async ({ site, map, table, house, page }) => {
      await site.given.working('/?view=table&theme=use');
      const { unitId } = (await table.get.rows())[5]!;
      await table.when.opensUnit(unitId);
      await site.then.pathIs(`/units/${unitId}`);
      await site.then.parameterIs('theme', 'use');
      await house.then.marksUnit(unitId);
      await table.then.marksUnit(unitId);
      await page.locator('.switch a').first().click();
      await map.given.drawn();
      await map.then.marksUnit(unitId);
    });
  });
}

test('a house chosen in the street face is marked there and on the map', async ({ site, map, page }) => {
  await site.given.working('/');
  await map.given.drawn();
  const face = page.locator('.face a.house').nth(3);
  const houseId = Number(await face.getAttribute('data-house'));
  await face.click();
  await site.then.pathIs(`/buildings/${houseId}`);
  await expect(face).toHaveAttribute('aria-current', 'true');
  await map.then.marksBuilding(houseId);
});

for (const language of ['de', 'en', 'ar'] as const) {
  test.describe(`a link (${language})`, () => {
    test.use({ language });

    test('restores unit, theme, day, form and language', async ({ site, map, table, house, time }) => {
      await site.given.opened('/units/3?theme=use&date=2012-05-01&form=flat');
      await map.given.drawn();
      await site.then.isIn(language);
      await time.then.showsDay('2012-05-01');
      await expect(site.get.theme()).toHaveAttribute('href', /theme=use/);
      expect(await map.get.form()).toBe('flat');
      await map.then.marksUnit(3);
      await house.then.marksUnit(3);
      await table.then.marksUnit(3);
    });
  });
}

test('the camera is kept in the address and survives a reload', async ({ site, map, page }) => {
  await site.given.opened('/#18/51.34563/12.40553/20/40');
  await map.given.drawn();
  const before = await map.get.camera();
  expect(before?.zoom).toBeCloseTo(18, 1);
  expect(before?.pitch).toBeCloseTo(40, 0);
  await page.reload();
  await map.given.drawn();
  expect((await map.get.camera())?.bearing).toBeCloseTo(20, 0);
});

type Drivers = Parameters<Parameters<typeof test>[2]>[0];

/** Opens the first house of the block; its storeys with their units. */
async function openHouse({ site, house }: Pick<Drivers, 'site' | 'house'>): Promise<readonly (readonly number[])[]> {
  await site.given.working('/buildings/1');
  return house.get.storeys();
}
