import { PALETTE } from '../palette';
import type { HexColor } from '../color';
import type { SheetUse } from './plan-sheet';

/** How a use looks on paper: its colour in the plan, and marks that tell it apart in black and white, too. */
export interface SheetPattern {
  readonly fill: HexColor;
  /** Side of the tile in millimetres of paper. */
  readonly tileMm: number;
  /** SVG path within the tile, drawn as a line. */
  readonly marks: string;
  readonly isLight: boolean;
}

/** Marks of each use, no two alike; a plain surface is the commonest one. */
const MARKS: Readonly<Record<SheetUse, readonly [tileMm: number, marks: string]>> = {
  retail: [2, 'M0 1H2'],
  gastronomy: [2.4, 'M-.6 .6L.6 -.6M0 2.4L2.4 0M1.8 3L3 1.8'],
  health: [3, 'M1.5 .6V2.4M.6 1.5H2.4'],
  office: [2, 'M1 0V2'],
  culture: [2.4, 'M.5 .6h.01M1.7 1.8h.01'],
  education: [3.2, 'M.8 1.6a.8 .8 0 1 0 1.6 0a.8 .8 0 1 0 -1.6 0'],
  workshop: [2.4, 'M0 0L2.4 2.4M0 2.4L2.4 0'],
  housing: [4, ''],
  storage: [1.6, 'M0 0L1.6 1.6M-.4 1.2L.4 2M1.2 -.4L2 .4'],
  reserved: [3, 'M.3 .8H1.5M1.8 2.3H3'],
  courtyard: [3.2, 'M.6 1.3L1 .5L1.4 1.3M2.2 2.9L2.6 2.1L3 2.9'],
  no_target: [4, '']
};

/** The pattern of a use; what the plan says nothing of stays white. */
export function sheetPattern(use: SheetUse): SheetPattern {
  const [tileMm, marks] = MARKS[use];
  const fill = use === 'no_target' ? '#ffffff' : PALETTE.plan[use].light;
  return { fill, tileMm, marks, isLight: isLight(fill) };
}

/** Marks are dark on a light colour, and light on a dark one. */
function isLight(color: HexColor): boolean {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red! + 0.587 * green! + 0.114 * blue! > 110;
}
