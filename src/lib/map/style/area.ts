import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { MARK_OFFSET_M } from './block';
import { visibleIf, type StyleContext } from './style-context';

const isLit: ExpressionSpecification = ['get', 'isLit'];
const hasMark: FilterSpecification = ['!=', ['get', 'mark'], ''];
/** Of a building with several storeys only the lowest lies on the ground. */
const onGround: FilterSpecification = ['==', ['get', 'base'], 0];
const isCourtyard: FilterSpecification = ['==', ['get', 'top'], 0];

/**
 * What a plan draws on the ground: parts of the courtyard, and new buildings where the block is drawn as a plan. The
 * dashed outline says that it is not there yet.
 */
export function areaGroundLayers({ tokens, isFlat }: StyleContext): LayerSpecification[] {
  const shown: FilterSpecification = isFlat ? onGround : isCourtyard;
  return [
    {
      id: 'area-ground',
      type: 'fill',
      source: 'areas',
      filter: shown,
      paint: { 'fill-color': ['get', 'fill'], 'fill-opacity': 0.9 }
    },
    {
      id: 'area-ground-mark',
      type: 'fill',
      source: 'areas',
      filter: ['all', shown, hasMark] as FilterSpecification,
      paint: { 'fill-pattern': ['get', 'mark'], 'fill-antialias': false }
    },
    {
      id: 'area-edge',
      type: 'line',
      source: 'areas',
      filter: onGround,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['case', isLit, tokens.selection, tokens.teal],
        'line-width': ['case', isLit, 4, 2],
        'line-dasharray': [3, 1.5]
      }
    }
  ];
}

/** New buildings, storey by storey as those of the block. */
export function areaLayers({ isFlat }: StyleContext): LayerSpecification[] {
  const layout = visibleIf(!isFlat);
  return [
    {
      id: 'area',
      type: 'fill-extrusion',
      source: 'areas',
      filter: ['>', ['get', 'top'], 0],
      layout,
      paint: {
        'fill-extrusion-color': ['get', 'fill'],
        'fill-extrusion-base': ['get', 'base'],
        'fill-extrusion-height': ['get', 'top']
      }
    },
    {
      id: 'area-mark',
      type: 'fill-extrusion',
      source: 'areas',
      filter: ['all', ['>', ['get', 'top'], 0], hasMark] as FilterSpecification,
      layout,
      paint: {
        'fill-extrusion-pattern': ['get', 'mark'],
        'fill-extrusion-base': ['get', 'base'],
        'fill-extrusion-height': ['+', ['get', 'top'], MARK_OFFSET_M]
      }
    }
  ];
}
