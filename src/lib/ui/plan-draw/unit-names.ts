import { labelHouse } from '../../../i18n/place';
import { m } from '../../../i18n/paraglide/messages';
import type { Focus } from '../../domain/focus';
import type { PlanUnit } from '../../domain/plan/plan-content';
import { labelUnitPlace } from '../record/names';

/** What a unit is called where it is drawn. */
export interface UnitName {
  /** Within its house, such as "EG rechts". */
  readonly place: string;
  readonly house: string;
  /** Both. */
  readonly full: string;
}

/** The names of all units of the focus, by their ids. */
export function nameUnits(focus: Focus): ReadonlyMap<number, UnitName> {
  const houses = focus.buildings.id.map((_, row) => nameHouse(focus, row));
  return new Map(
    focus.units.id.map((id, row) => {
      const place = labelUnitPlace(focus.units.code[row]!);
      const house = houses[focus.storeys.building[focus.units.storey[row]!]!]!;
      return [id, { place, house, full: m.draw_unit_name({ place, house }) }];
    })
  );
}

/** What a house (row in `Focus.buildings`) is called. */
export function nameHouse({ buildings }: Focus, row: number): string {
  return labelHouse({
    street: buildings.street[row]!,
    houseNumber: buildings.houseNumber[row]!,
    isCourtyard: buildings.isCourtyard[row]!,
    sequence: buildings.sequence[row]!
  });
}

/** The units of the focus as plans are about them, by their ids. */
export function planUnits({ units, storeys, buildings }: Focus): ReadonlyMap<number, PlanUnit> {
  return new Map(
    units.id.map((unitId, row) => [
      unitId,
      {
        unitId,
        buildingId: buildings.id[storeys.building[units.storey[row]!]!]!,
        areaSqm: units.areaSqm[row] ?? null,
        frontageM: units.frontageM[row] ?? null
      }
    ])
  );
}
