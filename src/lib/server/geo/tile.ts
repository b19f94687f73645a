import { fromVectorTileJs, GeoJSONWrapper } from '@maplibre/vt-pbf';
import { sql, type SQL } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { unpackRings } from '../../domain/packed-rings';
import type { ServiceContext } from '../context';
import type { QuarterDetail } from '../quarter';
import { focusBlock } from './layer';
import { placeInTile, TILE_BUFFER, TILE_EXTENT, type TileAddress } from './tile-geometry';

/** Below this zoom a house is less than a few pixels; above the last one the map enlarges. */
export const MIN_TILE_ZOOM = 13;
export const MAX_TILE_ZOOM = 15;

type BuildingRow = {
  id: number;
  number: string | null;
  street: string | null;
  levels: number | null;
  height: number | null;
  packed: Uint8Array;
};

/** Reads tile coordinates. Throws `invalid` outside the zooms and the range of their numbers. */
export function readTileAddress(params: { readonly z: string; readonly x: string; readonly y: string }): TileAddress {
  const [z, x, y] = [params.z, params.x, params.y].map((text) => (/^\d{1,8}$/.test(text) ? Number(text) : NaN)) as [
    number,
    number,
    number
  ];
  const isTile = z >= MIN_TILE_ZOOM && z <= MAX_TILE_ZOOM && x < 2 ** z && y < 2 ** z;
  if (!isTile) throw new DomainError('invalid', 'tile_address_invalid', { z: params.z, x: params.x, y: params.y });
  return { z, x, y };
}

/** Houses of the quarter that the tiles show, of a building named `b`: all outside the focus block. */
export function tiledBuildings(quarter: QuarterDetail): SQL {
  return sql`building b where b.quarter_id = ${quarter.id}
    and (b.block_id is null or b.block_id not in ${focusBlock(quarter)})`;
}

/**
 * One vector tile (version 2) with the layer `buildings`: id; number, street, levels, height in metres. The
 * same data give the same bytes. A tile without houses has an empty layer.
 */
export async function buildTile(
  context: Pick<ServiceContext, 'db'>,
  quarter: QuarterDetail,
  tile: TileAddress
): Promise<Uint8Array> {
  const [west, south, east, north] = tileBounds(tile);
  const rows = await context.db.execute<BuildingRow>(sql`
    select b.id, b.house_number as number, b.street, b.storeys_above as levels,
      round(coalesce(b.ridge_m, b.eaves_m, b.storeys_above * 3.3)::numeric, 1)::float8 as height, b.packed
    from ${tiledBuildings(quarter)} and b.bounds && box(point(${east}, ${north}), point(${west}, ${south}))
    order by b.id`);
  const features = rows.flatMap(({ id, packed, ...tags }) => {
    const geometry = placeInTile(unpackRings(packed), tile);
    return geometry.length === 0 ? [] : [{ id, type: 3 as const, geometry, tags: withoutNulls(tags) }];
  });
  const layer = new GeoJSONWrapper(features, { version: 2, extent: TILE_EXTENT });
  layer.name = 'buildings';
  return fromVectorTileJs({ layers: { buildings: layer } });
}

function withoutNulls(tags: Readonly<Record<string, string | number | null>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(tags).filter((entry): entry is [string, string | number] => entry[1] !== null)
  );
}

/** West, south, east, north of a tile with its buffer, in degrees. */
function tileBounds({ z, x, y }: TileAddress): [number, number, number, number] {
  const buffer = TILE_BUFFER / TILE_EXTENT;
  const lonAt = (column: number) => (column / 2 ** z) * 360 - 180;
  const latAt = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** z))) * 180) / Math.PI;
  return [lonAt(x - buffer), latAt(y + 1 + buffer), lonAt(x + 1 + buffer), latAt(y - buffer)];
}
