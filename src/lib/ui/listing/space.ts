import { UNIT_KIND_LABELS } from '../../../i18n/codes';
import { formatArea } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { ListingDetail } from '../../domain/unit';

/** Kind and area of an offered space, for offers whose place may not be shown: `Laden, 96 m²`. */
export function labelSpace({ kind, areaSqm }: Pick<ListingDetail, 'kind' | 'areaSqm'>): string {
  const label = UNIT_KIND_LABELS[kind]();
  return areaSqm === null ? label : m.records_listing_space_of({ kind: label, area: formatArea(areaSqm) });
}
