import { formatDate, formatRent } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { IsoDate } from '../../domain/interval';

/** The rent that an offer asks, in cents per square metre and month; null is "on request". */
export function labelRent(centsPerSqm: number | null): string {
  return centsPerSqm === null
    ? m.records_listing_rent_on_request()
    : m.records_listing_rent({ rent: formatRent(centsPerSqm) });
}

/** From when a space is free, seen from `date`. */
export function labelAvailability(availableOn: IsoDate, date: IsoDate): string {
  return availableOn <= date
    ? m.records_listing_available_now()
    : m.records_listing_available_on({ date: formatDate(availableOn) });
}
