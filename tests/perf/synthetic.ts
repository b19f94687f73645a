import { packRings } from '../../src/lib/domain/packed-rings';
import type { Sql } from '../../src/lib/server/db/client';
import { square } from '../support/factories';

export interface SyntheticTown {
  readonly buildings: number;
  readonly unitsPerBuilding: number;
}

const BATCH = 5_000;
const HOUSES_PER_STREET = 200;

/**
 * Fills a seeded database with a made-up town around it: houses on a grid of streets across the first two
 * districts, storeys with one unit each (the lowest a shop, the others dwellings), three occupancies a unit
 * since 2004; as many offers of units that are not occupied as there are houses. Constraints are not checked row by row; everything that triggers keep is brought up to date.
 */
export async function fillTown(sql: Sql, town: SyntheticTown): Promise<void> {
  await sql`insert into source (key, title, publisher, licence, attribution, nature)
    values ('synthetic', 'Made-up town', 'Benchmark', 'CC0-1.0', 'Made up', 'illustrative')`;
  for (let from = 0; from < town.buildings; from += BATCH) {
    await insertHouses(sql, {
      from,
      to: Math.min(from + BATCH, town.buildings),
      columns: Math.ceil(Math.sqrt(town.buildings))
    });
  }
  await sql.begin(async (write) => {
    await write`set local statement_timeout = 0`;
    await write`set local session_replication_role = replica`;
    await write`
      insert into storey (building_id, part, level, type, sort, base_m, height_m, source_id)
      select b.id, 'front', l, case l when 0 then 'EG' else 'OG' end, l, l * 3.5, 3.5, b.source_id
      from building b cross join generate_series(0, ${town.unitsPerBuilding - 1}::int) l where b.ref like 'synthetic/%'`;
    await write`
      insert into unit (building_id, storey_id, code, position, kind, area_sqm, area_type, frontage_m, is_step_free, is_divisible, power_kw,
        has_extractor, has_toilet, disclosure, geometry, valid, source_id)
      select b.id, s.id, 'S' || b.id || '-' || s.level, 1, case s.level when 0 then 'shop' else 'dwelling' end, 40 + (s.id % 60),
        case s.level when 0 then 'usable' else 'living' end, case s.level when 0 then 6.5 end,
        (array[true, false, null])[1 + s.id % 3], (array[true, null])[1 + s.id % 2], (array[3, 11, 22, 40, null])[1 + s.id % 5],
        (array[true, false, null])[1 + s.id % 3], (array[true, null])[1 + s.id % 2], case when s.level = 0 then 'shop_front' else 'withheld' end, b.geometry, daterange('2004-01-01', null), b.source_id
      from storey s join building b on b.id = s.building_id where b.ref like 'synthetic/%'`;
    await write`
      insert into occupancy (unit_id, status, use_class, activatable_months, valid, checked_on, source_id)
      select u.id, (array['occupied', 'vacant', 'occupied', 'occupied', 'unknown'])[1 + (u.id + n) % 5],
        case u.kind when 'dwelling' then 'housing' else 'retail' end, (u.id % 12)::smallint,
        daterange(date '2004-01-01' + (n * 2500 + u.id % 400 * least(n, 1))::int,
          case when n < 2 then date '2004-01-01' + ((n + 1) * 2500 + u.id % 400)::int end), date '2026-01-01' - (u.id % 900)::int, u.source_id
      from unit u join building b on b.id = u.building_id cross join generate_series(0, 2) n where b.ref like 'synthetic/%'`;
    await write`
      insert into listing (quarter_id, unit_id, ref, title, description, status, suitable_uses, available_on,
        rent_cents_per_sqm, divisible_from_sqm, published_on, expires_on, is_address_released, source_id)
      select b.quarter_id, u.id, 'synthetic/' || u.id, 'Fläche ' || u.id, 'Erfunden.', case u.id % 20 when 0 then 'reserved' else 'public' end,
        case u.id % 4 when 0 then '{}' else array[(array['retail', 'gastronomy', 'office', 'culture'])[1 + u.id % 4]] end,
        date '2026-06-01' + (u.id % 500), case u.id % 5 when 0 then null else 600 + u.id % 900 end, case u.id % 6 when 0 then 25 end,
        date '2026-01-01' + (u.id % 300), date '2028-01-01', u.id % 10 <> 0, u.source_id
      from unit u join building b on b.id = u.building_id
      where b.ref like 'synthetic/%' and exists (select from occupancy o where o.unit_id = u.id and upper_inf(o.valid) and o.status <> 'occupied')
      order by u.id limit ${town.buildings}`;
    await write`update revision set value = value + 1`;
  });
  await sql`vacuum analyze`;
}

async function insertHouses(
  sql: Sql,
  { from, to, columns }: { from: number; to: number; columns: number }
): Promise<void> {
  const houses = Array.from({ length: to - from }, (_, index) => {
    const place = from + index;
    const at = [12.395 + (place % columns) * 0.00022, 51.325 + Math.floor(place / columns) * 0.00016] as const;
    const { geometry, bounds } = square({ at, sizeDegrees: 0.0001 });
    const [west, south, east, north] = bounds;
    return {
      ref: `synthetic/${place}`,
      street: `${STREET_NAMES[Math.floor(place / HOUSES_PER_STREET) % STREET_NAMES.length]}${Math.floor(place / HOUSES_PER_STREET / STREET_NAMES.length)}straße`,
      houseNumber: String(1 + (place % HOUSES_PER_STREET)),
      geometry,
      bounds: `((${east},${north}),(${west},${south}))`,
      packed: Buffer.from(packRings(JSON.parse(geometry))).toString('hex')
    };
  });
  const column = (key: keyof (typeof houses)[number]) => houses.map((house) => house[key]);
  await sql`
    insert into building (quarter_id, district_id, ref, street, house_number, storeys_above, eaves_m, ridge_m, footprint_sqm, geometry, bounds, packed, source_id)
    select q.id, (select id from district where quarter_id = q.id order by code offset (h.place % 2) limit 1), h.ref, h.street, h.number,
      4, 14, 18, 77, h.geometry, h.bounds::box, decode(h.packed, 'hex'), (select id from source where key = 'synthetic')
    from quarter q cross join unnest(${column('ref')}::text[], ${column('street')}::text[], ${column('houseNumber')}::text[],
      ${column('geometry')}::text[], ${column('bounds')}::text[], ${column('packed')}::text[]) with ordinality
      as h (ref, street, number, geometry, bounds, packed, place) where q.slug = 'iq-ost'`;
}

const STREET_NAMES = [
  ...['Ahorn', 'Birken', 'Distel', 'Erlen', 'Flieder', 'Ginster', 'Hasel', 'Iris', 'Jasmin', 'Kastanien', 'Linden'],
  ...['Mohn', 'Nelken', 'Oliven', 'Pappel', 'Quitten', 'Rosen', 'Salbei', 'Tannen', 'Ulmen', 'Veilchen', 'Weiden']
];
