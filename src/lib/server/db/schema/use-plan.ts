import { date, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { PLAN_STATUSES, USE_CLASSES } from '../../../domain/codes';
import { identity, recordedAt } from './columns';
import { block, quarter } from './quarter';
import { source } from './source';
import { unit } from './unit';

/** Nutzungskonzept: one scenario for a block. */
export const usePlan = pgTable(
  'use_plan',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    blockId: integer('block_id').references(() => block.id),
    ref: text('ref').notNull(),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    status: text('status', { enum: PLAN_STATUSES }).notNull(),
    adoptedOn: date('adopted_on'),
    /** The date by which the plan as a whole shall be reality. */
    horizonOn: date('horizon_on').notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [unique('use_plan_ref').on(t.quarterId, t.ref)]
);

/** What a unit should become under a plan, by when and why. */
export const usePlanTarget = pgTable(
  'use_plan_target',
  {
    id: identity(),
    planId: integer('plan_id')
      .notNull()
      .references(() => usePlan.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    useClass: text('use_class', { enum: USE_CLASSES }).notNull(),
    /** The wished-for offer in words, such as "Arabisches Restaurant". */
    wish: text('wish'),
    reason: text('reason'),
    targetOn: date('target_on').notNull()
  },
  (t) => [unique('use_plan_target_unit').on(t.planId, t.unitId)]
);
