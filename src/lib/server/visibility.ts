import { sql, type SQL } from 'drizzle-orm';
import { can, type Actor } from '../domain/access';
import type { ServiceContext } from './context';
import { unit } from './db/schema';

/**
 * SQL: may the actor not see the unit's own status? Dwellings never, other units not where nothing
 * discloses them or where their place may only be shown as the block (domain notes 2.3).
 * The unit table must be in the query under its own name.
 */
export function isUnitWithheld(actor: Actor): SQL<boolean> {
  const isDwellingHidden = !can(actor, 'dwelling-status:read');
  const isCommercialHidden = !can(actor, 'commercial-status:read');
  return sql<boolean>`case when ${unit.kind} = 'dwelling' then ${isDwellingHidden}::boolean
    else ${isCommercialHidden}::boolean and (${unit.disclosure} = 'withheld' or ${unit.locationPrecision} in ('block', 'hidden')) end`;
}

/**
 * SQL on an occupancy named `o`: what of it the actor may see. Readers without `commercial-status:read` see
 * nothing that lies ahead, because the end of an occupancy to come tells when a lease ends.
 */
export function seenOccupancy(context: Pick<ServiceContext, 'actor' | 'today'>): {
  readonly valid: SQL;
  readonly isSeen: SQL<boolean>;
} {
  if (can(context.actor, 'commercial-status:read')) return { valid: sql`o.valid`, isSeen: sql<boolean>`true` };
  const today = sql`${context.today}::date`;
  return {
    valid: sql`daterange(lower(o.valid), case when upper(o.valid) <= ${today} then upper(o.valid) end)`,
    isSeen: sql<boolean>`lower(o.valid) <= ${today}`
  };
}
