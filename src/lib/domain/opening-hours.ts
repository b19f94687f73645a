import type { IsoDate } from './interval';

/** A moment as the clocks of the quarter show it. */
export interface WallTime {
  readonly day: IsoDate;
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number;
}

/** A stretch of a day in which a business is open, in minutes since midnight; `to` may be 1440. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
  /** Not certain, such as "by appointment" or an open end. */
  readonly isUncertain: boolean;
  readonly comment: string | null;
}

/** One day of a week; a stretch past midnight belongs to the day on which it begins, with `to` above 1440. */
export interface OpenDay {
  readonly day: IsoDate;
  readonly isHoliday: boolean;
  readonly spans: readonly OpenSpan[];
}

export type OpeningState = 'open' | 'closed' | 'uncertain';

/** What the opening hours of a business say at a moment. */
export interface OpeningNow {
  readonly state: OpeningState;
  /** What the hours say of this moment in words, such as "nach Vereinbarung". */
  readonly comment: string | null;
  /** Until when the present state holds; null where it holds for ever, as with "24/7". */
  readonly until: WallTime | null;
  /** When it opens next, where it is closed; null where that is never. */
  readonly next: WallTime | null;
}

export interface Opening extends OpeningNow {
  /** The seven days from the moment's own. */
  readonly week: readonly OpenDay[];
}

/** Minutes since midnight as a clock shows them: `09:30`; past midnight it counts on from zero. */
export function formatMinute(minute: number): string {
  const ofDay = minute % 1440;
  const isEndOfDay = minute === 1440;
  const [hours, minutes] = isEndOfDay ? [24, 0] : [Math.floor(ofDay / 60), ofDay % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** Reads `9:30` or `09:30`; null for anything else. */
export function readMinute(text: string): number | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim());
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of an IANA zone show at an instant. */
export function toWallTime(at: Date, timeZone: string): WallTime {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    clock = new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23', timeZone });
    clocks.set(timeZone, clock);
  }
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${part.year}-${part.month}-${part.day}` as IsoDate,
    minute: Number(part.hour) * 60 + Number(part.minute)
  };
}
