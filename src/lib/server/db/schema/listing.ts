import { bigint, boolean, date, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { LISTING_STATUSES } from '../../../domain/codes';
import { identity, recordedAt } from './columns';
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
    title: text('title').notNull(),
    description: text('description').notNull(),
    status: text('status', { enum: LISTING_STATUSES }).notNull(),
    availableOn: date('available_on').notNull(),
    /** Cold rent asked, per square metre and month; null means "on request". */
    rentCentsPerSqm: bigint('rent_cents_per_sqm', { mode: 'number' }),
    serviceChargeCentsPerSqm: bigint('service_charge_cents_per_sqm', { mode: 'number' }),
    depositMonths: integer('deposit_months'),
    fitOut: text('fit_out'),
    contactName: text('contact_name'),
    publishedOn: date('published_on'),
    expiresOn: date('expires_on'),
    isAddressReleased: boolean('is_address_released').notNull().default(true),
    sourceId: integer('source_id')
      .notNull()
      .references(() => source.id),
    recordedAt: recordedAt()
  },
  (t) => [unique('listing_ref').on(t.quarterId, t.ref), index('listing_unit').on(t.unitId)]
);
