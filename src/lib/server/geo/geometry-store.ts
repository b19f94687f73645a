import { sql } from 'drizzle-orm';
import { GEO_LAYERS, type GeoLayer } from '../../domain/geo-manifest';
import type { ServiceContext } from '../context';
import { building } from '../db/schema';
import type { Bounds } from '../db/schema/columns';
import { contentHash } from '../http/representation';
import { getQuarter, type QuarterDetail } from '../quarter';
import { RevisionMemo } from '../record/revision';
import { buildLayer, joinAttributions, type LayerContent } from './layer';
import { tiledBuildings } from './tile';

export interface StoredLayer extends LayerContent {
  readonly hash: string;
}

export interface TileSet {
  /** Names the content of all tiles together. */
  readonly hash: string;
  readonly bounds: Bounds;
  readonly attribution: string;
}

/** Every geometry of a quarter at one revision. */
export interface GeometryStore {
  readonly quarter: QuarterDetail;
  readonly layers: Readonly<Record<GeoLayer, StoredLayer>>;
  /** Null where the focus block holds all houses. */
  readonly tiles: TileSet | null;
}

const stores = new RevisionMemo<GeometryStore>('geometry');
/** Reads every house of the quarter: kept while only units change. */
const tileSets = new RevisionMemo<TileSet | null>('houses');

type Reader = Pick<ServiceContext, 'db' | 'quarter'>;

/** The quarter's geometry as it is now; built at the first request after a change. */
export function geometryStore(context: Reader): Promise<GeometryStore> {
  return stores.get(context, context.quarter, () => build(context));
}

async function build({ db, quarter: slug }: Reader): Promise<GeometryStore> {
  const quarter = await getQuarter({ db, quarter: slug, locale: 'de' });
  const [tiles, ...layers] = await Promise.all([
    tileSets.get({ db }, slug, () => readTileSet({ db }, quarter)),
    ...GEO_LAYERS.map(async (layer): Promise<[GeoLayer, StoredLayer]> => {
      const content = await buildLayer({ db }, quarter, layer);
      return [layer, { ...content, hash: contentHash(content.text) }];
    })
  ]);
  return { quarter, layers: Object.fromEntries(layers) as Record<GeoLayer, StoredLayer>, tiles };
}

type TileSetRow = { count: number; content: string | null; bounds: string | null; attributions: string[] | null };

/** The fingerprint covers whatever a tile shows of a house, whatever the order of the rows. */
async function readTileSet({ db }: Pick<Reader, 'db'>, quarter: QuarterDetail): Promise<TileSet | null> {
  const [row] = await db.execute<TileSetRow>(sql`
    with house as (select b.* from ${tiledBuildings(quarter)})
    select count(*)::int as count,
      bit_xor(hashtextextended(concat_ws('|', id, house_number, street, storeys_above, eaves_m, ridge_m, md5(packed)), 0))::text as content,
      box(point(max((bounds[0])[0]), max((bounds[0])[1])), point(min((bounds[1])[0]), min((bounds[1])[1])))::text as bounds,
      array(select attribution from source where id in (select source_id from house) order by id) as attributions
    from house`);
  if (!row || row.count === 0 || row.bounds === null) return null;
  return {
    hash: contentHash(`${row.count} ${row.content}`),
    bounds: building.bounds.mapFromDriverValue(row.bounds) as Bounds,
    attribution: joinAttributions(row.attributions ?? [])
  };
}
