/** GeoJSON layers of the map, in the order of drawing. */
export const GEO_LAYERS = ['districts', 'masses', 'streets', 'stops', 'block', 'houses', 'units', 'roofs'] as const;
export type GeoLayer = (typeof GEO_LAYERS)[number];

export interface GeoLayerSource {
  /** Path of the layer's GeoJSON; it names the content and never changes it. */
  readonly url: string;
  /** Whom the layer's data is owed to, one line; empty where the layer is empty. */
  readonly attribution: string;
}

/** Vector tiles (layer `buildings`: id; number, street, levels, height) of all houses outside the focus block. */
export interface GeoTileSource {
  /** Path with `{z}`, `{x}` and `{y}`. */
  readonly url: string;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  readonly attribution: string;
}

/** Where the page finds every geometry that it shows. `buildings` is null while only the focus block is known. */
export interface GeoManifest {
  readonly sources: Readonly<Record<GeoLayer, GeoLayerSource>> & { readonly buildings: GeoTileSource | null };
}
