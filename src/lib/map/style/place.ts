import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { TAG_IMAGE } from '../tag-image';
import { SEMIBOLD, type StyleContext } from './style-context';

/** Where marks stand: on the low houses around, or on the roofs of the block. */
const GROUNDS = ['low', 'block'] as const;
type Ground = (typeof GROUNDS)[number];

/** All marks, and over them the one that is pointed at. */
const HELD = ['places', 'lit-place'] as const;
type Held = (typeof HELD)[number];

/** Distance of one tag from the next above it, in heights of its letters. */
const STACK_EM = 1.9;

export const placeLayerIds = (ground: Ground): readonly string[] =>
  HELD.flatMap((held) => [`${held}-dot-${ground}`, `${held}-tag-${ground}`]);

/** Layers a press on which opens what the mark stands for. */
export const PLACE_LAYERS: readonly string[] = GROUNDS.flatMap(placeLayerIds);

/** Marks of what the page lists: a dot at the place and, where there is something to say, a tag above it. */
export function placeLayers(context: StyleContext): LayerSpecification[] {
  return HELD.flatMap((held) =>
    GROUNDS.flatMap((ground) => [dotLayer(context, held, ground), tagLayer(context, held, ground)])
  );
}

function standsOn(ground: Ground): ExpressionSpecification {
  return ['==', ['get', 'onBlock'], ground === 'block'];
}

function dotLayer({ tokens }: StyleContext, held: Held, ground: Ground): LayerSpecification {
  const isLit = held === 'lit-place';
  return {
    id: `${held}-dot-${ground}`,
    type: 'circle',
    source: held,
    filter: standsOn(ground) as FilterSpecification,
    paint: {
      'circle-radius': ['case', ['==', ['get', 'label'], ''], isLit ? 9 : 6.5, isLit ? 5 : 4],
      'circle-color': isLit ? tokens.ink : kindColor(tokens.brick, tokens.teal),
      'circle-stroke-color': tokens.card,
      'circle-stroke-width': 2,
      'circle-translate': [0, 0],
      'circle-translate-anchor': 'viewport'
    }
  };
}

function tagLayer({ tokens }: StyleContext, held: Held, ground: Ground): LayerSpecification {
  const isLit = held === 'lit-place';
  return {
    id: `${held}-tag-${ground}`,
    type: 'symbol',
    source: held,
    filter: ['all', standsOn(ground), ['!=', ['get', 'label'], '']],
    layout: {
      'text-field': ['get', 'label'],
      'text-font': SEMIBOLD,
      'text-size': 13,
      'text-max-width': 30,
      'text-anchor': 'bottom',
      'text-offset': stackOffset(),
      'icon-image': TAG_IMAGE,
      'icon-text-fit': 'both',
      'icon-text-fit-padding': [1, 4, 1, 4],
      'text-allow-overlap': isLit,
      'icon-allow-overlap': isLit,
      'symbol-sort-key': ['id']
    },
    paint: {
      'text-color': isLit ? tokens.card : tokens.ink,
      'icon-color': isLit ? tokens.ink : tokens.card,
      'icon-halo-color': isLit ? tokens.card : kindColor(tokens.brick, tokens.teal),
      'icon-halo-width': 1.2,
      'icon-translate': [0, 0],
      'icon-translate-anchor': 'viewport',
      'text-translate': [0, 0],
      'text-translate-anchor': 'viewport'
    }
  };
}

function kindColor(listing: string, business: string): ExpressionSpecification {
  return ['match', ['get', 'kind'], 'business', business, listing];
}

/** Tags of one place hang above each other. */
function stackOffset(): ExpressionSpecification {
  const above = (stack: number): ExpressionSpecification => ['literal', [0, -0.9 - stack * STACK_EM]];
  return ['interpolate', ['linear'], ['get', 'stack'], 0, above(0), 100, above(100)];
}
