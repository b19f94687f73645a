import type { Map as MaplibreMap, MapGeoJSONFeature, MapMouseEvent, PointLike } from 'maplibre-gl';
import { MARK_KINDS } from '../domain/place-mark';
import type { MapTarget } from './options';
import { PLACE_LAYERS } from './style/place';

/** What a feature of a layer stands for. */
const KIND_OF_LAYER: Readonly<Record<string, MapTarget['kind']>> = {
  unit: 'unit',
  'unit-flat': 'unit',
  roof: 'building',
  'house-flat': 'building',
  'house-number': 'building',
  building: 'building',
  'building-flat': 'building',
  'building-number': 'building',
  'district-name': 'district',
  area: 'area',
  'area-ground': 'area'
};

export interface InteractionOptions {
  readonly onSelect: (target: MapTarget | null, isAdding: boolean) => void;
  /** True while the pointer is somebody else's, such as whoever draws. */
  readonly isPaused: () => boolean;
  /** Called when the pointer comes to another target; `isBlock` tells the block's houses from the surroundings. */
  readonly onHover: (hovered: HoveredTarget | null) => void;
}

export interface HoveredTarget extends MapTarget {
  readonly isBlock: boolean;
}

/** Turns the pointer into targets. Returns a function that stops it. */
export function listenToPointer(map: MaplibreMap, { onSelect, onHover, isPaused }: InteractionOptions): () => void {
  let hovered: HoveredTarget | null = null;
  const hover = (next: HoveredTarget | null): void => {
    if (next?.kind === hovered?.kind && next?.id === hovered?.id) return;
    hovered = next;
    map.getCanvas().style.cursor = next === null ? '' : 'pointer';
    onHover(next);
  };
  const move = (event: MapMouseEvent): void => {
    if (!map.isMoving() && !isPaused()) hover(targetAt(map, event.point));
  };
  const leave = (): void => hover(null);
  // The press that ends somebody else's drawing is theirs, too: who has it is decided when it begins.
  let isForeign = false;
  const press = (): void => {
    isForeign = isPaused();
  };
  const click = (event: MapMouseEvent): void => {
    if (isForeign) return;
    const target = targetAt(map, event.point);
    const { ctrlKey, metaKey, shiftKey } = event.originalEvent;
    onSelect(target === null ? null : { kind: target.kind, id: target.id }, ctrlKey || metaKey || shiftKey);
  };
  map.on('mousemove', move);
  map.on('mouseout', leave);
  map.on('click', click);
  map.getCanvas().addEventListener('pointerdown', press);
  return () => {
    map.off('mousemove', move);
    map.off('mouseout', leave);
    map.off('click', click);
    map.getCanvas().removeEventListener('pointerdown', press);
  };
}

/** The topmost feature at a place of the canvas that stands for something with a page of its own. */
export function targetAt(map: MaplibreMap, point: PointLike): HoveredTarget | null {
  const layers = [...PLACE_LAYERS, ...Object.keys(KIND_OF_LAYER)].filter((layer) => map.getLayer(layer) !== undefined);
  for (const feature of map.queryRenderedFeatures(point, { layers })) {
    const target = toTarget(feature);
    if (target !== null) return target;
  }
  return null;
}

function toTarget(feature: MapGeoJSONFeature): HoveredTarget | null {
  const { id, layer, source } = feature;
  if (PLACE_LAYERS.includes(layer.id)) return toMarkTarget(feature);
  const kind = KIND_OF_LAYER[layer.id];
  if (kind === 'area') return { kind, id: Number(feature.properties.row), isBlock: false };
  if (kind === undefined || typeof id !== 'number') return null;
  return { kind, id, isBlock: source !== 'buildings' };
}

function toMarkTarget({ properties: { kind, record } }: MapGeoJSONFeature): HoveredTarget | null {
  const markKind = MARK_KINDS.find((one) => one === kind);
  return markKind === undefined || typeof record !== 'number' ? null : { kind: markKind, id: record, isBlock: false };
}
