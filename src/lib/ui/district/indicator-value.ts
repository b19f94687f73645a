import { formatCount, formatPercent, formatRent, formatYear } from '../../../i18n/format';
import type { IsoDate } from '../../domain/interval';

/** An observed value in its unit: percent are 0–100, rents euros per square metre, all else counts. */
export function formatObservation(value: number, measuredIn: string): string {
  if (measuredIn === 'percent') return formatPercent(value / 100);
  if (measuredIn === 'eur_per_sqm') return formatRent(value * 100);
  return formatCount(value);
}

/** The year that an observation stands for. */
export function observationYear(on: IsoDate): string {
  return formatYear(Number(on.slice(0, 4)));
}

/** True where a district and the city can be drawn on one scale: ratios and prices can, counts cannot. */
export function isComparable(measuredIn: string): boolean {
  return measuredIn === 'percent' || measuredIn === 'eur_per_sqm' || measuredIn === 'eur';
}
