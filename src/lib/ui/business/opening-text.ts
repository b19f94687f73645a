import { intlLocale } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { WEEKDAYS, type Weekday } from '../../domain/business-directory';
import { addDays, toDayNumber, type IsoDate } from '../../domain/interval';
import { formatMinute, type OpeningNow, type OpenSpan, type WallTime } from '../../domain/opening-hours';

/** The name of a day of the week in the reader's language. 1970-01-05 was a Monday. */
export function labelWeekday(day: Weekday, form: 'long' | 'short' = 'long'): string {
  const monday = Date.UTC(1970, 0, 5) + WEEKDAYS.indexOf(day) * 86_400_000;
  return new Intl.DateTimeFormat(intlLocale(), { weekday: form, timeZone: 'UTC' }).format(monday);
}

/** As `labelWeekday`, of a calendar day. */
export function labelDayOfWeek(day: IsoDate, form: 'long' | 'short' = 'long'): string {
  const at = toDayNumber(day) * 86_400_000;
  return new Intl.DateTimeFormat(intlLocale(), { weekday: form, timeZone: 'UTC' }).format(at);
}

/** A moment soon to come: `18:00 Uhr`, `morgen 09:00 Uhr`, `Montag 09:00 Uhr`. */
function labelTime({ day, minute }: WallTime, today: IsoDate): string {
  const time = formatMinute(minute);
  if (day === today) return m.directory_time_today({ time });
  // Midnight is the end of today, not the beginning of tomorrow.
  if (day === addDays(today, 1))
    return minute === 0 ? m.directory_time_today({ time: '24:00' }) : m.directory_time_tomorrow({ time });
  return m.directory_time_weekday({ day: labelDayOfWeek(day), time });
}

/** `jetzt geöffnet bis 18:00 Uhr`, `geschlossen, öffnet morgen 09:00 Uhr`, `nach Vereinbarung`. */
export function labelOpening({ state, until, next }: OpeningNow, today: IsoDate): string {
  if (state === 'uncertain') return m.directory_state_uncertain();
  if (state === 'open') {
    return until ? m.directory_state_open_until({ time: labelTime(until, today) }) : m.directory_state_open_always();
  }
  return next ? m.directory_state_closed_until({ time: labelTime(next, today) }) : m.directory_state_closed();
}

/** One stretch of a day: `09:00–18:00`, `ab 09:00`, `durchgehend`, `nach Vereinbarung`. */
export function labelSpan({ from, to, isUncertain, comment }: OpenSpan): string {
  if (isUncertain && comment !== null) return m.directory_state_uncertain();
  if (isUncertain) return m.directory_span_open_end({ from: formatMinute(from) });
  if (from === 0 && to === 1440) return m.directory_week_always();
  return m.directory_span({ from: formatMinute(from), to: formatMinute(to) });
}

/** What a business adds in its own words, in the base language; null where they say no more than the label does. */
export function ownWords(comment: string | null): string | null {
  return comment === m.directory_state_uncertain() ? null : comment;
}
