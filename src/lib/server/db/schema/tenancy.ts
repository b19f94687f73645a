import { bigint, boolean, date, index, integer, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { PARTY_KINDS, TENANCY_TYPES } from '../../../domain/codes';
import { dateRange, identity, recordedAt } from './columns';
import { quarter } from './quarter';
import { source } from './source';
import { unit } from './unit';

/** Mieter, Nutzer or owner. Restricted: no column of a natural person reaches the public. */
export const party = pgTable(
  'party',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    ref: text('ref').notNull(),
    kind: text('kind', { enum: PARTY_KINDS }).notNull(),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id)
  },
  (t) => [unique('party_ref').on(t.quarterId, t.ref)]
);

/** Betrieb. `isPublic` holds where its name may be shown: a legal person, a visible trade sign, or consent. */
export const business = pgTable(
  'business',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    ref: text('ref').notNull(),
    partyId: uuid('party_id').references(() => party.id),
    name: text('name').notNull(),
    isPublic: boolean('is_public').notNull(),
    branchScheme: text('branch_scheme', { enum: ['WZ2008', 'WZ2025'] }),
    branchCode: text('branch_code'),
    description: text('description'),
    /** ISO 639-1 codes; shown only with `languagesConsent` (may reveal ethnic origin, Art. 9 GDPR). */
    languages: text('languages').array().notNull().default([]),
    languagesConsent: boolean('languages_consent').notNull().default(false),
    /** In the syntax of OpenStreetMap's `opening_hours`. */
    openingHours: text('opening_hours'),
    website: text('website'),
    foundedOn: date('founded_on'),
    jobs: smallint('jobs'),
    trainingPlaces: smallint('training_places'),
    /** Offered at present. */
    openJobs: smallint('open_jobs'),
    openTrainingPlaces: smallint('open_training_places'),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [unique('business_ref').on(t.quarterId, t.ref)]
);

/** Mietverhältnis. Rent, notice and end are restricted: public only in sums. */
export const tenancy = pgTable(
  'tenancy',
  {
    id: identity(),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    partyId: uuid('party_id').references(() => party.id),
    businessId: integer('business_id').references(() => business.id),
    type: text('type', { enum: TENANCY_TYPES }).notNull(),
    valid: dateRange('valid').notNull(),
    /** The day from which the unit is known to be free again; null where no end is known. */
    knownEndOn: date('known_end_on'),
    rentCentsPerMonth: bigint('rent_cents_per_month', { mode: 'number' }),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [index('tenancy_unit').on(t.unitId), index('tenancy_business').on(t.businessId)]
);
