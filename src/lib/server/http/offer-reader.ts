import type { OfferWords } from '../../domain/offer-words';
import { readSettings } from '../db/settings';
import type { OfferReader } from '../offer-format/offer-document';
import type { OpenImmoReader } from '../offer-format/openimmo';

/** For whom a format is written. The address is that of the request and not of the page, whose parameters may change. */
export function offerReader({ url }: Request, words: OfferWords): OfferReader {
  return { origin: new URL(url).origin, words };
}

/** As `offerReader`, with who answers for the product. */
export function openImmoReader(request: Request, words: OfferWords): OpenImmoReader {
  const { operatorName, contactEmail } = readSettings();
  return { ...offerReader(request, words), operatorName, contactEmail };
}
