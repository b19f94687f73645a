import {
  boolean,
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
import { GRANTABLE_ROLES } from '../../../domain/access';
import { ACCOUNT_TOKEN_KINDS, LINK_KINDS, type InvitationPayload } from '../../../domain/account';
import { building } from './building';
import { bytes, identity } from './columns';
import { quarter } from './quarter';
import { business } from './tenancy';

const instant = (name: string) => timestamp(name, { withTimezone: true });
const createdAt = () => instant('created_at').notNull().defaultNow();

/** Whom an account may speak for: an owner with houses, a business, an office. */
export const organisation = pgTable(
  'organisation',
  {
    id: identity(),
    quarterId: integer('quarter_id')
      .notNull()
      .references(() => quarter.id),
    name: text('name').notNull(),
    createdAt: createdAt()
  },
  (t) => [unique('organisation_name').on(t.quarterId, t.name)]
);

/** Houses that an organisation owns or looks after. */
export const organisationBuilding = pgTable(
  'organisation_building',
  {
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    buildingId: integer('building_id')
      .notNull()
      .references(() => building.id)
  },
  (t) => [primaryKey({ name: 'organisation_building_pk', columns: [t.organisationId, t.buildingId] })]
);

/** Businesses whose entry an organisation keeps. */
export const organisationBusiness = pgTable(
  'organisation_business',
  {
    organisationId: integer('organisation_id')
      .notNull()
      .references(() => organisation.id),
    businessId: integer('business_id')
      .notNull()
      .references(() => business.id)
  },
  (t) => [primaryKey({ name: 'organisation_business_pk', columns: [t.organisationId, t.businessId] })]
);

/** A person who can sign in. Never deleted, because the audit list names it; `disabledAt` ends it. */
export const account = pgTable('account', {
  id: uuid('id').primaryKey().defaultRandom(),
  /** Lower case. */
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  locale: text('locale').notNull(),
  /** ISO 639-1: in which a counsellor can be talked to. */
  languages: text('languages').array().notNull().default([]),
  /** Argon2id, in PHC form. */
  passwordHash: text('password_hash').notNull(),
  /** Base32; in force once `totpConfirmedAt` is set. */
  totpSecret: text('totp_secret'),
  totpConfirmedAt: instant('totp_confirmed_at'),
  /** Time step of the last accepted code: a code counts once. */
  totpLastStep: integer('totp_last_step'),
  createdAt: createdAt(),
  disabledAt: instant('disabled_at')
});

/** A role in a quarter (null: in all), for an organisation where the role is about its own things. */
export const accountGrant = pgTable(
  'account_grant',
  {
    id: identity(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    role: text('role', { enum: GRANTABLE_ROLES }).notNull(),
    quarterId: integer('quarter_id').references(() => quarter.id),
    organisationId: integer('organisation_id').references(() => organisation.id),
    createdAt: createdAt()
  },
  (t) => [unique('account_grant_once').on(t.accountId, t.role, t.quarterId, t.organisationId).nullsNotDistinct()]
);

/** `id` is the SHA-256 of the token in the cookie. */
export const session = pgTable(
  'session',
  {
    id: text('id').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => account.id),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
    /** What the browser calls itself, for the list of one's own sessions. */
    userAgent: text('user_agent')
  },
  (t) => [index('session_account').on(t.accountId)]
);

/** A link or a step that works once and for some time. `id` is the SHA-256 of the secret. */
export const accountToken = pgTable(
  'account_token',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: ACCOUNT_TOKEN_KINDS }).notNull(),
    accountId: uuid('account_id').references(() => account.id),
    invitation: jsonb('invitation').$type<InvitationPayload>(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at')
  },
  (t) => [index('account_token_account').on(t.accountId)]
);

/**
 * A link of a mail for somebody without an account; each mail gets its own. `id` is the SHA-256 of the secret. The
 * subject is the id of what it is about.
 */
export const linkToken = pgTable(
  'link_token',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: LINK_KINDS }).notNull(),
    subject: text('subject').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull()
  },
  (t) => [index('link_token_subject').on(t.kind, t.subject)]
);

/** Random keys that the product makes for itself at first use, such as the one that signs public forms. */
export const ownKey = pgTable('own_key', { name: text('name').primaryKey(), key: bytes('key').notNull() });

/** Work that the product does by itself, and when it last did. */
export const jobRun = pgTable('job_run', {
  name: text('name').primaryKey(),
  startedAt: instant('started_at').notNull(),
  endedAt: instant('ended_at'),
  lastError: text('last_error')
});

/** Failed or costly attempts by key (an account or an address) within the current window. */
export const throttle = pgTable('throttle', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  windowEndsAt: instant('window_ends_at').notNull()
});

/** Mails, written in the transaction that wants them; sent from here, or read here where no SMTP server is set. */
export const mail = pgTable(
  'mail',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    /** Plain text; emptied once it is sent, because links in it are keys. */
    body: text('body').notNull(),
    locale: text('locale').notNull(),
    /** Whom an answer goes to, where that is not the sender. */
    replyTo: text('reply_to'),
    /** One press of the mail program ends these mails (RFC 8058). */
    unsubscribeUrl: text('unsubscribe_url'),
    /** An iCalendar file that comes with it; emptied with the text. */
    calendar: text('calendar'),
    /** What it is about, such as `enquiry/<id>`: it goes together with that. */
    about: text('about'),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull().defaultNow(),
    lastError: text('last_error'),
    isGivenUp: boolean('is_given_up').notNull().default(false)
  },
  (t) => [index('mail_due').on(t.nextAttemptAt), index('mail_about').on(t.about)]
);
