import { BUILDING_PART_LABELS, storeyShortLabel, UNIT_KIND_LABELS } from '../../../i18n/codes';
import { formatArea } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import type { BuildingPart, StoreyType } from '../../domain/codes';
import type { UnitReference } from '../../domain/unit';

/** A unit's code after the usual pattern: part of the house, storey, and place on it from the left. */
const CODE = /^(?:(SF|HH|HOF)(\d*)-)?(?:(\d+)(OG)|(KG|SOU|EG|HP|ZG|DG)(\d*))(?:-(L|M|R|\d+))?$/;

const PARTS: Readonly<Record<string, BuildingPart>> = { SF: 'side', HH: 'rear', HOF: 'yard' };
const SIDES: Readonly<Record<string, () => string>> = {
  L: m.records_unit_side_left,
  M: m.records_unit_side_middle,
  R: m.records_unit_side_right
};

/** Where a unit lies in its house, in words: `EG rechts` for `EG-R`. A code of another pattern is kept as it is. */
export function labelUnitPlace(code: string): string {
  const match = CODE.exec(code);
  if (!match) return code;
  const [, part, partNumber, upperNumber, upper, other, otherNumber, side] = match;
  const storey = storeyShortLabel({
    key: (upper ?? other) as StoreyType,
    number: Number(upperNumber ?? otherNumber) || null
  });
  const place = side === undefined ? storey : m.records_unit_place_side({ storey, side: SIDES[side]?.() ?? side });
  if (part === undefined) return place;
  const name = BUILDING_PART_LABELS[PARTS[part]!]();
  return m.records_unit_place_part({ part: partNumber ? `${name} ${partNumber}` : name, place });
}

/** What a unit is called within its house: place, kind and area, `EG rechts · Laden, 96 m²`. */
export function labelUnit(unit: Pick<UnitReference, 'code' | 'kind' | 'areaSqm'>): string {
  const kind = UNIT_KIND_LABELS[unit.kind]();
  const place = labelUnitPlace(unit.code);
  return unit.areaSqm === null
    ? m.records_unit_name_without_area({ place, kind })
    : m.records_unit_name({ place, kind, area: formatArea(unit.areaSqm) });
}
