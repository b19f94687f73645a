import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification
} from 'maplibre-gl';
import { TOKENS } from '../../domain/palette';
import { areaGroundLayers, areaLayers } from './area';
import { blockLayers } from './block';
import {
  blockGroundLayers,
  districtLayers,
  groundLayers,
  placeLabelLayers,
  streetLabelLayers,
  streetLayers
} from './ground';
import { placeLayers } from './place';
import { surroundingsLayers } from './surroundings';
import type { StyleContext, StyleOptions } from './style-context';

const EMPTY: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** Sources whose features the controller holds and hands over itself; the first four come from a URL of their own. */
const HELD_LAYERS = ['units', 'houses', 'roofs', 'districts'] as const;
const DERIVED_SOURCES = [
  'district-borders',
  'house-labels',
  'marks',
  'selection',
  'places',
  'lit-place',
  'areas'
] as const;
export type HeldSource = (typeof HELD_LAYERS)[number] | (typeof DERIVED_SOURCES)[number];

/** GeoJSON sources that MapLibre fetches by URL. */
const FETCHED_SOURCES = ['block', 'streets', 'masses', 'parks', 'stops'] as const;

function sourcesOf({ sources, attributions, basemap }: StyleOptions): Record<string, SourceSpecification> {
  const credit = (name: keyof typeof attributions): { attribution?: string } => {
    const attribution = attributions[name];
    return attribution === undefined ? {} : { attribution };
  };
  const held = { type: 'geojson', data: EMPTY, tolerance: 0, maxzoom: 16 } as const;
  const layers = HELD_LAYERS.map((name) => [name, { ...held, ...credit(name) }] as const);
  const derived = DERIVED_SOURCES.map((name) => [name, held] as const);
  const fetched = FETCHED_SOURCES.flatMap((name): [string, GeoJSONSourceSpecification][] => {
    const url = sources[name];
    if (url === undefined) return [];
    return [[name, { type: 'geojson', data: url, tolerance: 0.2, maxzoom: 16, ...credit(name) }]];
  });
  const buildings: [string, SourceSpecification][] =
    sources.buildings === undefined
      ? []
      : [
          [
            'buildings',
            {
              type: 'vector',
              tiles: [sources.buildings.tiles],
              minzoom: sources.buildings.minzoom,
              maxzoom: sources.buildings.maxzoom,
              bounds: [...sources.buildings.bounds],
              ...credit('buildings')
            }
          ]
        ];
  return { ...basemap?.sources, ...Object.fromEntries([...fetched, ...buildings, ...layers, ...derived]) };
}

/**
 * The whole style of the quarter as data: the same options always give the same style. Labels along
 * streets come before the buildings, so that these hide them; after the block come only its numbers, the names of
 * places and the marks of what the page lists.
 */
export function composeStyle(options: StyleOptions): StyleSpecification {
  const context: StyleContext = {
    ...options,
    tokens: TOKENS[options.scheme],
    isFlat: options.form === 'flat'
  };
  const layers: LayerSpecification[] = [
    ...groundLayers(context),
    ...(options.basemap?.layers ?? []),
    ...streetLayers(context),
    ...districtLayers(context),
    ...blockGroundLayers(context),
    ...areaGroundLayers(context),
    ...streetLabelLayers(context),
    ...surroundingsLayers(context),
    ...areaLayers(context),
    ...blockLayers(context),
    ...placeLabelLayers(context),
    ...placeLayers(context)
  ];
  return {
    version: 8,
    name: 'IQ_Ost',
    state: { day: { default: options.day } },
    light: {
      anchor: 'map',
      position: [1.3, 205, 38],
      color: '#ffffff',
      intensity: options.scheme === 'light' ? 0.34 : 0.28
    },
    transition: { duration: options.reducedMotion ? 0 : 200, delay: 0 },
    ...(options.fontFaces === undefined ? {} : { 'font-faces': options.fontFaces }),
    ...(options.basemap?.glyphs === undefined ? {} : { glyphs: options.basemap.glyphs }),
    ...(options.basemap?.sprite === undefined ? {} : { sprite: options.basemap.sprite }),
    sources: sourcesOf(options),
    layers
  };
}
