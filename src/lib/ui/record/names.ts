import { UNIT_KIND_LABELS } from '../../../i18n/codes';
import { formatArea } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { UnitReference } from '../../domain/unit';

/** What a unit is called within its house: code, kind and area, `EG rechts · Laden, 96 m²`. */
export function labelUnit(unit: Pick<UnitReference, 'code' | 'kind' | 'areaSqm'>): string {
  const kind = UNIT_KIND_LABELS[unit.kind]();
  return unit.areaSqm === null
    ? m.records_unit_name_without_area({ place: unit.code, kind })
    : m.records_unit_name({ place: unit.code, kind, area: formatArea(unit.areaSqm) });
}
