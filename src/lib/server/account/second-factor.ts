import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { confirmPassword, noteOf, requireAccount } from './account';
import { inChange } from '../change/audit';
import { makeSecondFactor, takeCode } from '../auth/second-factor';
import { forgetAttempts, takeAttempt } from '../auth/throttle';
import type { ServiceContext } from '../context';
import { account } from '../db/schema';

/**
 * Begins to set up a second factor for one's own account: a new secret, in force only once a code confirms it.
 * @throws {DomainError} `conflict` `second_factor_on`
 */
export async function beginSecondFactor(context: ServiceContext): Promise<void> {
  const accountId = requireAccount(context);
  const begun = await context.db
    .update(account)
    .set({ totpSecret: makeSecondFactor(), totpLastStep: null })
    .where(and(eq(account.id, accountId), isNull(account.totpConfirmedAt)))
    .returning({ id: account.id });
  if (begun.length === 0) throw new DomainError('conflict', 'second_factor_on');
}

/**
 * Puts the second factor in force with its first code.
 * @throws {DomainError} `invalid` `code_refused` with `field` `code`; `conflict` `token_spent` where none was begun,
 * `too_many_attempts`
 */
export async function confirmSecondFactor(context: ServiceContext, code: string): Promise<void> {
  const accountId = requireAccount(context);
  const subject = { kind: 'second_factor', of: accountId } as const;
  await takeAttempt(context, [subject]);
  const [pending] = await context.db
    .select({ secret: account.totpSecret })
    .from(account)
    .where(and(eq(account.id, accountId), isNull(account.totpConfirmedAt), isNotNull(account.totpSecret)));
  if (!pending) throw new DomainError('conflict', 'token_spent');
  if (!(await takeCode(context, { accountId, secret: pending.secret!, code }))) {
    throw new DomainError('invalid', 'code_refused', { field: 'code' });
  }
  await inChange(context, [], async (inside) => {
    await inside.db.update(account).set({ totpConfirmedAt: new Date() }).where(eq(account.id, accountId));
    return { note: noteOf('change_second_factor', accountId, { isOn: true }), result: undefined };
  });
  await forgetAttempts(context, subject);
}

/**
 * Switches the second factor of one's own account off, or gives up setting it up, against the password.
 * @throws {DomainError} as `confirmPassword`
 */
export async function endSecondFactor(context: ServiceContext, password: string): Promise<void> {
  await confirmPassword(context, password);
  const accountId = requireAccount(context);
  await inChange(context, [], async (inside) => {
    await clearSecondFactor(inside, accountId);
    return { note: noteOf('change_second_factor', accountId, { isOn: false }), result: undefined };
  });
}

/** Without a second factor the account signs in by its password alone. */
export async function clearSecondFactor({ db }: Pick<ServiceContext, 'db'>, accountId: string): Promise<void> {
  const nothing = { totpSecret: null, totpConfirmedAt: null, totpLastStep: null };
  await db.update(account).set(nothing).where(eq(account.id, accountId));
}
