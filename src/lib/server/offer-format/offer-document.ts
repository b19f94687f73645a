import type { OfferWords } from '../../domain/offer-words';

/** For whom a format is written: from which address on the web, in which language. */
export interface OfferReader {
  /** Scheme and host that readers use, without a path. */
  readonly origin: string;
  readonly words: OfferWords;
}

/** A file as it is sent. */
export interface OfferDocument {
  readonly contentType: string;
  readonly body: string | Buffer;
  /** Without its date and ending; null for what is read in place. */
  readonly fileName: string | null;
  /** When what stands in it was changed last; an instant in UTC. */
  readonly changedAt: string | null;
}

/** The lasting address of a page or file in the reader's language. */
export function addressOf({ origin, words }: OfferReader, path: string): string {
  return new URL(words.path(path), origin).href;
}

/** When the latest of the offers was changed, published or confirmed; null where there is none. */
export function latestChange(
  offers: readonly { readonly changedAt: string; readonly publishedOn: string | null }[]
): string | null {
  const instants = offers.map(changeOf);
  return instants.length === 0 ? null : instants.reduce((latest, instant) => (instant > latest ? instant : latest));
}

/** When an offer became what it is: changed, or published on a day that had been set before. */
export function changeOf({
  changedAt,
  publishedOn
}: {
  readonly changedAt: string;
  readonly publishedOn: string | null;
}): string {
  const published = publishedOn === null ? '' : `${publishedOn}T00:00:00Z`;
  return published > changedAt ? published : changedAt;
}
