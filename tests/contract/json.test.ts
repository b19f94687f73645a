import { describe, expect, inject, it } from 'vitest';
import { SECURITY_HEADERS } from '../../src/lib/server/http/security';
import { ATTRIBUTES, expectValid, FIGURES, SEARCH } from './schemas';

const at = (path: string, init?: RequestInit) => fetch(inject('baseUrl') + path, init);
const jsonAt = async (path: string) => (await at(path)).json() as Promise<never>;

describe('figures.json', () => {
  it.each([
    '',
    '?scope=block:block-99&group=commercial',
    '?scope=district:21',
    '?scope=quarter&date=2010-05-01',
    '?scope=building:1',
    '?scope=units:1,2,3'
  ])('keeps its schema for "%s"', async (query) => {
    const answer = (await jsonAt(`/figures.json${query}`)) as { figures: unknown[] };
    expectValid(FIGURES, answer);
    expect(answer.figures).toHaveLength(14);
  });

  it('gives the definitions asked for', async () => {
    const { figures } = (await jsonAt('/figures.json?definitions=V1,V14')) as { figures: { code: string }[] };
    expect(figures.map(({ code }) => code)).toEqual(['V1', 'V14']);
  });

  it.each([
    'scope=town',
    'scope=building:0',
    'scope=units:',
    'date=2010-02-30',
    'date=yesterday',
    'group=x',
    'definitions=V15'
  ])('refuses %s with 400', async (query) => {
    expect((await at(`/figures.json?${query}`)).status).toBe(400);
  });

  it.each(['scope=district:99', 'scope=block:nowhere', 'scope=building:2147483647'])(
    'does not find %s',
    async (query) => {
      expect((await at(`/figures.json?${query}`)).status).toBe(404);
    }
  );
});

describe('attributes.json', () => {
  it.each(['', '?scope=quarter', '?date=2008-01-01'])(
    'keeps its schema for "%s", all columns of one length',
    async (query) => {
      const answer = (await jsonAt(`/attributes.json${query}`)) as { units: Record<string, unknown[]> };
      expectValid(ATTRIBUTES, answer);
      expect(answer.units.id!.length).toBeGreaterThan(0);
      expect(new Set(Object.values(answer.units).map((column) => column.length)).size).toBe(1);
    }
  );

  it('never gives the public the state of a dwelling', async () => {
    const { units } = (await jsonAt('/attributes.json')) as { units: { kind: string[]; status: string[] } };
    const dwellings = units.status.filter((_, row) => units.kind[row] === 'dwelling');
    expect(new Set(dwellings)).toEqual(new Set(['withheld']));
  });

  it.each(['scope=', 'date=0000-00-00'])('refuses %s with 400', async (query) => {
    expect((await at(`/attributes.json?${query}`)).status).toBe(400);
  });
});

describe('search.json', () => {
  it.each(['eisenbahnstr', 'Eisenbansraße 83', 'EG', '', '%', 'ä'.repeat(800), '🏠'])(
    'keeps its schema for "%s"',
    async (query) => {
      expectValid(SEARCH, await jsonAt(`/search.json?q=${encodeURIComponent(query)}`));
    }
  );

  it('finds a house of the block that has a page', async () => {
    const { hits } = (await jsonAt('/search.json?q=eisenbahnstr%2083')) as {
      hits: { entity: string; id: number; houseNumber: string }[];
    };
    expect(hits[0]).toMatchObject({ entity: 'building', houseNumber: '83' });
    expect((await at(`/buildings/${hits[0]!.id}`)).status).toBe(200);
  });
});

describe('every JSON answer', () => {
  it.each(['/figures.json', '/attributes.json', '/search.json?q=eisen'])(
    'of %s is asked for again and not sent again',
    async (path) => {
      const first = await at(path);
      const etag = first.headers.get('etag')!;
      expect(first.headers.get('cache-control')).toContain('no-cache');
      expect(first.headers.get('content-type')).toContain('application/json');
      expect(first.headers.get('set-cookie')).toBeNull();
      const second = await at(path, { headers: { 'if-none-match': etag } });
      expect([second.status, await second.text()]).toEqual([304, '']);
    }
  );

  it('carries the security headers', async () => {
    const { headers } = await at('/figures.json');
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(headers.get(name)).toBe(value);
  });
});
