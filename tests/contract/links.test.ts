import { describe, expect, inject, it } from 'vitest';

/** Pages of each kind; more of a kind would show the same. */
const SAMPLE_PER_KIND = 3;

/** Paths that a page links to, without parameters and anchors; of each kind of record only the first few. */
function listLinks(page: string): string[] {
  const paths = [...page.matchAll(/href="(\/[^"#?]*)/g)].map(([, path]) => path!.replaceAll('&amp;', '&'));
  const kinds = new Map<string, string[]>();
  for (const path of new Set(paths)) {
    const kind = path.replace(/\d+/g, '0');
    kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
  }
  return [...kinds.values()].flatMap((group) => group.slice(0, SAMPLE_PER_KIND));
}

const read = async (path: string) => {
  const response = await fetch(inject('baseUrl') + path);
  return { path, status: response.status, text: await response.text() };
};

describe('links', () => {
  it.each(['/', '/en', '/ar'])('from %s and the pages behind it lead somewhere', async (start) => {
    const known = new Map<string, number>();
    let found = [start];
    for (let depth = 0; depth < 3; depth += 1) {
      const pages = [];
      for (const path of found) pages.push(await read(path));
      for (const { path, status } of pages) known.set(path, status);
      const next = pages
        .filter(({ status, path }) => status === 200 && !/\.\w+$/.test(path))
        .flatMap(({ text }) => listLinks(text));
      const kinds = new Set([...known.keys()].map((path) => path.replace(/\d+/g, '0')));
      found = [...new Set(next)].filter((path) => !known.has(path) && !kinds.has(path.replace(/\d+/g, '0')));
    }
    expect(known.size).toBeGreaterThan(5);
    expect([...known].filter(([, status]) => status !== 200)).toEqual([]);
  });

  it.each([
    '/buildings/999999',
    '/buildings/0',
    '/buildings/99999999999',
    '/units/x',
    '/districts/99',
    '/plans/12345',
    '/nowhere'
  ])('to %s get 404 and a way back', async (path) => {
    const { status, text } = await read(path);
    expect(status).toBe(404);
    expect(text).toMatch(/<a [^>]*href="/);
  });

  it.each(['/?date=2010-02-30', '/?theme=x&sort=y&form=z', '/?date=9999-12-31', '/?min=abc&status=%00'])(
    'with broken settings such as %s show the default',
    async (path) => {
      expect((await read(path)).status).toBe(200);
    }
  );
});
