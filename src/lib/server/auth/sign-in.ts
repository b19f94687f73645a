import { eq } from 'drizzle-orm';
import { normaliseEmail } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { account } from '../db/schema';
import { hashPassword, isOutdated, verifyPassword } from './password';
import { takeCode } from './second-factor';
import { beginSession, type SessionCookie } from './session';
import { forgetAttempts, returnAttempt, takeAttempt } from './throttle';
import { findToken, issueToken, useToken } from './token';

type Context = Pick<ServiceContext, 'db' | 'quarter'>;

/** From where somebody signs in. */
export interface Origin {
  /** The network address, for throttling. */
  readonly address: string;
  /** What the browser calls itself, for the list of sessions. */
  readonly userAgent: string | null;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signed in, or a secret that stands for the right password while the code of the second factor is asked for. */
export type SignedIn =
  | { readonly step: 'done'; readonly accountId: string; readonly cookie: SessionCookie }
  | { readonly step: 'second_factor'; readonly secret: string };

/**
 * Signs in by mail and password. A wrong mail, a wrong password and a disabled account are told and timed alike.
 * @throws {DomainError} `forbidden` `sign_in_refused`; `conflict` `too_many_attempts` with `retryInS`, also for the
 * right password
 */
export async function signIn(context: Context, credentials: Credentials, origin: Origin): Promise<SignedIn> {
  const email = normaliseEmail(credentials.email) ?? '';
  const byAccount = { kind: 'sign_in_account', of: email } as const;
  const byAddress = { kind: 'sign_in_address', of: origin.address } as const;
  await takeAttempt(context, [byAccount, byAddress]);
  const [found] = await context.db
    .select({
      id: account.id,
      passwordHash: account.passwordHash,
      disabledAt: account.disabledAt,
      totpConfirmedAt: account.totpConfirmedAt
    })
    .from(account)
    .where(eq(account.email, email));
  const isRight = await verifyPassword(found?.passwordHash ?? null, credentials.password);
  if (!found || !isRight || found.disabledAt !== null) throw new DomainError('forbidden', 'sign_in_refused');
  await forgetAttempts(context, byAccount);
  await returnAttempt(context, byAddress);
  if (isOutdated(found.passwordHash)) await renewHash(context, found.id, credentials.password);
  if (found.totpConfirmedAt !== null) {
    return { step: 'second_factor', secret: await issueToken(context, { kind: 'second_factor', accountId: found.id }) };
  }
  const cookie = await beginSession(context, { accountId: found.id, userAgent: origin.userAgent });
  return { step: 'done', accountId: found.id, cookie };
}

/**
 * The second step: the code of the authenticator app. The step stays open for its ten minutes when a code is wrong.
 * @throws {DomainError} `conflict` `token_spent` where the step is over; `forbidden` `code_refused`; `conflict`
 * `too_many_attempts` with `retryInS`
 */
export async function confirmSignIn(
  context: Context,
  { secret, code }: { readonly secret: string; readonly code: string },
  origin: Origin
): Promise<{ readonly accountId: string; readonly cookie: SessionCookie }> {
  const pending = await findToken(context, 'second_factor', secret);
  const accountId = pending?.accountId ?? null;
  if (accountId === null) throw new DomainError('conflict', 'token_spent');
  const subject = { kind: 'second_factor', of: accountId } as const;
  await takeAttempt(context, [subject]);
  const [found] = await context.db
    .select({ secret: account.totpSecret, confirmedAt: account.totpConfirmedAt, disabledAt: account.disabledAt })
    .from(account)
    .where(eq(account.id, accountId));
  if (!found || found.disabledAt !== null) throw new DomainError('forbidden', 'sign_in_refused');
  // Switched off by an administrator since the first step: the password was right, and is enough.
  const isOff = found.confirmedAt === null || found.secret === null;
  if (!isOff && !(await takeCode(context, { accountId, secret: found.secret!, code }))) {
    throw new DomainError('forbidden', 'code_refused');
  }
  await useToken(context, 'second_factor', secret);
  await forgetAttempts(context, subject);
  return { accountId, cookie: await beginSession(context, { accountId, userAgent: origin.userAgent }) };
}

async function renewHash({ db }: Context, accountId: string, password: string): Promise<void> {
  await db
    .update(account)
    .set({ passwordHash: await hashPassword(password) })
    .where(eq(account.id, accountId));
}
