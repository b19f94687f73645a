import { contextOf, PLANNER, TODAY } from '../../support/factories';
import { makeVacantUnit } from '../../support/drivers/offers';
import { findUnit } from '../../support/drivers/edit-sheet';
import { expect, test } from '../../support/drivers/own-app';
import { changeOccupancy } from '../../../src/lib/server/unit/occupancy';
import { undoChange } from '../../../src/lib/server/change/undo';
import { divideUnit } from '../../../src/lib/server/unit/unit-structure';
import type { Occupancy } from '../../../src/lib/domain/occupancy';

test.describe.configure({ mode: 'default' });

const WORKS: Omit<Occupancy, 'checkedOn'> = {
  ...{ status: 'works', useClass: null, reason: null, activatableMonths: null, isStartKnown: true, tenancy: null }
};
const evidence = { method: 'visit', checkedOn: TODAY } as const;

test('an open map of the public follows what another process saves, and what is taken back', async ({
  people,
  site,
  map,
  house
}) => {
  const context = contextOf(people.get.database().db, { quarter: 'iq-ost', actor: PLANNER });
  const unit = await findUnit(people.get.database(), '83', 'EG-L');
  await site.given.working(`/units/${unit}`);
  await map.given.drawn();
  const before = await map.get.fillOf(unit);
  const units = [{ id: unit, version: null }];
  const { eventId } = await changeOccupancy(context, {
    ...{ units, from: '2026-10-01', to: null, occupancy: WORKS, evidence, note: null }
  });
  await map.then.paintsUnit(unit, { theme: 'vacancy', name: 'works' });
  await expect.poll(() => house.get.swatchOf(unit)).toBe('vacancy-works');
  await undoChange(context, { eventId, note: null });
  await expect.poll(() => map.get.fillOf(unit)).toBe(before);
});

test('a divided unit comes to lie on an open map without a reload', async ({ people, site, map, page }) => {
  const context = contextOf(people.get.database().db, { quarter: 'iq-ost', actor: PLANNER });
  // Of its own: other journeys change the units of the block at the same time.
  const { id: unit } = await makeVacantUnit(people.get.database(), 'TEIL');
  const [row] = await people.get.database().sql<{ area: number; type: 'usable' | null; frontage: number | null }[]>`
    select area_sqm as area, area_type as type, frontage_m as frontage from unit where id = ${unit}`;
  await site.given.working('/?form=flat');
  await map.given.drawn();
  const marker = await page.evaluate(() => performance.timeOrigin);
  const parts = ['A', 'B'].map((code) => ({
    ...{ code: `TEIL ${code}`, kind: 'shop' as const, areaSqm: row!.area / 2, areaType: row!.type },
    ...{ frontageM: null, occupancy: WORKS }
  }));
  const { result } = await divideUnit(context, {
    ...{ unit: { id: unit, version: null }, on: '2026-10-01', parts, evidence, note: null }
  });
  for (const part of result) await map.then.paintsUnit(part, { theme: 'vacancy', name: 'works' });
  await expect.poll(() => map.get.unitsInSight()).toEqual(expect.arrayContaining([...result]));
  expect(await page.evaluate(() => performance.timeOrigin), 'the page was never loaded again').toBe(marker);
});
