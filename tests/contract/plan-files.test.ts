import type { Geometry, Position } from 'geojson';
import { Readable } from 'node:stream';
import readExcel from 'read-excel-file/node';
import { describe, expect, inject, it } from 'vitest';
import { PLAN_USES } from '../../src/lib/domain/codes';
import { PLAN_COLUMNS } from '../../src/lib/domain/plan/plan-table';
import { expectValid, PLAN_GEOJSON } from './schemas';

const at = (path: string, init?: RequestInit) => fetch(inject('baseUrl') + path, init);

/** The adopted plan of the focus block. */
const PLAN = 2;

interface GeoJson {
  readonly features: readonly {
    readonly id: string;
    readonly geometry: Geometry | null;
    readonly properties: { readonly use: string };
  }[];
}

function ringsOf(geometry: Geometry | null): readonly Position[][] {
  if (geometry?.type === 'Polygon') return geometry.coordinates;
  return geometry?.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

describe('a plan as GeoJSON', () => {
  it('keeps RFC 7946 and says of each place what it shall become, by the same codes in every language', async () => {
    const [german, arabic] = await Promise.all(
      ['', '/ar'].map(async (prefix) => (await (await at(`${prefix}/plans/${PLAN}.geojson`)).json()) as GeoJson)
    );
    expectValid(PLAN_GEOJSON, german);
    expectValid(PLAN_GEOJSON, arabic);
    expect(german!.features.length).toBeGreaterThan(100);
    const codes = ({ features }: GeoJson) => features.map(({ id: feature, properties }) => [feature, properties.use]);
    expect(codes(arabic!)).toEqual(codes(german!));
    for (const { geometry } of german!.features) {
      for (const ring of ringsOf(geometry)) expect(ring.at(0), 'rings are closed').toEqual(ring.at(-1));
    }
  });
});

describe('a plan as a workbook', () => {
  it.each(['', '/en', '/ar'])('is read by other programs, in "%s"', async (prefix) => {
    const response = await at(`${prefix}/plans/${PLAN}.xlsx`);
    const sheets = await readExcel(Readable.from(Buffer.from(await response.arrayBuffer())));
    expect(sheets).toHaveLength(2);
    const [head, codes, ...rows] = sheets[0]!.data;
    expect(codes).toEqual([...PLAN_COLUMNS]);
    expect(new Set(head).size, 'no name twice').toBe(PLAN_COLUMNS.length);
    const uses = rows.map((row) => row[PLAN_COLUMNS.indexOf('useCode')]).filter((use) => use !== null);
    for (const use of uses) expect(PLAN_USES).toContain(use);
    expect(uses.length).toBeGreaterThan(50);
  });
});

describe('each file of a plan', () => {
  it.each([
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['geojson', 'application/geo+json']
  ])('as %s has a name, is asked for again each time, and is not sent twice to who has it', async (ending, type) => {
    const path = `/plans/${PLAN}.${ending}`;
    const { status, headers } = await at(path);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="nutzungsplan-iq-ost-v1\\.${ending}"$`)
    );
    expect([headers.get('cache-control'), headers.get('set-cookie')]).toEqual(['private, no-cache', null]);
    const again = await at(path, { headers: { 'if-none-match': headers.get('etag')! } });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
    const other = await at(`/ar${path}`, { headers: { 'if-none-match': headers.get('etag')! } });
    expect(other.status, 'another language is another file').toBe(200);
  });

  it('of what is no plan is not there', async () => {
    for (const path of ['/plans/999999.xlsx', '/plans/999999.geojson', '/plans/999999/sheet', '/plans/x.xlsx']) {
      expect((await at(path)).status, path).toBe(404);
    }
  });
});

describe('the sheet of a plan', () => {
  it.each(['', '/en', '/ar'])(
    'has its map, its elevations and its targets without a script, in "%s"',
    async (prefix) => {
      const response = await at(`${prefix}/plans/${PLAN}/sheet`);
      const page = await response.text();
      expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null]);
      expect([...page.matchAll(/<svg[^>]* role="img"/g)].length, 'map, elevations and code').toBeGreaterThan(3);
      expect(page).toMatch(/url\(#sheet-gastronomy\)/);
      expect([...page.matchAll(/<th scope="rowgroup"/g)].length, 'houses').toBeGreaterThan(10);
      expect(page).toContain(`${inject('baseUrl')}${prefix}/plans/`);
    }
  );
});
