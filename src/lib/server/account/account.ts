import { eq } from 'drizzle-orm';
import { normaliseEmail, normaliseName } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import { inChange, type AuditNote } from '../change/audit';
import { hashNewPassword } from '../auth/new-account';
import { verifyPassword } from '../auth/password';
import { endSessions, listSessions, type OwnSession } from '../auth/session';
import { forgetAttempts, takeAttempt } from '../auth/throttle';
import { findToken, issueToken, useToken, voidTokens } from '../auth/token';
import type { ServiceContext } from '../context';
import { account } from '../db/schema';
import { queueMail, type MailText } from '../mail/queue';
import { getQuarter } from '../quarter';

/** Who gets a mail, for whoever writes it in their language. */
export interface Addressee {
  readonly name: string;
  readonly locale: string;
}

/** Writes a mail around a secret, which it puts into a link. */
export type ComposeSecret = (to: Addressee, secret: string) => MailText;

/** What people see and change of their own account. */
export interface OwnAccount {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly hasSecondFactor: boolean;
  /** Base32, while it is being set up. */
  readonly pendingSecondFactor: string | null;
  readonly sessions: readonly OwnSession[];
}

/**
 * The id of the account that asks.
 * @throws {DomainError} `forbidden` `not_signed_in`
 */
export function requireAccount({ actor }: Pick<ServiceContext, 'actor'>): string {
  if (actor.account === null) throw new DomainError('forbidden', 'not_signed_in');
  return actor.account.id;
}

/** @throws {DomainError} `forbidden` without an account */
export async function getOwnAccount(context: ServiceContext): Promise<OwnAccount> {
  const accountId = requireAccount(context);
  const [found, sessions] = await Promise.all([findAccount(context, accountId), listSessions(context, accountId)]);
  const { email, name, locale, totpSecret, totpConfirmedAt } = found;
  const hasSecondFactor = totpConfirmedAt !== null;
  return { email, name, locale, hasSecondFactor, pendingSecondFactor: hasSecondFactor ? null : totpSecret, sessions };
}

/**
 * Name and language of one's own account.
 * @throws {DomainError} `invalid` `name_invalid`, `locale_unknown`
 */
export async function changeProfile(
  context: ServiceContext,
  input: { readonly name: string; readonly locale: string }
): Promise<void> {
  const accountId = requireAccount(context);
  const name = normaliseName(input.name);
  if (name === null) throw new DomainError('invalid', 'name_invalid', { field: 'name' });
  const { settings } = await getQuarter(context);
  if (!settings.locales.includes(input.locale)) throw new DomainError('invalid', 'locale_unknown', { field: 'locale' });
  const own = await findAccount(context, accountId);
  if (own.name === name && own.locale === input.locale) return;
  await inChange(context, [], async (inside) => {
    await inside.db.update(account).set({ name, locale: input.locale }).where(eq(account.id, accountId));
    return { note: noteOf('change_profile', accountId), result: undefined };
  });
}

/**
 * Makes sure that it is the owner who sits there, by the password, before something grave.
 * @throws {DomainError} `invalid` `password_wrong` with `field` `oldPassword`; `conflict` `too_many_attempts`
 */
export async function confirmPassword(context: ServiceContext, password: string): Promise<void> {
  const accountId = requireAccount(context);
  const subject = { kind: 'confirmation', of: accountId } as const;
  await takeAttempt(context, [subject]);
  const { passwordHash } = await findAccount(context, accountId);
  if (!(await verifyPassword(passwordHash, password))) {
    throw new DomainError('invalid', 'password_wrong', { field: 'oldPassword' });
  }
  await forgetAttempts(context, subject);
}

export interface PasswordChange {
  readonly oldPassword: string;
  readonly password: string;
  /** The session that goes on; all others end. */
  readonly sessionId: string;
  /** Tells the owner, who may not be the one who did it. */
  readonly compose: (to: Addressee) => MailText;
}

/** @throws {DomainError} as `confirmPassword`; `invalid` with `field` `password` */
export async function changePassword(context: ServiceContext, change: PasswordChange): Promise<void> {
  await confirmPassword(context, change.oldPassword);
  const accountId = requireAccount(context);
  const owner = await findAccount(context, accountId);
  const passwordHash = await hashNewPassword(change.password, owner);
  await inChange(context, [], async (inside) => {
    await inside.db.update(account).set({ passwordHash }).where(eq(account.id, accountId));
    await voidTokens(inside, 'reset', accountId);
    await endSessions(inside, accountId, change.sessionId);
    await queueMail(inside, { recipient: owner.email, locale: owner.locale, ...change.compose(owner) });
    return { note: noteOf('change_password', accountId), result: undefined };
  });
}

/**
 * Counts a request for a new password.
 * @throws {DomainError} `conflict` `too_many_attempts` with `retryInS`
 */
export async function takeResetRequest(
  context: Pick<ServiceContext, 'db'>,
  { email, address }: { readonly email: string; readonly address: string }
): Promise<void> {
  await takeAttempt(context, [
    { kind: 'reset_account', of: normaliseEmail(email) ?? '' },
    { kind: 'reset_address', of: address }
  ]);
}

/**
 * Writes the mail with the link to a new password, where there is such an account. Takes longer where there is one:
 * whoever asked must not wait for it.
 */
export async function mailPasswordReset(
  context: Pick<ServiceContext, 'db'>,
  { email, compose }: { readonly email: string; readonly compose: ComposeSecret }
): Promise<void> {
  const known = normaliseEmail(email);
  if (known === null) return;
  await context.db.transaction(async (db) => {
    const [found] = await db.select().from(account).where(eq(account.email, known));
    if (!found || found.disabledAt !== null) return;
    await voidTokens({ db }, 'reset', found.id);
    const secret = await issueToken({ db }, { kind: 'reset', accountId: found.id });
    await queueMail({ db }, { recipient: found.email, locale: found.locale, ...compose(found, secret) });
  });
}

/** The mail address whose password a link resets, for password managers; null where the link is worth nothing. */
export async function findReset(context: Pick<ServiceContext, 'db'>, secret: string): Promise<string | null> {
  const token = await findToken(context, 'reset', secret);
  if (token === null || token.accountId === null) return null;
  const [found] = await context.db.select().from(account).where(eq(account.id, token.accountId));
  return found && found.disabledAt === null ? found.email : null;
}

/**
 * Sets a new password by a link, once, and ends all sessions. A second factor stays.
 * @throws {DomainError} `conflict` `token_spent`; `invalid` with `field` `password`
 */
export async function resetPassword(
  context: ServiceContext,
  { secret, password }: { readonly secret: string; readonly password: string }
): Promise<void> {
  const token = await findToken(context, 'reset', secret);
  if (token === null || token.accountId === null) throw new DomainError('conflict', 'token_spent');
  const { accountId } = token;
  const owner = await findAccount(context, accountId);
  if (owner.disabledAt !== null) throw new DomainError('conflict', 'token_spent');
  const passwordHash = await hashNewPassword(password, owner);
  const actor = { ...context.actor, account: { id: accountId, name: owner.name } };
  await inChange({ ...context, actor }, [], async (inside) => {
    await useToken(inside, 'reset', secret);
    await inside.db.update(account).set({ passwordHash }).where(eq(account.id, accountId));
    await endSessions(inside, accountId);
    return { note: noteOf('reset_password', accountId), result: undefined };
  });
  await forgetAttempts(context, { kind: 'sign_in_account', of: owner.email });
}

/** What the audit list says of a change of an account: which one, and never a secret. */
export function noteOf(
  action: AuditNote['action'],
  accountId: string,
  detail: Readonly<Record<string, unknown>> = {}
): AuditNote {
  return { action, entity: 'account', entityId: null, detail: { accountId, ...detail } };
}

async function findAccount({ db }: Pick<ServiceContext, 'db'>, id: string) {
  const [found] = await db.select().from(account).where(eq(account.id, id));
  if (!found) throw new DomainError('not_found', 'account_not_found');
  return found;
}
