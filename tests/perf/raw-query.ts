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
