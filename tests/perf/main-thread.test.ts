import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { startBuiltApp } from '../support/built-app';
import { driveDrawing, makeDraft } from '../support/drivers/drawing';
import { expect, test } from '../support/drivers/journey';
import { driveMap } from '../support/drivers/map';
import { Program } from '../support/program';

const REAL_BUILDINGS = resolve('../shared/geodata/buildings_4ortsteile_2025.geojson');
const REPEATS = 9;

/** Milliseconds of main thread, the middle of several. */
interface Timing {
  readonly change: string;
  readonly medianMs: number;
  readonly slowestMs: number;
}

const CHANGES: readonly (readonly [change: string, selector: string])[] = [
  ['theme', '.themes a:not([aria-current])'],
  ['filter', '.filter input[name="kind"][value="shop"]'],
  ['day', '.time [role="slider"]']
];

/**
 * Makes a change on the page again and again and measures how long the main thread is busy with it: from the event
 * until the page shows it and everything queued by then is done, so that waiting counts as work.
 */
async function measureChanges(page: Page): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const [change, selector] of CHANGES) {
    const samples = await page.evaluate(
      async ({ css, kind, repeats }) => {
        const turn = (): Promise<void> =>
          new Promise((done) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => done();
            port2.postMessage(null);
          });
        const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
        const spans: number[] = [];
        for (let count = 0; count < repeats; count += 1) {
          const target = document.querySelector<HTMLElement>(css);
          if (target === null) throw new Error(`There is no ${css}`);
          await frame();
          await turn();
          const shown = (): string => (kind === 'day' ? (target.getAttribute('aria-valuenow') ?? '') : location.search);
          const before = shown();
          performance.mark('change');
          if (kind === 'day') target.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
          else target.click();
          do await turn();
          while (shown() === before);
          await turn();
          spans.push(performance.measure('change', 'change').duration);
        }
        return spans;
      },
      { css: selector, kind: change, repeats: REPEATS }
    );
    const sorted = [...samples].sort((a, b) => a - b);
    timings.push({ change, medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0, slowestMs: sorted.at(-1) ?? 0 });
  }
  return timings;
}

function report(stock: string, timings: readonly Timing[]): void {
  const folder = resolve('tests/output');
  mkdirSync(folder, { recursive: true });
  writeFileSync(resolve(folder, `main-thread-${stock}.json`), `${JSON.stringify(timings, null, 2)}\n`);
  for (const { change, medianMs, slowestMs } of timings) {
    process.stdout.write(
      `main thread, ${stock}, ${change}: ${medianMs.toFixed(1)} ms (slowest of ${REPEATS}: ${slowestMs.toFixed(1)})\n`
    );
  }
}

test('theme, filter and day are measured with the quarter alone', async ({ site, map, page }) => {
  await site.given.working('/');
  await map.given.drawn();
  const timings = await measureChanges(page);
  report('quarter', timings);
  expect(timings.map(({ change }) => change)).toEqual(CHANGES.map(([change]) => change));
});

/** How many targets a plan has while one of them is drawn. */
const TARGETS = 100;

test('drawing one target of a plan with 100 is measured, until the next frame', async ({ people, page }) => {
  await people.given.signedIn('planner');
  const database = people.get.database();
  const draft = await makeDraft(database, 'Messung');
  await database.sql`
    insert into use_plan_target (plan_id, unit_id, use_class, target_on)
    select ${draft}, u.id, 'retail', '2030-12-31' from unit u join building b on b.id = u.building_id
    where b.block_id = (select block_id from use_plan where id = ${draft}) and upper_inf(u.valid)
    order by u.id limit ${TARGETS}`;
  await driveDrawing(page).given.opened(draft);
  expect(await page.locator('.board [data-swatch="plan-retail"]').count()).toBe(TARGETS);
  const samples = await page.evaluate(async (repeats) => {
    const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
    const turn = (): Promise<void> =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done();
        port2.postMessage(null);
      });
    const unit = document.querySelector<HTMLElement>('.board [data-unit]')!;
    unit.focus();
    const spans: number[] = [];
    for (let count = 0; count < repeats; count += 1) {
      await frame();
      await turn();
      const before = unit.querySelector('[data-swatch]')!.getAttribute('data-swatch');
      performance.mark('draw');
      unit.dispatchEvent(new KeyboardEvent('keydown', { code: `Digit${2 + (count % 7)}`, bubbles: true }));
      await frame();
      await turn();
      spans.push(performance.measure('draw', 'draw').duration);
      if (unit.querySelector('[data-swatch]')!.getAttribute('data-swatch') === before)
        throw new Error('Nothing was drawn.');
    }
    return spans;
  }, REPEATS);
  const sorted = [...samples].sort((a, b) => a - b);
  report('drawing', [
    { change: 'one of 100 targets', medianMs: sorted[Math.floor(REPEATS / 2)]!, slowestMs: sorted.at(-1)! }
  ]);
  expect(samples).toHaveLength(REPEATS);
});

test('theme, filter and day are measured among 4,000 real buildings', async ({ browser }) => {
  test.skip(!existsSync(REAL_BUILDINGS), `${REAL_BUILDINGS} is not there`);
  test.setTimeout(240_000);
  const dataDirectory = mkdtempSync(join(tmpdir(), 'iq-ost-imported-'));
  chmodSync(dataDirectory, 0o755);
  const app = await startBuiltApp({ DATA_DIR: dataDirectory });
  try {
    const importing = new Program({
      program: 'src/cli/import.ts',
      args: ['buildings', REAL_BUILDINGS],
      environment: { DATA_DIR: dataDirectory }
    });
    expect(await importing.waitForExit(), importing.errors).toBe(0);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(app.baseUrl);
    await driveMap(page).given.drawn();
    const timings = await measureChanges(page);
    report('imported', timings);
    await page.close();
    expect(timings.every(({ medianMs }) => medianMs > 0)).toBe(true);
  } finally {
    await app.close();
    rmSync(dataDirectory, { recursive: true });
  }
});
