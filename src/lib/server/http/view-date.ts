import { readViewDate } from '../../domain/view-state';
import type { IsoDate } from '../../domain/interval';
import type { ServiceContext } from '../context';

/**
 * The day that the page shows: the `date` parameter where it names a real day, else today. Reads that one
 * parameter only, so that a change of theme or filter does not load the page's data again.
 */
export function viewDate(event: { url: URL; locals: { context: ServiceContext } }): IsoDate {
  return readViewDate(event.url.searchParams.get('date')) ?? event.locals.context.today;
}
