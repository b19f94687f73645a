/** A calendar day as `YYYY-MM-DD`. */
export type IsoDate = string;

/** Half-open range of days: `from` belongs to it, `to` does not; null is an open end. */
export interface DateRange {
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** True for a real day between the years 1000 and 9999; `2023-02-29` is none. */
export function isIsoDate(value: unknown): value is IsoDate {
  if (typeof value !== 'string') return false;
  const match = ISO_DATE.exec(value);
  if (!match || match[1]! < '1000') return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** True for an instant in UTC as `Date.toISOString` writes it. */
export function isIsoInstant(value: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z$/.test(value) ? Date.parse(value) : NaN;
  return !Number.isNaN(time);
}

/** Days since 1970-01-01; the form in which dates travel in columns. Throws a RangeError for no real day. */
export function toDayNumber(date: IsoDate): number {
  if (!isIsoDate(date)) throw new RangeError(`not a calendar day: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
}

/** The calendar day `dayNumber` days after 1970-01-01. */
export function fromDayNumber(dayNumber: number): IsoDate {
  return new Date(dayNumber * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The calendar day before `date`. */
export function dayBefore(date: IsoDate): IsoDate {
  return fromDayNumber(toDayNumber(date) - 1);
}

/** The calendar day `days` days after `date`. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** True when `date` lies in `range`. */
export function contains(range: DateRange, date: IsoDate): boolean {
  return (range.from === null || range.from <= date) && (range.to === null || date < range.to);
}

/** PostgreSQL's canonical text of a `daterange`. */
export function formatDateRange(range: DateRange): string {
  return `[${range.from ?? ''},${range.to ?? ''})`;
}

/** Reads PostgreSQL's canonical (half-open) text of a `daterange`. Throws a RangeError for another form. */
export function parseDateRange(text: string): DateRange {
  const match = /^[[(]([^,]*),([^)\]]*)\)$/.exec(text);
  if (!match) throw new RangeError(`not a half-open daterange: ${text}`);
  return { from: match[1] || null, to: match[2] || null };
}

/** The day `months` calendar months later, clamped to that month's last day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const target = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  target.setUTCDate(Math.min(day, target.getUTCDate()));
  return target.toISOString().slice(0, 10);
}

/** The calendar day that it is at `instant` in the IANA zone `timeZone`. */
export function dayAt(instant: Date, timeZone: string): IsoDate {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant
  );
}
