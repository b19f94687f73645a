import { addMonths, fromDayNumber, toDayNumber } from '../../domain/interval';

/** Days along a line: `from` at 0, `to` at 1. All days are numbers of days since 1970-01-01. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
}

/** Place of `day` on the scale, 0–1 within it. */
export function placeDay({ from, to }: TimeScale, day: number): number {
  return to === from ? 0 : (day - from) / (to - from);
}

/** The nearest day within the scale. */
export function clampDay({ from, to }: TimeScale, day: number): number {
  return Math.min(to, Math.max(from, day));
}

/** The day `months` calendar months later, within the scale. */
export function shiftMonths(scale: TimeScale, day: number, months: number): number {
  return clampDay(scale, toDayNumber(addMonths(fromDayNumber(day), months)));
}

/**
 * The day that a pointer at `share` (0–1) of the scale means: the nearest first of a month, or today within
 * `snapShare` of it, since a pixel is coarser than a day and today is what most readers look for.
 */
export function dayAtShare(scale: TimeScale, share: number, snap: { today: number; snapShare: number }): number {
  const day = clampDay(scale, Math.round(scale.from + share * (scale.to - scale.from)));
  if (Math.abs(placeDay(scale, snap.today) - share) <= snap.snapShare) return clampDay(scale, snap.today);
  const first = `${fromDayNumber(day).slice(0, 7)}-01`;
  const next = addMonths(first, 1);
  const [before, after] = [toDayNumber(first), toDayNumber(next)];
  return clampDay(scale, day - before < after - day ? before : after);
}

export interface YearTick {
  readonly year: number;
  readonly day: number;
  readonly isLabelled: boolean;
}

const LABEL_PX = 52;
const LABEL_STEPS = [1, 2, 3, 5, 10, 25, 50];

/** The first of January of every year on the scale; as many carry their label as fit `widthPx`. */
export function listYears(scale: TimeScale, widthPx: number): readonly YearTick[] {
  const first = Number(fromDayNumber(scale.from).slice(0, 4));
  const last = Number(fromDayNumber(scale.to).slice(0, 4));
  const fitting = Math.max(1, widthPx / LABEL_PX);
  const step = LABEL_STEPS.find((years) => (last - first) / years <= fitting) ?? 100;
  const ticks: YearTick[] = [];
  for (let year = first; year <= last; year += 1) {
    const day = toDayNumber(`${year}-01-01`);
    if (day >= scale.from && day <= scale.to) ticks.push({ year, day, isLabelled: (year - first) % step === 0 });
  }
  return ticks;
}
