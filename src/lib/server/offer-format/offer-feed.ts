import { createHash } from 'node:crypto';
import { Feed } from 'feed';
import type { OfferRecord } from '../../domain/offer';
import { writeSpaceSearch } from '../../domain/space-filter';
import type { SpaceSearchState } from '../../domain/space-finding';
import type { ServiceContext } from '../context';
import { listOffers } from '../listing/offer';
import { getQuarter } from '../quarter';
import { listFoundIds } from '../space/space-search';
import { addressOf, changeOf, latestChange, type OfferDocument, type OfferReader } from './offer-document';

/** A feed reader comes back: the newest are enough. */
const MOST_ENTRIES = 50;
/** What XML 1.0 has no way to write. */
// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** What a search of the finder finds, as Atom (RFC 4287): the newest first, whatever the order of the search. */
export async function exportFeed(
  context: ServiceContext,
  { filter }: SpaceSearchState,
  reader: OfferReader
): Promise<OfferDocument> {
  const { words } = reader;
  const ids = await listFoundIds(context, { filter, sort: 'newest' });
  const [offers, quarter] = await Promise.all([listOffers(context, ids.slice(0, MOST_ENTRIES)), getQuarter(context)]);
  const search = writeSpaceSearch({ filter, sort: 'newest', page: 1 }).toString();
  const query = search === '' ? '' : `?${search}`;
  const changedAt = latestChange(offers);
  const feed = new Feed({
    id: uuidUrn(`${context.quarter}/listings/${words.locale}/${search}`),
    title: words.feed.title(quarter.name),
    description: words.feed.subtitle(search === '' ? words.feed.everything : search),
    link: addressOf(reader, `/listings${query}`),
    feed: addressOf(reader, `/feeds/listings.atom${query}`),
    updated: new Date(changedAt ?? 0),
    author: { name: quarter.name, link: addressOf(reader, '/') },
    generator: 'IQ_Ost'
  });
  for (const offer of offers) feed.addItem(toEntry(offer, { context, reader }));
  return {
    contentType: 'application/atom+xml; charset=utf-8',
    // The library knows no language of a feed; it writes this tag once, as it is.
    body: feed.atom1().replace('<feed xmlns=', `<feed xml:lang="${words.locale}" xmlns=`),
    fileName: null,
    changedAt
  };
}

function toEntry(
  offer: OfferRecord,
  { context, reader }: { readonly context: ServiceContext; readonly reader: OfferReader }
) {
  const { words } = reader;
  const lines = [words.summary(offer), `${words.rent(offer)} · ${words.availability(offer)}`, offer.description];
  return {
    id: uuidUrn(`${context.quarter}/listing/${offer.id}/${words.locale}`),
    title: toHtml(offer.title),
    link: addressOf(reader, `/listings/${offer.id}`),
    date: new Date(changeOf(offer)),
    ...(offer.publishedOn !== null && { published: new Date(`${offer.publishedOn}T00:00:00Z`) }),
    description: toHtml(lines.slice(0, 2).join(' · ')),
    content: lines.map((line) => `<p>${toHtml(line)}</p>`).join(''),
    category: [{ term: offer.kind, name: words.kinds[offer.kind] }]
  };
}

/** Texts of a feed are HTML: what people wrote is text in it. */
function toHtml(text: string): string {
  return text
    .replace(NOT_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
}

/** A lasting identifier that names no host: a UUID made of a name (RFC 9562, version 8). */
function uuidUrn(name: string): string {
  const digest = createHash('sha256').update(`iq-ost/${name}`).digest('hex');
  const variant = ((Number.parseInt(digest[16]!, 16) & 0x3) | 0x8).toString(16);
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`
  ];
  return `urn:uuid:${[...parts, digest.slice(20, 32)].join('-')}`;
}
