import type { StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { resolveSources } from '../../src/lib/map/absolute-address';
import { reasonOf } from '../../src/lib/map/map-error';
import { mergeForeignStyle } from '../../src/lib/map/style/foreign-style';

const foreign: StyleSpecification = {
  version: 8,
  glyphs: '../fonts/{fontstack}/{range}.pbf',
  sprite: 'sprite',
  sources: {
    tiles: { type: 'vector', tiles: ['tiles/{z}/{x}/{y}.pbf'] },
    more: { type: 'vector', url: 'https://other.example/t.json' }
  },
  layers: [
    { id: 'background', type: 'background' },
    { id: 'water', type: 'fill', source: 'tiles', 'source-layer': 'water' },
    { id: 'house', type: 'fill-extrusion', source: 'tiles', 'source-layer': 'building' }
  ]
};

describe('a style under ours', () => {
  const part = mergeForeignStyle(foreign, 'https://maps.example/styles/day/style.json');

  it('is prefixed and loses ground and extruded houses', () => {
    expect(part.layers).toEqual([
      { id: 'basemap-water', type: 'fill', source: 'basemap-tiles', 'source-layer': 'water' }
    ]);
    expect(Object.keys(part.sources)).toEqual(['basemap-tiles', 'basemap-more']);
  });

  it('has full addresses that keep their placeholders', () => {
    expect(part.sources['basemap-tiles']).toMatchObject({
      tiles: ['https://maps.example/styles/day/tiles/{z}/{x}/{y}.pbf']
    });
    expect(part.sources['basemap-more']).toMatchObject({ url: 'https://other.example/t.json' });
    expect(part.glyphs).toBe('https://maps.example/styles/fonts/{fontstack}/{range}.pbf');
    expect(part.sprite).toBe('https://maps.example/styles/day/sprite');
  });

  it('is refused when it is none', () => {
    expect(() => mergeForeignStyle({ error: 'no' } as unknown as StyleSpecification, 'https://maps.example/x')).toThrow(
      'https://maps.example/x is not a MapLibre style'
    );
  });
});

describe('addresses of the sources', () => {
  const required = { units: '/u', roofs: '/r', houses: '/h', districts: '/d', block: '/b', streets: '/s' };

  it('become full ones, tiles with their placeholders', () => {
    const buildings = {
      tiles: '/tiles/1/{z}/{x}/{y}.mvt',
      minzoom: 13,
      maxzoom: 16,
      bounds: [12, 51, 13, 52] as const
    };
    const resolved = resolveSources({ ...required, buildings }, 'https://quarter.example/en/');
    expect(resolved.units).toBe('https://quarter.example/u');
    expect(resolved.buildings?.tiles).toBe('https://quarter.example/tiles/1/{z}/{x}/{y}.mvt');
  });

  it('stay away where the quarter has none', () => {
    expect(Object.keys(resolveSources(required, 'https://quarter.example/'))).toEqual(Object.keys(required));
  });
});

describe('reason of a fault', () => {
  const named = (name: string): Error => Object.assign(new Error('x'), { name });

  it.each([
    [{ error: named('GPUInitializationError') }, 'no_webgl'],
    [{ error: new Error('Worker failed to load. Check that the worker URL is correct.') }, 'worker'],
    [{ error: new Error('404'), sourceId: 'basemap-tiles' }, 'basemap'],
    [{ error: new Error('404'), sourceId: 'streets' }, 'data'],
    [{ error: new Error('layers.unit: unknown property') }, 'style']
  ])('%#: %o is %s', (fault, reason) => {
    expect(reasonOf(fault)).toBe(reason);
  });
});
