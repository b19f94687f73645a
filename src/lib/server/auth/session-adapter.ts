import { DrizzlePostgreSQLAdapter } from '@lucia-auth/adapter-drizzle';
import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { GrantableRole } from '../../domain/access';
import type { ServiceContext } from '../context';
import { account, session } from '../db/schema';
import { hashSecret } from './secret';

/** The table `session` under the names that the adapter expects. */
const adapterSession = pgTable('session', {
  id: text('id').primaryKey(),
  userId: uuid('account_id').notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  userAgent: text('user_agent')
});

export interface SessionAttributes {
  readonly userAgent: string | null;
}

/** What a request needs to know of who asks, in the quarter that is shown. */
export interface AccountAttributes {
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly hasSecondFactor: boolean;
  readonly roles: readonly GrantableRole[];
  readonly buildingIds: readonly number[];
  readonly businessIds: readonly number[];
}

/**
 * The Drizzle adapter, with two differences: of a session's secret only the hash is stored, and a session comes with
 * its account and all that it may do in one query.
 */
export class HashingAdapter implements Adapter {
  readonly #inner: DrizzlePostgreSQLAdapter;
  readonly #context: Pick<ServiceContext, 'db' | 'quarter'>;

  constructor(context: Pick<ServiceContext, 'db' | 'quarter'>) {
    this.#context = context;
    this.#inner = new DrizzlePostgreSQLAdapter(context.db, adapterSession, account);
  }

  async getSessionAndUser(secret: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const { db, quarter } = this.#context;
    const [found] = await db
      .select({
        accountId: account.id,
        expiresAt: session.expiresAt,
        userAgent: session.userAgent,
        email: account.email,
        name: account.name,
        locale: account.locale,
        hasSecondFactor: sql<boolean>`${account.totpConfirmedAt} is not null`,
        roles: rolesIn(quarter),
        buildingIds: ownIn(quarter, { role: 'owner', table: 'organisation_building', record: 'building' }),
        businessIds: ownIn(quarter, { role: 'business', table: 'organisation_business', record: 'business' })
      })
      .from(session)
      .innerJoin(account, eq(account.id, session.accountId))
      .where(and(eq(session.id, hashSecret(secret)), isNull(account.disabledAt)));
    if (!found) return [null, null];
    const { accountId, expiresAt, userAgent, ...attributes } = found;
    return [
      { id: secret, userId: accountId, expiresAt, attributes: { userAgent } },
      { id: accountId, attributes }
    ];
  }

  getUserSessions(accountId: string): Promise<DatabaseSession[]> {
    return this.#inner.getUserSessions(accountId);
  }

  setSession(created: DatabaseSession): Promise<void> {
    return this.#inner.setSession({ ...created, id: hashSecret(created.id) });
  }

  updateSessionExpiration(secret: string, expiresAt: Date): Promise<void> {
    return this.#inner.updateSessionExpiration(hashSecret(secret), expiresAt);
  }

  deleteSession(secret: string): Promise<void> {
    return this.#inner.deleteSession(hashSecret(secret));
  }

  deleteUserSessions(accountId: string): Promise<void> {
    return this.#inner.deleteUserSessions(accountId);
  }

  deleteExpiredSessions(): Promise<void> {
    return this.#inner.deleteExpiredSessions();
  }
}

/** Grants count where they name the quarter or none. */
const countsIn = (quarter: string): SQL =>
  sql`(g.quarter_id is null or g.quarter_id = (select id from quarter where slug = ${quarter}))`;

const rolesIn = (quarter: string) => sql<GrantableRole[]>`array(
  select distinct g.role from account_grant g where g.account_id = ${account.id} and ${countsIn(quarter)})`;

function ownIn(
  quarter: string,
  { role, table, record }: { readonly role: GrantableRole; readonly table: string; readonly record: string }
) {
  const column = sql.identifier(`${record}_id`);
  return sql<number[]>`array(
    select distinct o.${column} from account_grant g
    join ${sql.identifier(table)} o on o.organisation_id = g.organisation_id
    join ${sql.identifier(record)} r on r.id = o.${column}
    where g.account_id = ${account.id} and g.role = ${role} and ${countsIn(quarter)}
      and r.quarter_id = (select id from quarter where slug = ${quarter})
    order by 1)`;
}
