import type { Map as MaplibreMap, StyleSpecification } from 'maplibre-gl';
import { drawPattern } from './pattern-image';
import { drawTag, TAG_IMAGE } from './tag-image';
import { diffStyles, type StyleChange } from './style/style-diff';
import type { Mark } from './style/fill-choice';

/** Brings a drawn style to the next one step by step; sources, images and feature-state survive. */
export function applyStyle(map: MaplibreMap, previous: StyleSpecification, next: StyleSpecification): void {
  for (const [name, source] of Object.entries(next.sources)) {
    if (map.getSource(name) === undefined) map.addSource(name, source);
  }
  if (next.glyphs !== previous.glyphs) map.setGlyphs(next.glyphs);
  if (JSON.stringify(next.sprite) !== JSON.stringify(previous.sprite)) map.setSprite(spriteUrl(next));
  for (const change of diffStyles(previous, next)) applyChange(map, change);
}

function spriteUrl({ sprite }: StyleSpecification): string | null {
  return typeof sprite === 'string' ? sprite : (sprite?.[0]?.url ?? null);
}

function applyChange(map: MaplibreMap, change: StyleChange): void {
  const unchecked = { validate: false };
  switch (change.kind) {
    case 'light':
      map.setLight(change.light, unchecked);
      return;
    case 'remove':
      map.removeLayer(change.id);
      return;
    case 'add':
      map.addLayer(change.layer, change.before ?? undefined);
      return;
    case 'paint':
      map.setPaintProperty(change.id, change.property as never, change.value as never, unchecked);
      return;
    case 'layout':
      map.setLayoutProperty(change.id, change.property as never, change.value as never, unchecked);
      return;
  }
}

/** Adds the images of the patterns that the map does not have yet, sharp on this screen. */
export function addMarkImages(map: MaplibreMap, marks: Iterable<Mark>): void {
  const pixelRatio = sharpness();
  for (const { image, pattern, color } of marks) {
    if (!map.hasImage(image)) map.addImage(image, drawPattern(pattern, color, pixelRatio), { pixelRatio });
  }
}

/** Adds the image of the tags, which each style colours for itself. */
export function addTagImage(map: MaplibreMap): void {
  if (map.hasImage(TAG_IMAGE)) return;
  const pixelRatio = sharpness();
  const { stretchX, stretchY, content, ...image } = drawTag(pixelRatio);
  map.addImage(TAG_IMAGE, image, { pixelRatio, sdf: true, stretchX, stretchY, content });
}

const sharpness = (): number => Math.min(3, Math.max(1, Math.ceil(window.devicePixelRatio)));
