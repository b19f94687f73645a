import { Readable } from 'node:stream';
import { SitemapIndexStream, SitemapStream, type SitemapItemLoose } from 'sitemap';
import type { SiteAddresses } from '../../domain/site-addresses';
import type { ServiceContext } from '../context';
import { countPaths, listPaths, MOST_ADDRESSES } from '../sitemap';

/** How many paths are read at once. */
const SLICE = 2_000;

/**
 * The sitemap: one file where its addresses fit into one, in each language with all others beside it; else the index
 * of its parts. Sent slice by slice as it is read.
 */
export async function sitemapOf(context: ServiceContext, site: SiteAddresses): Promise<Response> {
  const perPart = pathsPerPart(site);
  const parts = Math.ceil((await countPaths(context)) / perPart);
  if (parts <= 1) return respond(streamPart(context, site, 1));
  const index = new SitemapIndexStream();
  const items = Array.from({ length: parts }, (_, part) => ({
    url: new URL(`/sitemap/${part + 1}.xml`, site.origin).href
  }));
  return respond(Readable.from(items).pipe(index));
}

/** A part of the sitemap, from 1; null where there is none of this number. */
export async function sitemapPart(
  context: ServiceContext,
  site: SiteAddresses,
  part: number
): Promise<Response | null> {
  const parts = Math.ceil((await countPaths(context)) / pathsPerPart(site));
  return part <= parts ? respond(streamPart(context, site, part)) : null;
}

function pathsPerPart({ locales }: SiteAddresses): number {
  return Math.floor(MOST_ADDRESSES / locales.length);
}

function streamPart(context: ServiceContext, site: SiteAddresses, part: number): Readable {
  const stream = new SitemapStream({
    hostname: site.origin,
    xmlns: { news: false, video: false, image: false, xhtml: true }
  });
  const items = Readable.from(eachItem(context, site, part));
  items.on('error', (cause) => stream.destroy(cause));
  return items.pipe(stream);
}

async function* eachItem(context: ServiceContext, site: SiteAddresses, part: number): AsyncGenerator<SitemapItemLoose> {
  const perPart = pathsPerPart(site);
  for (let done = 0; done < perPart; done += SLICE) {
    const limit = Math.min(SLICE, perPart - done);
    const paths = await listPaths(context, { offset: (part - 1) * perPart + done, limit });
    for (const path of paths) yield* itemsOf(path, site);
    if (paths.length < limit) return;
  }
}

function itemsOf(path: string, { origin, locales, localise, baseLocale }: SiteAddresses): SitemapItemLoose[] {
  const addressIn = (locale: string) => new URL(localise(path, locale), origin).href;
  const links = [
    ...locales.map((lang) => ({ lang, url: addressIn(lang) })),
    { lang: 'x-default', url: addressIn(baseLocale) }
  ];
  return locales.map((locale) => ({ url: addressIn(locale), links }));
}

function respond(stream: Readable): Response {
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'no-cache' }
  });
}
