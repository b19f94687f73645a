import { describe, expect, it } from 'vitest';
import { expandRing, frameSlab, labelPoint, moveAway } from '../../src/lib/map/ring-geometry';
import { at, metres, rectangle } from './quarter-fixture';

const ring = rectangle(0, 0, 10, 20);

function extent(positions: readonly number[][]): number[] {
  const points = positions.map(metres);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(
    (value) => Math.round(value * 100) / 100
  );
}

describe('expanded ring', () => {
  it('stands off by the offset on every side, whichever way round it runs', () => {
    expect(extent(expandRing(ring, 0.5))).toEqual([-0.5, -0.5, 10.5, 20.5]);
    expect(extent(expandRing(ring.toReversed(), 0.5))).toEqual([-0.5, -0.5, 10.5, 20.5]);
  });

  it('shrinks with a negative offset and stays closed', () => {
    const shrunk = expandRing(ring, -1);
    expect(extent(shrunk)).toEqual([1, 1, 9, 19]);
    expect(shrunk[0]).toEqual(shrunk.at(-1));
  });

  it('does not shoot out of a needle-sharp corner', () => {
    const needle = [at(0, 0), at(40, 0.2), at(0, 0.4), at(0, 0)];
    expect(Math.max(...extent(expandRing(needle, 0.5)))).toBeLessThan(42);
  });

  it('leaves a ring without area alone', () => {
    expect(expandRing([at(0, 0), at(0, 0)], 1)).toEqual([at(0, 0), at(0, 0)]);
  });
});

describe('frame of a slab', () => {
  const frame = frameSlab({ ring, baseM: 4, topM: 7 }, 0.4);

  it('has a rail at the bottom, one at the top and a post in each corner', () => {
    expect(frame.map(({ properties }) => [properties?.base, properties?.top])).toEqual([
      [4, 4.4],
      [6.6, 7],
      ...Array.from({ length: 4 }, () => [4, 7])
    ]);
  });

  it('has open rails, so that the slab is seen through them', () => {
    const [outer, inner] = frame[0]?.geometry.coordinates ?? [];
    expect(extent(outer ?? [])).toEqual([-0.2, -0.2, 10.2, 20.2]);
    expect(extent(inner ?? [])).toEqual([0.2, 0.2, 9.8, 19.8]);
  });

  it('puts no post where a wall runs straight on', () => {
    const withMidpoint = [at(0, 0), at(5, 0), ...ring.slice(1)];
    expect(frameSlab({ ring: withMidpoint, baseM: 0, topM: 3 }, 0.4)).toHaveLength(6);
  });

  it('never begins below the ground', () => {
    const bases = frameSlab({ ring, baseM: -2, topM: 1 }, 0.4).map(({ properties }) => properties?.base as number);
    expect(Math.min(...bases)).toBe(0);
  });
});

describe('place of a label', () => {
  it('is inside an L, where the centroid would not be', () => {
    const angle = [at(0, 0), at(30, 0), at(30, 6), at(6, 6), at(6, 30), at(0, 30), at(0, 0)];
    const [x = 0, y = 0] = metres(labelPoint(angle) ?? []);
    expect(x < 6 || y < 6).toBe(true);
    expect(Math.min(x, y)).toBeGreaterThan(2);
  });

  it('is none without area', () => {
    expect(labelPoint([])).toBeNull();
  });

  it('moves away from the middle of the block, but not out of the house', () => {
    const centre = at(5, -30);
    expect(metres(moveAway(at(5, 10), { ring, centre, metres: 3 }))[1]).toBeCloseTo(13, 3);
    expect(metres(moveAway(at(5, 10), { ring, centre, metres: 12 }))[1]).toBeCloseTo(10, 3);
  });
});
