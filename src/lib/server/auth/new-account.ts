import { randomUUID } from 'node:crypto';
import {
  judgePassword,
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  normaliseEmail,
  normaliseName
} from '../../domain/account';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { account } from '../db/schema';
import { hashPassword } from './password';

/** What makes an account; the password in plain text. */
export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly password: string;
}

/** An account as it is to be stored, with an id that can be named before it is. */
export type PreparedAccount = Required<
  Pick<typeof account.$inferInsert, 'id' | 'email' | 'name' | 'locale' | 'passwordHash'>
>;

/**
 * Checks what somebody wants to be called and to sign in with, and hashes the password: before a transaction, because
 * it takes its time.
 * @throws {DomainError} `invalid` with `field`: `email_invalid`, `name_invalid` or an issue of the password
 */
export async function prepareAccount({ email, name, locale, password }: NewAccount): Promise<PreparedAccount> {
  const knownAs = { email: normaliseEmail(email), name: normaliseName(name) };
  if (knownAs.email === null) throw new DomainError('invalid', 'email_invalid', { field: 'email' });
  if (knownAs.name === null) throw new DomainError('invalid', 'name_invalid', { field: 'name' });
  const owner = { email: knownAs.email, name: knownAs.name };
  return { id: randomUUID(), ...owner, locale, passwordHash: await hashNewPassword(password, owner) };
}

/**
 * @throws {DomainError} `invalid` with `field` `password` where something speaks against the password
 */
export async function hashNewPassword(
  password: string,
  owner: { readonly email: string; readonly name: string }
): Promise<string> {
  const issue = judgePassword(password, owner);
  const bounds = { least: MIN_PASSWORD_LENGTH, most: MAX_PASSWORD_LENGTH };
  if (issue !== null) throw new DomainError('invalid', issue, { field: 'password', ...bounds });
  return hashPassword(password);
}

/**
 * Stores a prepared account.
 * @throws {DomainError} `conflict` `email_taken` where somebody has this mail already
 */
export async function insertAccount({ db }: Pick<ServiceContext, 'db'>, prepared: PreparedAccount): Promise<void> {
  const inserted = await db
    .insert(account)
    .values(prepared)
    .onConflictDoNothing({ target: account.email })
    .returning({ id: account.id });
  if (inserted.length === 0) throw new DomainError('conflict', 'email_taken', { field: 'email' });
}
