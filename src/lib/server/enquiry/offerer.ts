import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../context';
import type { OfferedSpace } from './offered-space';

/** Who is told of an enquiry, and in which language. */
export interface Offerer {
  readonly email: string;
  readonly locale: string;
  /** Of the account, or of the contact that the offer names. */
  readonly name: string | null;
}

/**
 * Who answers for an offer, the first to be named in invitations: the address that it names for enquiries, the accounts
 * that speak for its organisation as owners; where there is none of these the planners, and without them the
 * administrators. Nobody stands in it twice.
 */
export async function findOfferers(
  context: Pick<ServiceContext, 'db' | 'quarter'>,
  offer: Pick<OfferedSpace, 'organisationId' | 'contactEmail' | 'contactName'>
): Promise<readonly Offerer[]> {
  const owners = offer.organisationId === null ? [] : await readAccounts(context, 'owner', offer.organisationId);
  const base = await readBaseLocale(context);
  const contact =
    offer.contactEmail === null
      ? []
      : [{ email: offer.contactEmail.toLowerCase(), locale: base, name: offer.contactName }];
  // The contact's own account knows their language.
  const named = contact.filter(({ email }) => !owners.some((owner) => owner.email === email));
  const found = [...named, ...owners];
  if (found.length > 0) return found;
  return findPlanners(context);
}

/** The accounts that plan for the quarter; where there are none, those that administer it. */
export async function findPlanners(
  context: Pick<ServiceContext, 'db' | 'quarter'>
): Promise<readonly (Offerer & { readonly name: string })[]> {
  const planners = await readAccounts(context, 'planner', null);
  return planners.length > 0 ? planners : readAccounts(context, 'administrator', null);
}

function readAccounts(
  { db, quarter }: Pick<ServiceContext, 'db' | 'quarter'>,
  role: 'owner' | 'planner' | 'administrator',
  organisationId: number | null
): Promise<readonly (Offerer & { readonly name: string })[]> {
  return db.execute<{ email: string; locale: string; name: string }>(sql`
    select distinct a.email, a.locale, a.name from account a join account_grant g on g.account_id = a.id
    where a.disabled_at is null and g.role = ${role}
      and (g.quarter_id is null or g.quarter_id = (select id from quarter where slug = ${quarter}))
      and (${organisationId}::integer is null or g.organisation_id = ${organisationId}::integer)
    order by a.email`);
}

/** The language of those who have no account. */
async function readBaseLocale({ db, quarter }: Pick<ServiceContext, 'db' | 'quarter'>): Promise<string> {
  const [row] = await db.execute<{ locale: string | null }>(sql`
    select settings->'locales'->>0 as locale from quarter where slug = ${quarter}`);
  return row?.locale ?? 'de';
}
