import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { ServiceContext } from '../context';
import { account, accountGrant, quarter } from '../db/schema';

type Context = Pick<ServiceContext, 'db' | 'quarter'>;

/** Any constant number; whoever changes who is an administrator takes this lock first. */
const LOCK = 1_952_007_099;

/** From here to the end of the transaction nobody else changes who is an administrator. */
export async function lockAdministrators({ db }: Pick<Context, 'db'>): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${LOCK}::bigint)`);
}

/**
 * True when somebody who is not disabled administers the quarter, beside the account or the grant that is about to
 * lose it.
 */
export async function hasAdministrator(
  context: Context,
  except: { readonly accountId?: string; readonly grantId?: number } = {}
): Promise<boolean> {
  const rows = await context.db
    .select({ id: accountGrant.id })
    .from(accountGrant)
    .innerJoin(account, eq(account.id, accountGrant.accountId))
    .leftJoin(quarter, eq(quarter.id, accountGrant.quarterId))
    .where(
      and(
        eq(accountGrant.role, 'administrator'),
        isNull(account.disabledAt),
        or(isNull(accountGrant.quarterId), eq(quarter.slug, context.quarter)),
        except.accountId === undefined ? undefined : ne(account.id, except.accountId),
        except.grantId === undefined ? undefined : ne(accountGrant.id, except.grantId)
      )
    )
    .limit(1);
  return rows.length > 0;
}
