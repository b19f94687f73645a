import { VIEW_PARAMETERS } from '../../domain/view-state';
import { writeSpaceSearch } from '../../domain/space-filter';
import type { SpaceSearchState } from '../../domain/space-finding';
import { pageHref, recordHref } from '../view/links';

/** The query as it stands in addresses, with commas that can be read. */
const plain = (search: URLSearchParams): string => search.toString().replaceAll('%2C', ',');

/** The settings of the map and the table alone, such as the theme. */
export function viewQuery(search: URLSearchParams): string {
  return plain(
    new URLSearchParams([...search].filter(([name]) => (VIEW_PARAMETERS as readonly string[]).includes(name)))
  );
}

/** The search alone, as saved links, the feed and alerts have it: the first page, whatever page is shown. */
export function searchQuery(state: SpaceSearchState): string {
  return plain(writeSpaceSearch({ ...state, page: 1 }));
}

/** The exposé of an offer with the settings of the map kept, without the wishes that led to it. */
export function spaceHref(id: number, search: URLSearchParams): string {
  return recordHref('listing', id, viewQuery(search));
}

/** The form that asks about an offer. */
export function enquiryHref(id: number): string {
  return pageHref(`/listings/${id}/enquiry`);
}

/** Two to four offers side by side. */
export function compareHref(ids: readonly number[]): string {
  return pageHref('/listings/compare', `ids=${ids.join()}`);
}
