import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { PlanContent } from '../../../src/lib/domain/plan/plan-content';
import type { PlanUse } from '../../../src/lib/domain/codes';
import type { OpenDatabase } from '../../../src/lib/server/db/client';
import { readStoredContents } from '../../../src/lib/server/use-plan/plan-content';
import type { MapContainer } from '../../../src/lib/map/options';
import { pathIn, type Locale } from './words';

/** A draft of its own for a test, in the block of the demo's draft, with nothing drawn yet. */
export async function makeDraft({ sql }: OpenDatabase, title: string): Promise<number> {
  const ref = `${title} ${randomUUID()}`;
  const [made] = await sql<{ id: number }[]>`
    insert into use_plan (quarter_id, block_id, ref, series, title, summary, status, horizon_on, source_id)
    select quarter_id, block_id, ${ref}, ${ref}, ${title}, '', 'draft', '2030-12-31', source_id
    from use_plan where ref = 'hofgarten' returning id`;
  return made!.id;
}

/** What is stored of a plan. */
export async function readContent(database: OpenDatabase, planId: number): Promise<PlanContent> {
  return (await readStoredContents(database, [planId])).get(planId)!;
}

/** How often a plan was changed, as its history tells. */
export async function countChanges({ sql }: OpenDatabase, planId: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from audit_event where entity = 'use_plan' and entity_id = ${planId}`;
  return row!.count;
}

/** The desk on which a plan is drawn. */
export function driveDrawing(page: Page, language: Locale = 'de') {
  const unit = (id: number) => page.locator(`.board [data-unit="${id}"]`);
  const tool = (name: PlanUse | 'select' | 'erase') => page.locator(`[data-tool="${name}"]`);
  const canvas = page.locator('.plan-map .canvas');
  const placeOf = async (x: number, y: number): Promise<{ x: number; y: number }> => {
    const box = (await canvas.boundingBox())!;
    return { x: box.x + box.width * x, y: box.y + box.height * y };
  };
  const dragTo = async (name: PlanUse, to: { readonly x: number; readonly y: number }): Promise<void> => {
    const from = (await tool(name).boundingBox())!;
    await page.mouse.move(from.x + 20, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 40);
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
  };

  return {
    given: {
      async opened(planId: number): Promise<void> {
        await page.goto(pathIn(language, `/plans/${planId}/draw`));
        await expect(page.locator('.plan-map.ready')).toBeAttached({ timeout: 60_000 });
      }
    },
    when: {
      async takes(name: PlanUse | 'select' | 'erase'): Promise<void> {
        await tool(name).click();
      },
      async presses(id: number, modifiers: ('ControlOrMeta' | 'Shift')[] = []): Promise<void> {
        await unit(id).click({ modifiers });
      },
      /** Drags a use from the palette onto a unit. */
      async drags(name: PlanUse, id: number): Promise<void> {
        await unit(id).scrollIntoViewIfNeeded();
        const to = (await unit(id).boundingBox())!;
        await dragTo(name, { x: to.x + to.width / 2, y: to.y + to.height / 2 });
      },
      /** Drags a use from the palette to a place of the window. */
      dragsTo: dragTo,
      /** As `drags`, with a finger. */
      async dragsByTouch(name: PlanUse, id: number): Promise<void> {
        await unit(id).scrollIntoViewIfNeeded();
        const [from, to] = [(await tool(name).boundingBox())!, (await unit(id).boundingBox())!];
        const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
        const end = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
        const devtools = await page.context().newCDPSession(page);
        const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly { x: number; y: number }[]) =>
          devtools.send('Input.dispatchTouchEvent', { type, touchPoints: [...at] });
        await touch('touchStart', [start]);
        for (const share of [0.1, 0.4, 0.7, 1]) {
          await touch('touchMove', [
            { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share }
          ]);
        }
        await touch('touchEnd', []);
      },
      async does(what: string): Promise<void> {
        await page.locator(`[data-do="${what}"]`).click();
      },
      /** Presses a place of the map, given as shares of its width and height. */
      async pressesMap(x: number, y: number): Promise<void> {
        const at = await placeOf(x, y);
        await page.mouse.click(at.x, at.y);
      },
      /** Pulls what lies at one place of the map to another, both given as shares of its width and height. */
      async pullsOnMap(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
        const [start, end] = [await placeOf(...from), await placeOf(...to)];
        await page.mouse.move(start.x, start.y);
        await page.mouse.down();
        await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 });
        await page.mouse.move(end.x, end.y, { steps: 3 });
        await page.mouse.up();
      }
    },
    then: {
      /** The uses of the unit's parts, as they are drawn. */
      async shows(id: number, uses: readonly (PlanUse | 'no_target')[]): Promise<void> {
        const parts = unit(id).locator('[data-swatch]');
        await expect
          .poll(() => parts.evaluateAll((all) => all.map((part) => part.getAttribute('data-swatch'))))
          .toEqual(uses.map((use) => `plan-${use}`));
      },
      async isSaved(): Promise<void> {
        await expect(page.locator('.note[data-state]')).toHaveAttribute('data-state', 'saved');
      },
      async says(text: string | RegExp): Promise<void> {
        await expect(page.locator('[data-said]')).toContainText(text);
      },
      async mapShows(id: number, fill: string): Promise<void> {
        await expect
          .poll(() =>
            canvas.evaluate(
              (element, unitId) => (element as MapContainer).mapProbe?.featureState('units', unitId)['fill'],
              id
            )
          )
          .toBe(fill);
      }
    },
    get: {
      unit,
      tool,
      chosen: () => page.locator('.board [role="gridcell"][aria-selected="true"]'),
      dialog: () => page.locator('dialog[open]'),
      areas: () => page.locator('[data-area]'),
      mapAreas: () => canvas.evaluate((element) => (element as MapContainer).mapProbe?.areas ?? []),
      mapSelection: () => canvas.evaluate((element) => (element as MapContainer).mapProbe?.selection.unitIds ?? []),
      /** A unit that lies open on the map and a place well inside of it, in pixels of the window. */
      unitOnMap: () =>
        canvas.evaluate((element) => {
          const { mapProbe } = element as MapContainer;
          const box = element.getBoundingClientRect();
          const unitAt = (x: number, y: number): number | null => {
            const target = mapProbe?.targetAt(x, y) ?? null;
            return target?.kind === 'unit' ? target.id : null;
          };
          for (let y = 10; y < box.height - 10; y += 4) {
            for (let x = 10; x < box.width - 60; x += 4) {
              const id = unitAt(x, y);
              const around = [
                [-4, 0],
                [4, 0],
                [0, -3],
                [0, 3]
              ].map(([dx, dy]) => unitAt(x + dx!, y + dy!));
              if (id !== null && around.every((other) => other === id)) return { x: box.left + x, y: box.top + y, id };
            }
          }
          throw new Error('No unit lies open on the map.');
        })
    }
  };
}
