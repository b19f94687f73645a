import type { LayerSpecification } from 'maplibre-gl';
import { localName } from './fill-expression';
import { metresWide } from './metres';
import { MEDIUM, SEMIBOLD, type StyleContext } from './style-context';

/** Width of a street between its facades in metres, where the data does not say. */
const STREET_M = 15;

/** Paper and parks: what even a basemap lies upon. */
export function groundLayers({ tokens, sources }: StyleContext): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': tokens.paper } },
    ...(sources.parks === undefined
      ? []
      : [{ id: 'park', type: 'fill', source: 'parks', paint: { 'fill-color': tokens.park } } as const])
  ];
}

/** White ribbons with a fine edge, as wide as the street. */
export function streetLayers({ tokens, latitude }: StyleContext): LayerSpecification[] {
  const width = metresWide(['*', 0.72, ['coalesce', ['get', 'width'], STREET_M]], latitude, 1.2);
  const casing = metresWide(['+', 0.9, ['*', 0.72, ['coalesce', ['get', 'width'], STREET_M]]], latitude, 2.2);
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: 'street-casing',
      type: 'line',
      source: 'streets',
      layout: round,
      paint: { 'line-color': tokens.streetCasing, 'line-width': casing }
    },
    {
      id: 'street',
      type: 'line',
      source: 'streets',
      layout: round,
      paint: { 'line-color': tokens.street, 'line-width': width }
    }
  ];
}

/** Borders of the districts, dashed in brick upon a soft band. */
export function districtLayers({ tokens }: StyleContext): LayerSpecification[] {
  return [
    {
      id: 'district-band',
      type: 'line',
      source: 'district-borders',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': tokens.brick,
        'line-opacity': 0.1,
        'line-width': ['interpolate', ['linear'], ['zoom'], 12, 4, 17, 9]
      }
    },
    {
      id: 'district-border',
      type: 'line',
      source: 'district-borders',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': tokens.brick,
        'line-opacity': 0.85,
        'line-width': ['interpolate', ['linear'], ['zoom'], 12, 1.1, 17, 1.8],
        'line-dasharray': [4, 2.5]
      }
    }
  ];
}

/** The block's own ground, and the shadow with which it sits on the paper. */
export function blockGroundLayers({ tokens, latitude, scheme, isFlat }: StyleContext): LayerSpecification[] {
  return [
    ...[5, 2.5].map((widthM): LayerSpecification => ({
      id: `block-shadow-${widthM}`,
      type: 'line',
      source: 'block',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': scheme === 'light' ? tokens.ink : '#000000',
        'line-opacity': isFlat ? 0.05 : 0.09,
        'line-width': metresWide(widthM, latitude, widthM / 2)
      }
    })),
    { id: 'block-ground', type: 'fill', source: 'block', paint: { 'fill-color': tokens.courtyard } }
  ];
}

/** Names along the streets, below the buildings in order, so that these hide them as they hide the street. */
export function streetLabelLayers({ tokens, locale }: StyleContext): LayerSpecification[] {
  return [
    {
      id: 'street-name',
      type: 'symbol',
      source: 'streets',
      minzoom: 13.5,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': ['interpolate', ['linear'], ['zoom'], 14, 220, 18, 340],
        'text-field': localName(locale),
        'text-font': MEDIUM,
        'text-size': ['interpolate', ['linear'], ['zoom'], 13.5, 12, 16, 14, 18.5, 19],
        'text-letter-spacing': 0.03,
        'text-max-angle': 30,
        'text-padding': 6,
        'text-pitch-alignment': 'map',
        'text-rotation-alignment': 'map'
      },
      paint: { 'text-color': tokens.inkSoft, 'text-halo-color': tokens.street, 'text-halo-width': 1.6 }
    }
  ];
}

/** Names of the districts and stops, over everything. */
export function placeLabelLayers({ tokens, locale, sources }: StyleContext): LayerSpecification[] {
  const districts: LayerSpecification = {
    id: 'district-name',
    type: 'symbol',
    source: 'districts',
    maxzoom: 16.2,
    layout: {
      'text-field': localName(locale),
      'text-font': SEMIBOLD,
      'text-size': ['interpolate', ['linear'], ['zoom'], 11, 12, 15, 19],
      'text-letter-spacing': 0.04,
      'text-max-width': 8,
      'text-padding': 8
    },
    paint: { 'text-color': tokens.brick, 'text-halo-color': tokens.paper, 'text-halo-width': 2 }
  };
  if (sources.stops === undefined) return [districts];
  return [
    {
      id: 'stop',
      type: 'circle',
      source: 'stops',
      minzoom: 15,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 15, 2.5, 18, 5],
        'circle-color': tokens.card,
        'circle-stroke-color': ['match', ['get', 'kind'], 'tram', tokens.teal, tokens.inkSoft],
        'circle-stroke-width': 2,
        'circle-pitch-alignment': 'map'
      }
    },
    {
      id: 'stop-name',
      type: 'symbol',
      source: 'stops',
      minzoom: 16.4,
      layout: {
        'text-field': localName(locale),
        'text-font': MEDIUM,
        'text-size': 12,
        'text-anchor': 'top',
        'text-offset': [0, 0.7],
        'text-max-width': 9
      },
      paint: {
        'text-color': ['match', ['get', 'kind'], 'tram', tokens.teal, tokens.inkSoft],
        'text-halo-color': tokens.paper,
        'text-halo-width': 1.6
      }
    },
    districts
  ];
}
