import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  smallint,
  text,
  timestamp,
  unique,
  uuid
} from 'drizzle-orm/pg-core';
import { PLAN_STATUSES, PLAN_USES, USE_CLASSES } from '../../../domain/codes';
import { COMMENT_OUTCOMES, COMMENT_STATES, PLAN_AREA_KINDS, PLAN_RATIO_KEYS } from '../../../domain/plan-codes';
import type { PlanTranslations } from '../../../domain/plan/plan-content';
import { identity, recordedAt } from './columns';
import { listing } from './listing';
import { measure } from './measure';
import { block, quarter } from './quarter';
import { source } from './source';
import { unit } from './unit';

/**
 * Nutzungskonzept: one scenario for a block (null: for the whole quarter). Only a draft can be drawn on; a trigger
 * refuses every change of the content of a plan that is none.
 */
export const usePlan = pgTable(
  'use_plan',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    blockId: integer('block_id').references(() => block.id),
    ref: text('ref').notNull(),
    /** Versions of one plan share it: the `ref` of the first. */
    series: text('series').notNull(),
    version: smallint('version').notNull().default(1),
    /** The plan that this one was copied from. */
    basedOnId: integer('based_on_id'),
    title: text('title').notNull(),
    summary: text('summary').notNull(),
    status: text('status', { enum: PLAN_STATUSES }).notNull(),
    adoptedOn: date('adopted_on'),
    /** Who decided and where that can be read, such as the number of the council's paper. */
    decision: text('decision'),
    withdrawnOn: date('withdrawn_on'),
    /** First and last day on which the public may comment. */
    consultationFrom: date('consultation_from'),
    consultationTo: date('consultation_to'),
    /** The date by which the plan as a whole shall be reality. */
    horizonOn: date('horizon_on').notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [
    unique('use_plan_ref').on(t.quarterId, t.ref),
    unique('use_plan_version').on(t.quarterId, t.series, t.version),
    check('use_plan_consultation', sql`${t.consultationFrom} <= ${t.consultationTo}`)
  ]
);

/**
 * What a unit should become under a plan, by when and why. A unit that the plan divides has a row per part, with areas
 * that add up to its own; one that the plan joins to another has a row that names it and nothing else.
 */
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
    /** From 1 on, from left to right as seen from the street. */
    part: smallint('part').notNull().default(1),
    /** The unit whose targets this one shares. */
    joinedToId: integer('joined_to_id').references(() => unit.id),
    useClass: text('use_class', { enum: PLAN_USES }),
    /** Of a part; null where the unit is not divided. */
    areaSqm: doublePrecision('area_sqm'),
    frontageM: doublePrecision('frontage_m'),
    /** The wished-for offer in words, such as "Arabisches Restaurant". */
    wish: text('wish'),
    reason: text('reason'),
    /** Wish and reason in other languages, by locale. */
    translations: jsonb('translations').$type<PlanTranslations>().notNull().default({}),
    targetOn: date('target_on')
  },
  (t) => [
    unique('use_plan_target_part').on(t.planId, t.unitId, t.part),
    index('use_plan_target_of_unit').on(t.unitId),
    check(
      'use_plan_target_joined_or_used',
      sql`(${t.joinedToId} is null) = (${t.useClass} is not null) and (${t.useClass} is null) = (${t.targetOn} is null)`
    )
  ]
);

/**
 * A new building or a part of the courtyard that a plan draws on the map. `areaId` is what stays the same in copies and
 * versions of the plan, so that they can be compared.
 */
export const usePlanArea = pgTable(
  'use_plan_area',
  {
    id: identity(),
    areaId: uuid('area_id').notNull(),
    planId: integer('plan_id')
      .notNull()
      .references(() => usePlan.id),
    kind: text('kind', { enum: PLAN_AREA_KINDS }).notNull(),
    useClass: text('use_class', { enum: PLAN_USES }).notNull(),
    /** Storeys of a building; 0 for a part of the courtyard. */
    storeys: smallint('storeys').notNull(),
    /** GeoJSON text of a polygon. */
    geometry: text('geometry').notNull(),
    /** Of the ground that it covers, worked out from the geometry when it was saved. */
    areaSqm: real('area_sqm').notNull(),
    wish: text('wish'),
    reason: text('reason'),
    translations: jsonb('translations').$type<PlanTranslations>().notNull().default({}),
    targetOn: date('target_on').notNull()
  },
  (t) => [unique('use_plan_area_once').on(t.planId, t.areaId)]
);

/** What somebody of the public said on a plan in consultation. Not part of the audit trail's images: it must be deletable. */
export const planComment = pgTable(
  'plan_comment',
  {
    id: identity(),
    planId: integer('plan_id')
      .notNull()
      .references(() => usePlan.id),
    /** What it is about; both null: the plan as a whole. */
    unitId: integer('unit_id').references(() => unit.id),
    areaId: uuid('area_id'),
    body: text('body').notNull(),
    locale: text('locale').notNull(),
    /** As the person wants to be named; null: not at all. */
    name: text('name'),
    /** Restricted: where the answer goes; emptied when it is over. */
    email: text('email'),
    state: text('state', { enum: COMMENT_STATES }).notNull().default('received'),
    /** Restricted: why it was not shown. */
    moderationNote: text('moderation_note'),
    outcome: text('outcome', { enum: COMMENT_OUTCOMES }),
    reply: text('reply'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    answeredAt: timestamp('answered_at', { withTimezone: true })
  },
  (t) => [index('plan_comment_plan').on(t.planId, t.state)]
);

/** What was begun to make a target real. */
export const planFollowUp = pgTable(
  'plan_follow_up',
  {
    id: identity(),
    targetId: integer('target_id')
      .notNull()
      .references(() => usePlanTarget.id),
    listingId: integer('listing_id').references(() => listing.id),
    measureId: integer('measure_id').references(() => measure.id),
    createdOn: date('created_on').notNull()
  },
  (t) => [
    index('plan_follow_up_target').on(t.targetId),
    check('plan_follow_up_one', sql`num_nonnulls(${t.listingId}, ${t.measureId}) = 1`)
  ]
);

/** A published ratio by which effects are worked out. Without a use class it holds for all. */
export const planRatio = pgTable(
  'plan_ratio',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    key: text('key', { enum: PLAN_RATIO_KEYS }).notNull(),
    useClass: text('use_class', { enum: USE_CLASSES }),
    value: doublePrecision('value').notNull(),
    /** Who published it, and where; in the quarter's base language. */
    citation: text('citation').notNull(),
    link: text('link'),
    /** True where it is a rule of thumb or invented for the demonstration, and says so. */
    isAssumption: boolean('is_assumption').notNull(),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [unique('plan_ratio_once').on(t.quarterId, t.key, t.useClass).nullsNotDistinct()]
);

/** A hint on a target, with its legal source: data that administrators edit, checked by its own examples. */
export const planRule = pgTable(
  'plan_rule',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    ref: text('ref').notNull(),
    position: smallint('position').notNull(),
    title: text('title').notNull(),
    hint: text('hint').notNull(),
    /** Such as "§ 6a Abs. 4 BauNVO". */
    legalSource: text('legal_source').notNull(),
    link: text('link'),
    /** `domain/plan/plan-rule.ts`, `RuleCondition`. */
    condition: jsonb('condition').notNull(),
    /** `RuleExample[]`: facts, and whether the hint is given; a rule that fails its own cannot be saved. */
    examples: jsonb('examples').notNull(),
    isActive: boolean('is_active').notNull().default(true),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [unique('plan_rule_ref').on(t.quarterId, t.ref)]
);
