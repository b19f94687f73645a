import { sql } from 'drizzle-orm';
import { PUBLIC_ACTOR } from '../../domain/access';
import { DomainError } from '../../domain/errors';
import { positionOn, type Area } from '../../domain/geometry';
import type { BusinessDetail } from '../../domain/unit';
import { getBusiness } from '../business/business';
import type { ServiceContext } from '../context';
import { getQuarter } from '../quarter';
import { writeJsonLd } from './json-ld';
import { addressOf, type OfferReader } from './offer-document';

/**
 * A business as schema.org's `LocalBusiness`, for a script element; null where not everybody may know of it. Its
 * languages are there with its consent only. Whoever asks gets what the public gets.
 */
export async function describeBusiness(
  context: ServiceContext,
  id: number,
  reader: OfferReader
): Promise<string | null> {
  const open = { ...context, actor: PUBLIC_ACTOR };
  const business = await findBusiness(open, id);
  if (business === null) return null;
  const [{ settings }, place] = await Promise.all([getQuarter(open), findPlace(open, business)]);
  const [unit] = business.units;
  const url = addressOf(reader, `/businesses/${id}`);
  const { town, alpha2 } = settings.locality;
  return writeJsonLd({
    '@context': 'https://schema.org',
    '@type': 'LocalBusiness',
    '@id': url,
    url,
    name: business.name,
    description: business.description,
    foundingDate: business.foundedOn,
    openingHours: listSchemaHours(business.openingHours),
    sameAs: business.website,
    knowsLanguage: business.languages,
    numberOfEmployees: business.jobs === null ? null : { '@type': 'QuantitativeValue', value: business.jobs },
    additionalProperty: business.branch && {
      ...{ '@type': 'PropertyValue', propertyID: business.branch.scheme, value: business.branch.code }
    },
    address: unit && {
      '@type': 'PostalAddress',
      streetAddress: unit.building.houseNumber === null ? null : reader.words.house(unit.building),
      postalCode: place?.postcode,
      addressLocality: town,
      addressCountry: alpha2
    },
    geo: place && { '@type': 'GeoCoordinates', latitude: place.position[1], longitude: place.position[0] }
  });
}

const SCHEMA_HOURS = /^(?:(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:[-,](?:Mo|Tu|We|Th|Fr|Sa|Su))* )?\d\d:\d\d-\d\d:\d\d$/;

/** The hours as schema.org writes them, where each rule of `opening_hours` is a simple one; else they are left out. */
function listSchemaHours(hours: string | null): string[] {
  const rules = hours?.split(';').map((rule) => rule.trim()) ?? [];
  return rules.every((rule) => SCHEMA_HOURS.test(rule)) ? rules : [];
}

async function findBusiness(open: ServiceContext, id: number): Promise<BusinessDetail | null> {
  try {
    return await getBusiness(open, id, open.today);
  } catch (cause) {
    if (cause instanceof DomainError && cause.kind === 'not_found') return null;
    throw cause;
  }
}

async function findPlace(
  { db }: ServiceContext,
  { units }: BusinessDetail
): Promise<{ postcode: string | null; position: readonly [number, number] } | null> {
  if (!units[0]) return null;
  const [row] = await db.execute<{ postcode: string | null; geometry: string }>(sql`
    select b.postcode, case when unit.location_precision = 'exact' then unit.geometry else b.geometry end as geometry
    from unit join building b on b.id = unit.building_id where unit.id = ${units[0].id}`);
  return row ? { postcode: row.postcode, position: positionOn(JSON.parse(row.geometry) as Area) } : null;
}
