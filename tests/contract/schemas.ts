import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import {
  BUILDING_PARTS,
  PLAN_STATUSES,
  PLAN_USES,
  SHOWN_STATUSES,
  UNIT_KINDS,
  USE_CLASSES
} from '../../src/lib/domain/codes';
import { FIGURE_GROUPS, PUBLIC_FIGURE_CODES } from '../../src/lib/domain/figure';
import { PLAN_AREA_KINDS } from '../../src/lib/domain/plan-codes';

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);

/** Fails with every place where `value` breaks `schema`. */
export function expectValid(schema: AnySchema, value: unknown): void {
  const validate = ajv.compile(schema);
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
}

type Properties = Readonly<Record<string, AnySchema>>;

/** An object with exactly these properties, all required but those named. */
const object = (properties: Properties, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false
});
const listOf = (items: AnySchema) => ({ type: 'array', items });
const id = { type: 'integer', minimum: 1 };
const text = { type: 'string', minLength: 1 };
const textOrNull = { type: ['string', 'null'] };
const numberOrNull = { type: ['number', 'null'] };
const countOrNull = { type: ['number', 'null'], minimum: 0 };
const ratioOrNull = { type: ['number', 'null'], minimum: 0, maximum: 1 };
const day = { type: 'string', format: 'date' };
const code = (codes: readonly string[]) => ({ type: 'string', enum: [...codes] });
const codeOrNull = (codes: readonly string[]) => ({ enum: [...codes, null] });

const figure = object(
  {
    code: code(PUBLIC_FIGURE_CODES),
    value: numberOrNull,
    numerator: numberOrNull,
    denominator: numberOrNull,
    measure: code(['units', 'sqm', 'metres', 'sqm_days']),
    unknown: countOrNull,
    coverage: ratioOrNull,
    range: { anyOf: [{ type: 'null' }, { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 }] },
    absence: codeOrNull(['empty', 'low_coverage', 'withheld']),
    works: countOrNull,
    unusable: countOrNull,
    areaType: textOrNull,
    otherAreaTypes: countOrNull,
    basis: code(['all_units', 'public_units']),
    stockChangeSqm: numberOrNull
  },
  ['works', 'unusable', 'areaType', 'otherAreaTypes', 'basis', 'stockChangeSqm']
);

export const FIGURES = object({
  scope: object({ kind: text, id, slug: text, code: text, unitIds: listOf(id) }, ['id', 'slug', 'code', 'unitIds']),
  on: day,
  group: code(FIGURE_GROUPS),
  figures: listOf(figure)
});

export const ATTRIBUTES = object({
  on: day,
  units: object({
    id: listOf(id),
    building: listOf(id),
    kind: listOf(code(UNIT_KINDS)),
    level: listOf({ type: 'integer' }),
    areaSqm: listOf(numberOrNull),
    status: listOf(code(SHOWN_STATUSES)),
    use: listOf(codeOrNull(USE_CLASSES))
  })
});

export const SEARCH = object({
  query: { type: 'string' },
  on: day,
  hits: {
    type: 'array',
    maxItems: 20,
    items: {
      oneOf: [
        object({
          entity: { const: 'building' },
          ...{ id, street: textOrNull, houseNumber: textOrNull, name: textOrNull, district: textOrNull }
        }),
        object({ entity: { const: 'business' }, id, name: text, address: textOrNull }),
        object({ entity: { const: 'unit' }, id, code: text, kind: code(UNIT_KINDS), address: textOrNull })
      ]
    }
  }
});

const position = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 };
const GEOMETRIES = {
  Polygon: listOf(listOf(position)),
  MultiPolygon: listOf(listOf(listOf(position))),
  LineString: listOf(position),
  MultiLineString: listOf(listOf(position)),
  Point: position
} as const;

/** A GeoJSON FeatureCollection (RFC 7946) with integer ids and exactly these properties. */
function collection(properties: Properties, types: readonly (keyof typeof GEOMETRIES)[]) {
  const geometry = { oneOf: types.map((type) => object({ type: { const: type }, coordinates: GEOMETRIES[type] })) };
  const feature = object({ type: { const: 'Feature' }, id, geometry, properties: object(properties) });
  return object({ type: { const: 'FeatureCollection' }, features: listOf(feature) });
}

const AREA = ['Polygon', 'MultiPolygon'] as const;
const LINE = ['LineString', 'MultiLineString'] as const;
const part = code(['front', 'side', 'rear', 'yard']);
const number = { type: 'number' };

export const LAYERS = {
  units: collection(
    {
      building: id,
      level: { type: 'integer' },
      part,
      base: number,
      top: number,
      from: { type: 'integer' },
      to: { type: ['integer', 'null'] }
    },
    AREA
  ),
  roofs: collection({ base: number, top: number }, AREA),
  houses: collection(
    {
      number: textOrNull,
      street: textOrNull,
      sequence: { type: ['integer', 'null'] },
      courtyard: { type: 'boolean' },
      height: numberOrNull
    },
    AREA
  ),
  districts: collection({ code: text, name: text, name_en: textOrNull, name_ar: textOrNull }, AREA),
  block: collection({ slug: text, name: text, assumption: { type: 'boolean' } }, AREA),
  streets: collection({ name: text, name_ar: textOrNull }, LINE),
  masses: collection({ height: numberOrNull }, AREA),
  parks: collection({ name: textOrNull }, AREA),
  stops: collection({ name: text, name_ar: textOrNull, kind: code(['tram', 'bus', 'rail']) }, ['Point'])
} as const;

const absolute = { type: 'string', format: 'uri' };
const typed = (type: string, properties: Properties, optional: readonly string[] = []) =>
  object({ '@type': { const: type }, ...properties }, optional);
const address = typed(
  'PostalAddress',
  {
    streetAddress: text,
    postalCode: text,
    addressLocality: text,
    addressCountry: { type: 'string', pattern: '^[A-Z]{2}$' }
  },
  ['streetAddress', 'postalCode']
);
const coordinates = typed('GeoCoordinates', { latitude: { type: 'number' }, longitude: { type: 'number' } });
const property = object(
  {
    '@type': { const: 'PropertyValue' },
    name: text,
    propertyID: text,
    value: { type: ['string', 'number'] },
    unitCode: text
  },
  ['name', 'propertyID', 'unitCode']
);
const image = typed(
  'ImageObject',
  {
    ...{ contentUrl: absolute, encodingFormat: { const: 'image/webp' }, width: id, height: id },
    ...{ caption: text, creditText: text, dateCreated: day }
  },
  ['dateCreated']
);
const quantity = (unitCode: string) =>
  typed('QuantitativeValue', { value: { type: 'number' }, unitCode: { const: unitCode } });
const price = typed('UnitPriceSpecification', {
  price: { type: 'string', pattern: '^\\d+\\.\\d\\d$' },
  priceCurrency: { const: 'EUR' },
  unitCode: { enum: ['MTK', 'MON'] },
  valueAddedTaxIncluded: { const: false }
});

/** What an exposé tells search engines: schema.org's `RealEstateListing` as this product uses it. */
export const LISTING_LD = typed(
  'RealEstateListing',
  {
    ...{ '@context': { const: 'https://schema.org' }, '@id': absolute, url: absolute, name: text, description: text },
    ...{
      inLanguage: { enum: ['de', 'en', 'ar'] },
      datePosted: day,
      dateModified: { type: 'string', format: 'date-time' }
    },
    leaseLength: typed('QuantitativeValue', { minValue: id, maxValue: id, unitCode: { const: 'MON' } }, [
      'minValue',
      'maxValue'
    ]),
    ...{ image: listOf(image), license: absolute, creditText: text },
    mainEntity: typed(
      'Accommodation',
      {
        ...{ '@id': absolute, name: text, accommodationCategory: text, floorSize: quantity('MTK'), floorLevel: text },
        ...{ permittedUsage: text, yearBuilt: { type: 'integer' }, address, geo: coordinates },
        containedInPlace: typed('Place', { name: text }),
        amenityFeature: listOf(typed('LocationFeatureSpecification', { name: text, value: { type: 'boolean' } })),
        additionalProperty: listOf(property),
        accommodationFloorPlan: listOf(typed('FloorPlan', { name: text, layoutImage: image }))
      },
      [
        ...['floorSize', 'permittedUsage', 'yearBuilt', 'geo', 'containedInPlace', 'amenityFeature'],
        'accommodationFloorPlan'
      ]
    ),
    offers: typed(
      'Offer',
      {
        ...{ url: absolute, businessFunction: { const: 'http://purl.org/goodrelations/v1#LeaseOut' } },
        availability: { enum: ['https://schema.org/InStock', 'https://schema.org/LimitedAvailability'] },
        ...{ availabilityStarts: day, validFrom: day, priceSpecification: listOf(price) },
        itemOffered: object({ '@id': absolute })
      },
      ['validFrom', 'priceSpecification']
    )
  },
  ['datePosted', 'leaseLength', 'image', 'license']
);

/** What the page of a business tells search engines: schema.org's `LocalBusiness`. */
export const BUSINESS_LD = typed(
  'LocalBusiness',
  {
    ...{ '@context': { const: 'https://schema.org' }, '@id': absolute, url: absolute, name: text, description: text },
    ...{ foundingDate: day, openingHours: listOf(text), sameAs: absolute, additionalProperty: property, address },
    knowsLanguage: listOf({ type: 'string', pattern: '^[a-z]{2}$' }),
    numberOfEmployees: typed('QuantitativeValue', { value: { type: 'integer', minimum: 0 } }),
    geo: coordinates
  },
  [
    ...['description', 'foundingDate', 'openingHours', 'sameAs', 'additionalProperty', 'address', 'knowsLanguage'],
    ...['numberOfEmployees', 'geo']
  ]
);

const planPosition = {
  type: 'array',
  items: { type: 'number', minimum: -180, maximum: 180 },
  minItems: 2,
  maxItems: 2
};
const planRing = { type: 'array', items: planPosition, minItems: 4 };
const polygonal = {
  anyOf: [
    { type: 'null' },
    object({ type: { const: 'Polygon' }, coordinates: listOf(planRing) }),
    object({ type: { const: 'MultiPolygon' }, coordinates: listOf(listOf(planRing)) })
  ]
};
const planTranslations = {
  type: 'object',
  additionalProperties: { type: 'object', properties: { wish: text, reason: text }, additionalProperties: false }
};
const planTarget = {
  ...{ use: code(PLAN_USES), wish: textOrNull, reason: textOrNull, translations: planTranslations, target_on: day },
  ...{ area_sqm: numberOrNull, frontage_m: numberOrNull }
};
const planUnit = object({
  ...{ kind: { const: 'unit' }, unit_id: id, unit_code: text, house: text, storey_level: { type: 'integer' } },
  ...{ building_part: code(BUILDING_PARTS), unit_kind: code(UNIT_KINDS), shown_as: code(['unit', 'building', 'none']) },
  ...{ joined_to: { type: ['integer', 'null'] }, status: code(SHOWN_STATUSES), present_use: codeOrNull(USE_CLASSES) },
  ...planTarget,
  parts: listOf(object(planTarget))
});
const planArea = object({
  ...{ kind: { const: 'area' }, area_id: { type: 'string', format: 'uuid' }, area_kind: code(PLAN_AREA_KINDS) },
  ...{ storeys: { type: 'integer', minimum: 0 }, use: code(PLAN_USES), wish: textOrNull, reason: textOrNull },
  ...{ translations: planTranslations, target_on: day, area_sqm: { type: 'number', exclusiveMinimum: 0 } }
});

/** A use plan as GeoJSON (RFC 7946), with what it says of itself as a foreign member. */
export const PLAN_GEOJSON = object({
  type: { const: 'FeatureCollection' },
  plan: object({
    ...{
      id,
      ref: text,
      version: id,
      title: text,
      status: code(PLAN_STATUSES),
      adopted_on: { anyOf: [day, { type: 'null' }] }
    },
    ...{ decision: textOrNull, horizon_on: day, source: text, licence: text, is_invented: { type: 'boolean' } },
    address: { type: 'string', format: 'uri' }
  }),
  features: listOf(
    object({
      ...{ type: { const: 'Feature' }, id: text, geometry: polygonal },
      properties: { anyOf: [planUnit, planArea] }
    })
  )
});
