import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { resolveAddress } from '../absolute-address';
import type { BasemapPart } from './style-context';

const PREFIX = 'basemap-';

/**
 * Makes another style fit under ours: names prefixed, relative addresses resolved against the style's own,
 * its ground left out (the paper stays) and its extruded buildings too (they would stand in the block).
 * Throws an `Error` when it is not a style.
 */
export function mergeForeignStyle(style: StyleSpecification, styleUrl: string): BasemapPart {
  if (style.version !== 8 || !Array.isArray(style.layers) || typeof style.sources !== 'object') {
    throw new Error(`${styleUrl} is not a MapLibre style`);
  }
  const sources = Object.entries(style.sources).map(([name, source]): [string, SourceSpecification] => [
    PREFIX + name,
    resolveSource(source, styleUrl)
  ]);
  const layers = style.layers.flatMap((layer): LayerSpecification[] => {
    if (layer.type === 'background' || layer.type === 'fill-extrusion') return [];
    return [{ ...layer, id: PREFIX + layer.id, source: PREFIX + layer.source }];
  });
  return {
    sources: Object.fromEntries(sources),
    layers,
    ...(style.glyphs === undefined ? {} : { glyphs: resolveAddress(style.glyphs, styleUrl) }),
    ...(style.sprite === undefined ? {} : { sprite: resolveSprite(style.sprite, styleUrl) })
  };
}

function resolveSource(source: SourceSpecification, base: string): SourceSpecification {
  const resolved = { ...source };
  if ('url' in resolved && typeof resolved.url === 'string') resolved.url = resolveAddress(resolved.url, base);
  if ('tiles' in resolved && resolved.tiles !== undefined) {
    resolved.tiles = resolved.tiles.map((tile) => resolveAddress(tile, base));
  }
  if (resolved.type === 'geojson' && typeof resolved.data === 'string') {
    resolved.data = resolveAddress(resolved.data, base);
  }
  return resolved;
}

function resolveSprite(
  sprite: NonNullable<StyleSpecification['sprite']>,
  base: string
): NonNullable<StyleSpecification['sprite']> {
  return typeof sprite === 'string'
    ? resolveAddress(sprite, base)
    : sprite.map(({ id, url }) => ({ id, url: resolveAddress(url, base) }));
}
