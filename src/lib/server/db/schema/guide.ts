import { boolean, integer, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core';
import { GUIDE_STEP_KINDS, USE_CLASSES } from '../../../domain/codes';
import { identity, recordedAt } from './columns';
import { quarter } from './quarter';
import { source } from './source';

/** Who can be asked: a counselling office with the languages that are spoken there. */
export const adviceOffice = pgTable(
  'advice_office',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    ref: text('ref').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    address: text('address'),
    /** ISO 639-1. */
    languages: text('languages').array().notNull().default([]),
    email: text('email'),
    phone: text('phone'),
    website: text('website'),
    openingHours: text('opening_hours'),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [unique('advice_office_ref').on(t.quarterId, t.ref)]
);

/** One of the steps to one's own shop, for some kinds of use or for all. */
export const guideStep = pgTable(
  'guide_step',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    ref: text('ref').notNull(),
    kind: text('kind', { enum: GUIDE_STEP_KINDS }).notNull(),
    /** Empty: for every kind of use. */
    uses: text('uses', { enum: USE_CLASSES }).array().notNull().default([]),
    position: smallint('position').notNull(),
    title: text('title').notNull(),
    /** Plain text; an empty line begins a paragraph, a line that begins with "- " is an item of a list. */
    body: text('body').notNull(),
    /** How long it takes, in words. */
    duration: text('duration'),
    legalBasis: text('legal_basis'),
    link: text('link'),
    officeId: integer('office_id').references(() => adviceOffice.id),
    isPublished: boolean('is_published').notNull().default(true),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [unique('guide_step_ref').on(t.quarterId, t.ref)]
);
