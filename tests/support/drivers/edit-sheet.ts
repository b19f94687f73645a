import { expect, type Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { OccupancyStatus } from '../../../src/lib/domain/codes';
import type { OpenDatabase } from '../../../src/lib/server/db/client';

/** One state of a unit's history, as it is stored. */
export interface StoredState {
  readonly status: OccupancyStatus;
  readonly from: string;
  readonly rentCents: number | null;
}

/** The sheet in which units are edited. */
export function driveEditSheet(page: Page) {
  const status = (name: OccupancyStatus) => page.locator(`input[type="radio"][name="status"][value="${name}"]`);
  /** Of the form that is open. */
  const field = (name: string) => page.locator(`form[method="post"] input[name="${name}"]:visible`);
  const note = () => page.locator('.note[tabindex="-1"]');

  return {
    when: {
      async choosesStatus(name: OccupancyStatus): Promise<void> {
        await status(name).check();
      },
      async fills(name: string, value: string): Promise<void> {
        await field(name).fill(value);
      },
      /** The button at the end of the form of an action. */
      async saves(action: string): Promise<void> {
        await page.locator(`form[action^="?/${action}&"] .end button`).click();
      },
      async confirms(): Promise<void> {
        await page.locator('form[action^="?/confirm"] button').click();
      },
      async undoes(): Promise<void> {
        await note().locator('form button').click();
      },
      async opensTask(task: 'change' | 'correct' | 'facts' | 'structure'): Promise<void> {
        await page.locator(task === 'change' ? 'nav a:not([href*="do="])' : `nav a[href*="do=${task}"]`).click();
      }
    },
    get: {
      status,
      note,
      chips: () => page.locator('main ul li:has(strong)'),
      field,
      issue: (name: string) => page.locator(`.field:has([name="${name}"]) .issue`)
    },
    then: {
      async isSaved(): Promise<void> {
        await expect(note()).toBeFocused();
      },
      async edits(unitIds: readonly number[]): Promise<void> {
        await expect.poll(() => new URL(page.url()).searchParams.get('units')).toBe(unitIds.join());
      }
    }
  };
}

/** The unit of an address and a code, as the people who know the house call it. */
export async function findUnit({ db }: OpenDatabase, houseNumber: string, code: string): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`
    select u.id from unit u join building b on b.id = u.building_id
    where b.house_number = ${houseNumber} and u.code = ${code} and upper_inf(u.valid) order by u.id limit 1`);
  if (!row) throw new Error(`There is no unit ${code} in number ${houseNumber}`);
  return row.id;
}

/** The history of a unit, oldest first. */
export async function readStates({ db }: OpenDatabase, unitId: number): Promise<readonly StoredState[]> {
  const rows = await db.execute<{ status: OccupancyStatus; from: string; rent: string | null }>(sql`
    select o.status, lower(o.valid)::text as "from", t.rent_cents_per_month::text as rent
    from occupancy o left join tenancy t on t.id = o.tenancy_id where o.unit_id = ${unitId} order by lower(o.valid)`);
  return rows.map(({ status, from, rent }) => ({ status, from, rentCents: rent === null ? null : Number(rent) }));
}

/** The house of a unit. */
export async function readBuilding({ db }: OpenDatabase, unitId: number): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`select building_id as id from unit where id = ${unitId}`);
  return row!.id;
}
