import { formatMeasure } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { getLocale } from '../../../i18n/paraglide/runtime';
import type { FormValues } from '../../domain/form';
import type { IsoDate } from '../../domain/interval';
import { checkBalance, type UnitMeasure } from '../../domain/restructure';
import { readTypedNumber, typeNumber } from '../../domain/typed';
import { entryOn, typeMeasure, type EditedUnit } from './recorded';

const SIDES: Readonly<Record<number, readonly string[]>> = { 2: ['L', 'R'], 3: ['L', 'M', 'R'] };

/** Names for the parts of a unit, from left to right: `EG` becomes `EG-L` and `EG-R`, else they are numbered. */
export function nameParts(code: string, count: number): readonly string[] {
  const whole = code.replace(/-(L|M|R)$/, '');
  const hasNeighbours = /-(L|R)$/.test(code);
  const sides = hasNeighbours ? undefined : SIDES[count];
  return Array.from({ length: count }, (_, index) => `${whole}-${sides?.[index] ?? index + 1}`);
}

interface PartBeginning {
  readonly code: string;
  readonly areaSqm: number | null;
  readonly frontageM: number | null;
  readonly keepsTenancy: boolean;
}

/** A new unit as its fields begin, in the kind and state of the one that it comes from. */
export function beginPart(from: EditedUnit, index: number, day: IsoDate, part: PartBeginning): FormValues {
  const prefix = `parts.${index}.`;
  const { code, areaSqm, frontageM, keepsTenancy } = part;
  const occupancy = entryOn(from, day)?.occupancy ?? null;
  return {
    ...typeMeasure({ ...from.facts, code, areaSqm, frontageM }, prefix),
    [`${prefix}status`]: occupancy?.status ?? 'unknown',
    [`${prefix}useClass`]: occupancy?.useClass ?? '',
    [`${prefix}keepsTenancy`]: keepsTenancy && occupancy?.tenancy ? 'on' : ''
  };
}

/** What the typed areas leave for the last part, as it would be typed; empty where that cannot be said. */
export function remainderOf(whole: number | null, typedAreas: readonly string[]): string {
  const areas = typedAreas.map((text) => readTypedNumber(text, getLocale()));
  if (whole === null || areas.some((area) => area === null)) return '';
  const rest = Math.round((whole - areas.reduce<number>((sum, area) => sum + area!, 0)) * 100) / 100;
  return rest > 0 ? typeNumber(rest, getLocale()) : '';
}

export interface Balance {
  readonly text: string;
  readonly isBalanced: boolean;
}

/** `120 m² von 120,4 m² verteilt`; null where the whole is not known. */
export function describeBalance(whole: UnitMeasure, typedAreas: readonly string[], tolerance: number): Balance | null {
  if (whole.areaSqm === null) return null;
  const areas = typedAreas.map((text) => readTypedNumber(text, getLocale()));
  const given = areas.reduce<number>((sum, area) => sum + (area ?? 0), 0);
  const parts = areas.map((areaSqm) => ({ areaSqm, areaType: whole.areaType, frontageM: null }));
  return {
    text: m.edit_balance({ given: formatMeasure(given), whole: formatMeasure(whole.areaSqm) }),
    isBalanced: checkBalance([whole], parts, tolerance).length === 0
  };
}

/** Null where one of them is not known. */
export function sumOf(units: readonly EditedUnit[], key: 'areaSqm' | 'frontageM'): number | null {
  const values = units.map(({ facts }) => facts[key]);
  if (values.some((value) => value === null)) return null;
  return Math.round(values.reduce<number>((sum, value) => sum + value!, 0) * 100) / 100;
}
