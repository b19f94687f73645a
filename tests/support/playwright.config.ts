import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium';

const isCi = process.env.CI !== undefined;

/** `npm run test:e2e`: the built product in a real Chromium, started once for all tests. */
export default defineConfig({
  testDir: resolve('tests'),
  testMatch: [resolve('tests/e2e/**/*.test.ts'), resolve('tests/perf/*.test.ts')],
  outputDir: resolve('tests/output/e2e'),
  globalSetup: resolve('tests/support/e2e-app.ts'),
  globalTimeout: 35 * 60_000,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: isCi,
  retries: isCi ? 1 : 0,
  workers: 2,
  fullyParallel: true,
  reporter: 'list',
  use: {
    baseURL: process.env.E2E_BASE_URL,
    browserName: 'chromium',
    launchOptions: { executablePath: chromiumPath(), args: [...CHROMIUM_FLAGS] },
    viewport: { width: 1440, height: 900 },
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    contextOptions: { reducedMotion: 'reduce' },
    // What a trace holds is gathered in journeys that pass, too, and slows all down by an eighth.
    trace: process.env.E2E_TRACE === undefined ? 'off' : { mode: 'retain-on-failure', sources: false }
  }
});
