import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { OpenDatabase } from '../../../src/lib/server/db/client';

/** The desk: what to check, the audit list, and the forms of houses and businesses. */
export function driveDesk(page: Page) {
  const row = (unitId: number) => page.locator(`li:has(input[name="unit"][value^="${unitId}:"])`);
  const storeys = () => page.locator('details[name="storey"]');

  return {
    when: {
      async confirms(unitId: number): Promise<void> {
        await row(unitId).locator('button[name="only"]').click();
      },
      async ticks(unitIds: readonly number[]): Promise<void> {
        for (const id of unitIds) await row(id).locator('input[name="unit"]').check();
      },
      async confirmsTicked(): Promise<void> {
        await page.locator('form[action="?/confirm"] .evidence button').click();
      },
      /** Opens the form of an entry or of the change on show, and sends it. */
      async takesBack(note = ''): Promise<void> {
        const form = page.locator('.undo').first();
        await form.locator('summary').click();
        await form.locator('input[name="note"]').fill(note);
        await form.locator('form button').click();
      },
      /** Opens a storey of the house's editor, and one of the things that can be done with it. */
      async opensStorey(index: number, task: string): Promise<void> {
        await storeys().nth(index).locator('> summary').click();
        await storeys().nth(index).locator('.panel > details > summary', { hasText: task }).click();
      },
      async saves(action: string): Promise<void> {
        await page.locator(`form[action$="/${action}"]:visible button`).first().click();
      }
    },
    get: {
      row,
      storeys,
      saved: () => page.locator('[role="status"] p'),
      changes: () => page.locator('.change')
    }
  };
}

/** Ids of the units of a house, those of today, lowest storey first. */
export async function listUnits({ db }: OpenDatabase, buildingId: number): Promise<readonly number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select u.id from unit u join storey s on s.id = u.storey_id where u.building_id = ${buildingId} and upper_inf(u.valid) order by s.sort, u.position, u.id`);
  return rows.map(({ id }) => id);
}

/** Id of a house by its number. */
export async function findHouse({ db }: OpenDatabase, houseNumber: string): Promise<number> {
  const [row] = await db.execute<{ id: number }>(
    sql`select id from building where house_number = ${houseNumber} and block_id is not null order by id limit 1`
  );
  if (!row) throw new Error(`There is no house number ${houseNumber}`);
  return row.id;
}

/** When each unit was checked last, as it is stored for today. */
export async function readChecks(
  { db }: OpenDatabase,
  unitIds: readonly number[]
): Promise<readonly (string | null)[]> {
  const rows = await db.execute<{ id: number; checkedOn: string | null }>(sql`
    select unit_id as id, checked_on::text as "checkedOn" from occupancy
    where valid @> current_date and unit_id = any(${`{${unitIds.join()}}`}::integer[])`);
  return unitIds.map((id) => rows.find((row) => row.id === id)?.checkedOn ?? null);
}
