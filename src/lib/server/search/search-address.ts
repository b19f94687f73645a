import { sql, type SQL } from 'drizzle-orm';
import type { SearchQuery } from '../../domain/search-query';
import type { ServiceContext } from '../context';
import { localText } from '../record/translation';

export interface FoundAddress {
  readonly id: number;
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly name: string | null;
  readonly district: string | null;
  readonly score: number;
}

type StreetRow = { street: string; score: number };
type HouseRow = Omit<FoundAddress, 'score'> & { spelling: string; fit: number };

/** Streets that a misspelt name may mean, and houses shown of them. */
const STREET_LIMIT = 6;
const HOUSE_LIMIT = 20;
/** A street that fits worse than this part of the best one is not meant. */
const WORST_FIT = 0.7;

/**
 * Houses by street and number: the street by trigrams among the few distinct names, the number exactly or as
 * its beginning. Where the street has no such number its first houses are found, rated lower.
 */
export async function findAddresses(
  context: ServiceContext,
  quarterId: number,
  { street, houseNumber }: SearchQuery
): Promise<FoundAddress[]> {
  if (street === '') return [];
  const streets = await readStreets(context, quarterId, street);
  if (streets.length === 0) return [];
  const scores = new Map(streets.map((row) => [row.street, row.score]));
  const read = (fit: SQL, condition: SQL) =>
    readHouses(context, { quarterId, streets: [...scores.keys()], fit, condition });
  const any = sql`true`;
  const exactly = sql`lower(replace(b.house_number, ' ', '')) = ${houseNumber}`;
  const beginning = sql`lower(replace(b.house_number, ' ', '')) like ${`${houseNumber ?? ''}%`}`;
  const numbered = houseNumber === null ? [] : await read(sql`case when ${exactly} then 1 else 0.9 end`, beginning);
  const found = numbered.length > 0 ? numbered : await read(sql`${houseNumber === null ? 0.95 : 0.6}`, any);
  return found
    .map(({ spelling, fit, ...house }) => ({ ...house, score: scores.get(spelling)! * fit }))
    .sort((left, right) => right.score - left.score);
}

async function readStreets(context: ServiceContext, quarterId: number, street: string): Promise<readonly StreetRow[]> {
  const rows = await context.db.execute<StreetRow>(sql`
    select haystack as street, greatest(word_similarity(${street}, haystack), similarity(${street}, haystack))::float8 as score
    from search_entry
    where quarter_id = ${quarterId} and entity = 'street'
      and (haystack % ${street} or haystack %> ${street} or haystack like ${`${street}%`})
    order by score desc, similarity(${street}, haystack) desc, haystack limit ${STREET_LIMIT}`);
  const best = rows[0]?.score ?? 0;
  return rows.filter(({ score }) => score >= best * WORST_FIT);
}

interface HouseQuery {
  readonly quarterId: number;
  readonly streets: readonly string[];
  readonly fit: SQL;
  readonly condition: SQL;
}

/** In the order of the streets, then exact numbers, then as one walks along the street. */
function readHouses(
  context: ServiceContext,
  { quarterId, streets, fit, condition }: HouseQuery
): Promise<readonly HouseRow[]> {
  return context.db.execute<HouseRow>(sql`
    select found.id, found.street, found.house_number as "houseNumber", found.name, ${localText<string | null>(context, { entity: 'district', field: 'name', id: sql`d.id`, base: sql`d.name` })} as district, s.spelling, found.fit
    from unnest(array[${sql.join(
      streets.map((street) => sql`${street}`),
      sql`, `
    )}]::text[]) with ordinality s (spelling, place)
    cross join lateral (
      select b.*, (${fit})::float8 as fit from building b
      where b.quarter_id = ${quarterId} and search_normal(b.street) = s.spelling and ${condition}
      order by fit desc, b.is_courtyard, lower(replace(b.house_number, ' ', '')) limit ${HOUSE_LIMIT}) found
    left join district d on d.id = found.district_id
    order by s.place, found.fit desc,
      substring(found.house_number from '^[0-9]{1,6}')::int nulls last, found.house_number, found.id limit ${HOUSE_LIMIT}`);
}
