import { describe, expect, it } from 'vitest';
import { liftOf, metresWide, pixelsPerMetre } from '../../src/lib/map/style/metres';

describe('metres on the map', () => {
  it('are pixels of a Web Mercator map with tiles of 512 px', () => {
    expect(pixelsPerMetre(0, 0) * 40_075_016.686).toBeCloseTo(512, 6);
    expect(pixelsPerMetre(17, 51.3457)).toBeCloseTo(2 * pixelsPerMetre(16, 51.3457), 9);
    expect(pixelsPerMetre(17, 60)).toBeCloseTo(2 * pixelsPerMetre(17, 0), 6);
  });

  it('double their width with each zoom, and never vanish', () => {
    expect(metresWide(10, 0, 2).slice(0, 3)).toEqual(['interpolate', ['exponential', 2], ['zoom']]);
    expect(metresWide(10, 0, 2)).toContainEqual(['max', 2, ['*', 10, pixelsPerMetre(23, 0)]]);
  });
});

describe('lift onto a roof', () => {
  const camera = { zoom: 17, pitch: 45, latitude: 0 };

  it('is up the screen by the height at 45 degrees', () => {
    const [x, y] = liftOf(20, camera);
    expect(x).toBe(0);
    expect(y).toBeCloseTo(-20 * pixelsPerMetre(17, 0), 0);
  });

  it('is nothing when one looks straight down or the roof is the ground', () => {
    expect(liftOf(20, { ...camera, pitch: 0 })).toEqual([0, 0]);
    expect(liftOf(0, camera)).toEqual([0, 0]);
  });
});
