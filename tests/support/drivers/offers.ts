import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import type { OpenDatabase } from '../../../src/lib/server/db/client';

/** What the desk sees of an offer, straight from the database. */
export async function readOffer(
  { db }: OpenDatabase,
  unitId: number
): Promise<{ id: number; status: string; expiresOn: string | null; fileCount: number } | null> {
  const [row] = await db.execute<{ id: number; status: string; expiresOn: string | null; fileCount: number }>(sql`
    select l.id, l.status, l.expires_on::text as "expiresOn",
      (select count(*)::integer from listing_file f where f.listing_id = l.id) as "fileCount"
    from listing l where l.unit_id = ${unitId} order by l.id desc limit 1`);
  return row ?? null;
}

/** A commercial unit of its own that is vacant today and has no offer, with its house. */
export async function makeVacantUnit({ db }: OpenDatabase, code: string): Promise<{ id: number; buildingId: number }> {
  const [row] = await db.execute<{ id: number; buildingId: number }>(sql`
    with place as (select u.* from unit u join building b on b.id = u.building_id
        where b.block_id is not null and b.house_number = '85' and u.kind = 'shop' and upper_inf(u.valid) order by u.id limit 1),
      made as (
        insert into unit (building_id, storey_id, code, position, kind, area_sqm, area_type, frontage_m, is_step_free,
          has_toilet, disclosure, geometry, valid, source_id)
        select building_id, storey_id, ${code}::text, (select max(position) + 1 from unit m where m.storey_id = place.storey_id), 'shop', 44, 'usable', 5, true,
          true, 'shop_front', geometry, '[2010-01-01,)', source_id from place returning id, building_id, source_id),
      free as (
        insert into occupancy (unit_id, status, valid, source_id) select id, 'vacant', '[2015-01-01,)', source_id from made)
    select id, building_id as "buildingId" from made`);
  return row!;
}

/** A photograph of so many bytes at least, which compresses badly and carries a place. */
export async function takePhoto(width = 1200): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width, height: width, channels: 3, background: '#888', noise } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 20/1 44/1' } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/**
 * A public offer of a vacant unit, for half a year from today, and the organisation that offers it.
 * @returns its id
 */
export async function makePublicOffer(
  { db }: OpenDatabase,
  {
    unitId,
    organisationId,
    title
  }: { readonly unitId: number; readonly organisationId: number | null; readonly title: string }
): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`
    insert into listing (quarter_id, unit_id, ref, organisation_id, title, description, status, available_on,
      suitable_uses, rent_cents_per_sqm, published_on, expires_on, confirmed_on, source_id)
    select b.quarter_id, u.id, ${`own/${unitId}`}::text, ${organisationId}::integer, ${title}::text, 'Hell, mit Tür zur Straße.',
      'public', current_date, '{retail,gastronomy}', 840, current_date, current_date + 180, current_date, u.source_id
    from unit u join building b on b.id = u.building_id where u.id = ${unitId} returning id`);
  return row!.id;
}
