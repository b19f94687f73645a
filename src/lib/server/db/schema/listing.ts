import { sql } from 'drizzle-orm';
import {
  bigint,
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
  timestamp,
  unique
} from 'drizzle-orm/pg-core';
import { ENERGY_KINDS, LISTING_FILE_KINDS, LISTING_STATUSES, USE_CLASSES } from '../../../domain/codes';
import { organisation } from './account';
import { bytes, identity, recordedAt } from './columns';
import { quarter } from './quarter';
import { source } from './source';
import { unit } from './unit';

/** Angebot. The asking rent is what the owner publishes, never a unit's agreed rent. */
export const listing = pgTable(
  'listing',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    unitId: integer('unit_id')
      .notNull()
      .references(() => unit.id),
    ref: text('ref').notNull(),
    /** Who offers it; null where the desk keeps it for an owner without an account. */
    organisationId: integer('organisation_id').references(() => organisation.id),
    title: text('title').notNull(),
    description: text('description').notNull(),
    status: text('status', { enum: LISTING_STATUSES }).notNull(),
    availableOn: date('available_on').notNull(),
    /** What it may be used for, as the owner offers it; empty where nobody has said. */
    suitableUses: text('suitable_uses', { enum: USE_CLASSES }).array().notNull().default([]),
    /** Conditions of use in words. */
    conditions: text('conditions'),
    /** Cold rent asked, per square metre and month; null means "on request". */
    rentCentsPerSqm: bigint('rent_cents_per_sqm', { mode: 'number' }),
    serviceChargeCentsPerSqm: bigint('service_charge_cents_per_sqm', { mode: 'number' }),
    isVatAdded: boolean('is_vat_added').notNull().default(false),
    /** In months of cold rent. */
    depositMonths: integer('deposit_months'),
    minTermMonths: smallint('min_term_months'),
    maxTermMonths: smallint('max_term_months'),
    /** The smallest part that is let by itself; null where the space is let as a whole. */
    divisibleFromSqm: real('divisible_from_sqm'),
    fitOut: text('fit_out'),
    energyKind: text('energy_kind', { enum: ENERGY_KINDS }),
    /** Final energy per square metre and year, as the certificate says. */
    energyKwhPerSqm: real('energy_kwh_per_sqm'),
    contactName: text('contact_name'),
    /** Restricted: where enquiries go beside the accounts of the organisation. */
    contactEmail: text('contact_email'),
    publishedOn: date('published_on'),
    /** First day on which it is not shown any more. */
    expiresOn: date('expires_on'),
    /** When the owner or the desk last said that it is still free. */
    confirmedOn: date('confirmed_on'),
    /** Restricted: why the desk sent a draft back. */
    reviewNote: text('review_note'),
    isAddressReleased: boolean('is_address_released').notNull().default(true),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [
    unique('listing_ref').on(t.quarterId, t.ref),
    index('listing_unit').on(t.unitId),
    index('listing_expiry').on(t.expiresOn),
    check('listing_terms', sql`${t.minTermMonths} <= ${t.maxTermMonths}`),
    check('listing_energy_has_kind', sql`${t.energyKwhPerSqm} is null or ${t.energyKind} is not null`)
  ]
);

/**
 * Photo or floor plan of an offer: made smaller and without its metadata when it came, shown where the offer is. Its
 * bytes are not part of the audit trail.
 */
export const listingFile = pgTable(
  'listing_file',
  {
    id: identity(),
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: LISTING_FILE_KINDS }).notNull(),
    position: smallint('position').notNull(),
    mediaType: text('media_type').notNull(),
    widthPx: smallint('width_px').notNull(),
    heightPx: smallint('height_px').notNull(),
    /** Hex; part of its address, so that it may be kept for good. */
    sha256: text('sha256').notNull(),
    data: bytes('data').notNull(),
    /** What is to be seen, for those who do not see it. */
    altText: text('alt_text').notNull(),
    /** Who made it and under which licence it may be shown. */
    credit: text('credit').notNull(),
    takenOn: date('taken_on'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (t) => [index('listing_file_listing').on(t.listingId), unique('listing_file_once').on(t.listingId, t.sha256)]
);

/** Which reminder before which end was sent, so that none is sent twice. */
export const listingReminder = pgTable(
  'listing_reminder',
  {
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id, { onDelete: 'cascade' }),
    expiresOn: date('expires_on').notNull(),
    daysBefore: smallint('days_before').notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }).notNull().defaultNow()
  },
  (t) => [primaryKey({ name: 'listing_reminder_pk', columns: [t.listingId, t.expiresOn, t.daysBefore] })]
);

/**
 * Offers that changed, by the revision of the scope `offers`, so that the spaces in memory follow without being read
 * again; as `stockChange`.
 */
export const offerChange = pgTable(
  'offer_change',
  { revision: bigint('revision', { mode: 'number' }).notNull(), listingId: integer('listing_id') },
  (t) => [index('offer_change_revision').on(t.revision)]
);
