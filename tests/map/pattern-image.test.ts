import { describe, expect, it } from 'vitest';
import { PATTERNS } from '../../src/lib/domain/palette';
import { drawPattern } from '../../src/lib/map/pattern-image';

const drawn = PATTERNS.filter((pattern) => pattern !== 'none');

function alpha(pattern: (typeof drawn)[number], ratio = 2): number[][] {
  const { width, height, data } = drawPattern(pattern, '#b4452b', ratio);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => data[(y * width + x) * 4 + 3] ?? 0)
  );
}

describe('pattern images', () => {
  it.each(drawn)('cover a part of the tile in the asked colour: %s', (pattern) => {
    const { data } = drawPattern(pattern, '#b4452b', 2);
    const opaque = [...data.keys()].filter((index) => index % 4 === 3 && data[index] === 255);
    const share = opaque.length / (data.length / 4);
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.6);
    const first = opaque[0] ?? 0;
    expect([...data.slice(first - 3, first)]).toEqual([0xb4, 0x45, 0x2b]);
  });

  it.each(drawn)('repeat without a seam: %s', (pattern) => {
    const rows = alpha(pattern);
    const jump = (a: readonly number[], b: readonly number[]): number =>
      Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? 0))));
    const inner = Math.max(...rows.slice(1).map((row, index) => jump(rows[index] ?? [], row)));
    expect(jump(rows.at(-1) ?? [], rows[0] ?? [])).toBeLessThanOrEqual(inner);
  });

  it('mirror each other as hatch and backhatch', () => {
    expect(alpha('backhatch')).toEqual(alpha('hatch').map((row) => row.toReversed()));
  });

  it('all differ', () => {
    expect(new Set(drawn.map((pattern) => JSON.stringify(alpha(pattern)))).size).toBe(drawn.length);
  });

  it('grow with the pixel ratio', () => {
    expect(drawPattern('dots', '#000000', 3).width).toBe(3 * drawPattern('dots', '#000000', 1).width);
  });
});
