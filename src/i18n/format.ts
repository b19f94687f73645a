import { fromDayNumber, toDayNumber, type IsoDate } from '../lib/domain/interval';
import { m } from './paraglide/messages';
import { getLocale, type Locale } from './paraglide/runtime';

/**
 * The Intl locale of each language of the page. Arabic keeps Western digits: house numbers, areas and rents
 * stand on doors, in leases and on German forms in these digits, and must be comparable with them at a glance.
 */
const INTL_LOCALES: Readonly<Record<Locale, string>> = { de: 'de-DE', en: 'en-GB', ar: 'ar-u-nu-latn' };

const DAYS_PER_MONTH = 30.436875;
const DAYS_PER_YEAR = 365.2425;

const PERCENT: Intl.NumberFormatOptions = { style: 'percent', maximumFractionDigits: 1 };

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

/** The BCP 47 tag that Intl formats with in the language of the page. */
export function intlLocale(): string {
  return INTL_LOCALES[getLocale()];
}

/** A count of things or persons: `1.234`. */
export function formatCount(count: number): string {
  return numberFormat('count', { maximumFractionDigits: 0 }).format(count);
}

/** A number with at most one decimal: `1,5`. */
export function formatDecimal(value: number): string {
  return numberFormat('decimal', { maximumFractionDigits: 1 }).format(value);
}

/** A measured value with at most two decimals, as it was written down: `120,45`. */
export function formatMeasure(value: number): string {
  return numberFormat('measure', { maximumFractionDigits: 2 }).format(value);
}

/** A ratio 0–1 in percent with at most one decimal: `11,1 %`. */
export function formatPercent(ratio: number): string {
  return numberFormat('percent', PERCENT).format(ratio);
}

/** The range between two ratios 0–1: `10–12,5 %`; one number where both read alike. */
export function formatPercentRange(lower: number, upper: number): string {
  if (formatPercent(lower) === formatPercent(upper)) return formatPercent(lower);
  return numberFormat('percent', PERCENT).formatRange(lower, upper);
}

/** Square metres without decimals: `96 m²`. */
export function formatArea(areaSqm: number): string {
  return m.codes_unit_sqm({ value: formatCount(areaSqm) });
}

/** A change in square metres with its sign: `+96 m²`. */
export function formatAreaChange(areaSqm: number): string {
  const change = numberFormat('change', { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(areaSqm);
  return m.codes_unit_sqm({ value: change });
}

/** Metres with at most one decimal: `7,2 m`. */
export function formatMetres(lengthM: number): string {
  return numberFormat('metres', {
    style: 'unit',
    unit: 'meter',
    unitDisplay: 'short',
    maximumFractionDigits: 1
  }).format(lengthM);
}

/** Whole euros of an amount in cents: `309.000 €`. */
export function formatEuro(cents: number): string {
  return numberFormat('euro', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(cents / 100);
}

/** An amount in cents to the cent: `787,20 €`. */
export function formatAmount(cents: number): string {
  return numberFormat('amount', { style: 'currency', currency: 'EUR' }).format(cents / 100);
}

/** Rent in cents per square metre and month: `8,20 €/m²`. */
export function formatRent(centsPerSqm: number): string {
  const rent = numberFormat('rent', { style: 'currency', currency: 'EUR' }).format(centsPerSqm / 100);
  return m.codes_unit_per_sqm({ value: rent });
}

/** A calendar day: `14.04.2026`. Throws a RangeError for no real day. */
export function formatDate(date: IsoDate): string {
  return dateFormat('date', { dateStyle: 'medium' }).format(instantOf(toDayNumber(date)));
}

/** A day given as number of days since 1970-01-01: `14.04.2026`. */
export function formatDay(day: number): string {
  return formatDate(fromDayNumber(day));
}

/** The month of a day: `April 2026`. */
export function formatMonth(date: IsoDate): string {
  return dateFormat('month', { month: 'long', year: 'numeric' }).format(instantOf(toDayNumber(date)));
}

/** A year on an axis: `2026`, without a separator. */
export function formatYear(year: number): string {
  return numberFormat('year', { useGrouping: false, maximumFractionDigits: 0 }).format(year);
}

/** A number of calendar months: `6 Monate`. */
export function formatMonthCount(months: number): string {
  return span('month', 'long', months);
}

/** How long something has lasted, short: days within the first month, months within two years, then years: `7 Mon.`. */
export function formatDuration(days: number): string {
  if (days < DAYS_PER_MONTH) return span('day', 'long', days);
  if (days < 2 * DAYS_PER_YEAR) return span('month', 'short', Math.floor(days / DAYS_PER_MONTH));
  return span('year', 'long', Math.floor(days / DAYS_PER_YEAR));
}

/** A rule's bound in the largest unit that names it without a remainder: `3 Jahre`, `6 Monate`, `100 Tage`. */
export function formatSpan(days: number): string {
  const years = wholeMultiple(days, 365);
  if (years !== null) return span('year', 'long', years);
  const months = wholeMultiple(days, 365 / 12);
  if (months !== null) return span('month', 'long', months);
  return span('day', 'long', days);
}

/** How long before `today` the day `date` lies: `vor 19 Tagen`, `gestern`, `vor 2 Jahren`. */
export function formatAge(date: IsoDate, today: IsoDate): string {
  const days = toDayNumber(today) - toDayNumber(date);
  const distance = Math.abs(days);
  const relative = relativeFormat();
  if (distance < 2 * DAYS_PER_MONTH) return relative.format(-days, 'day');
  if (distance < 2 * DAYS_PER_YEAR) return relative.format(-Math.trunc(days / DAYS_PER_MONTH), 'month');
  return relative.format(-Math.trunc(days / DAYS_PER_YEAR), 'year');
}

/** Rounds to whole units of `unitDays` where the rest is within three days, as authored month bounds are. */
function wholeMultiple(days: number, unitDays: number): number | null {
  const multiple = Math.round(days / unitDays);
  return multiple > 0 && Math.abs(days - multiple * unitDays) < 3 ? multiple : null;
}

function span(unit: 'day' | 'month' | 'year', unitDisplay: 'long' | 'short', amount: number): string {
  return numberFormat(`${unit} ${unitDisplay}`, {
    style: 'unit',
    unit,
    unitDisplay,
    maximumFractionDigits: 0
  }).format(amount);
}

function instantOf(day: number): Date {
  return new Date(day * 86_400_000);
}

function numberFormat(name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = intlLocale();
  return remember(numberFormats, `${locale} ${name}`, () => new Intl.NumberFormat(locale, options));
}

/** Days are UTC midnights, whatever the zone of the reader. */
function dateFormat(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = intlLocale();
  return remember(
    dateFormats,
    `${locale} ${name}`,
    () => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  );
}

function relativeFormat(): Intl.RelativeTimeFormat {
  const locale = intlLocale();
  return remember(relativeFormats, locale, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
}

/** Formats are costly to build and hold no data of a reader: one per language and use is kept. */
function remember<T>(formats: Map<string, T>, key: string, build: () => T): T {
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = build();
  formats.set(key, format);
  return format;
}
