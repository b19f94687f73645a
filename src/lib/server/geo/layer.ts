import { sql, type SQL } from 'drizzle-orm';
import type { GeoLayer } from '../../domain/geo-manifest';
import { toDayNumber } from '../../domain/interval';
import type { ServiceContext } from '../context';
import type { QuarterDetail } from '../quarter';

/** What one layer's query gives: a GeoJSON feature per row, its properties as JSON text. */
type FeatureRow = { id: number; geometry: string; properties: string; attribution: string };

export interface LayerContent {
  /** A GeoJSON FeatureCollection, RFC 7946, WGS84, with integer feature ids. */
  readonly text: string;
  /** Number of features. */
  readonly count: number;
  readonly attribution: string;
}

/**
 * Builds one layer. Only what anybody may see of a place is in its query: shape, height, number, name,
 * never who uses it or whether it is used.
 */
export async function buildLayer(
  context: Pick<ServiceContext, 'db'>,
  quarter: QuarterDetail,
  layer: GeoLayer
): Promise<LayerContent> {
  const rows = await context.db.execute<FeatureRow>(QUERIES[layer](quarter));
  const features = rows.map(
    ({ id, geometry, properties }) => `{"type":"Feature","id":${id},"geometry":${geometry},"properties":${properties}}`
  );
  return {
    text: `{"type":"FeatureCollection","features":[${features.join(',')}]}`,
    count: rows.length,
    attribution: joinAttributions(rows.map(({ attribution }) => attribution))
  };
}

/** Each attribution once, in the order of its first feature. */
export function joinAttributions(attributions: readonly string[]): string {
  return [...new Set(attributions)].filter((text) => text !== '').join(' · ');
}

const QUERIES: Readonly<Record<GeoLayer, (quarter: QuarterDetail) => SQL>> = {
  districts: ({ id }) => sql`
    select d.id, d.geometry, s.attribution, json_build_object('code', d.code, 'name', d.name,
      'name_en', ${translated('district', sql`d.id`, 'en')}, 'name_ar', ${translated('district', sql`d.id`, 'ar')})::text as properties
    from district d join source s on s.id = d.source_id where d.quarter_id = ${id} order by d.code`,
  block: (quarter) => sql`
    select k.id, k.geometry, s.attribution, json_build_object('slug', k.slug, 'name', k.name, 'assumption', k.is_assumption)::text as properties
    from block k join source s on s.id = k.source_id where k.id in ${focusBlock(quarter)}`,
  houses: (quarter) => sql`
    select b.id, b.geometry, s.attribution, json_build_object('number', b.house_number, 'street', b.street,
      'sequence', b.sequence, 'courtyard', b.is_courtyard,
      'height', round(coalesce(b.ridge_m, b.eaves_m, b.storeys_above * 3.3)::numeric, 1))::text as properties
    from building b join source s on s.id = b.source_id where b.block_id in ${focusBlock(quarter)} order by b.id`,
  roofs: (quarter) => sql`
    select b.id, b.geometry, s.attribution, json_build_object('base', round(t.top::numeric, 2),
      'top', round(greatest(b.ridge_m, t.top + 0.4)::numeric, 2))::text as properties
    from building b join source s on s.id = b.source_id
    join lateral (select coalesce(max(g.base_m + g.height_m), b.eaves_m) as top from storey g where g.building_id = b.id) t
      on t.top is not null
    where b.block_id in ${focusBlock(quarter)} order by b.id`,
  units: (quarter) => sql`
    select u.id, u.geometry, s.attribution, json_build_object('building', u.building_id, 'level', g.level, 'part', g.part,
      'base', round(g.base_m::numeric, 2), 'top', round((g.base_m + g.height_m)::numeric, 2),
      'from', coalesce(lower(u.valid) - date '1970-01-01', ${toDayNumber(quarter.settings.timeSpan.from)}::int),
      'to', upper(u.valid) - date '1970-01-01')::text as properties
    from unit u join storey g on g.id = u.storey_id join building b on b.id = u.building_id
    join source s on s.id = u.source_id where b.block_id in ${focusBlock(quarter)} order by u.id`,
  streets: ({ id }) => sql`
    select c.id, c.geometry, s.attribution, json_build_object('name', c.name,
      'name_ar', ${translated('context_feature', sql`c.id`, 'ar')})::text as properties
    from context_feature c join source s on s.id = c.source_id
    where c.quarter_id = ${id} and c.kind = 'street' order by c.id`,
  masses: ({ id }) => sql`
    select c.id, c.geometry, s.attribution, json_build_object('height',
      case when c.variant ~ '^[0-9]+([.][0-9]+)?$' then c.variant::numeric end)::text as properties
    from context_feature c join source s on s.id = c.source_id
    where c.quarter_id = ${id} and c.kind = 'mass' and not c.is_superseded order by c.id`,
  parks: ({ id }) => sql`
    select c.id, c.geometry, s.attribution, json_build_object('name', c.name)::text as properties
    from context_feature c join source s on s.id = c.source_id
    where c.quarter_id = ${id} and c.kind = 'park' order by c.id`,
  stops: ({ id }) => sql`
    select c.id, c.geometry, s.attribution, json_build_object('name', c.name,
      'name_ar', ${translated('context_feature', sql`c.id`, 'ar')}, 'kind', c.variant)::text as properties
    from context_feature c join source s on s.id = c.source_id
    where c.quarter_id = ${id} and c.kind = 'stop' order by c.id`
};

/** The blocks that the layers show in full; their houses are left out of the tiles. */
export function focusBlock({ id, settings }: QuarterDetail): SQL {
  return sql`(select id from block where quarter_id = ${id} and slug = ${settings.focusBlock})`;
}

function translated(entity: string, id: SQL, locale: string): SQL {
  return sql`(select t.text from translation t where t.entity = ${entity} and t.entity_id = ${id} and t.field = 'name' and t.locale = ${locale})`;
}
