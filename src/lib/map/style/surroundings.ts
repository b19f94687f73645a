import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { mixColors } from '../../domain/color';
import { whenMarked } from './fill-expression';
import { MEDIUM, SURROUNDINGS_SHARE, visibleIf, type StyleContext } from './style-context';

/** Height in metres of a building that none is known of: four storeys. */
const UNKNOWN_HEIGHT_M = 14;

/** Height in metres at which most roofs of the surroundings are drawn; their edges and numbers are lifted to it. */
export const SURROUNDINGS_LIFT_M = 18 * SURROUNDINGS_SHARE;

function loweredHeight(): ExpressionSpecification {
  return ['*', SURROUNDINGS_SHARE, ['coalesce', ['get', 'height'], UNKNOWN_HEIGHT_M]];
}

/** Lifted by one height for all, the edges fit only what is about that high: they are not drawn of the rest. */
function edgeOpacity(): ExpressionSpecification {
  const height: ExpressionSpecification = ['coalesce', ['get', 'height'], UNKNOWN_HEIGHT_M];
  return ['case', ['all', ['>', height, 12], ['<', height, 27]], 1, 0];
}

/** Built mass around the block: pale and low, houses to be chosen among it. */
export function surroundingsLayers(context: StyleContext): LayerSpecification[] {
  const { sources } = context;
  return [
    ...(sources.masses === undefined ? [] : massLayers(context)),
    ...(sources.buildings === undefined ? [] : buildingLayers(context))
  ];
}

function massLayers({ tokens, isFlat }: StyleContext): LayerSpecification[] {
  return [
    {
      id: 'mass-flat',
      type: 'fill',
      source: 'masses',
      layout: visibleIf(isFlat),
      paint: { 'fill-color': tokens.mass, 'fill-outline-color': tokens.massLine }
    },
    {
      id: 'mass',
      type: 'fill-extrusion',
      source: 'masses',
      layout: visibleIf(!isFlat),
      paint: { 'fill-extrusion-color': tokens.mass, 'fill-extrusion-height': loweredHeight() }
    }
  ];
}

function buildingLayers({ tokens, isFlat }: StyleContext): LayerSpecification[] {
  const fill = whenMarked<string>(
    mixColors(tokens.mass, tokens.brick, 0.35),
    mixColors(tokens.mass, tokens.brick, 0.12),
    tokens.mass
  );
  const source = { source: 'buildings', 'source-layer': 'buildings' } as const;
  return [
    {
      id: 'building-flat',
      type: 'fill',
      ...source,
      layout: visibleIf(isFlat),
      paint: { 'fill-color': fill }
    },
    {
      id: 'building',
      type: 'fill-extrusion',
      ...source,
      layout: visibleIf(!isFlat),
      paint: { 'fill-extrusion-color': fill, 'fill-extrusion-height': loweredHeight() }
    },
    {
      id: 'building-edge',
      type: 'line',
      ...source,
      minzoom: 15,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': whenMarked<string>(tokens.selection, tokens.inkSoft, tokens.massLine),
        'line-width': whenMarked(2.5, 1.5, 0.8),
        'line-translate': [0, 0],
        'line-translate-anchor': 'viewport',
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 15, 0, 16, isFlat ? 1 : edgeOpacity()]
      }
    },
    {
      id: 'building-number',
      type: 'symbol',
      ...source,
      minzoom: 16.3,
      filter: ['all', ['has', 'number'], ['!=', ['get', 'number'], '']],
      layout: {
        'text-field': ['get', 'number'],
        'text-font': MEDIUM,
        'text-size': ['interpolate', ['linear'], ['zoom'], 16.3, 12, 18.5, 16],
        'text-padding': 4
      },
      paint: {
        'text-color': tokens.inkSoft,
        'text-halo-color': tokens.mass,
        'text-halo-width': 1.4,
        'text-translate': [0, 0],
        'text-translate-anchor': 'viewport'
      }
    }
  ];
}
