import type { MapSources } from './options';

/** Resolves an address but keeps placeholders such as `{z}`, which a URL would escape. */
export function resolveAddress(address: string, base: string): string {
  return new URL(address, base).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
}

/** The sources with full addresses: MapLibre's worker, which fetches some of them, has another base than the page. */
export function resolveSources({ buildings, ...layers }: MapSources, base: string): MapSources {
  const resolved = Object.fromEntries(
    Object.entries(layers)
      .filter(([, path]) => path !== undefined)
      .map(([layer, path]) => [layer, resolveAddress(path, base)])
  ) as typeof layers;
  return buildings === undefined
    ? resolved
    : { ...resolved, buildings: { ...buildings, tiles: resolveAddress(buildings.tiles, base) } };
}
