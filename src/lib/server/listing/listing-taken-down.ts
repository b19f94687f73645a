import { sql } from 'drizzle-orm';
import { OFFERED_STATUSES, OPEN_STATUSES } from '../../domain/listing-state';
import type { ServiceContext } from '../context';
import { executeKept } from '../db/kept-statement';
import { idList } from '../record/visibility';

/**
 * The offers of units that a change may take down, as claims of that change: locked with everything else that it
 * touches, in one order.
 */
export async function claimOffers(
  { db }: Pick<ServiceContext, 'db'>,
  unitIds: readonly number[]
): Promise<{ entity: 'listing'; id: number; version: null }[]> {
  const rows = await executeKept<{ id: number }>(
    db,
    sql`select id from listing where unit_id = any(${idList(unitIds)})
      and status = any(string_to_array(${OPEN_STATUSES.join(' ')}, ' '))`
  );
  return rows.map(({ id }) => ({ entity: 'listing', id, version: null }));
}

/**
 * Within a change after which units are in use today: what was offered of them is let. Offers that nobody has claimed
 * count up their version here. Undoing the change brings the offers back with the vacancy.
 * @returns the offers that were taken down
 */
export async function takeDownLet({ db, today }: ServiceContext, unitIds: readonly number[]): Promise<number[]> {
  if (unitIds.length === 0) return [];
  const rows = await db.execute<{ id: number }>(sql`
    update listing set status = 'let' where unit_id = any(${idList(unitIds)})
      and status = any(string_to_array(${OFFERED_STATUSES.join(' ')}, ' '))
      and exists (select from occupancy o where o.unit_id = listing.unit_id and o.valid @> ${today}::date
        and o.status = 'occupied')
    returning id`);
  return countVersions({ db }, rows);
}

/** Within a change after which units are no more: their open offers are withdrawn. */
export async function takeDownEnded({ db }: ServiceContext, unitIds: readonly number[]): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    update listing set status = 'withdrawn' where unit_id = any(${idList(unitIds)})
      and status = any(string_to_array(${OPEN_STATUSES.join(' ')}, ' '))
    returning id`);
  return countVersions({ db }, rows);
}

/** A version that this very transaction has counted up stays. */
async function countVersions(
  { db }: Pick<ServiceContext, 'db'>,
  rows: readonly { readonly id: number }[]
): Promise<number[]> {
  const ids = rows.map(({ id }) => id).sort((a, b) => a - b);
  if (ids.length === 0) return ids;
  await db.execute(sql`
    insert into record_version (entity, entity_id, version)
      select 'listing', id, 1 from unnest(${idList(ids)}) as id order by id
    on conflict (entity, entity_id) do update set version = record_version.version + 1
      where record_version.xmin <> pg_current_xact_id()::xid`);
  return ids;
}
