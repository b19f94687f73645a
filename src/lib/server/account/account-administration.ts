import { and, asc, eq, exists, isNull, not, or, sql } from 'drizzle-orm';
import type { GrantableRole } from '../../domain/access';
import { isUuid } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import { noteOf } from './account';
import { inChange } from '../change/audit';
import { hasAdministrator, lockAdministrators } from '../auth/administrators';
import { endSessions } from '../auth/session';
import { voidTokens } from '../auth/token';
import type { ServiceContext } from '../context';
import { account, accountGrant, organisation } from '../db/schema';
import { insertGrant, requireAdministrator, requireReach, resolveGrant, type WantedGrant } from './grant';
import { getQuarter } from '../quarter';
import { clearSecondFactor } from './second-factor';

export interface HeldGrant {
  readonly id: number;
  readonly role: GrantableRole;
  /** False where it holds in the quarter that is shown. */
  readonly isForAllQuarters: boolean;
  readonly organisation: { readonly id: number; readonly name: string } | null;
}

export interface AccountRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly isDisabled: boolean;
  readonly hasSecondFactor: boolean;
  readonly grants: readonly HeldGrant[];
}

/**
 * Everybody who has a role here or in all quarters, and who has none at all, by name.
 * @throws {DomainError} `forbidden`
 */
export async function listAccounts(context: ServiceContext): Promise<AccountRow[]> {
  return readAccounts(context);
}

/** @throws {DomainError} `forbidden`; `not_found` */
export async function getAccount(context: ServiceContext, id: string): Promise<AccountRow> {
  requireAdministrator(context);
  const [found] = isUuid(id) ? await readAccounts(context, id) : [];
  if (!found) throw new DomainError('not_found', 'account_not_found');
  return found;
}

/** @throws {DomainError} as `resolveGrant`; `not_found`; `conflict` `role_held` */
export async function grantRole(context: ServiceContext, accountId: string, wanted: WantedGrant): Promise<void> {
  const grant = await resolveGrant(context, wanted);
  await getAccount(context, accountId);
  await inChange(context, [], async (inside) => {
    if (!(await insertGrant(inside, accountId, grant)))
      throw new DomainError('conflict', 'role_held', { field: 'role' });
    return { note: noteOf('grant_role', accountId, { ...grant }), result: undefined };
  });
}

/**
 * Takes a role away; it is gone with the account's next request.
 * @throws {DomainError} `forbidden`, also `not_for_all_quarters`; `not_found`; `conflict` `last_administrator`
 */
export async function revokeRole(context: ServiceContext, accountId: string, grantId: number): Promise<void> {
  await getAccount(context, accountId);
  await inChange(context, [], async (inside) => {
    await lockAdministrators(inside);
    const isMeant = and(eq(accountGrant.id, grantId), eq(accountGrant.accountId, accountId));
    const [removed] = await inside.db.select().from(accountGrant).where(isMeant).for('update');
    if (!removed) throw new DomainError('not_found', 'grant_not_found');
    // Before it is gone: it may be what lets the actor reach so far.
    await requireReach(inside, [removed.quarterId]);
    await inside.db.delete(accountGrant).where(isMeant);
    if (removed.role === 'administrator') await keepAdministrator(inside);
    const { role, quarterId, organisationId } = removed;
    return { note: noteOf('revoke_role', accountId, { role, quarterId, organisationId }), result: undefined };
  });
}

/**
 * Ends an account: its sessions at once, its links too, and nobody signs in with it any more.
 * @throws {DomainError} `forbidden`, also `not_for_all_quarters`; `not_found`; `conflict` `last_administrator`
 */
export async function disableAccount(context: ServiceContext, accountId: string): Promise<void> {
  await changeAccount(context, accountId, 'disable_account', async (inside) => {
    await lockAdministrators(inside);
    await inside.db
      .update(account)
      .set({ disabledAt: new Date() })
      .where(and(eq(account.id, accountId), isNull(account.disabledAt)));
    await keepAdministrator(inside);
    await endSessions(inside, accountId);
    await voidTokens(inside, 'reset', accountId);
    await voidTokens(inside, 'second_factor', accountId);
  });
}

/** @throws {DomainError} `forbidden`, also `not_for_all_quarters`; `not_found` */
export async function enableAccount(context: ServiceContext, accountId: string): Promise<void> {
  await changeAccount(context, accountId, 'enable_account', async (inside) => {
    await inside.db.update(account).set({ disabledAt: null }).where(eq(account.id, accountId));
  });
}

/**
 * For somebody who has lost their telephone: the password is enough again.
 * @throws {DomainError} `forbidden`, also `not_for_all_quarters`; `not_found`
 */
export async function removeSecondFactor(context: ServiceContext, accountId: string): Promise<void> {
  await changeAccount(context, accountId, 'change_second_factor', async (inside) => {
    await clearSecondFactor(inside, accountId);
  });
}

/** Where the account has a role in another quarter, only who administers all of them may touch it as a whole. */
async function changeAccount(
  context: ServiceContext,
  accountId: string,
  action: 'disable_account' | 'enable_account' | 'change_second_factor',
  write: (inside: ServiceContext) => Promise<void>
): Promise<void> {
  await getAccount(context, accountId);
  await inChange(context, [], async (inside) => {
    const grants = await inside.db.select().from(accountGrant).where(eq(accountGrant.accountId, accountId));
    await requireReach(
      inside,
      grants.map(({ quarterId }) => quarterId)
    );
    await write(inside);
    const detail = action === 'change_second_factor' ? { isOn: false } : {};
    return { note: noteOf(action, accountId, detail), result: undefined };
  });
}

/** Undoes the transaction where it would leave the quarter without anybody who can administer it. */
async function keepAdministrator(inside: ServiceContext): Promise<void> {
  if (!(await hasAdministrator(inside))) throw new DomainError('conflict', 'last_administrator');
}

async function readAccounts(context: ServiceContext, id?: string): Promise<AccountRow[]> {
  requireAdministrator(context);
  const { id: quarterId } = await getQuarter(context);
  const { db } = context;
  const ownGrants = db
    .select({ one: sql`1` })
    .from(accountGrant)
    .where(eq(accountGrant.accountId, account.id));
  const isHere = or(isNull(accountGrant.quarterId), eq(accountGrant.quarterId, quarterId));
  const grantsHere = db
    .select({ one: sql`1` })
    .from(accountGrant)
    .where(and(eq(accountGrant.accountId, account.id), isHere));
  const rows = await db
    .select({ account, grant: accountGrant, organisation })
    .from(account)
    .leftJoin(accountGrant, and(eq(accountGrant.accountId, account.id), isHere))
    .leftJoin(organisation, eq(organisation.id, accountGrant.organisationId))
    .where(and(id === undefined ? undefined : eq(account.id, id), or(exists(grantsHere), not(exists(ownGrants)))))
    .orderBy(asc(account.name), asc(account.id), asc(accountGrant.id));
  const accounts = new Map<string, AccountRow & { grants: HeldGrant[] }>();
  for (const row of rows) {
    const { id: accountId, email, name, disabledAt, totpConfirmedAt } = row.account;
    const known = accounts.get(accountId) ?? {
      ...{ id: accountId, email, name, isDisabled: disabledAt !== null },
      ...{ hasSecondFactor: totpConfirmedAt !== null, grants: [] }
    };
    accounts.set(accountId, known);
    if (row.grant === null) continue;
    const { role, quarterId: holdsIn } = row.grant;
    known.grants.push({
      ...{ id: row.grant.id, role, isForAllQuarters: holdsIn === null },
      organisation: row.organisation && { id: row.organisation.id, name: row.organisation.name }
    });
  }
  return [...accounts.values()];
}
