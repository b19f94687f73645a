import { and, eq, isNull } from 'drizzle-orm';
import { can, GRANTABLE_ROLES, ORGANISATION_ROLES, type GrantableRole } from '../../domain/access';
import { isCode } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { accountGrant, organisation } from '../db/schema';
import { getQuarter } from '../quarter';

/** A role as an administrator asks for it. */
export interface WantedGrant {
  readonly role: string;
  readonly isForAllQuarters: boolean;
  readonly organisationId: number | null;
}

/** A role as it is stored. */
export interface Grant {
  readonly role: GrantableRole;
  readonly quarterId: number | null;
  readonly organisationId: number | null;
}

/** @throws {DomainError} `forbidden` for everybody who administers nothing */
export function requireAdministrator({ actor }: Pick<ServiceContext, 'actor'>): void {
  if (!can(actor, 'account:administer')) throw new DomainError('forbidden', 'account_forbidden');
}

/**
 * What reaches beyond the quarter may be given and taken only by who administers all of them.
 * @throws {DomainError} `forbidden` `not_for_all_quarters`
 */
export async function requireReach(context: ServiceContext, quarterIds: readonly (number | null)[]): Promise<void> {
  const { id } = await getQuarter(context);
  if (quarterIds.every((quarterId) => quarterId === id)) return;
  const accountId = context.actor.account?.id;
  const own = and(eq(accountGrant.role, 'administrator'), isNull(accountGrant.quarterId));
  const [everywhere] =
    accountId === undefined
      ? []
      : await context.db
          .select({ id: accountGrant.id })
          .from(accountGrant)
          .where(and(eq(accountGrant.accountId, accountId), own));
  if (!everywhere) throw new DomainError('forbidden', 'not_for_all_quarters');
}

/**
 * Checks a wanted role. One that is about an organisation's own things holds in the organisation's quarter.
 * @throws {DomainError} `forbidden`; `invalid` `role_unknown`, `organisation_missing`, `organisation_unknown` with `field`
 */
export async function resolveGrant(context: ServiceContext, wanted: WantedGrant): Promise<Grant> {
  requireAdministrator(context);
  const { role } = wanted;
  if (!isCode(GRANTABLE_ROLES, role)) throw new DomainError('invalid', 'role_unknown', { field: 'role' });
  const { id: quarterId } = await getQuarter(context);
  if (!ORGANISATION_ROLES.has(role)) {
    const grant = { role, quarterId: wanted.isForAllQuarters ? null : quarterId, organisationId: null };
    await requireReach(context, [grant.quarterId]);
    return grant;
  }
  if (wanted.organisationId === null) {
    throw new DomainError('invalid', 'organisation_missing', { field: 'organisation' });
  }
  const [found] = await context.db
    .select({ id: organisation.id })
    .from(organisation)
    .where(and(eq(organisation.id, wanted.organisationId), eq(organisation.quarterId, quarterId)));
  if (!found) throw new DomainError('invalid', 'organisation_unknown', { field: 'organisation' });
  return { role, quarterId, organisationId: found.id };
}

/** Stores a role; false where the account has it already. */
export async function insertGrant(
  { db }: Pick<ServiceContext, 'db'>,
  accountId: string,
  grant: Grant
): Promise<boolean> {
  const inserted = await db
    .insert(accountGrant)
    .values({ accountId, ...grant })
    .onConflictDoNothing()
    .returning({ id: accountGrant.id });
  return inserted.length === 1;
}
