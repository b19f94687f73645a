import { startBuiltApp } from './built-app';
import { provideChromium } from './chromium';

/**
 * One running application and one Chromium for all end-to-end tests; the configuration finds its address in the
 * environment. Where `E2E_BASE_URL` is set already, the application that runs there is tested.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  await provideChromium();
  if (process.env.E2E_BASE_URL !== undefined) return undefined;
  const app = await startBuiltApp();
  process.env.E2E_BASE_URL = app.baseUrl;
  return () => app.close();
}
