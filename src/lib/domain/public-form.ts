/**
 * Forms that anybody may send without an account. Two traps for programs stand in them, and none of them is a third
 * party's: a field that people do not see, and the time that passes between asking for the form and sending it.
 */

/** What forms are issued for; a stamp of one is worth nothing in another. */
export const PUBLIC_FORMS = ['enquiry', 'request', 'comment'] as const;
export type PublicForm = (typeof PUBLIC_FORMS)[number];

/** The field that stays empty: programs like to fill in what is called so. */
export const HONEYPOT_FIELD = 'homepage';
/** The field with the signed time at which the form was made. */
export const STAMP_FIELD = 'stamp';

/** Nobody reads and fills in a form in less. */
export const LEAST_FORM_MS = 3_000;
/** After that the page has long said something else than the product does now. */
export const LONGEST_FORM_MS = 24 * 60 * 60_000;

/** Why a form comes back with all that was typed, to be sent once more. */
export type FormTrap = 'form_too_fast' | 'form_too_old' | 'form_trap';

/** @param issuedAt when the form was made; null where nobody knows, as where its stamp is not ours */
export function judgeStamp(issuedAt: Date | null, now: Date): Exclude<FormTrap, 'form_trap'> | null {
  if (issuedAt === null) return 'form_too_old';
  const ageMs = now.getTime() - issuedAt.getTime();
  if (ageMs > LONGEST_FORM_MS || ageMs < 0) return 'form_too_old';
  return ageMs < LEAST_FORM_MS ? 'form_too_fast' : null;
}

export const MAX_MESSAGE_LENGTH = 4000;
export const MAX_PHONE_LENGTH = 40;

export type TextIssue = 'text_missing' | 'text_too_long' | 'text_characters';

/** A text of several lines as it is kept: one kind of line end, one spelling of letters, no blanks around it. */
export function normaliseText(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

/** What speaks against a text of several lines: letters that nobody types, or that it is none or too long. */
export function judgeText(text: string, most = MAX_MESSAGE_LENGTH): TextIssue | null {
  // What is far too long is not even normalised.
  if (text.length > 4 * most) return 'text_too_long';
  const normal = normaliseText(text);
  if (normal.length === 0) return 'text_missing';
  if (normal.length > most) return 'text_too_long';
  return /[^\P{Cc}\n\t]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(normal) ? 'text_characters' : null;
}

/** A telephone number as somebody writes it; null for what is none. */
export function normalisePhone(text: string): string | null {
  const phone = text.trim().replace(/\s+/g, ' ');
  return phone.length <= MAX_PHONE_LENGTH && /^\+?[\d\s()/.-]{4,}$/.test(phone) ? phone : null;
}
