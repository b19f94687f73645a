import type { PatternImage } from './pattern-image';

export const TAG_IMAGE = 'place-tag';

/** Room around the tag in CSS pixels, for its edge. */
const MARGIN_PX = 4;
const BODY_PX = 20;
const RADIUS_PX = 6;
const SIDE_PX = BODY_PX + 2 * MARGIN_PX;

/** MapLibre's measure of distances in signed distance fields: so many pixels are the whole range, and where the edge is. */
const SDF_PX = 8;
const SDF_EDGE = 0.75;

/** What is stretched of the tag, and where its text stands, in pixels of the image. */
export interface TagStretch {
  readonly stretchX: [[number, number]];
  readonly stretchY: [[number, number]];
  readonly content: [number, number, number, number];
}

/**
 * A tag with round corners as a signed distance field, so that each style colours it and its edge as it likes;
 * MapLibre stretches its middle to the text on it.
 */
export function drawTag(pixelRatio: number): PatternImage & TagStretch {
  const side = Math.round(SIDE_PX * pixelRatio);
  const data = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const distance = distanceToTag((x + 0.5) / pixelRatio - SIDE_PX / 2, (y + 0.5) / pixelRatio - SIDE_PX / 2);
      const value = Math.min(1, Math.max(0, SDF_EDGE - distance / SDF_PX));
      data[(y * side + x) * 4 + 3] = Math.round(value * 255);
    }
  }
  const inner = MARGIN_PX + RADIUS_PX + 1;
  const middle: [number, number] = [inner * pixelRatio, (SIDE_PX - inner) * pixelRatio];
  const content = [MARGIN_PX + 1, MARGIN_PX + 1, SIDE_PX - MARGIN_PX - 1, SIDE_PX - MARGIN_PX - 1] as const;
  return {
    width: side,
    height: side,
    data,
    stretchX: [middle],
    stretchY: [[...middle]],
    content: content.map((value) => value * pixelRatio) as [number, number, number, number]
  };
}

/** Distance in CSS pixels from the edge of the tag, negative inside it; `x` and `y` from its middle. */
function distanceToTag(x: number, y: number): number {
  const straight = BODY_PX / 2 - RADIUS_PX;
  const [dx, dy] = [Math.abs(x) - straight, Math.abs(y) - straight];
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - RADIUS_PX;
}
