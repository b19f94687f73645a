import { date, index, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import {
  ENQUIRY_STATES,
  MESSAGE_AUTHORS,
  REQUEST_KINDS,
  REQUEST_STATES,
  USE_CLASSES,
  VIEWING_STATES
} from '../../../domain/codes';
import type { RequestCriteria } from '../../../domain/space-request';
import { account } from './account';
import { identity } from './columns';
import { listing } from './listing';
import { quarter } from './quarter';

// Everything here is about people who look for a space. None of it is in the audit trail's row images, none in a public
// projection, and all of it goes when its time is over or the person says so.

const instant = (name: string) => timestamp(name, { withTimezone: true });
const quarterId = () =>
  integer('quarter_id')
    .notNull()
    .references(() => quarter.id);

/** Gesuch, or a search that somebody wants to hear of again. Stored with consent, confirmed by mail. */
export const spaceRequest = pgTable(
  'space_request',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    quarterId: quarterId(),
    kind: text('kind', { enum: REQUEST_KINDS }).notNull(),
    criteria: jsonb('criteria').$type<RequestCriteria>().notNull(),
    /** The person's language: of the mails, and of what they read. */
    locale: text('locale').notNull(),
    email: text('email').notNull(),
    name: text('name'),
    message: text('message'),
    /** When they agreed that it is stored. */
    consentedAt: instant('consented_at').notNull(),
    /** Double opt-in: nothing but the mail that asks for it is sent before. */
    confirmedAt: instant('confirmed_at'),
    /** Wants mails about fitting spaces; null for a request that is only for the counsellors. */
    alertsFrom: instant('alerts_from'),
    /** The language in which they want to be counselled; null where they do not. */
    counsellingLanguage: text('counselling_language'),
    counsellingConsentedAt: instant('counselling_consented_at'),
    counsellorId: uuid('counsellor_id').references(() => account.id),
    state: text('state', { enum: REQUEST_STATES }).notNull().default('open'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Deleted from that day on. */
    expiresOn: date('expires_on').notNull()
  },
  (t) => [index('space_request_quarter').on(t.quarterId, t.confirmedAt), index('space_request_expiry').on(t.expiresOn)]
);

/** Of which offers a person was told, so that nobody hears of one twice. */
export const spaceAlert = pgTable(
  'space_alert',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => spaceRequest.id, { onDelete: 'cascade' }),
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id, { onDelete: 'cascade' }),
    sentAt: instant('sent_at').notNull().defaultNow()
  },
  (t) => [primaryKey({ name: 'space_alert_pk', columns: [t.requestId, t.listingId] })]
);

/** What stays of an enquiry when it is deleted: nothing that is about a person. */
export const enquiryStatistic = pgTable(
  'enquiry_statistic',
  {
    id: identity(),
    quarterId: quarterId(),
    receivedOn: date('received_on').notNull(),
    firstAnswerMinutes: integer('first_answer_minutes'),
    outcome: text('outcome', { enum: ENQUIRY_STATES }).notNull()
  },
  (t) => [index('enquiry_statistic_day').on(t.quarterId, t.receivedOn)]
);

/** Anfrage to one offer. */
export const enquiry = pgTable(
  'enquiry',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    quarterId: quarterId(),
    listingId: integer('listing_id')
      .notNull()
      .references(() => listing.id),
    statisticId: integer('statistic_id')
      .notNull()
      .references(() => enquiryStatistic.id),
    locale: text('locale').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    phone: text('phone'),
    useClass: text('use_class', { enum: USE_CLASSES }),
    state: text('state', { enum: ENQUIRY_STATES }).notNull().default('new'),
    consentedAt: instant('consented_at').notNull(),
    counsellingLanguage: text('counselling_language'),
    counsellingConsentedAt: instant('counselling_consented_at'),
    counsellorId: uuid('counsellor_id').references(() => account.id),
    /** When whoever took the counselling on said that it is done. */
    counsellingDoneAt: instant('counselling_done_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
    firstAnsweredAt: instant('first_answered_at'),
    /** Deleted from that day on. */
    expiresOn: date('expires_on').notNull()
  },
  (t) => [index('enquiry_listing').on(t.listingId), index('enquiry_expiry').on(t.expiresOn)]
);

/** What was said in an enquiry, in order. Notes are the desk's own. */
export const enquiryMessage = pgTable(
  'enquiry_message',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    enquiryId: uuid('enquiry_id')
      .notNull()
      .references(() => enquiry.id, { onDelete: 'cascade' }),
    at: instant('at').notNull().defaultNow(),
    author: text('author', { enum: MESSAGE_AUTHORS }).notNull(),
    accountId: uuid('account_id').references(() => account.id),
    body: text('body').notNull()
  },
  (t) => [index('enquiry_message_enquiry').on(t.enquiryId)]
);

/** Besichtigung. */
export const viewing = pgTable(
  'viewing',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    enquiryId: uuid('enquiry_id')
      .notNull()
      .references(() => enquiry.id, { onDelete: 'cascade' }),
    startsAt: instant('starts_at').notNull(),
    durationMinutes: smallint('duration_minutes').notNull(),
    place: text('place').notNull(),
    state: text('state', { enum: VIEWING_STATES }).notNull(),
    /** Counts up with each change, as calendars want it (RFC 5545, SEQUENCE). */
    sequence: smallint('sequence').notNull().default(0),
    changedAt: instant('changed_at').notNull().defaultNow()
  },
  (t) => [index('viewing_enquiry').on(t.enquiryId)]
);
