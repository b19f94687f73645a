import { createHash } from 'node:crypto';
import { create } from 'xmlbuilder2';
import { DomainError } from '../../domain/errors';
import type { OfferRecord } from '../../domain/offer';
import type { QuarterSettings } from '../../domain/quarter';
import type { ServiceContext } from '../context';
import { listOffers } from '../listing/offer';
import { getQuarter } from '../quarter';
import { addressOf, latestChange, type OfferDocument, type OfferReader } from './offer-document';
import { writeProperty, type Elements, type OpenImmoWriting } from './openimmo-property';

export interface OpenImmoReader extends OfferReader {
  /** Who answers for the product; null takes the quarter's name. */
  readonly operatorName: string | null;
  /** Where portals may write to; null where there is no such place. */
  readonly contactEmail: string | null;
}

/** Every offer that everybody may see, as OpenImmo 1.2.7. */
export async function exportOpenImmo(context: ServiceContext, reader: OpenImmoReader): Promise<OfferDocument> {
  return write(context, await listOffers(context), { ...reader, extent: 'VOLL' });
}

/** One offer as OpenImmo 1.2.7. Throws `not_found` where not everybody may see it. */
export async function exportOpenImmoOffer(
  context: ServiceContext,
  id: number,
  reader: OpenImmoReader
): Promise<OfferDocument> {
  const offers = await listOffers(context, [id]);
  if (offers.length === 0) throw new DomainError('not_found', 'listing_not_found', { id });
  return write(context, offers, { ...reader, extent: 'TEIL' });
}

async function write(
  context: ServiceContext,
  offers: readonly OfferRecord[],
  reader: OpenImmoReader & { readonly extent: 'VOLL' | 'TEIL' }
): Promise<OfferDocument> {
  const quarter = await getQuarter(context);
  const firm = reader.operatorName ?? quarter.name;
  const writing: OpenImmoWriting = { ...reader, ...placeOf(quarter.settings), firm };
  const changedAt = latestChange(offers);
  const root: Elements = {
    openimmo: {
      uebertragung: {
        ...{ '@art': 'OFFLINE', '@umfang': reader.extent, '@version': '1.2.7', '@sendersoftware': 'IQ_Ost' },
        ...{ '@senderversion': '1.0', ...(reader.contactEmail !== null && { '@techn_email': reader.contactEmail }) },
        ...(changedAt !== null && { '@timestamp': changedAt })
      },
      anbieter: {
        firma: firm,
        openimmo_anid: openImmoId('A', addressOf(reader, '/')),
        immobilie: offers.map((offer) =>
          writeProperty(offer, { ...writing, propertyId: openImmoId('O', `${context.quarter}/listing/${offer.id}`) })
        )
      }
    }
  };
  return {
    contentType: 'application/xml; charset=utf-8',
    body: create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '' }, prune(root)).end({
      prettyPrint: true
    }),
    fileName: null,
    changedAt
  };
}

function placeOf({ locality, parameters }: QuarterSettings) {
  return { locality, vatRate: parameters.vatRate };
}

/**
 * A lasting identifier of 31 characters that begins with A(nbieter) or O(bjekt), as the standard forms it. What follows
 * is a digest in the place of member code, time and chance: nobody has given this product a member code.
 */
function openImmoId(kind: 'A' | 'O', key: string): string {
  return `${kind}${createHash('sha256').update(key).digest('hex').slice(0, 30)}`;
}

/** Without what is not known: an empty element would be a claim. */
function prune(elements: Elements): Elements {
  const kept = Object.entries(elements).flatMap(([name, value]): [string, Elements[string]][] => {
    if (value === null || value === undefined) return [];
    if (Array.isArray(value)) return [[name, value.map(prune)]];
    return [[name, typeof value === 'object' ? prune(value as Elements) : value]];
  });
  return Object.fromEntries(kept);
}
