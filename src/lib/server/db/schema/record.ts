import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
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

/** Append-only record of every change. */
export const auditEvent = pgTable(
  'audit_event',
  {
    id: identity(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    entity: text('entity').notNull(),
    entityId: integer('entity_id'),
    forward: jsonb('forward'),
    reverse: jsonb('reverse'),
    reason: text('reason')
  },
  (t) => [index('audit_event_entity').on(t.entity, t.entityId)]
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
