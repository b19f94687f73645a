import type { GeoLayer } from '../../domain/geo-manifest';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import type { FoundResource } from '../http/immutable';
import { prepareResource } from '../http/representation';
import { geometryStore } from './geometry-store';
import { buildTile, readTileAddress } from './tile';

type Reader = Pick<ServiceContext, 'db' | 'quarter'>;

/** Layers are few and kept: worth compressing hard. A reader waits for the first copy of a tile. */
const LAYER_QUALITY = 9;
const TILE_QUALITY = 5;

/** A layer's GeoJSON; with another hash than today's it is the layer as it is now. */
export async function findLayer(
  context: Reader,
  { hash, layer }: { readonly hash: string; readonly layer: GeoLayer }
): Promise<FoundResource> {
  const stored = (await geometryStore(context)).layers[layer];
  const isCurrent = stored.hash === hash;
  const resource = await prepareResource(Buffer.from(stored.text), {
    contentType: 'application/geo+json',
    quality: LAYER_QUALITY,
    isImmutable: isCurrent
  });
  return { resource, isCurrent };
}

export interface TileRequest {
  readonly hash: string;
  readonly z: string;
  readonly x: string;
  readonly y: string;
}

/**
 * A vector tile of the houses around the focus block. Throws `invalid` for coordinates that no tile has and
 * `not_found` where the quarter has no houses around its block.
 */
export async function findTile(context: Reader, { hash, ...coordinates }: TileRequest): Promise<FoundResource> {
  const tile = readTileAddress(coordinates);
  const { quarter, tiles } = await geometryStore(context);
  if (tiles === null) throw new DomainError('not_found', 'tiles_not_found');
  const isCurrent = tiles.hash === hash;
  const resource = await prepareResource(await buildTile(context, quarter, tile), {
    contentType: 'application/vnd.mapbox-vector-tile',
    quality: TILE_QUALITY,
    isImmutable: isCurrent
  });
  return { resource, isCurrent };
}
