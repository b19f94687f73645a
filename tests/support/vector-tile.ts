import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PACKED_WORLD, toPackedPosition } from '../../src/lib/domain/packed-rings';

/** The features of a tile's layer, as the map's own decoder reads them; none where the layer is missing. */
export function readTile(bytes: Uint8Array, layer: string): VectorTileFeature[] {
  const found = new VectorTile(new PbfReader(bytes)).layers[layer];
  return found === undefined ? [] : Array.from({ length: found.length }, (_, index) => found.feature(index));
}

/** The tile of a zoom that a position lies in. */
export function tileAt(z: number, [lon, lat]: readonly [number, number]): { z: number; x: number; y: number } {
  const [x, y] = toPackedPosition(lon, lat).map((value) => Math.floor((value / PACKED_WORLD) * 2 ** z)) as [
    number,
    number
  ];
  return { z, x, y };
}
