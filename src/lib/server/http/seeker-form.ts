import { fail, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import { normaliseEmail, normaliseName } from '../../domain/account';
import type { FormIssues, FormValues } from '../../domain/form';
import { judgeText, normalisePhone, type PublicForm as FormName } from '../../domain/public-form';
import type { ServiceContext } from '../context';
import { parseForm } from './form';
import { readPublicForm } from './public-form';
import type { RefusedForm } from './refusal';

/** What a public form gets back: all that was typed, why it was refused, and the stamp to send it again with. */
export interface RefusedSeekerForm extends RefusedForm {
  readonly stamp: string;
}

/** Fields of people without an account; messages are issue codes. */
export const EMAIL_FIELD = v.pipe(
  v.string(),
  v.check((text) => normaliseEmail(text) !== null, 'email_invalid')
);
/** May be left out. */
export const OWN_EMAIL_FIELD = v.pipe(
  v.string(),
  v.check((text) => text === '' || normaliseEmail(text) !== null, 'email_invalid')
);
export const NAME_FIELD = v.pipe(
  v.string(),
  v.check((text) => normaliseName(text) !== null, 'name_invalid')
);
/** May be left out. */
export const OWN_NAME_FIELD = v.pipe(
  v.string(),
  v.check((text) => text === '' || normaliseName(text) !== null, 'name_invalid')
);
export const PHONE_FIELD = v.pipe(
  v.string(),
  v.check((text) => text === '' || normalisePhone(text) !== null, 'phone_invalid')
);
export const TEXT_FIELD = textField();
/** A text of at most `most` UTF-16 units that must be given. */
export function textField(most?: number) {
  return v.pipe(
    v.string(),
    v.check((text) => judgeText(text, most) !== 'text_missing', 'text_missing'),
    v.check((text) => judgeText(text, most) !== 'text_too_long', 'text_too_long'),
    v.check((text) => judgeText(text, most) !== 'text_characters', 'text_characters')
  );
}
/** May be left out. */
export const WORDS_FIELD = v.pipe(
  v.string(),
  v.check((text) => text === '' || judgeText(text) !== 'text_too_long', 'text_too_long'),
  v.check((text) => text === '' || judgeText(text) !== 'text_characters', 'text_characters')
);
export const CONSENT_FIELD = v.pipe(
  v.string(),
  v.check((text) => text !== '', 'consent_missing')
);

/** What is given back of a field that is far too long: enough to see it, not enough to send a page of megabytes. */
const LONGEST_ECHO = 20_000;

export type SeekerForm<Value> =
  | { readonly value: Value; readonly values: FormValues; readonly stamp: string; readonly refused: null }
  | { readonly value: null; readonly refused: ActionFailure<RefusedSeekerForm> };

/**
 * Reads a form of somebody without an account: its fields, its two traps, and that whoever wants counselling agrees
 * that it is passed on.
 */
export async function receiveSeekerForm<const Schema extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  { locals, request }: { readonly locals: { readonly context: ServiceContext }; readonly request: Request },
  name: FormName,
  schema: Schema
): Promise<SeekerForm<v.InferOutput<Schema>>> {
  const { data, trap, stamp } = await readPublicForm(locals.context, name, { request });
  const form = parseForm(schema, data);
  const { counsellingLanguage = '', counsellingConsent = '' } = form.values;
  const isUnheard = counsellingLanguage !== '' && counsellingConsent === '';
  const issues: FormIssues = {
    ...form.issues,
    ...(isUnheard && { counsellingConsent: { code: 'counselling_consent_missing' } })
  };
  // What is wrong with the fields is said first; who mends them takes the time that the trap asks for.
  const all = Object.keys(issues).length === 0 && trap !== null ? { form: trap } : issues;
  const { values } = form;
  if (form.value === null || Object.keys(all).length > 0) {
    return { value: null, refused: refuseSeeker(422, { issues: all, values, stamp }) };
  }
  return { value: form.value, values, stamp, refused: null };
}

/** The answer to a public form that was refused. */
export function refuseSeeker(
  status: number,
  { issues, values, stamp }: RefusedSeekerForm
): ActionFailure<RefusedSeekerForm> {
  return fail(status, { issues, values: shorten(values), stamp });
}

function shorten(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [name, text.slice(0, LONGEST_ECHO)]));
}
