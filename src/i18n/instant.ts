import { intlLocale } from './format';

/**
 * A moment in a quarter's time zone: `22.11.2026, 14:05`. Apart from `format`, which the public pages load.
 * @param at an ISO instant
 */
export function formatInstant(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat(intlLocale(), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(at)
  );
}
