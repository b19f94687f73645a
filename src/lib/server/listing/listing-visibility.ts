import { sql, type SQL } from 'drizzle-orm';
import { can } from '../../domain/access';
import type { ServiceContext } from '../context';
import { listing } from '../db/schema';

/**
 * SQL: may the actor see the listing today? Publicly only what is offered, published, not expired and
 * whose unit is still there, not hidden and not let; whoever reads commercial status sees the others, too.
 * The listing table must be in the query under its own name.
 */
export function isListingShown(context: Pick<ServiceContext, 'actor' | 'today'>): SQL<boolean> {
  if (can(context.actor, 'commercial-status:read')) return sql<boolean>`true`;
  return sql<boolean>`(${listing.status} in ('public', 'reserved')
    and (${listing.publishedOn} is null or ${listing.publishedOn} <= ${context.today}::date)
    and (${listing.expiresOn} is null or ${listing.expiresOn} > ${context.today}::date)
    and not exists (select from unit u where u.id = ${listing.unitId}
      and (u.location_precision = 'hidden' or upper(u.valid) <= ${context.today}::date))
    and not exists (select from occupancy let where let.unit_id = ${listing.unitId}
      and let.valid @> ${context.today}::date and let.status = 'occupied'))`;
}

/**
 * SQL: may the listing be tied to its unit and address? Else only its block is named.
 * The tables listing and unit must be in the query under their own names.
 */
export function isPlaceShown({ actor }: Pick<ServiceContext, 'actor'>): SQL<boolean> {
  if (can(actor, 'commercial-status:read')) return sql<boolean>`true`;
  return sql<boolean>`(listing.is_address_released and unit.location_precision in ('exact', 'building'))`;
}
