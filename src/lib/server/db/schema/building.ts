import { boolean, date, index, integer, pgTable, real, smallint, text, unique } from 'drizzle-orm/pg-core';
import { RENEWAL_STATES } from '../../../domain/codes';
import { bounds, bytes, dateRange, identity, recordedAt } from './columns';
import { block, district, quarter } from './quarter';
import { source } from './source';

/**
 * A house. `ref` is its lasting key within the quarter (`block-99/01` for an authored house,
 * `osm/way/123` for an imported one), so that reading the same input again finds the same row.
 */
export const building = pgTable(
  'building',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    districtId: integer('district_id').references(() => district.id),
    blockId: integer('block_id').references(() => block.id),
    ref: text('ref').notNull(),
    /** Place in the block, clockwise from its first corner; null outside a block and for courtyard buildings. */
    sequence: smallint('sequence'),
    street: text('street'),
    houseNumber: text('house_number'),
    postcode: text('postcode'),
    name: text('name'),
    /** False where the source's address is doubtful. */
    isAddressChecked: boolean('is_address_checked').notNull().default(true),
    isCourtyard: boolean('is_courtyard').notNull().default(false),
    /** Full storeys above ground, the ground floor included, without the roof. */
    storeysAbove: smallint('storeys_above'),
    roofStoreys: smallint('roof_storeys'),
    eavesM: real('eaves_m'),
    ridgeM: real('ridge_m'),
    builtYear: smallint('built_year'),
    isMonument: boolean('is_monument').notNull().default(false),
    footprintSqm: real('footprint_sqm').notNull(),
    /** GeoJSON Polygon or MultiPolygon text, WGS84. */
    geometry: text('geometry').notNull(),
    bounds: bounds('bounds').notNull(),
    /** Packed Web Mercator rings for tiles, see `domain/packed-rings.ts`. */
    packed: bytes('packed').notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    /** State of the source record, such as the last edit of the map object. */
    sourceAsOf: date('source_as_of'),
    recordedAt: recordedAt()
  },
  (t) => [
    unique('building_ref').on(t.quarterId, t.ref),
    index('building_bounds').using('gist', t.bounds),
    index('building_block').on(t.blockId),
    index('building_district').on(t.districtId),
    index('building_address').on(t.quarterId, t.street, t.houseNumber)
  ]
);

/** Renewal state of a house as dated intervals; at most one per day (exclusion constraint). */
export const buildingRenewal = pgTable(
  'building_renewal',
  {
    id: identity(),
    buildingId: integer('building_id')
      .notNull()
      .references(() => building.id),
    state: text('state', { enum: RENEWAL_STATES }).notNull(),
    valid: dateRange('valid').notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [index('building_renewal_building').on(t.buildingId)]
);
