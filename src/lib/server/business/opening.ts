import OpeningHours from 'opening_hours';
import type { QuarterSettings } from '../../domain/quarter';
import { addDays, type IsoDate } from '../../domain/interval';
import type { Opening, OpeningNow, OpenSpan, WallTime } from '../../domain/opening-hours';
import type { Issue } from '../../domain/refusal';

/** Where public holidays are looked up, such as the Day of Repentance, which is one in Saxony alone. */
export type HolidayPlace = QuarterSettings['holidays'];

const DAYS_SHOWN = 7;
const DAY_MINUTES = 1440;
/** Readings that are kept; a quarter has fewer different opening hours. */
const MOST_KEPT = 2000;

/*
 * The library reckons in the local time of the process. It is handed dates whose local fields are those of the quarter's
 * clocks, and its answers are read by their local fields, so that the zone of the server does not matter. Where the
 * server's own clocks skip an hour, one hour a year is read as the next.
 */
const toLocal = ({ day, minute }: WallTime): Date => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(year, month - 1, date, 0, minute);
};
const toWall = (local: Date): WallTime => {
  const pad = (value: number) => String(value).padStart(2, '0');
  return {
    day: `${local.getFullYear()}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}` as IsoDate,
    minute: local.getHours() * 60 + local.getMinutes()
  };
};

const kept = new Map<string, OpeningHours | { readonly fault: string }>();

function parse(value: string, { country, state }: HolidayPlace): OpeningHours | { readonly fault: string } {
  const key = `${country} ${state} ${value}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const parsed = parseAnew(value, { country, state });
  kept.set(key, parsed);
  return parsed;
}

function parseAnew(value: string, { country, state }: HolidayPlace): OpeningHours | { readonly fault: string } {
  try {
    const place = { lat: 0, lon: 0, address: { country_code: country, state } };
    const hours = new OpeningHours(value, place, { locale: 'en', mode: 0 } as never);
    // Some faults show only when the hours are asked.
    hours.getOpenIntervals(new Date(2026, 0, 1), new Date(2026, 0, 8));
    return hours;
  } catch (cause) {
    // The library throws texts: the value up to the fault, an arrow, and what is wrong in brackets.
    return { fault: cause instanceof Error ? cause.message : String(cause) };
  }
}

const isFault = (parsed: OpeningHours | { readonly fault: string }): parsed is { readonly fault: string } =>
  'fault' in parsed;

/**
 * What is wrong with opening hours that somebody typed: `not_opening_hours` with `part`, the text up to the place where
 * it cannot be read any more. Nothing for null.
 */
export function checkHours(field: string, value: string | null, place: HolidayPlace = NOWHERE): Issue[] {
  if (value === null) return [];
  const parsed = parse(value, place);
  if (!isFault(parsed)) return [];
  const arrow = parsed.fault.indexOf(' <---');
  return [{ field, code: 'not_opening_hours', details: { part: arrow > 0 ? parsed.fault.slice(0, arrow) : value } }];
}

/** Enough to know whether hours can be read at all. */
const NOWHERE: HolidayPlace = { country: 'de', state: 'Sachsen' };

/** What opening hours say at a moment of the quarter's clocks; null where they cannot be read. */
export function readOpeningNow(value: string, place: HolidayPlace, at: WallTime): OpeningNow | null {
  const hours = parse(value, place);
  if (isFault(hours)) return null;
  const local = toLocal(at);
  const isOpen = hours.getState(local);
  const isUncertain = hours.getUnknown(local);
  const change = hours.getNextChange(local);
  const next = isOpen || isUncertain ? undefined : nextOpening(hours, local);
  return {
    state: isOpen ? 'open' : isUncertain ? 'uncertain' : 'closed',
    comment: ownWords(value, hours.getComment(local)),
    until: change ? toWall(change) : null,
    next: next ? toWall(next) : null
  };
}

/** As `readOpeningNow`, with the week from that day on. */
export function readOpening(value: string, place: HolidayPlace, at: WallTime): Opening | null {
  const now = readOpeningNow(value, place, at);
  const hours = parse(value, place);
  if (now === null || isFault(hours)) return null;
  const week = Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = addDays(at.day, index);
    return { day, isHoliday: isHoliday(hours, day), spans: readSpans(hours, value, day) };
  });
  return { ...now, week };
}

/** The library adds remarks of its own in English; only what stands in the hours is shown. */
function ownWords(value: string, comment: string | undefined): string | null {
  return comment !== undefined && value.includes(`"${comment}"`) ? comment : null;
}

/** True, false, or null where hours cannot be read or do not say. */
export function isOpenAt(value: string | null, place: HolidayPlace, at: WallTime): boolean | null {
  if (value === null) return null;
  const hours = parse(value, place);
  if (isFault(hours)) return null;
  const local = toLocal(at);
  return hours.getUnknown(local) ? null : hours.getState(local);
}

function nextOpening(hours: OpeningHours, from: Date): Date | undefined {
  // A closed stretch may be followed by another with a remark of its own.
  let at: Date | undefined = from;
  for (let steps = 0; steps < 20; steps++) {
    at = hours.getNextChange(at);
    if (at === undefined || hours.getState(at) || hours.getUnknown(at)) return at;
  }
  return undefined;
}

/** Noon belongs to the day whatever the hours say of its night. */
function isHoliday(hours: OpeningHours, day: IsoDate): boolean {
  return hours.getPublicHolidayContext(toLocal({ day, minute: DAY_MINUTES / 2 })).isHoliday;
}

/** The stretches that begin on a day; one that runs past midnight by less than half a day is not cut there. */
function readSpans(hours: OpeningHours, value: string, day: IsoDate): OpenSpan[] {
  const from = toLocal({ day, minute: 0 });
  const to = toLocal({ day: addDays(day, 1), minute: DAY_MINUTES / 2 });
  const minuteOf = (local: Date): number => {
    const wall = toWall(local);
    return wall.day === day ? wall.minute : wall.minute + DAY_MINUTES;
  };
  const wasOpenBefore = hours.getState(toLocal({ day: addDays(day, -1), minute: DAY_MINUTES - 1 }));
  const isCertainlyAllDay = (start: number, end: number) => start === 0 && end >= DAY_MINUTES;
  return hours.getOpenIntervals(from, to).flatMap(([start, end, isUncertain, comment]): OpenSpan[] => {
    const span = { from: minuteOf(start), to: minuteOf(end) };
    if (span.from >= DAY_MINUTES) return [];
    if (isCertainlyAllDay(span.from, span.to)) span.to = DAY_MINUTES;
    // The rest of a night that began the day before.
    else if (span.from === 0 && wasOpenBefore && span.to <= DAY_MINUTES / 2) return [];
    // Still open at noon of the next day: cut at midnight.
    if (span.to >= DAY_MINUTES * 1.5) span.to = DAY_MINUTES;
    return [{ ...span, isUncertain, comment: ownWords(value, comment) }];
  });
}
