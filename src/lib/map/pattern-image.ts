import { toLinear, type HexColor } from '../domain/color';
import type { Pattern } from '../domain/palette';

/** Side of a pattern's tile in CSS pixels; lines repeat once per tile. */
const TILE_PX = 9;
const LINE_PX = 2.6;
const CROSS_LINE_PX = 1.7;
const DOT_RADIUS_PX = 1.35;

/** A seamless tile as straight RGBA bytes, four per pixel, transparent between the lines. */
export interface PatternImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Draws a pattern without a canvas, so that it can be made and tested anywhere. */
export function drawPattern(pattern: Exclude<Pattern, 'none'>, color: HexColor, pixelRatio: number): PatternImage {
  const side = Math.round(TILE_PX * pixelRatio);
  const rgb = toBytes(color);
  const data = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const distancePx = distanceToMark(pattern, (x + 0.5) / pixelRatio, (y + 0.5) / pixelRatio);
      const coverage = Math.min(1, Math.max(0, 0.5 - distancePx * pixelRatio));
      data.set([...rgb, Math.round(coverage * 255)], (y * side + x) * 4);
    }
  }
  return { width: side, height: side, data };
}

/** Distance in CSS pixels from the edge of the pattern's mark, negative inside it. */
function distanceToMark(pattern: Exclude<Pattern, 'none'>, x: number, y: number): number {
  switch (pattern) {
    case 'hatch':
      return distanceToLine(x + y, LINE_PX);
    case 'backhatch':
      return distanceToLine(x - y, LINE_PX);
    case 'cross':
      return Math.min(distanceToLine(x + y, CROSS_LINE_PX), distanceToLine(x - y, CROSS_LINE_PX));
    case 'dots':
      return Math.min(distanceToDot(x, y, TILE_PX / 4), distanceToDot(x, y, (TILE_PX * 3) / 4));
  }
}

/** `position` runs at 45 degrees to both sides of the tile, so one period of it is one tile. */
function distanceToLine(position: number, width: number): number {
  const phase = ((position % TILE_PX) + TILE_PX) % TILE_PX;
  return Math.abs(phase - TILE_PX / 2) / Math.SQRT2 - width / 2;
}

function distanceToDot(x: number, y: number, centre: number): number {
  return Math.hypot(x - centre, y - centre) - DOT_RADIUS_PX;
}

function toBytes(color: HexColor): [number, number, number] {
  toLinear(color);
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16)) as [number, number, number];
}
