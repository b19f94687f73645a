import { GEO_LAYERS, type GeoManifest } from '../../domain/geo-manifest';
import type { ServiceContext } from '../context';
import { geometryStore } from './geometry-store';
import { MAX_TILE_ZOOM, MIN_TILE_ZOOM } from './tile';

/** Where the page finds the geometry as it is now, and whom it is owed to. An empty optional layer is left out. */
export async function geoManifest(context: Pick<ServiceContext, 'db' | 'quarter'>): Promise<GeoManifest> {
  const { layers, tiles } = await geometryStore(context);
  const url = (layer: (typeof GEO_LAYERS)[number]) => `/geo/${layers[layer].hash}/${layer}.geojson`;
  const optional = (['parks', 'masses', 'stops'] as const).filter((layer) => layers[layer].count > 0);
  const buildings = tiles && {
    tiles: `/tiles/${tiles.hash}/buildings/{z}/{x}/{y}.mvt`,
    minzoom: MIN_TILE_ZOOM,
    maxzoom: MAX_TILE_ZOOM,
    bounds: tiles.bounds
  };
  return {
    sources: {
      ...{ units: url('units'), roofs: url('roofs'), houses: url('houses'), districts: url('districts') },
      ...{ block: url('block'), streets: url('streets') },
      ...Object.fromEntries(optional.map((layer) => [layer, url(layer)])),
      ...(buildings && { buildings })
    },
    attributions: {
      ...Object.fromEntries(
        GEO_LAYERS.filter((layer) => layers[layer].count > 0).map((layer) => [layer, layers[layer].attribution])
      ),
      ...(tiles && { buildings: tiles.attribution })
    }
  };
}
