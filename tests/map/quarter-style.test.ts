import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { SCHEMES } from '../../src/lib/domain/palette';
import { MAP_FORMS } from '../../src/lib/domain/view-state';
import type { MapSources } from '../../src/lib/map/options';
import { composeStyle } from '../../src/lib/map/style/quarter-style';
import type { StyleOptions } from '../../src/lib/map/style/style-context';

const REQUIRED: MapSources = {
  units: '/geo/1/units.geojson',
  roofs: '/geo/1/roofs.geojson',
  houses: '/geo/1/houses.geojson',
  districts: '/geo/1/districts.geojson',
  block: '/geo/1/block.geojson',
  streets: '/geo/1/streets.geojson'
};
const ALL: MapSources = {
  ...REQUIRED,
  masses: '/geo/1/masses.geojson',
  parks: '/geo/1/parks.geojson',
  stops: '/geo/1/stops.geojson',
  buildings: { tiles: '/tiles/1/{z}/{x}/{y}.mvt', minzoom: 13, maxzoom: 16, bounds: [12.3, 51.3, 12.5, 51.4] }
};

function makeOptions(options: Partial<StyleOptions> = {}): StyleOptions {
  return {
    sources: ALL,
    attributions: { units: 'GeoSN', buildings: '© OpenStreetMap' },
    fontFaces: { 'IBM Plex Sans Medium': '/medium.woff2', 'IBM Plex Sans SemiBold': '/semibold.woff2' },
    scheme: 'light',
    locale: 'de',
    form: 'storeys',
    day: 20_000,
    latitude: 51.3457,
    reducedMotion: false,
    ...options
  };
}

function visibleLayers(options: Partial<StyleOptions>): string[] {
  return composeStyle(makeOptions(options))
    .layers.filter(({ layout }) => layout?.visibility !== 'none')
    .map(({ id }) => id);
}

describe('style of the quarter', () => {
  const variants = SCHEMES.flatMap((scheme) =>
    MAP_FORMS.flatMap((form) =>
      ['de', 'ar'].flatMap((locale) => [REQUIRED, ALL].map((sources) => ({ scheme, form, locale, sources })))
    )
  );

  it.each(variants)('is valid: $scheme $form $locale', (variant) => {
    expect(validateStyleMin(composeStyle(makeOptions(variant)))).toEqual([]);
  });

  it('would be refused with a mistake in it', () => {
    const style = composeStyle(makeOptions());
    const broken = { ...style, layers: [...style.layers, { id: 'x', type: 'line', source: 'nowhere' } as const] };
    expect(validateStyleMin(broken)).not.toEqual([]);
  });

  it('draws only from sources that it has', () => {
    const { layers, sources } = composeStyle(makeOptions({ sources: REQUIRED }));
    const used = layers.flatMap((layer) => ('source' in layer ? [layer.source] : []));
    expect(used.filter((source) => !(source in sources))).toEqual([]);
    expect(used).not.toContain('buildings');
  });

  it('keeps feature-state, which changes with the theme, out of every filter', () => {
    const filters = composeStyle(makeOptions()).layers.flatMap((layer) => ('filter' in layer ? [layer.filter] : []));
    expect(filters.length).toBeGreaterThan(5);
    expect(JSON.stringify(filters)).not.toContain('feature-state');
  });

  it('hides units that do not exist on the day of the global state', () => {
    const style = composeStyle(makeOptions({ day: 12_345 }));
    expect(style.state).toEqual({ day: { default: 12_345 } });
    const units = style.layers.filter((layer) => 'source' in layer && layer.source === 'units');
    expect(units.map((layer) => JSON.stringify('filter' in layer ? layer.filter : null))).toEqual(
      units.map(() => expect.stringContaining('["global-state","day"]'))
    );
  });

  it('lays ground, streets, street names, surroundings, block and numbers over each other in this order', () => {
    const order = composeStyle(makeOptions()).layers.map(({ id }) => id);
    const places = [
      'ground',
      'street',
      'district-border',
      'block-ground',
      'street-name',
      'building',
      'unit',
      'unit-mark',
      'roof',
      'selection-frame',
      'house-number',
      'district-name'
    ];
    expect(places.map((id) => order.indexOf(id))).toEqual(
      places.map((id) => order.indexOf(id)).toSorted((a, b) => a - b)
    );
    expect(order.indexOf('ground')).toBe(0);
  });

  it('shows either storeys or the plan of the ground floor', () => {
    const [storeys, flat] = [visibleLayers({ form: 'storeys' }), visibleLayers({ form: 'flat' })];
    expect(storeys).toEqual(expect.arrayContaining(['unit', 'unit-mark', 'roof', 'building', 'selection-frame']));
    expect(flat).toEqual(
      expect.arrayContaining(['unit-flat', 'unit-mark-flat', 'house-flat', 'building-flat', 'selection-flat'])
    );
    expect(storeys.filter((id) => id.endsWith('-flat'))).toEqual([]);
    expect(
      flat.filter((id) => ['unit', 'unit-mark', 'roof', 'mass', 'building', 'selection-frame'].includes(id))
    ).toEqual([]);
  });

  it('names places in the reader’s language and falls back to their own name', () => {
    const streets = composeStyle(makeOptions({ locale: 'ar' })).layers.find(({ id }) => id === 'street-name');
    expect(streets?.layout).toMatchObject({ 'text-field': ['coalesce', ['get', 'name_ar'], ['get', 'name']] });
  });

  it('credits each source, so that attribution shows what is displayed', () => {
    const { sources } = composeStyle(makeOptions());
    expect(sources.units).toMatchObject({ attribution: 'GeoSN' });
    expect(sources.buildings).toMatchObject({ attribution: '© OpenStreetMap' });
    expect(sources.streets).not.toHaveProperty('attribution');
  });

  it('asks nobody for glyphs or sprites', () => {
    const style = composeStyle(makeOptions());
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(Object.keys(style['font-faces'] ?? {})).toHaveLength(2);
  });

  it('lays a basemap upon the paper and under the streets', () => {
    const basemap = {
      sources: { 'basemap-tiles': { type: 'vector', tiles: ['https://tiles.example/{z}/{x}/{y}'] } },
      layers: [{ id: 'basemap-water', type: 'fill', source: 'basemap-tiles', 'source-layer': 'water' }]
    } as const;
    const style = composeStyle(
      makeOptions({
        basemap: {
          sources: {
            ...basemap.sources,
            'basemap-tiles': { type: 'vector', tiles: [...basemap.sources['basemap-tiles'].tiles] }
          },
          layers: [...basemap.layers]
        }
      })
    );
    const order = style.layers.map(({ id }) => id);
    expect(order.indexOf('basemap-water')).toBeGreaterThan(order.indexOf('ground'));
    expect(order.indexOf('basemap-water')).toBeLessThan(order.indexOf('street-casing'));
    expect(validateStyleMin(style)).toEqual([]);
  });

  it('moves nothing for readers who asked for less motion', () => {
    expect(composeStyle(makeOptions({ reducedMotion: true })).transition).toEqual({ duration: 0, delay: 0 });
    expect(composeStyle(makeOptions()).transition).toEqual({ duration: 200, delay: 0 });
  });
});
