import { PLAN_USE_LABELS } from '$i18n/codes';
import { formatArea, formatCount, formatDate } from '$i18n/format';
import { m } from '$i18n/paraglide/messages';
import { labelHouse } from '$i18n/place';
import { PLAN_AREA_KIND_LABELS } from '$i18n/plan-codes';
import type { PlanArea, PlanEntry, PlanPart } from '../../domain/plan/plan-content';
import type { UnitReference } from '../../domain/unit';
import { labelUnitPlace } from '../record/names';

/** Units by id, as texts name them. */
export type NamedUnits = ReadonlyMap<number, UnitReference>;

export function indexNames(units: readonly UnitReference[]): NamedUnits {
  return new Map(units.map((unit) => [unit.id, unit]));
}

/** House and place in it, `Eisenbahnstraße 83 · EG rechts`. */
export function nameUnit(units: NamedUnits, unitId: number): string {
  const unit = units.get(unitId);
  return unit ? `${labelHouse(unit.building)} · ${labelUnitPlace(unit.code)}` : `#${formatCount(unitId)}`;
}

type Wanted = Pick<PlanPart, 'use' | 'wish' | 'reason' | 'translations' | 'targetOn'> & { areaSqm?: number | null };

/** What a part or an area should become, in one line; its words in every language, because any of them may have changed. */
export function describePart(part: Wanted): string {
  return [
    PLAN_USE_LABELS[part.use](),
    ...everyWord(part, 'wish'),
    ...(part.areaSqm ? [formatArea(part.areaSqm)] : []),
    m.sheet_part_until({ date: formatDate(part.targetOn) }),
    ...everyWord(part, 'reason')
  ].join(' · ');
}

function everyWord({ translations, ...words }: Wanted, field: 'wish' | 'reason'): readonly string[] {
  const own = words[field] === null ? [] : [words[field]];
  const others = Object.entries(translations).flatMap(([locale, { [field]: text }]) =>
    text === undefined ? [] : [`${locale}: ${text}`]
  );
  return own.length + others.length === 0 ? [] : [[...own, ...others].join(' / ')];
}

/** What a plan says of a unit, a line per part; one line where it says nothing. */
export function describeEntry(entry: PlanEntry | null, units: NamedUnits): readonly string[] {
  if (entry === null) return [m.sheet_import_nothing()];
  const { joinedTo, parts } = entry;
  if (joinedTo !== null) return [m.sheet_joined_with({ unit: nameUnit(units, joinedTo) })];
  return parts.map(describePart);
}

export function describeArea(area: PlanArea | null): readonly string[] {
  return [area === null ? m.sheet_import_area_nothing() : `${nameArea(area)} · ${describePart(area)}`];
}

/** What was drawn: `Neubau, 4 Geschosse`. */
export function nameArea({ kind, storeys }: Pick<PlanArea, 'kind' | 'storeys'>): string {
  const name = PLAN_AREA_KIND_LABELS[kind]();
  return storeys === 0 ? name : m.sheet_area_storeys({ name, count: formatCount(storeys) });
}
