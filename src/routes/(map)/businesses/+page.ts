import { isDirectoryFilterEmpty } from '$lib/domain/business-directory';
import type { PlaceMark } from '$lib/domain/place-mark';
import { recordHref } from '$lib/ui/view/links';
import type { PageLoad } from './$types';

/** The map marks what the list lists; with a filter, the other units step back. */
export const load: PageLoad = ({ data }) => {
  const { businesses, filter } = data;
  const marks = businesses.flatMap(({ id, position, units }): PlaceMark[] => {
    if (position === null) return [];
    const [lon, lat] = position;
    const href = recordHref('business', id);
    return [{ kind: 'business', id, lon, lat, label: '', href, unitId: units[0]?.id ?? null }];
  });
  if (isDirectoryFilterEmpty(filter)) return { ...data, marks };
  return { ...data, marks, spotlight: businesses.flatMap(({ units }) => units.map(({ id }) => id)) };
};
