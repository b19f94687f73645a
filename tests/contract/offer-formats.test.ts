import { Readable } from 'node:stream';
import readExcel from 'read-excel-file/node';
import { parseSitemap } from 'sitemap';
import { describe, expect, inject, it } from 'vitest';
import { SECURITY_HEADERS } from '../../src/lib/server/http/security';
import { SITE_PAGES } from '../../src/lib/server/sitemap';
import { everyPage } from '../support/drivers/routes';
import { findOpenImmoFaults, findXmlFaults, readCsv } from '../support/offer-files';
import { BUSINESS_LD, expectValid, LISTING_LD } from './schemas';

const at = (path: string, init?: RequestInit) => fetch(inject('baseUrl') + path, init);
const textAt = async (path: string) => (await at(path)).text();
const LOCALES = ['', '/en', '/ar'] as const;

/** The data that a page tells search engines. */
async function jsonLdAt(path: string): Promise<{ readonly url: string; readonly inLanguage?: string }> {
  const page = await textAt(path);
  const [script, ...others] = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
  expect([script !== undefined, others.length], `${path} has one`).toEqual([true, 0]);
  return JSON.parse(script![1]!) as { url: string };
}

describe('schema.org', () => {
  it.each(LOCALES)('describes an offer, in "%s"', async (prefix) => {
    const listing = await jsonLdAt(`${prefix}/listings/1`);
    expectValid(LISTING_LD, listing);
    expect(listing).toMatchObject({
      url: `${inject('baseUrl')}${prefix}/listings/1`,
      inLanguage: prefix.slice(1) || 'de'
    });
  });

  it('describes a business', async () => {
    expectValid(BUSINESS_LD, await jsonLdAt('/businesses/1'));
  });

  it('is let in by a policy that runs no script of a page but its own', async () => {
    const policy = (await at('/listings/1')).headers.get('content-security-policy')!;
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  });
});

describe('OpenImmo', () => {
  it.each(['/exports/openimmo.xml', '/ar/exports/openimmo.xml', '/listings/1/openimmo.xml'])(
    'of %s keeps the schema',
    async (path) => {
      const xml = await textAt(path);
      expect(await findOpenImmoFaults(xml)).toEqual([]);
      expect(xml).toContain('<immobilie>');
    }
  );

  it.each(['/listings/999999/openimmo.xml', '/listings/999999/sheet', '/listings/999999'])(
    'has nothing at %s',
    async (path) => {
      expect((await at(path)).status).toBe(404);
    }
  );
});

describe('the feed', () => {
  it.each(LOCALES)('of "%s" is Atom of its language, with entries that lead to its pages', async (prefix) => {
    const xml = await textAt(`${prefix}/feeds/listings.atom`);
    expect(await findXmlFaults(xml)).toEqual([]);
    expect(xml).toMatch(new RegExp(`<feed xml:lang="${prefix.slice(1) || 'de'}" xmlns="http://www.w3.org/2005/Atom">`));
    const links = [...xml.matchAll(/<entry>[\s\S]*?<link href="([^"]+)"/g)].map(([, href]) => href!);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(link.startsWith(`${inject('baseUrl')}${prefix}/listings/`)).toBe(true);
    expect((await fetch(links[0]!)).status).toBe(200);
  });

  it('is found from the finder and from an exposé, with the search of the finder', async () => {
    const linkAt = async (path: string) =>
      /<link rel="alternate" type="application\/atom\+xml"[^>]* href="([^"]+)"/.exec(await textAt(path))?.[1];
    expect(await linkAt('/listings/1')).toBe(`${inject('baseUrl')}/feeds/listings.atom`);
    expect(await linkAt('/listings?for=retail')).toBe(`${inject('baseUrl')}/feeds/listings.atom?for=retail`);
  });

  it('has fewer entries where the search finds fewer, and never fails for what it cannot read', async () => {
    const count = async (query: string) =>
      [...(await textAt(`/feeds/listings.atom${query}`)).matchAll(/<entry>/g)].length;
    expect(await count('?storey=upper')).toBeLessThan(await count(''));
    expect(await count('?sqm=x&rent=-3&order=%00&page=9999999999')).toBe(await count(''));
  });

  it('is not sent again to who has it, by its tag or by its time', async () => {
    const first = await at('/feeds/listings.atom');
    const [etag, modified] = [first.headers.get('etag')!, first.headers.get('last-modified')!];
    const again = async (headers: Record<string, string>) => (await at('/feeds/listings.atom', { headers })).status;
    expect(await again({ 'if-none-match': etag })).toBe(304);
    expect(await again({ 'if-modified-since': modified })).toBe(304);
    expect(await again({ 'if-modified-since': new Date(Date.parse(modified) - 1000).toUTCString() })).toBe(200);
    expect(await again({ 'if-none-match': '"other"', 'if-modified-since': modified }), 'the tag goes first').toBe(200);
  });
});

describe('the tables', () => {
  it('have the offers of the finder, the same in both forms, heads in the language of the address', async () => {
    const csv = readCsv(await textAt('/exports/listings.csv'));
    const file = Buffer.from(await (await at('/exports/listings.xlsx')).arrayBuffer());
    const [sheet] = await readExcel(Readable.from(file));
    expect(sheet!.data.map(([number]) => String(number))).toEqual(csv.map(([number]) => number));
    expect(csv.length).toBeGreaterThan(4);
    expect(readCsv(await textAt('/ar/exports/listings.csv'))[0]![0]).toBe('الرقم');
    expect(readCsv(await textAt('/exports/listings.csv?storey=upper')).length).toBeLessThan(csv.length);
  });
});

describe('every file', () => {
  it.each([
    ['/feeds/listings.atom', 'application/atom+xml; charset=utf-8', null],
    ['/exports/listings.csv', 'text/csv; charset=utf-8', /^attachment; filename="freie-raeume-\d{4}-\d\d-\d\d\.csv"$/],
    ['/exports/listings.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', /\.xlsx"$/],
    ['/exports/openimmo.xml', 'application/xml; charset=utf-8', null]
  ] as const)(
    '%s is asked for again each time, sets no cookie and has a name to be saved under',
    async (path, type, name) => {
      const { headers } = await at(path);
      expect(headers.get('content-type')).toBe(type);
      expect(headers.get('cache-control')).toBe('private, no-cache');
      expect(headers.get('set-cookie')).toBeNull();
      if (name === null) expect(headers.get('content-disposition')).toBeNull();
      else expect(headers.get('content-disposition')).toMatch(name);
      for (const [header, value] of Object.entries(SECURITY_HEADERS)) expect(headers.get(header)).toBe(value);
    }
  );
});

describe('the sitemap', () => {
  const read = async (path: string) => parseSitemap(Readable.from(await textAt(path)));

  it('names every page and record in each language, with the other languages beside it', async () => {
    const items = await read('/sitemap.xml');
    const addresses = new Set(items.map(({ url }) => url));
    for (const path of [...SITE_PAGES, '/listings/1', '/buildings/1', '/districts/21', '/businesses/1']) {
      for (const prefix of LOCALES) {
        const address = path === '/' ? `${prefix}/`.replace(/(?<=.)\/$/, '') : prefix + path;
        expect(addresses, address).toContain(inject('baseUrl') + address);
      }
    }
    const [item] = items.filter(({ url }) => url.endsWith('/ar/listings/1'));
    expect(item!.links.map(({ lang }) => lang)).toEqual(['de', 'en', 'ar', 'x-default']);
    expect(addresses.size, 'none twice').toBe(items.length);
  });

  it('leads nowhere that is not there', async () => {
    const items = await read('/sitemap.xml');
    const sample = items.filter((_, place) => place % 60 === 0 || place < 3 * SITE_PAGES.length);
    const broken: string[] = [];
    for (const { url } of sample) {
      const { status } = await fetch(url, { redirect: 'manual' });
      if (status !== 200) broken.push(`${url} ${status}`);
    }
    expect(broken).toEqual([]);
  });

  it('knows every page without a record that everybody may open, but forms and what is made of a reader’s choice', () => {
    const NOT_NAMED =
      /^\/(search|sign-in|invitation|set-up|forgotten-password|reset-password|still-free|listings\/(compare|favourites)|plans\/compare|requests|enquiries|comments)(\/|$)/;
    const pages = everyPage().filter(({ name }) => name.startsWith('/') && !/[[ ]/.test(name) && !NOT_NAMED.test(name));
    expect(pages.map(({ name }) => name).sort()).toEqual([...SITE_PAGES].sort());
  });

  it('is named by robots.txt, which keeps search engines away from what is not public', async () => {
    const robots = await textAt('/robots.txt');
    expect(robots).toContain(`Sitemap: ${inject('baseUrl')}/sitemap.xml`);
    for (const path of ['/desk', '/admin', '/account', '/edit']) expect(robots).toContain(`Disallow: ${path}\n`);
  });
});
