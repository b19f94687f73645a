import type { StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { diffStyles } from '../../src/lib/map/style/style-diff';

function makeStyle(layers: StyleSpecification['layers']): StyleSpecification {
  return { version: 8, sources: {}, layers };
}

const ground = { id: 'ground', type: 'background', paint: { 'background-color': '#ffffff' } } as const;
const streets = { id: 'street', type: 'line', source: 'streets', layout: { visibility: 'visible' } } as const;

describe('steps between two styles', () => {
  it('are none between equal styles', () => {
    expect(diffStyles(makeStyle([ground, streets]), makeStyle([ground, { ...streets }]))).toEqual([]);
  });

  it('name only what changed', () => {
    const dark = { ...ground, paint: { 'background-color': '#000000' } };
    const hidden = { ...streets, layout: { visibility: 'none' } } as const;
    expect(diffStyles(makeStyle([ground, streets]), makeStyle([dark, hidden]))).toEqual([
      { kind: 'paint', id: 'ground', property: 'background-color', value: '#000000' },
      { kind: 'layout', id: 'street', property: 'visibility', value: 'none' }
    ]);
  });

  it('return to the default what is no longer named', () => {
    const bare = { id: 'ground', type: 'background' } as const;
    expect(diffStyles(makeStyle([ground]), makeStyle([bare]))).toEqual([
      { kind: 'paint', id: 'ground', property: 'background-color', value: undefined }
    ]);
  });

  it('add new layers before the next one that is there already, and remove old ones', () => {
    const water = { id: 'water', type: 'fill', source: 'basemap' } as const;
    expect(diffStyles(makeStyle([ground, streets]), makeStyle([water, streets]))).toEqual([
      { kind: 'remove', id: 'ground' },
      { kind: 'add', layer: water, before: 'street' }
    ]);
  });

  it('change the light', () => {
    const next = { ...makeStyle([]), light: { intensity: 0.2 } };
    expect(diffStyles(makeStyle([]), next)).toEqual([{ kind: 'light', light: { intensity: 0.2 } }]);
  });
});
