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

/** An area that must not lead to the unit it is of is told to the nearest of these. */
const COARSE_SQM = 10;

/**
 * SQL: area and shop window of the space that is offered. Where the place may not be shown they are told roughly,
 * because the exact ones stand on the page of the unit and would lead there.
 * The tables listing and unit must be in the query under their own names.
 */
export function shownMeasures(context: Pick<ServiceContext, 'actor'>): Readonly<Record<'areaSqm' | 'frontageM', SQL>> {
  const roughly = (exact: SQL, step: number) =>
    sql`case when ${isPlaceShown(context)} then ${exact} else greatest(${step}, round(${exact} / ${step}) * ${step}) end`;
  return { areaSqm: roughly(sql`unit.area_sqm`, COARSE_SQM), frontageM: roughly(sql`unit.frontage_m`, 1) };
}
