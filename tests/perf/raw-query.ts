import type { Sql } from '../../src/lib/server/db/client';

/** What the database alone takes for the rows behind an answer: the limit that our answers are set beside. */
export function readRawTable(sql: Sql): Promise<unknown> {
  return sql`
    select u.id, u.building_id, u.kind, s.level, u.area_sqm,
      case when u.kind = 'dwelling' or u.disclosure = 'withheld' then 'withheld' else o.status end as status, o.use_class
    from unit u join storey s on s.id = u.storey_id
    left join occupancy o on o.unit_id = u.id and o.valid @> date '2015-06-01'
      and u.kind <> 'dwelling' and u.disclosure <> 'withheld'
    where u.valid @> date '2015-06-01' order by u.id`;
}

export function readRawVacancy(sql: Sql, day: string): Promise<unknown> {
  return sql`
    select count(*) filter (where o.status = 'vacant') as vacant,
      count(*) filter (where o.status in ('occupied', 'interim', 'vacant')) as lettable
    from unit u join occupancy o on o.unit_id = u.id and o.valid @> ${day}::date where u.valid @> ${day}::date`;
}

export function readRawGeometry(sql: Sql, name: 'geometry' | 'tile'): Promise<unknown> {
  if (name === 'geometry') {
    return sql`select u.id, u.geometry from unit u join building b on b.id = u.building_id where b.block_id is not null`;
  }
  return sql`select id, packed from building where bounds && box(point(12.4146, 51.3306), point(12.4036, 51.3237))`;
}

/** The count of what `everyFilter` of `spaces.ts` finds, without its near misses and without a count for each choice. */
export function readRawSpaces(sql: Sql, day: string, maxRentCents: number): Promise<unknown> {
  return sql`
    select count(*) from listing l join unit u on u.id = l.unit_id join storey s on s.id = u.storey_id
    where l.status in ('public', 'reserved') and l.published_on <= ${day}::date and (l.expires_on is null or l.expires_on > ${day}::date)
      and u.location_precision <> 'hidden' and not exists (select from occupancy o where o.unit_id = u.id
        and o.valid @> ${day}::date and o.status = 'occupied')
      and (l.suitable_uses && array['retail', 'gastronomy'] or (l.suitable_uses = '{}' and u.kind in ('shop', 'gastronomy')))
      and u.area_sqm between 41 and 98 and (l.rent_cents_per_sqm is null or l.rent_cents_per_sqm * u.area_sqm <= ${maxRentCents})
      and s.level = 0 and u.frontage_m > 0 and u.is_step_free and u.power_kw >= 11 and u.has_extractor and u.has_toilet
      and (u.is_divisible or l.divisible_from_sqm is not null) and l.available_on <= date '2027-06-30'`;
}
