import { formatDate } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { DateRange, IsoDate } from '../../domain/interval';

/** A half-open range of days in words: `seit 14.04.2026`, `01.02.2004 – 14.04.2026`, empty where both ends are open. */
export function labelPeriod({ from, to }: DateRange): string {
  if (from !== null && to !== null) return m.records_period({ from: formatDate(from), to: formatDate(to) });
  if (from !== null) return m.records_since({ date: formatDate(from) });
  return to === null ? '' : m.records_until({ date: formatDate(to) });
}

/** The span between two days that may each be unknown, as of a measure from start to completion. */
export function labelSpan(from: IsoDate | null, to: IsoDate | null): string {
  if (from !== null && to !== null) return m.records_period({ from: formatDate(from), to: formatDate(to) });
  if (from !== null) return m.records_from_on({ date: formatDate(from) });
  return to === null ? m.records_measure_undated() : m.records_until({ date: formatDate(to) });
}
