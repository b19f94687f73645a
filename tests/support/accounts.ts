import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { ORGANISATION_ROLES, type Actor, type GrantableRole } from '../../src/lib/domain/access';
import { hashPassword } from '../../src/lib/server/auth/password';
import { beginSession, readSession } from '../../src/lib/server/auth/session';
import type { Database } from '../../src/lib/server/db/client';
import {
  account,
  accountGrant,
  organisation,
  organisationBuilding,
  organisationBusiness
} from '../../src/lib/server/db/schema';

/** The password of every account of the tests that does not ask for its own. */
export const PASSWORD = 'ein ganzer Satz als Schlüssel';
let passwordHash: Promise<string> | undefined;

export interface AccountOptions {
  /** What it may do; none by default. */
  readonly role?: GrantableRole;
  /** The quarter that the role holds in; all of them by default, as `null` says. */
  readonly quarterId?: number | null;
  /** For owner and business: an organisation that is there already, in the place of a new one. */
  readonly organisationId?: number;
  /** What a new organisation has. */
  readonly buildingIds?: readonly number[];
  readonly businessIds?: readonly number[];
  readonly name?: string;
  readonly email?: string;
  readonly locale?: string;
  readonly password?: string;
}

export interface TestAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Null without a role. */
  readonly grantId: number | null;
  readonly organisationId: number | null;
}

/**
 * An account of its own, straight in the database: with a role where one is asked for, and for owner and business
 * with an organisation in the quarter `quarter` that has the given houses and businesses.
 */
export async function createAccount(db: Database, quarter: string, options: AccountOptions = {}): Promise<TestAccount> {
  const { role, quarterId = null, password = PASSWORD } = options;
  const id = randomUUID();
  const name = options.name ?? `${role ?? 'niemand'} ${id.slice(0, 4)}`;
  const email = options.email ?? `${id}@example.org`;
  const hash = password === PASSWORD ? await (passwordHash ??= hashPassword(PASSWORD)) : await hashPassword(password);
  await db.insert(account).values({ id, email, name, locale: options.locale ?? 'de', passwordHash: hash });
  if (role === undefined) return { id, email, name, password, grantId: null, organisationId: null };
  const organisationId =
    options.organisationId ?? (ORGANISATION_ROLES.has(role) ? await createOrganisation(db, quarter, options) : null);
  const [grant] = await db
    .insert(accountGrant)
    .values({ accountId: id, role, quarterId, organisationId })
    .returning({ id: accountGrant.id });
  return { id, email, name, password, grantId: grant!.id, organisationId };
}

/** An organisation with a name of its own. */
export async function createOrganisation(
  db: Database,
  quarter: string,
  { buildingIds = [], businessIds = [] }: Pick<AccountOptions, 'buildingIds' | 'businessIds'> = {}
): Promise<number> {
  const [created] = await db
    .insert(organisation)
    .values({ quarterId: sql`(select id from quarter where slug = ${quarter})`, name: `Hausverein ${randomUUID()}` })
    .returning({ id: organisation.id });
  const organisationId = created!.id;
  for (const buildingId of buildingIds) await db.insert(organisationBuilding).values({ organisationId, buildingId });
  for (const businessId of businessIds) await db.insert(organisationBusiness).values({ organisationId, businessId });
  return organisationId;
}

/** The secret of a new session of the account, as it stands in the cookie. */
export async function beginTestSession(db: Database, quarter: string, accountId: string): Promise<string> {
  return (await beginSession({ db, quarter }, { accountId, userAgent: 'test' })).secret;
}

/** Who the account is for a service: as the next request of its session would find out. */
export async function actorFor(db: Database, quarter: string, accountId: string): Promise<Actor> {
  const session = await readSession({ db, quarter }, await beginTestSession(db, quarter, accountId));
  if (session === null) throw new Error(`The account ${accountId} cannot sign in.`);
  return session.actor;
}
