import { DomainError } from '../../domain/errors';
import { inChange } from '../change/audit';
import type { ServiceContext } from '../context';
import { accountGrant } from '../db/schema';
import { hasAdministrator, lockAdministrators } from './administrators';
import { insertAccount, prepareAccount, type NewAccount } from './new-account';
import { beginSession, type SessionCookie } from './session';
import { findToken, issueToken, useToken, voidTokens } from './token';

/**
 * A new secret for setting up the first administrator, which makes all older ones worthless; null as soon as the
 * quarter has an administrator.
 */
export async function issueSetUp(context: Pick<ServiceContext, 'db' | 'quarter'>): Promise<string | null> {
  return context.db.transaction(async (db) => {
    await lockAdministrators({ db });
    await voidTokens({ db }, 'setup');
    return (await hasAdministrator({ ...context, db })) ? null : issueToken({ db }, { kind: 'setup' });
  });
}

/** True when a secret for setting up still works. */
export async function canSetUp(context: Pick<ServiceContext, 'db' | 'quarter'>, secret: string): Promise<boolean> {
  return (await findToken(context, 'setup', secret)) !== null && !(await hasAdministrator(context));
}

/**
 * Makes the first administrator, of all quarters, and signs them in. Of several people with the link one succeeds.
 * @throws {DomainError} `invalid` with `field`; `conflict` `token_spent`, `email_taken`
 */
export async function setUp(
  context: ServiceContext,
  { secret, userAgent, ...person }: NewAccount & { readonly secret: string; readonly userAgent: string | null }
): Promise<SessionCookie> {
  if (!(await canSetUp(context, secret))) throw new DomainError('conflict', 'token_spent');
  const prepared = await prepareAccount(person);
  const actor = { ...context.actor, account: { id: prepared.id, name: prepared.name } };
  await inChange({ ...context, actor }, [], async (inside) => {
    await lockAdministrators(inside);
    await useToken(inside, 'setup', secret);
    if (await hasAdministrator(inside)) throw new DomainError('conflict', 'token_spent');
    await insertAccount(inside, prepared);
    await inside.db.insert(accountGrant).values({ accountId: prepared.id, role: 'administrator' });
    return {
      note: { action: 'set_up', entity: 'account', entityId: null, detail: { accountId: prepared.id } },
      result: undefined
    };
  });
  return beginSession(context, { accountId: prepared.id, userAgent });
}
