import { m } from '$i18n/paraglide/messages';
import type { SearchHit } from '../../domain/search';
import { recordHref } from '../view/links';

/** What a hit is called in a list. */
export function hitTitle(hit: SearchHit): string {
  if (hit.entity === 'business') return hit.name;
  if (hit.entity === 'unit') return [hit.address, hit.code].filter(Boolean).join(' · ');
  const address = [hit.street, hit.houseNumber].filter(Boolean).join(' ');
  return [address, hit.name].filter(Boolean).join(' · ');
}

/** What sort of thing a hit is, with where it lies. */
export function hitKindLabel(hit: SearchHit): string {
  if (hit.entity === 'business') return [m.app_search_kind_business(), hit.address].filter(Boolean).join(' · ');
  if (hit.entity === 'unit') return m.app_search_kind_unit();
  return [m.app_search_kind_building(), hit.district].filter(Boolean).join(' · ');
}

export function hitHref(hit: SearchHit): string {
  return recordHref(hit.entity, hit.id);
}
