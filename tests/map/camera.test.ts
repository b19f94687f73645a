import { describe, expect, it } from 'vitest';
import { isSameCamera } from '../../src/lib/map/camera';
import type { MapCamera } from '../../src/lib/map/options';

const CAMERA: MapCamera = { center: [12.4066, 51.3457], zoom: 17.2, pitch: 48, bearing: -20 };

describe('linked cameras', () => {
  it('takes what rounding leaves for the same, so that two maps do not push each other', () => {
    expect(isSameCamera(CAMERA, { ...CAMERA, zoom: 17.2 + 1e-9, bearing: -20 - 1e-9 })).toBe(true);
  });

  it.each([
    ['center', { center: [12.40661, 51.3457] }],
    ['zoom', { zoom: 17.21 }],
    ['pitch', { pitch: 48.1 }],
    ['bearing', { bearing: -20.1 }]
  ] as const)('sees another %s', (_, change) => {
    expect(isSameCamera(CAMERA, { ...CAMERA, ...change })).toBe(false);
  });
});
