import { offerFilePath, type OfferFile, type OfferRecord } from '../../domain/offer';
import type { QuarterSettings } from '../../domain/quarter';
import type { ServiceContext } from '../context';
import { listOffers } from '../listing/offer';
import { getQuarter } from '../quarter';
import { addressOf, type OfferReader } from './offer-document';
import { writeJsonLd, type JsonLd } from './json-ld';

/** UN/CEFACT Common Codes, as schema.org wants units: square metre, month, metre, kilowatt. */
const UNIT = { sqm: 'MTK', month: 'MON', metre: 'MTR', kilowatt: 'KWT' } as const;

interface Writing extends OfferReader {
  readonly locality: QuarterSettings['locality'];
}

/**
 * An offer as schema.org's `RealEstateListing`, for a script element; null where not everybody may see it.
 * Whoever asks gets what the public gets.
 */
export async function describeOffer(context: ServiceContext, id: number, reader: OfferReader): Promise<string | null> {
  const [[offer], { settings }] = await Promise.all([listOffers(context, [id]), getQuarter(context)]);
  return offer ? writeJsonLd(toListing(offer, { ...reader, locality: settings.locality })) : null;
}

function toListing(offer: OfferRecord, writing: Writing): JsonLd {
  const { words } = writing;
  const url = addressOf(writing, `/listings/${offer.id}`);
  const { minTermMonths, maxTermMonths, provenance } = offer;
  return {
    '@context': 'https://schema.org',
    '@type': 'RealEstateListing',
    '@id': url,
    url,
    name: offer.title,
    description: offer.description,
    inLanguage: words.locale,
    datePosted: offer.publishedOn,
    dateModified: offer.changedAt,
    leaseLength:
      minTermMonths === null && maxTermMonths === null
        ? null
        : { '@type': 'QuantitativeValue', minValue: minTermMonths, maxValue: maxTermMonths, unitCode: UNIT.month },
    image: offer.files.filter(({ kind }) => kind === 'photo').map((file) => toImage(file, writing)),
    license: provenance.licenceUrl,
    creditText: provenance.attribution,
    mainEntity: toSpace(offer, { ...writing, url }),
    offers: toTerms(offer, url)
  };
}

function toTerms(offer: OfferRecord, url: string): JsonLd {
  const { rentCentsPerSqm, areaSqm } = offer;
  const price = (cents: number, unitCode: string) => ({
    '@type': 'UnitPriceSpecification',
    price: (Math.round(cents) / 100).toFixed(2),
    priceCurrency: 'EUR',
    unitCode,
    valueAddedTaxIncluded: false
  });
  const ofWhole = rentCentsPerSqm === null || areaSqm === null ? [] : [price(rentCentsPerSqm * areaSqm, UNIT.month)];
  return {
    '@type': 'Offer',
    url,
    businessFunction: 'http://purl.org/goodrelations/v1#LeaseOut',
    availability: `https://schema.org/${offer.status === 'reserved' ? 'LimitedAvailability' : 'InStock'}`,
    availabilityStarts: offer.availableOn,
    validFrom: offer.publishedOn,
    priceSpecification: rentCentsPerSqm === null ? [] : [price(rentCentsPerSqm, UNIT.sqm), ...ofWhole],
    itemOffered: { '@id': `${url}#space` }
  };
}

function toSpace(offer: OfferRecord, writing: Writing & { readonly url: string }): JsonLd {
  const { words, locality } = writing;
  const { place, block, areaSqm, suitableUses, conditions } = offer;
  const uses = suitableUses.map((use) => words.uses[use]).join(', ');
  return {
    '@type': 'Accommodation',
    '@id': `${writing.url}#space`,
    name: words.summary(offer),
    accommodationCategory: words.kinds[offer.kind],
    floorSize: areaSqm === null ? null : { '@type': 'QuantitativeValue', value: areaSqm, unitCode: UNIT.sqm },
    floorLevel: words.storey(offer),
    permittedUsage: [uses, conditions].filter(Boolean).join('. ') || null,
    yearBuilt: place?.builtYear ?? null,
    address: {
      '@type': 'PostalAddress',
      ...(place && {
        streetAddress: place.unit.building.houseNumber === null ? null : words.house(place.unit.building),
        postalCode: place.postcode
      }),
      addressLocality: locality.town,
      addressCountry: locality.alpha2
    },
    geo: place && { '@type': 'GeoCoordinates', latitude: place.position[1], longitude: place.position[0] },
    containedInPlace: block && { '@type': 'Place', name: block.name },
    amenityFeature: listAmenities(offer, writing),
    additionalProperty: listProperties(offer, writing),
    accommodationFloorPlan: offer.files
      .filter(({ kind }) => kind === 'floor_plan')
      .map((file) => ({ '@type': 'FloorPlan', name: file.altText, layoutImage: toImage(file, writing) }))
  };
}

function listAmenities(offer: OfferRecord, { words }: OfferReader): JsonLd[] {
  return (['isStepFree', 'hasExtractor', 'hasToilet'] as const)
    .filter((feature) => offer[feature] !== null)
    .map((feature) => ({
      '@type': 'LocationFeatureSpecification',
      name: words.columns[feature],
      value: offer[feature]
    }));
}

function listProperties(offer: OfferRecord, { words }: OfferReader): JsonLd[] {
  const { frontageM, powerKw, divisibleFromSqm, energyKind, energyKwhPerSqm, provenance } = offer;
  const property = (name: string, value: string | number | null, unitCode?: string) =>
    value === null ? [] : [{ '@type': 'PropertyValue', name, value, ...(unitCode && { unitCode }) }];
  return [
    ...property(words.columns.frontageM, frontageM, UNIT.metre),
    ...property(words.columns.powerKw, powerKw, UNIT.kilowatt),
    ...property(words.columns.divisibleFromSqm, divisibleFromSqm, UNIT.sqm),
    ...property(words.energyTitle, energyKind && words.energyKinds[energyKind]),
    ...property(words.energyTitle, energyKwhPerSqm, 'kWh/(m²·a)'),
    ...property(words.columns.nature, words.natures[provenance.nature])
  ];
}

function toImage(file: OfferFile, { origin }: OfferReader): JsonLd {
  return {
    '@type': 'ImageObject',
    contentUrl: new URL(offerFilePath(file), origin).href,
    encodingFormat: 'image/webp',
    width: file.widthPx,
    height: file.heightPx,
    caption: file.altText,
    creditText: file.credit,
    dateCreated: file.takenOn
  };
}
