import { listScripts, LIMIT_BYTES } from '../../src/cli/weigh';
import { expect, test } from '../support/drivers/journey';

test('the overview loads before interaction just the scripts that are weighed, within the limit', async ({
  site,
  page,
  network
}) => {
  const weighed = listScripts(process.cwd(), '/(map)');
  await site.given.working('/?view=table');
  await page.waitForLoadState('networkidle');
  const loaded = network.requests
    .filter((request) => request.resourceType() === 'script')
    .map((request) => new URL(request.url()).pathname.slice(1));
  expect([...new Set(loaded)].sort()).toEqual(weighed.map(({ file }) => file).sort());
  expect(weighed.reduce((sum, { brotliBytes }) => sum + brotliBytes, 0)).toBeLessThanOrEqual(LIMIT_BYTES);
});
