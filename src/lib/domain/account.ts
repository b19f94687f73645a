import type { GrantableRole } from './access';

/** What a secret link or step is for. */
export const ACCOUNT_TOKEN_KINDS = ['setup', 'invitation', 'reset', 'second_factor'] as const;
export type AccountTokenKind = (typeof ACCOUNT_TOKEN_KINDS)[number];

/** What the links of mails to people without an account are for. */
export const LINK_KINDS = ['confirm_request', 'manage_request', 'enquiry', 'confirm_listing', 'comment'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a secret link or step works. */
export const TOKEN_LIFETIME_MS: Readonly<Record<AccountTokenKind, number>> = {
  setup: DAY_MS,
  invitation: 14 * DAY_MS,
  reset: HOUR_MS,
  second_factor: 10 * MINUTE_MS
};

/** A session ends after so many days without a visit; a visit in the second half begins them anew. */
export const SESSION_DAYS = 30;

/** True for the form in which accounts and mails are named; anything else names none. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** What an invitation promises to whoever accepts it. */
export interface InvitationPayload {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly role: GrantableRole;
  /** Null: in all quarters. */
  readonly quarterId: number | null;
  readonly organisationId: number | null;
}

const MAX_EMAIL_LENGTH = 254;
export const MAX_NAME_LENGTH = 100;
/** No blanks, no control characters, nothing that means something in a mail header. */
const EMAIL = /^[^\s\p{C}@<>()[\]\\,;:"]{1,64}@[^\s\p{C}@<>()[\]\\,;:"]+$/u;

/** The one spelling of a mail address under which an account is kept; null for what is no address. */
export function normaliseEmail(text: string): string | null {
  const email = text.trim().normalize('NFC').toLowerCase();
  return email.length <= MAX_EMAIL_LENGTH && EMAIL.test(email) ? email : null;
}

/** A person's name without blanks around it; null where it is empty, too long or holds control characters. */
export function normaliseName(text: string): string | null {
  const name = text.trim().normalize('NFC');
  return name.length > 0 && name.length <= MAX_NAME_LENGTH && !/\p{Cc}/u.test(name) ? name : null;
}

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;

/** The most common passwords that are long enough, in the languages of the pages. Lower case. */
const COMMON_PASSWORDS: ReadonlySet<string> = new Set([
  ...['1234567890', '0123456789', '0987654321', '12345678910', '123456789a', '123456789q', 'a123456789', '1234567891'],
  ...[
    '123123123123',
    '1122334455',
    '9876543210',
    '1357924680',
    '147258369',
    '1234512345',
    '123456123456',
    '1029384756'
  ],
  ...[
    'qwertyuiop',
    'qwertzuiop',
    'qwertzuiopü',
    'asdfghjkl1',
    'asdfghjkl;',
    'asdfghjklö',
    'qwerty12345',
    'qwertz12345'
  ],
  ...[
    'qwerty123456',
    'qwertz123456',
    '1q2w3e4r5t',
    '1q2w3e4r5t6y',
    '1qaz2wsx3edc',
    'q1w2e3r4t5',
    'zaq12wsxcde3',
    'yxcvbnm123'
  ],
  ...['password12', 'password123', 'password1234', 'password12345', 'passwordpassword', 'mypassword', 'mypassword1'],
  ...['passwort12', 'passwort123', 'passwort1234', 'passwort12345', 'passwortpasswort', 'meinpasswort', 'geheim1234'],
  ...[
    'hallohallo',
    'hallo12345',
    'hallo123456',
    'willkommen',
    'willkommen1',
    'willkommen123',
    'schatz1234',
    'ichliebedich'
  ],
  ...[
    'administrator',
    'admin12345',
    'admin123456',
    'adminadmin',
    'welcome123',
    'welcome1234',
    'letmein1234',
    'iloveyou12'
  ],
  ...[
    'iloveyou123',
    'changeme123',
    'changemenow',
    'football123',
    'baseball123',
    'superman123',
    'computer123',
    'internet123'
  ],
  ...[
    'abcdefghij',
    'abcdefghijk',
    'abcdefghijkl',
    'abcd123456',
    'abc1234567',
    'abc123abc123',
    'test123456',
    'testtesttest'
  ],
  ...[
    'leipzig123',
    'leipzig1234',
    'leipzig2024',
    'leipzig2025',
    'leipzig2026',
    'eisenbahnstrasse',
    'sommer2025',
    'sommer2026'
  ],
  ...[
    'passw0rd123',
    'p@ssw0rd123',
    'princess123',
    'sunshine123',
    'dragon12345',
    'master12345',
    'monkey12345',
    'trustno1234'
  ]
]);

/** Why a new password is refused; `password_missing` where none was given. */
export type PasswordIssue =
  'password_missing' | 'password_too_short' | 'password_too_long' | 'password_common' | 'password_personal';

/** The form in which a password is counted and hashed: however a keyboard composes letters, it is the same one. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * What speaks against a new password: its length in characters, that many people use it, or that it is what everybody
 * knows of its owner. No rules of composition (NIST SP 800-63B, 3.1.1.2).
 */
export function judgePassword(
  password: string,
  owner: { readonly email: string; readonly name: string }
): PasswordIssue | null {
  // What is far too long is not even normalised.
  if (password.length > 4 * MAX_PASSWORD_LENGTH) return 'password_too_long';
  const normal = normalisePassword(password);
  const length = [...normal].length;
  if (length === 0) return 'password_missing';
  if (length < MIN_PASSWORD_LENGTH) return 'password_too_short';
  if (length > MAX_PASSWORD_LENGTH) return 'password_too_long';
  const plain = fold(normal);
  if (COMMON_PASSWORDS.has(normal.toLowerCase()) || new Set(plain).size < 3) return 'password_common';
  const known = [owner.email, owner.email.split('@')[0]!, owner.name, [...owner.name.split(/\s+/)].reverse().join('')];
  return known.some((text) => fold(text) === plain) ? 'password_personal' : null;
}

function fold(text: string): string {
  return normalisePassword(text)
    .toLowerCase()
    .replace(/[\s._-]/g, '');
}

/** How often something may be tried, and how long one must wait after that. */
export interface ThrottleRule {
  /** So many attempts are free; each one from the last of them on has a pause after it. */
  readonly freeAttempts: number;
  /** The first pause; each further one is twice as long as the one before. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** So long after the last pause all is forgotten. */
  readonly forgottenAfterMs: number;
}

/** What is counted: an account's own attempts, or all from one network address, behind which many people may sit. */
export const THROTTLE_RULES = {
  sign_in_account: rule(5, MINUTE_MS / 2),
  sign_in_address: rule(30, MINUTE_MS / 2),
  second_factor: rule(5, MINUTE_MS / 2),
  /** The old password that a change of the account asks for. */
  confirmation: rule(5, MINUTE_MS / 2),
  reset_account: rule(3, 10 * MINUTE_MS),
  reset_address: rule(20, MINUTE_MS),
  /** Forms that anybody may send: behind one address may sit a whole office, behind one mail one person. */
  enquiry_address: rule(20, MINUTE_MS),
  enquiry_mail: rule(8, 10 * MINUTE_MS),
  request_address: rule(20, MINUTE_MS),
  request_mail: rule(5, 10 * MINUTE_MS),
  /** What somebody writes on the page of their own enquiry. */
  enquiry_message: rule(10, MINUTE_MS),
  comment_address: rule(20, MINUTE_MS),
  comment_mail: rule(8, 10 * MINUTE_MS)
} as const satisfies Record<string, ThrottleRule>;
export type ThrottleKind = keyof typeof THROTTLE_RULES;

function rule(freeAttempts: number, firstPauseMs: number): ThrottleRule {
  return { freeAttempts, firstPauseMs, longestPauseMs: HOUR_MS, forgottenAfterMs: DAY_MS };
}

export interface ThrottleState {
  readonly count: number;
  /** Until then nothing may be tried. */
  readonly windowEndsAt: Date;
}

/** The instant from which one may try again; null where one may try now. */
export function blockedUntil(state: ThrottleState | null, now: Date): Date | null {
  return state !== null && state.windowEndsAt > now ? state.windowEndsAt : null;
}

/** The state after one more attempt. It is counted before its outcome is known, so that many at once gain nothing. */
export function countAttempt(state: ThrottleState | null, now: Date, limit: ThrottleRule): ThrottleState {
  const isForgotten = state === null || state.windowEndsAt.getTime() + limit.forgottenAfterMs <= now.getTime();
  const count = isForgotten ? 1 : state.count + 1;
  const doublings = count - limit.freeAttempts;
  const pauseMs = doublings < 0 ? 0 : Math.min(limit.firstPauseMs * 2 ** doublings, limit.longestPauseMs);
  return { count, windowEndsAt: new Date(now.getTime() + pauseMs) };
}

const MAIL_PAUSES_MS = [1, 5, 20, 60, 240, 720, 1440].map((minutes) => minutes * MINUTE_MS);

/** When a mail is tried again after its `attempts`-th failure (from 1); null when it is given up, after three days. */
export function nextMailAttempt(attempts: number, now: Date): Date | null {
  const pauseMs = MAIL_PAUSES_MS[attempts - 1];
  return pauseMs === undefined ? null : new Date(now.getTime() + pauseMs);
}

/**
 * Where somebody goes after signing in: the wished path where it is one of ours, `fallback` otherwise. A browser
 * would read `//host`, `/\host` and what holds control characters as another site.
 */
export function ownPath(wished: string | null, fallback: string): string {
  if (wished === null || wished.length > 2000 || !/^\/(?![/\\])/.test(wished)) return fallback;
  return /[\p{Cc}\\]/u.test(wished) ? fallback : wished;
}

/** The forms on the page of one's own account. */
export type OwnPart = 'profile' | 'languages' | 'password' | 'secondFactor' | 'session';
