import { sql } from 'drizzle-orm';
import type { UnitKind } from '../../domain/codes';
import type { SearchAnswer, SearchHit } from '../../domain/search';
import { MAX_QUERY_LENGTH, MIN_QUERY_LENGTH, parseSearchQuery, type SearchQuery } from '../../domain/search-query';
import type { ServiceContext } from '../context';
import { localText } from '../record/translation';
import { getQuarter } from '../quarter';
import { findAddresses, type FoundAddress } from './search-address';
import { isUnitWithheld } from '../record/visibility';

/** Most hits of one answer. */
export const SEARCH_LIMIT = 20;

interface Ranked {
  readonly score: number;
  readonly hit: SearchHit;
}
type EntryRow = { entity: 'building' | 'business'; id: number; score: number };
type UnitRow = {
  id: number;
  code: string;
  kind: UnitKind;
  street: string | null;
  houseNumber: string | null;
  score: number;
};
type BusinessRow = { id: number; name: string; street: string | null; houseNumber: string | null };

/**
 * Houses, businesses and units that fit what was typed, mistakes forgiven: best first, each kind together,
 * kinds by their best hit. A query of less than two letters or digits finds nothing. The character NUL, which
 * PostgreSQL has no text for, parts words.
 */
export async function search(context: ServiceContext, query: string): Promise<SearchAnswer> {
  const [[spelled], quarter] = await Promise.all([
    context.db.execute<{ text: string }>(
      sql`select search_normal(${query.slice(0, MAX_QUERY_LENGTH).replaceAll('\0', ' ')}) as text`
    ),
    getQuarter(context)
  ]);
  const answer = { query, on: context.today };
  const parsed = parseSearchQuery(spelled!.text);
  if (parsed.text.length < MIN_QUERY_LENGTH) return { ...answer, hits: [] };
  const [entries, addresses, coded] = await Promise.all([
    readEntries(context, quarter.id, parsed),
    findAddresses(context, quarter.id, parsed),
    readCodedUnits(context, quarter.id, parsed)
  ]);
  const [named, businesses, units] = await Promise.all([
    readNamed(context, entries),
    readBusinesses(context, entries),
    readUnitsBehind(context, parsed, addresses)
  ]);
  const houses = [...named, ...addresses].map(({ score, ...house }): Ranked => ({
    score,
    hit: { entity: 'building', ...house }
  }));
  return { ...answer, hits: arrange([...houses, ...businesses, ...[...coded, ...units].map(toUnitHit)]) };
}

function arrange(ranked: readonly Ranked[]): SearchHit[] {
  const best = [...ranked].sort((left, right) => right.score - left.score);
  const distinct = new Map<string, Ranked>();
  for (const entry of best) {
    const key = `${entry.hit.entity}/${entry.hit.id}`;
    if (!distinct.has(key)) distinct.set(key, entry);
  }
  const shown = [...distinct.values()].slice(0, SEARCH_LIMIT).map(({ hit }) => hit);
  const kinds = [...new Set(shown.map(({ entity }) => entity))];
  return kinds.flatMap((kind) => shown.filter(({ entity }) => entity === kind));
}

/** Names of businesses and houses, by trigrams. */
function readEntries(context: ServiceContext, quarterId: number, { text }: SearchQuery): Promise<readonly EntryRow[]> {
  return context.db.execute<EntryRow>(sql`
    select entity, entity_id as id, greatest(word_similarity(${text}, haystack), similarity(${text}, haystack)) + rank * 0.01 as score
    from search_entry
    where quarter_id = ${quarterId} and entity in ('building', 'business')
      and (haystack % ${text} or haystack %> ${text} or haystack like ${`${text}%`})
    order by score desc, id limit ${SEARCH_LIMIT}`);
}

async function readNamed(context: ServiceContext, entries: readonly EntryRow[]): Promise<FoundAddress[]> {
  const scores = scoresOf(entries, 'building');
  if (scores.size === 0) return [];
  const rows = await context.db.execute<Omit<FoundAddress, 'score'>>(sql`
    select b.id, b.street, b.house_number as "houseNumber", b.name, ${localText<string | null>(context, { entity: 'district', field: 'name', id: sql`d.id`, base: sql`d.name` })} as district
    from building b left join district d on d.id = b.district_id where b.id in ${[...scores.keys()]}`);
  return rows.map((row) => ({ ...row, score: scores.get(row.id)! }));
}

async function readBusinesses(context: ServiceContext, entries: readonly EntryRow[]): Promise<Ranked[]> {
  const scores = scoresOf(entries, 'business');
  if (scores.size === 0) return [];
  const rows = await context.db.execute<BusinessRow>(sql`
    select business.id, business.name, place.street, place."houseNumber" from business
    left join lateral (
      select b.street, b.house_number as "houseNumber" from tenancy t
      join occupancy o on o.tenancy_id = t.id and o.valid @> ${context.today}::date
      join unit on unit.id = o.unit_id join building b on b.id = unit.building_id
      where t.business_id = business.id and not ${isUnitWithheld(context.actor)} order by unit.id limit 1) place on true
    where business.id in ${[...scores.keys()]} and business.is_public`);
  return rows.map(({ id, name, street, houseNumber }) => ({
    score: scores.get(id)!,
    hit: { entity: 'business', id, name, address: joinAddress(street, houseNumber) }
  }));
}

/** Units whose code begins with what was typed. */
function readCodedUnits(
  context: ServiceContext,
  quarterId: number,
  { text }: SearchQuery
): Promise<readonly UnitRow[]> {
  return context.db.execute<UnitRow>(sql`
    select u.id, u.code, u.kind, b.street, b.house_number as "houseNumber",
      case when search_normal(u.code) = ${text} then 1.2 else 0.95 end::float8 as score
    from unit u join building b on b.id = u.building_id
    where search_normal(u.code) like ${`${text}%`} and b.quarter_id = ${quarterId}
    order by search_normal(u.code) <> ${text}, b.block_id is null, u.id limit ${SEARCH_LIMIT}`);
}

/** Units of the houses found whose code holds the words behind the house number. */
async function readUnitsBehind(
  context: ServiceContext,
  { behind }: SearchQuery,
  addresses: readonly FoundAddress[]
): Promise<readonly UnitRow[]> {
  if (behind === '' || addresses.length === 0) return [];
  const best = addresses[0]!.score;
  return context.db.execute<UnitRow>(sql`
    select u.id, u.code, u.kind, b.street, b.house_number as "houseNumber", ${best}::float8 + 0.1 as score
    from unit u join building b on b.id = u.building_id
    where u.building_id in ${addresses.slice(0, 3).map(({ id }) => id)} and search_normal(u.code) like ${`%${behind}%`}
    order by u.code, u.id limit ${SEARCH_LIMIT}`);
}

function scoresOf(entries: readonly EntryRow[], wanted: EntryRow['entity']): ReadonlyMap<number, number> {
  return new Map(entries.filter(({ entity }) => entity === wanted).map(({ id, score }) => [id, score]));
}

function toUnitHit({ id, code, kind, street, houseNumber, score }: UnitRow): Ranked {
  return { score, hit: { entity: 'unit', id, code, kind, address: joinAddress(street, houseNumber) } };
}

function joinAddress(street: string | null, houseNumber: string | null): string | null {
  return street === null ? null : [street, houseNumber].filter((part) => part !== null).join(' ');
}
