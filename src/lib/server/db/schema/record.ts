import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid
} from 'drizzle-orm/pg-core';
import { AUDIT_ACTIONS } from '../../../domain/codes';
import { account } from './account';
import { identity } from './columns';
import { quarter } from './quarter';

/** Text of a record's field in another language than the base column's. */
export const translation = pgTable(
  'translation',
  {
    entity: text('entity').notNull(),
    entityId: integer('entity_id').notNull(),
    field: text('field').notNull(),
    locale: text('locale').notNull(),
    text: text('text').notNull(),
    state: text('state', { enum: ['machine', 'reviewed', 'original'] }).notNull(),
    /** Hash of the base text that was translated, so that a changed original shows. */
    sourceHash: text('source_hash').notNull()
  },
  (t) => [primaryKey({ name: 'translation_pk', columns: [t.entity, t.entityId, t.field, t.locale] })]
);

/**
 * Who changed what, when and why; append-only. The rows that a change touched stand in `audit_row`. `at` is the
 * second clock: the moment from which the product knew it.
 */
export const auditEvent = pgTable(
  'audit_event',
  {
    id: identity(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    /** What the actor was called then; `system` for the program itself. */
    actor: text('actor').notNull(),
    accountId: uuid('account_id').references(() => account.id),
    quarterId: integer('quarter_id').references(() => quarter.id),
    action: text('action', { enum: AUDIT_ACTIONS }).notNull(),
    /** What it is about in the first place. */
    entity: text('entity').notNull(),
    entityId: integer('entity_id'),
    unitIds: integer('unit_ids').array().notNull().default([]),
    buildingIds: integer('building_ids').array().notNull().default([]),
    /** The day from which a change holds in the world. */
    effectiveOn: date('effective_on'),
    /** The change that this one takes back; held by a trigger, because a foreign key wants the right to update. */
    undoesId: integer('undoes_id'),
    /** Counts and keys of a seeding, an import or an account change; never restricted data. */
    detail: jsonb('detail'),
    reason: text('reason')
  },
  (t) => [
    index('audit_event_entity').on(t.entity, t.entityId),
    index('audit_event_units').using('gin', t.unitIds),
    index('audit_event_buildings').using('gin', t.buildingIds),
    index('audit_event_account').on(t.accountId),
    index('audit_event_quarter').on(t.quarterId, t.id),
    unique('audit_event_undone_once').on(t.undoesId)
  ]
);

/**
 * One row as it was before and after a change, written by triggers in the same transaction, whoever writes.
 * Null is "was not there". Append-only. The views of the schema `known` read past states from it.
 */
export const auditRow = pgTable(
  'audit_row',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    /** Null for what the program brought into line by itself; else a change of the same transaction, as a trigger holds. */
    eventId: integer('event_id'),
    at: timestamp('at', { withTimezone: true }).notNull(),
    entity: text('entity').notNull(),
    /** The row's primary key as text. */
    rowKey: text('row_key').notNull(),
    old: jsonb('old').$type<Readonly<Record<string, unknown>>>(),
    new: jsonb('new').$type<Readonly<Record<string, unknown>>>()
  },
  (t) => [
    index('audit_row_event').on(t.eventId),
    index('audit_row_row').on(t.entity, t.rowKey, t.id),
    index('audit_row_at').on(t.entity, t.at)
  ]
);

/**
 * How often a unit or a house was changed: what a form was filled in on. A save takes the row first, so that two
 * people never write over one another.
 */
export const recordVersion = pgTable(
  'record_version',
  {
    entity: text('entity', {
      enum: ['unit', 'building', 'business', 'listing', 'guide_step', 'advice_office']
    }).notNull(),
    entityId: integer('entity_id').notNull(),
    version: integer('version').notNull()
  },
  (t) => [primaryKey({ name: 'record_version_pk', columns: [t.entity, t.entityId] })]
);

/**
 * Units whose stock changed, by the revision of the scope `stock`, so that figures in memory follow without
 * reading the quarter again. A null unit means more than is worth listing. Old revisions are dropped.
 */
export const stockChange = pgTable(
  'stock_change',
  { revision: bigint('revision', { mode: 'number' }).notNull(), unitId: integer('unit_id') },
  (t) => [index('stock_change_revision').on(t.revision)]
);

/** One counter per scope (`geometry`, `attributes`), raised by statement triggers with every change. */
export const revision = pgTable('revision', {
  scope: text('scope').primaryKey(),
  value: bigint('value', { mode: 'number' }).notNull()
});

/** What search looks through: one row per findable record, kept by triggers. */
export const searchEntry = pgTable(
  'search_entry',
  {
    entity: text('entity', { enum: ['building', 'business', 'unit', 'street'] }).notNull(),
    entityId: integer('entity_id').notNull(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    /** Lower case, without accents, ß as ss, "straße" and "str." alike. */
    haystack: text('haystack').notNull(),
    rank: integer('rank').notNull().default(0)
  },
  (t) => [
    primaryKey({ name: 'search_entry_pk', columns: [t.entity, t.entityId] }),
    index('search_entry_haystack').using('gin', t.haystack.op('gin_trgm_ops'))
  ]
);
