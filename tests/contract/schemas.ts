import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { SHOWN_STATUSES, UNIT_KINDS, USE_CLASSES } from '../../src/lib/domain/codes';
import { FIGURE_GROUPS, PUBLIC_FIGURE_CODES } from '../../src/lib/domain/figure';

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
