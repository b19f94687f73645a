import { sql, type SQL } from 'drizzle-orm';
import { reachOf, type Actor, type Capability } from '../../domain/access';
import type { ServiceContext } from '../context';
import { unit } from '../db/schema';

/** A list of ids as one parameter. */
export function idList(ids: readonly number[]): SQL {
  return sql`${`{${ids.join(',')}}`}::integer[]`;
}

/** SQL: does `capability` reach the unit in the query? The unit table must be there under its own name. */
export function reachesUnit(actor: Actor, capability: Capability): SQL<boolean> {
  const reach = reachOf(actor, capability);
  if (reach === 'own') return sql<boolean>`(${unit.buildingId} = any(${idList(actor.buildingIds)}))`;
  return reach === 'all' ? sql<boolean>`true` : sql<boolean>`false`;
}

/**
 * SQL: may the actor not see the unit's own status? Dwellings never, other units not where nothing
 * discloses them or where their place may only be shown as the block (domain notes 2.3); owners see their own houses.
 * The unit table must be in the query under its own name.
 */
export function isUnitWithheld(actor: Actor): SQL<boolean> {
  return sql<boolean>`case when ${unit.kind} = 'dwelling' then not ${reachesUnit(actor, 'dwelling-status:read')}
    else not ${reachesUnit(actor, 'commercial-status:read')}
      and (${unit.disclosure} = 'withheld' or ${unit.locationPrecision} in ('block', 'hidden')) end`;
}

/**
 * SQL on an occupancy named `o` of a unit under its own name: what of it the actor may see. Readers without
 * `commercial-status:read` see nothing that lies ahead, because the end of an occupancy to come tells when a lease ends.
 */
export function seenOccupancy(context: Pick<ServiceContext, 'actor' | 'today'>): {
  readonly valid: SQL;
  readonly isSeen: SQL<boolean>;
} {
  const reach = reachOf(context.actor, 'commercial-status:read');
  if (reach === 'all') return { valid: sql`o.valid`, isSeen: sql<boolean>`true` };
  const today = sql`${context.today}::date`;
  const clipped = sql`daterange(lower(o.valid), case when upper(o.valid) <= ${today} then upper(o.valid) end)`;
  if (reach === 'none') return { valid: clipped, isSeen: sql<boolean>`lower(o.valid) <= ${today}` };
  const isOwn = reachesUnit(context.actor, 'commercial-status:read');
  return {
    valid: sql`case when ${isOwn} then o.valid else ${clipped} end`,
    isSeen: sql<boolean>`(${isOwn} or lower(o.valid) <= ${today})`
  };
}
