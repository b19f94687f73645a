import { startBuiltApp } from '../built-app';
import { driveEditSheet } from './edit-sheet';
import { test as journey } from './journey';

/**
 * Journeys that change what is recorded, on an application and a database of their own, so that those that count the
 * block are not disturbed. The tests of a file share them; each changes other units. Where the address of a running
 * application was given, that one is changed.
 */
export const test = journey.extend<{ sheet: ReturnType<typeof driveEditSheet> }, { ownBaseUrl: string }>({
  ownBaseUrl: [
    // Playwright reads from the pattern what a fixture needs: nothing.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      if (process.env.E2E_IS_GIVEN !== undefined) return use(process.env.E2E_BASE_URL ?? '');
      const shared = process.env.E2E_DATA_DIR;
      const app = await startBuiltApp();
      process.env.E2E_DATA_DIR = app.dataDirectory;
      await use(app.baseUrl);
      process.env.E2E_DATA_DIR = shared;
      await app.close();
    },
    { scope: 'worker', timeout: 180_000 }
  ],
  baseURL: async ({ ownBaseUrl }, use) => use(ownBaseUrl),
  sheet: async ({ page }, use) => use(driveEditSheet(page))
});

export { expect } from './journey';
