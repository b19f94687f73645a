import { intlLocale } from '../../../i18n/format';

const HOUR = 60;
const DAY = 24 * HOUR;

/** How long somebody waits or waited, in the unit that fits: `40 Minuten`, `5 Stunden`, `2,5 Tage`. */
export function formatWait(minutes: number): string {
  if (minutes < 2 * HOUR) return format(Math.max(0, minutes), 'minute', 0);
  return minutes < 2 * DAY ? format(minutes / HOUR, 'hour', 0) : format(minutes / DAY, 'day', 1);
}

function format(amount: number, unit: 'minute' | 'hour' | 'day', maximumFractionDigits: number): string {
  const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits } as const;
  return new Intl.NumberFormat(intlLocale(), options).format(amount);
}
