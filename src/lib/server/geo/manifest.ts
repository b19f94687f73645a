import { GEO_LAYERS, type GeoLayer, type GeoLayerSource, type GeoManifest } from '../../domain/geo-manifest';
import type { ServiceContext } from '../context';
import { geometryStore } from './geometry-store';
import { MAX_TILE_ZOOM, MIN_TILE_ZOOM } from './tile';

/** Where the page finds the geometry as it is now, and whom it is owed to. */
export async function geoManifest(context: Pick<ServiceContext, 'db' | 'quarter'>): Promise<GeoManifest> {
  const { layers, tiles } = await geometryStore(context);
  const entries = GEO_LAYERS.map((layer): [GeoLayer, GeoLayerSource] => {
    const { hash, attribution } = layers[layer];
    return [layer, { url: `/geo/${hash}/${layer}.geojson`, attribution }];
  });
  const buildings = tiles && {
    url: `/tiles/${tiles.hash}/buildings/{z}/{x}/{y}.mvt`,
    minZoom: MIN_TILE_ZOOM,
    maxZoom: MAX_TILE_ZOOM,
    bounds: tiles.bounds,
    attribution: tiles.attribution
  };
  return { sources: { ...(Object.fromEntries(entries) as Record<GeoLayer, GeoLayerSource>), buildings } };
}
