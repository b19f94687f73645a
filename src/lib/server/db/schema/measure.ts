import { bigint, date, index, integer, pgTable, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core';
import { FUNDING_SOURCES, MEASURE_TYPES, MILESTONE_KINDS } from '../../../domain/codes';
import { building } from './building';
import { identity, recordedAt } from './columns';
import { quarter, renewalArea } from './quarter';
import { source } from './source';

/** Gesamtmaßnahme: what urban-renewal funding is granted for. */
export const overallMeasure = pgTable(
  'overall_measure',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    renewalAreaId: integer('renewal_area_id').references(() => renewalArea.id),
    ref: text('ref').notNull(),
    title: text('title').notNull(),
    programme: text('programme').notNull(),
    legalBasis: text('legal_basis'),
    startOn: date('start_on'),
    endOn: date('end_on'),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [unique('overall_measure_ref').on(t.quarterId, t.ref)]
);

/** Einzelmaßnahme. Its state follows from its milestones; `cancelledOn` ends it early. */
export const measure = pgTable(
  'measure',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    overallMeasureId: integer('overall_measure_id').references(() => overallMeasure.id),
    ref: text('ref').notNull(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    type: text('type', { enum: MEASURE_TYPES }).notNull(),
    cancelledOn: date('cancelled_on'),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [unique('measure_ref').on(t.quarterId, t.ref)]
);

export const measureBuilding = pgTable(
  'measure_building',
  {
    measureId: integer('measure_id')
      .notNull()
      .references(() => measure.id),
    buildingId: integer('building_id')
      .notNull()
      .references(() => building.id)
  },
  (t) => [
    primaryKey({ name: 'measure_building_pk', columns: [t.measureId, t.buildingId] }),
    index('measure_building_building').on(t.buildingId)
  ]
);

export const milestone = pgTable(
  'milestone',
  {
    id: identity(),
    measureId: integer('measure_id')
      .notNull()
      .references(() => measure.id),
    kind: text('kind', { enum: MILESTONE_KINDS }).notNull(),
    plannedOn: date('planned_on'),
    actualOn: date('actual_on')
  },
  (t) => [unique('milestone_kind').on(t.measureId, t.kind)]
);

/** Fördermittel per measure, year and source; cents. The private owner's share is public only as a class. */
export const fundingLine = pgTable(
  'funding_line',
  {
    id: identity(),
    measureId: integer('measure_id')
      .notNull()
      .references(() => measure.id),
    programme: text('programme').notNull(),
    year: smallint('year').notNull(),
    source: text('source', { enum: FUNDING_SOURCES }).notNull(),
    plannedCents: bigint('planned_cents', { mode: 'number' }).notNull(),
    approvedCents: bigint('approved_cents', { mode: 'number' }),
    paidCents: bigint('paid_cents', { mode: 'number' })
  },
  (t) => [index('funding_line_measure').on(t.measureId)]
);
