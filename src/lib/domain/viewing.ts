import type { ViewingState } from './codes';
import { dayAt, isIsoDate, toDayNumber, type IsoDate } from './interval';

export const VIEWING_MINUTES = [15, 30, 45, 60, 90, 120] as const;
export const MAX_PLACE_LENGTH = 200;
/** No viewing is arranged for later than that. */
export const MOST_VIEWING_DAYS = 180;

export type ViewingIssue = 'not_a_day' | 'not_a_time' | 'in_the_past' | 'too_far_ahead' | 'time_not_there';

/** Who may end or go on with a viewing. */
export type ViewingParty = 'desk' | 'seeker';

const NEXT: Readonly<Record<ViewingState, Readonly<Record<ViewingParty, readonly ViewingState[]>>>> = {
  proposed: { desk: ['cancelled'], seeker: ['confirmed', 'cancelled'] },
  confirmed: { desk: ['held', 'cancelled'], seeker: ['cancelled'] },
  cancelled: { desk: [], seeker: [] },
  held: { desk: [], seeker: [] }
};

/** The states that `party` may give a viewing. It was held only once it has begun. */
export function nextViewingStates(
  { state, startsAt }: { readonly state: ViewingState; readonly startsAt: Date },
  party: ViewingParty,
  now: Date
): readonly ViewingState[] {
  const hasBegun = startsAt <= now;
  return NEXT[state][party].filter((next) => (next === 'held' ? hasBegun : next !== 'confirmed' || !hasBegun));
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * The moment that clocks in a time zone show as `day` and `time` (`14:30`). In the hour that clocks show twice it is the
 * first; `time_not_there` in the one that they leave out.
 */
export function instantIn(timeZone: string, day: string, time: string): Date | ViewingIssue {
  if (!isIsoDate(day)) return 'not_a_day';
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  if (hour === undefined || minute === undefined) return 'not_a_time';
  const wanted = toDayNumber(day) * DAY_MINUTES + Number(hour) * 60 + Number(minute);
  // Zones lie within a day of UTC, and a change of the clocks within an hour or two: the offsets around it are enough.
  const offsets = [-DAY_MINUTES, DAY_MINUTES].map((shift) => offsetMinutes(timeZone, (wanted + shift) * MINUTE_MS));
  const fitting = offsets.map((offset) => wanted - offset).filter((at) => localMinutes(timeZone, at) === wanted);
  return fitting.length === 0 ? 'time_not_there' : new Date(Math.min(...fitting) * MINUTE_MS);
}

/**
 * The moment of a viewing that is to be proposed.
 * @param wanted as the form has it, in the quarter's time
 */
export function readViewingStart(
  wanted: { readonly day: string; readonly time: string; readonly timeZone: string },
  now: Date
): Date | ViewingIssue {
  const at = instantIn(wanted.timeZone, wanted.day, wanted.time);
  if (typeof at === 'string') return at;
  if (at <= now) return 'in_the_past';
  const isTooFar = at.getTime() - now.getTime() > MOST_VIEWING_DAYS * DAY_MINUTES * MINUTE_MS;
  return isTooFar ? 'too_far_ahead' : at;
}

/** The day and the time that clocks in a time zone show. */
export function clockIn(timeZone: string, at: Date): { readonly day: IsoDate; readonly time: string } {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return { day: dayAt(at, timeZone), time: clock.format(at) };
}

/** Minutes since 1970 as the clocks of the zone count them. */
function localMinutes(timeZone: string, utcMinutes: number): number {
  const { day, time } = clockIn(timeZone, new Date(utcMinutes * MINUTE_MS));
  const [hour, minute] = time.split(':').map(Number);
  return toDayNumber(day) * DAY_MINUTES + hour! * 60 + minute!;
}

function offsetMinutes(timeZone: string, atMs: number): number {
  const utcMinutes = Math.floor(atMs / MINUTE_MS);
  return localMinutes(timeZone, utcMinutes) - utcMinutes;
}
