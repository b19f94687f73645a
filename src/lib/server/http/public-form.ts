import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FormIssue } from '../../domain/form';
import {
  HONEYPOT_FIELD,
  judgeStamp,
  STAMP_FIELD,
  type FormTrap,
  type PublicForm as FormName
} from '../../domain/public-form';
import { readOwnKey } from '../auth/own-key';
import type { ServiceContext } from '../context';

const KEY_NAME = 'public_form';
const MAC_BYTES = 16;

/** The signed moment at which a form is made, to be sent back with it. It holds nothing about the reader. */
export async function issueStamp(
  { db }: Pick<ServiceContext, 'db'>,
  form: FormName,
  now = new Date()
): Promise<string> {
  const at = now.getTime().toString(36);
  return `${at}.${sign(await readOwnKey({ db }, KEY_NAME), form, at).toString('base64url')}`;
}

/** A form that came from somebody without an account. */
export interface PublicForm {
  readonly data: FormData;
  /** Why it looks like a program's; null where it does not. */
  readonly trap: FormIssue | null;
  /** The stamp for the form as it comes back: the same one while it is good, so that nobody waits twice. */
  readonly stamp: string;
}

/** Reads a public form with its two traps; nothing is decided about its other fields. */
export async function readPublicForm(
  { db }: Pick<ServiceContext, 'db'>,
  form: FormName,
  { request, now = new Date() }: { readonly request: Request; readonly now?: Date }
): Promise<PublicForm> {
  const data = await request.formData();
  const sent = textOf(data, STAMP_FIELD);
  const issue = judgeStamp(readStamp(await readOwnKey({ db }, KEY_NAME), form, sent), now);
  const trap: FormTrap | null = textOf(data, HONEYPOT_FIELD) === '' ? issue : 'form_trap';
  const stamp = issue === 'form_too_old' ? await issueStamp({ db }, form, now) : sent;
  return { data, trap: trap && { code: trap }, stamp };
}

function readStamp(key: Uint8Array, form: FormName, text: string): Date | null {
  const [at = '', mac = ''] = text.split('.', 2);
  const sent = Buffer.from(mac, 'base64url');
  const right = sign(key, form, at);
  return sent.length === right.length && timingSafeEqual(sent, right) ? new Date(parseInt(at, 36)) : null;
}

function sign(key: Uint8Array, form: FormName, at: string): Buffer {
  return createHmac('sha256', key).update(`${form} ${at}`).digest().subarray(0, MAC_BYTES);
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
