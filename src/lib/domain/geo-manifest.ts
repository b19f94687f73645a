/** GeoJSON layers of the map, from below. */
export const GEO_LAYERS = [
  'districts',
  'parks',
  'masses',
  'streets',
  'stops',
  'block',
  'houses',
  'units',
  'roofs'
] as const;
export type GeoLayer = (typeof GEO_LAYERS)[number];

/** Layers that a quarter may have nothing of. */
export type OptionalGeoLayer = 'parks' | 'masses' | 'stops';

/** Vector tiles (layer `buildings`: id; number, street, levels, height) of all houses outside the focus block. */
export interface GeoTileSource {
  /** Path with `{z}`, `{x}` and `{y}`. */
  readonly tiles: string;
  readonly minzoom: number;
  readonly maxzoom: number;
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
}

/** Where the page finds every geometry that it shows: paths that name their content and never change it. */
export interface GeoManifest {
  readonly sources: Readonly<Record<Exclude<GeoLayer, OptionalGeoLayer>, string>> &
    Readonly<Partial<Record<OptionalGeoLayer, string>>> & { readonly buildings?: GeoTileSource };
  /** Whom each source's data is owed to, one line of text. */
  readonly attributions: Readonly<Partial<Record<GeoLayer | 'buildings', string>>>;
}
