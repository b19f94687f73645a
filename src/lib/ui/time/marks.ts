import { placeDay, type TimeScale } from './scale';

/** Something that happened, or is to happen, on a day. */
export interface TimeMark {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly title: string;
  /** The page of what is marked. */
  readonly href?: string;
}

export interface PlacedMark extends TimeMark {
  /** 0–1 of the scale. */
  readonly share: number;
  /** Line of its label, from the top; null where no line has room for it. */
  readonly row: number | null;
  /** True where the label stands before its mark, since the scale ends. */
  readonly isBefore: boolean;
}

/** Mean advance of IBM Plex Sans at 12 px, rounded up, so that an estimate is rather too wide than too narrow. */
const CHARACTER_PX = 6.6;
const GAP_PX = 14;

/**
 * Finds room for the labels of marks on a scale `widthPx` wide: each goes to the first of `rows` lines where
 * it touches no other label, before its mark where it would run out of the scale. What finds no room keeps
 * its mark and is read in the list of events. No label crosses the day `barrier`, where the plan's future begins.
 */
export function placeMarks(
  marks: readonly TimeMark[],
  scale: TimeScale,
  room: { readonly widthPx: number; readonly rows: number; readonly barrier: number }
): readonly PlacedMark[] {
  const taken: [number, number][][] = Array.from({ length: room.rows }, () => []);
  const barrierX = placeDay(scale, room.barrier) * room.widthPx;
  return marks
    .filter(({ day }) => day >= scale.from && day <= scale.to)
    .sort((a, b) => a.day - b.day)
    .map((mark) => {
      const share = placeDay(scale, mark.day);
      const x = share * room.widthPx;
      const [start, end] = x < barrierX ? [0, barrierX] : [barrierX, room.widthPx];
      const labelPx = mark.title.length * CHARACTER_PX + GAP_PX;
      const isBefore = x < end && x + labelPx > end;
      const span: [number, number] = isBefore ? [x - labelPx, x] : [x, x + labelPx];
      const isInside = span[0] >= start && span[1] <= end;
      const row = isInside ? taken.findIndex((spans) => spans.every(([a, b]) => span[1] <= a || span[0] >= b)) : -1;
      if (row >= 0) taken[row]!.push(span);
      return { ...mark, share, row: row < 0 ? null : row, isBefore };
    });
}
