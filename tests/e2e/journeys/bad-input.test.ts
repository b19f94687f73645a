import { expect, test } from '../../support/drivers/journey';
import { pathIn, say } from '../../support/drivers/words';

const COLLECTIONS = ['buildings', 'units', 'businesses', 'measures', 'listings', 'plans', 'districts'];
const IDS = ['999999', '0', '-1', 'abc', '2147483648', '1e3', '%27', '%00', '..%2f..', '%F0%9F%8F%A0'];

for (const language of ['de', 'en', 'ar'] as const) {
  test(`an unknown record is a 404 with a way back, in its language (${language})`, async ({ page, site }) => {
    for (const collection of COLLECTIONS) {
      const response = await page.goto(pathIn(language, `/${collection}/999999`));
      expect(response?.status(), collection).toBe(404);
      await site.then.isIn(language);
      await expect(site.get.heading()).toHaveText(say(language, 'app_error_title_404'));
    }
    await page.getByRole('link', { name: say(language, 'app_error_back') }).click();
    await expect.poll(() => new URL(page.url()).pathname).toBe(pathIn(language, '/'));
    await expect(page.locator('#table')).toBeAttached();
  });
}

test('no id of any kind is answered with a server error', async ({ request }) => {
  for (const collection of COLLECTIONS) {
    for (const id of IDS) {
      const response = await request.get(`/${collection}/${id}`);
      expect(response.status(), `/${collection}/${id}`).toBe(404);
    }
  }
});

const BROKEN_SETTINGS = [
  'theme=zzz',
  'theme=',
  'theme=vacancy&theme=use',
  'theme=__proto__',
  'date=2023-02-30',
  'date=%00',
  'date=999999999999',
  'date[]=1',
  'form=round',
  'view=',
  'figure=V99',
  'figure=constructor',
  'status=%FF',
  'status=vacant,vacant,nonsense,,',
  'use=,',
  'kind=%F0%9F%8F%A0',
  'area=-',
  'area=9-1',
  'area=99999999999999999999-',
  'area=1e9-2',
  'ground=true',
  'sort=rent',
  'sort=toString&dir=sideways',
  'x='.padEnd(4000, 'x'),
  '%',
  '&&&===',
  'q=%E0%A4%A'
];

test('a broken setting is the default, never an error', async ({ request }) => {
  for (const path of ['/', '/units/3', '/buildings/1', '/measures', '/businesses', '/ar']) {
    for (const setting of BROKEN_SETTINGS) {
      const response = await request.get(`${path}?${setting}`);
      expect(response.status(), `${path}?${setting.slice(0, 60)}`).toBe(200);
    }
  }
});

const NASTY_PATHS: readonly (readonly [path: string, expected: readonly number[]])[] = [
  ['/search?q=%00', [200]],
  ['/search?q=%FF%FE', [200]],
  [`/search?q=${'a'.repeat(3000)}`, [200]],
  ["/search?q=');drop table unit;--", [200]],
  ['/search?q=%25%5F%5C', [200]],
  ['/search.json?q=%00', [200]],
  ['/search.json?q=a%00b&locale=%00', [200]],
  ['/search.json?q=eis&locale=xx', [200]],
  ['/buildings?page=-1', [200]],
  ['/buildings?page=99999999999999999999', [200]],
  ['/buildings?page=NaN&sort=drop&district=%00', [200]],
  ['/figures.json?scope=%00', [400]],
  ['/figures.json?scope=building:99999999999', [400, 404]],
  ['/figures.json?date=2023-02-30', [200, 400]],
  ['/attributes.json?scope=house', [400]],
  ['/attributes.json?date=%00', [200, 400]],
  ['/tiles/0000000000000000/buildings/99/0/0.mvt', [400, 404]],
  ['/tiles/0000000000000000/buildings/14/-1/0.mvt', [400, 404]],
  ['/geo/0000000000000000/secrets.geojson', [404]],
  ['/geo/zzzz/units.geojson', [404]],
  ['/xx/units/1', [404]],
  ['/ar/xx', [404]],
  ['/units/1/', [200]],
  ['/.env', [404]],
  ['/..%2f..%2fetc%2fpasswd', [404]],
  ['/%00', [400, 404]],
  ['/%E0%A4%A', [400, 404]],
  ['/units/3/__data.json?x-sveltekit-invalidated=%00', [200]],
  ['/units/999999/__data.json', [200, 404]]
];

test('no address at all is answered with a server error', async ({ request }) => {
  for (const [path, expected] of NASTY_PATHS) {
    const response = await request.get(path);
    expect(expected, `${response.status()} for ${path.slice(0, 80)}`).toContain(response.status());
  }
});

test('a form or a change by a stranger is refused', async ({ request }) => {
  for (const path of ['/', '/units/3', '/search']) {
    const response = await request.post(path, { form: { a: 'b' }, headers: { origin: 'https://example.org' } });
    expect(response.status(), path).toBeGreaterThanOrEqual(400);
    expect(response.status(), path).toBeLessThan(500);
  }
});
