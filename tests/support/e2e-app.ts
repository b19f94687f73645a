import { startBuiltApp } from './built-app';
import { provideChromium } from './chromium';

/**
 * One running application and one Chromium for all end-to-end tests; the configuration finds its address in the
 * environment. Where `E2E_BASE_URL` is set already, the application that runs there is tested; journeys
 * of people with accounts then want its `DATA_DIR` as `E2E_DATA_DIR`, or its database as `E2E_DATABASE_URL`.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  await provideChromium();
  if (process.env.E2E_BASE_URL !== undefined) {
    process.env.E2E_IS_GIVEN = 'yes';
    return undefined;
  }
  const app = await startBuiltApp();
  process.env.E2E_BASE_URL = app.baseUrl;
  process.env.E2E_DATA_DIR = app.dataDirectory;
  return () => app.close();
}
