import { sql, type SQL } from 'drizzle-orm';
import { PUBLIC_ACTOR } from '../domain/access';
import type { ServiceContext } from './context';
import { isListingShown } from './listing/listing-visibility';
import { isPlanShown } from './use-plan/plan-head';

/** Pages of the product that everybody may see and that show no single record. */
export const SITE_PAGES = [
  '/',
  '/listings',
  '/idea',
  '/guide',
  '/businesses',
  '/buildings',
  '/districts',
  '/figures',
  '/plans',
  '/measures',
  '/sources',
  '/about',
  '/privacy',
  '/accessibility'
] as const;

/** The standard lets no file name more (sitemaps.org). */
export const MOST_ADDRESSES = 50_000;

interface Collection {
  readonly name: string;
  /** Column that the path is made of. */
  readonly key: SQL;
  /** Rows of it that everybody may see, as `from` and `where`. */
  readonly rows: SQL;
}

/** Paths of the base language, in a lasting order: first the pages, then every record that everybody may see. */
export async function listPaths(
  context: ServiceContext,
  { offset, limit }: { readonly offset: number; readonly limit: number }
): Promise<string[]> {
  const pages = SITE_PAGES.slice(offset, offset + limit);
  if (pages.length === limit) return pages;
  const records = await context.db.execute<{ path: string }>(sql`
    select path from (${unionOf(context)}) record order by place, key
    offset ${Math.max(0, offset - SITE_PAGES.length)} limit ${limit - pages.length}`);
  return [...pages, ...records.map(({ path }) => path)];
}

/** How many paths `listPaths` has altogether. */
export async function countPaths(context: ServiceContext): Promise<number> {
  const [row] = await context.db.execute<{ count: number }>(
    sql`select count(*)::int as count from (${unionOf(context)}) record`
  );
  return SITE_PAGES.length + row!.count;
}

function unionOf(context: ServiceContext): SQL {
  const parts = collectionsOf({ ...context, actor: PUBLIC_ACTOR }).map(
    ({ name, key, rows }, place) => sql`select ${place}::int as place, lpad(${key}::text, 12, '0') as key,
      '/' || ${name}::text || '/' || ${key}::text as path ${rows}`
  );
  return sql.join(parts, sql` union all `);
}

function collectionsOf(open: ServiceContext): readonly Collection[] {
  const isHere = (table: string) =>
    sql`${sql.identifier(table)}.quarter_id = (select id from quarter where slug = ${open.quarter})`;
  return [
    {
      name: 'listings',
      key: sql`listing.id`,
      rows: sql`from listing where ${isHere('listing')} and ${isListingShown(open)}`
    },
    {
      name: 'businesses',
      key: sql`business.id`,
      rows: sql`from business where ${isHere('business')} and business.is_public`
    },
    { name: 'districts', key: sql`district.code`, rows: sql`from district where ${isHere('district')}` },
    {
      name: 'plans',
      key: sql`use_plan.id`,
      rows: sql`from use_plan where ${isHere('use_plan')} and ${isPlanShown(open)}`
    },
    { name: 'measures', key: sql`measure.id`, rows: sql`from measure where ${isHere('measure')}` },
    { name: 'buildings', key: sql`building.id`, rows: sql`from building where ${isHere('building')}` },
    {
      name: 'units',
      key: sql`unit.id`,
      rows: sql`from unit join building on building.id = unit.building_id where ${isHere('building')}
        and unit.location_precision in ('exact', 'building') and unit.valid @> ${open.today}::date`
    }
  ];
}
