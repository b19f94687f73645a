import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  unique
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import {
  AREA_TYPES,
  BUILDING_PARTS,
  DISCLOSURE_GROUNDS,
  LOCATION_PRECISIONS,
  OCCUPANCY_STATUSES,
  STOREY_TYPES,
  UNIT_KINDS,
  USE_CLASSES,
  VACANCY_REASONS
} from '../../../domain/codes';
import { building } from './building';
import { dateRange, identity, recordedAt } from './columns';
import { source } from './source';
import { tenancy } from './tenancy';

/** Geschoss. `level` counts from the ground floor (EG = 0, KG = -1); `baseM` and `heightM` place it on the map. */
export const storey = pgTable(
  'storey',
  {
    id: identity(),
    buildingId: integer('building_id')
      .notNull()
      .references(() => building.id),
    part: text('part', { enum: BUILDING_PARTS }).notNull(),
    level: smallint('level').notNull(),
    type: text('type', { enum: STOREY_TYPES }).notNull(),
    /** Order from below within the part; may be fractional for mezzanines. */
    sort: real('sort').notNull(),
    baseM: real('base_m').notNull(),
    heightM: real('height_m').notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [unique('storey_place').on(t.buildingId, t.part, t.sort), check('storey_height', sql`${t.heightM} > 0`)]
);

/** Nutzungseinheit. Exists during `valid`; a split or merge closes units and opens new ones with predecessors. */
export const unit = pgTable(
  'unit',
  {
    id: identity(),
    buildingId: integer('building_id')
      .notNull()
      .references(() => building.id),
    storeyId: integer('storey_id')
      .notNull()
      .references(() => storey.id),
    code: text('code').notNull(),
    /** Order along the front of its storey, seen from the street, from the left; fractional after a division. */
    position: real('position').notNull(),
    kind: text('kind', { enum: UNIT_KINDS }).notNull(),
    areaSqm: real('area_sqm'),
    areaType: text('area_type', { enum: AREA_TYPES }),
    frontageM: real('frontage_m'),
    hasOwnEntrance: boolean('has_own_entrance').notNull().default(false),
    isStepFree: boolean('is_step_free'),
    isDivisible: boolean('is_divisible'),
    powerKw: real('power_kw'),
    hasExtractor: boolean('has_extractor'),
    hasToilet: boolean('has_toilet'),
    /** Zweiter Rettungsweg (§ 33 MBO): another way out than the stairs. */
    hasSecondEscapeRoute: boolean('has_second_escape_route'),
    isShopUsePlausible: boolean('is_shop_use_plausible').notNull().default(false),
    disclosure: text('disclosure', { enum: DISCLOSURE_GROUNDS }).notNull().default('withheld'),
    locationPrecision: text('location_precision', { enum: LOCATION_PRECISIONS }).notNull().default('exact'),
    /** GeoJSON text of the unit's share of the footprint. */
    geometry: text('geometry').notNull(),
    valid: dateRange('valid').notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [
    index('unit_building').on(t.buildingId),
    index('unit_storey').on(t.storeyId),
    check('unit_area_positive', sql`${t.areaSqm} > 0`),
    check('unit_frontage_positive', sql`${t.frontageM} > 0`),
    check('unit_area_has_type', sql`(${t.areaSqm} is null) = (${t.areaType} is null)`)
  ]
);

export const unitPredecessor = pgTable(
  'unit_predecessor',
  {
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    predecessorId: integer('predecessor_id')
      .notNull()
      .references(() => unit.id)
  },
  (t) => [primaryKey({ name: 'unit_predecessor_pk', columns: [t.unitId, t.predecessorId] })]
);

/**
 * Belegung: the status and actual use of a unit as dated intervals. No two of a unit overlap (exclusion
 * constraint) and none is missing between the first and the last (deferred constraint trigger).
 */
export const occupancy = pgTable(
  'occupancy',
  {
    id: identity(),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    status: text('status', { enum: OCCUPANCY_STATUSES }).notNull(),
    useClass: text('use_class', { enum: USE_CLASSES }),
    reason: text('reason', { enum: VACANCY_REASONS }),
    /** For a vacancy: months until it could be let; null where nobody has judged it. */
    activatableMonths: smallint('activatable_months'),
    /** False where the vacancy began before the interval does and nobody knows when. */
    isStartKnown: boolean('is_start_known').notNull().default(true),
    tenancyId: integer('tenancy_id').references(() => tenancy.id),
    valid: dateRange('valid').notNull(),
    checkedOn: date('checked_on'),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [
    index('occupancy_unit').on(t.unitId),
    check('occupancy_not_empty', sql`not isempty(${t.valid})`),
    check('occupancy_starts', sql`not lower_inf(${t.valid})`)
  ]
);
