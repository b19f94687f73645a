import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { mixColors, type HexColor } from '../../domain/color';
import type { Scheme } from '../../domain/palette';
import { stateFill, unitsAboveGround, unitsOfGroundFloor } from './fill-expression';
import { SEMIBOLD, STOREY_JOINT_M, visibleIf, type StyleContext } from './style-context';

/** How far in metres the slab of a pattern stands out of the unit that it marks, so that the two never flicker. */
export const MARK_OFFSET_M = 0.05;

function slabTop(): ExpressionSpecification {
  return ['max', ['+', ['get', 'base'], 0.1], ['-', ['get', 'top'], STOREY_JOINT_M]];
}

/** Roofs are drawn as low slabs, not up to the ridge: a block of that height would be a storey too many. */
export const ROOF_MOST_M = 2.4;

/** Tile red, a shade lighter or darker from house to house, as roofs of different age are. */
function roofTone(roof: HexColor, scheme: Scheme): ExpressionSpecification {
  const shadow: HexColor = scheme === 'light' ? '#3b1d14' : '#000000';
  return ['match', ['%', ['id'], 3], 0, roof, 1, mixColors(roof, '#ffffff', 0.025), mixColors(roof, shadow, 0.08)];
}

/** The block in full height, storey by storey, with its roofs in tile red. */
function storeyLayers({ tokens, scheme, isFlat }: StyleContext): LayerSpecification[] {
  const layout = visibleIf(!isFlat);
  return [
    {
      id: 'unit',
      type: 'fill-extrusion',
      source: 'units',
      filter: unitsAboveGround(),
      layout,
      paint: {
        'fill-extrusion-color': stateFill(tokens.faded),
        'fill-extrusion-base': ['max', 0, ['get', 'base']],
        'fill-extrusion-height': slabTop()
      }
    },
    {
      id: 'unit-mark',
      type: 'fill-extrusion',
      source: 'marks',
      filter: ['>', ['get', 'top'], 0],
      layout,
      paint: {
        'fill-extrusion-pattern': ['get', 'mark'],
        'fill-extrusion-base': ['max', 0, ['get', 'base']],
        'fill-extrusion-height': ['+', slabTop(), MARK_OFFSET_M]
      }
    },
    {
      id: 'roof',
      type: 'fill-extrusion',
      source: 'roofs',
      layout,
      paint: {
        'fill-extrusion-color': stateFill(roofTone(tokens.roof, scheme)),
        'fill-extrusion-base': ['get', 'base'],
        'fill-extrusion-height': ['min', ['get', 'top'], ['+', ['get', 'base'], ROOF_MOST_M]]
      }
    },
    {
      id: 'selection-frame',
      type: 'fill-extrusion',
      source: 'selection',
      filter: ['==', ['get', 'role'], 'frame'],
      layout,
      paint: {
        'fill-extrusion-color': tokens.selection,
        'fill-extrusion-base': ['get', 'base'],
        'fill-extrusion-height': ['get', 'top'],
        'fill-extrusion-vertical-gradient': false
      }
    }
  ];
}

/** The block as a plan of its ground floor. */
function planLayers({ tokens, isFlat }: StyleContext): LayerSpecification[] {
  const layout = visibleIf(isFlat);
  return [
    {
      id: 'house-flat',
      type: 'fill',
      source: 'houses',
      layout,
      paint: { 'fill-color': stateFill(tokens.faded) }
    },
    {
      id: 'unit-flat',
      type: 'fill',
      source: 'units',
      filter: unitsOfGroundFloor(),
      layout,
      paint: { 'fill-color': stateFill('rgba(0, 0, 0, 0)') }
    },
    {
      id: 'unit-mark-flat',
      type: 'fill',
      source: 'marks',
      filter: ['==', ['get', 'level'], 0],
      layout,
      paint: { 'fill-pattern': ['get', 'mark'], 'fill-antialias': false }
    },
    {
      id: 'unit-edge-flat',
      type: 'line',
      source: 'units',
      filter: unitsOfGroundFloor(),
      layout: { ...layout, 'line-join': 'round' },
      paint: { 'line-color': tokens.card, 'line-width': 1.4 }
    },
    {
      id: 'house-edge-flat',
      type: 'line',
      source: 'houses',
      layout: { ...layout, 'line-join': 'round' },
      paint: {
        'line-color': tokens.ink,
        'line-width': ['interpolate', ['linear'], ['zoom'], 15, 0.8, 18, ['case', ['get', 'courtyard'], 1, 2]]
      }
    },
    {
      id: 'selection-casing-flat',
      type: 'line',
      source: 'selection',
      filter: ['==', ['get', 'role'], 'outline'],
      layout: { ...layout, 'line-join': 'round' },
      paint: { 'line-color': tokens.card, 'line-width': 7 }
    },
    {
      id: 'selection-flat',
      type: 'line',
      source: 'selection',
      filter: ['==', ['get', 'role'], 'outline'],
      layout: { ...layout, 'line-join': 'round' },
      paint: { 'line-color': tokens.selection, 'line-width': 3.5 }
    }
  ];
}

/** Numbers of the block's houses, lifted onto their roofs. */
function numberLayers({ tokens }: StyleContext): LayerSpecification[] {
  return [
    {
      id: 'house-number',
      type: 'symbol',
      source: 'house-labels',
      minzoom: 15.5,
      layout: {
        'text-field': ['get', 'number'],
        'text-font': SEMIBOLD,
        'text-size': ['interpolate', ['linear'], ['zoom'], 15.5, 12, 18.5, 17],
        'text-allow-overlap': true,
        'text-ignore-placement': false
      },
      paint: {
        'text-color': tokens.ink,
        'text-halo-color': tokens.card,
        'text-halo-width': 1.8,
        'text-translate': [0, 0],
        'text-translate-anchor': 'viewport'
      }
    }
  ];
}

/** Units, roofs, houses, the frame of what is selected and the house numbers, in the order of drawing. */
export function blockLayers(context: StyleContext): LayerSpecification[] {
  return [...planLayers(context), ...storeyLayers(context), ...numberLayers(context)];
}
