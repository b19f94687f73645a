import { STATUS_LABELS } from '../../../i18n/codes';
import { formatCount } from '../../../i18n/format';
import { m } from '../../../i18n/paraglide/messages';
import { getLocale } from '../../../i18n/paraglide/runtime';
import { OCCUPANCY_STATUSES, type BuildingPart, type StoreyType } from '../../domain/codes';
import type { FormValues } from '../../domain/form';
import { contains, type IsoDate } from '../../domain/interval';
import type { Occupancy } from '../../domain/occupancy';
import type { UnitDraft } from '../../domain/restructure';
import { labelTenants, type Tenant } from '../../domain/tenant';
import { typeNumber } from '../../domain/typed';
import type { UnitReference } from '../../domain/unit';
import type { UnitFacts } from '../../domain/unit-facts';

/** One dated state of a unit that is edited. */
export interface RecordedEntry {
  readonly id: number;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly occupancy: Occupancy;
  readonly businessName: string | null;
}

/** A unit as the sheet begins with it. */
export interface EditedUnit extends UnitReference {
  readonly storeyId: number;
  readonly part: BuildingPart;
  readonly level: number;
  readonly storeyType: StoreyType;
  readonly version: number;
  readonly facts: UnitFacts;
  readonly existence: { readonly from: IsoDate | null; readonly to: IsoDate | null };
  /** Oldest first. */
  readonly history: readonly RecordedEntry[];
}

/** What holds of a unit on a day; null where nothing is recorded for it. */
export function entryOn({ history }: Pick<EditedUnit, 'history'>, day: IsoDate): RecordedEntry | null {
  return history.find((entry) => contains(entry, day)) ?? null;
}

export function hasTenancyOn(unit: EditedUnit, day: IsoDate): boolean {
  return (entryOn(unit, day)?.occupancy.tenancy ?? null) !== null;
}

/** A state as the fields of a form hold it. */
export function typeOccupancy(occupancy: Occupancy, tenants: readonly Tenant[]): FormValues {
  const { status, useClass, reason, activatableMonths, isStartKnown, tenancy } = occupancy;
  const cents = tenancy?.rentCentsPerMonth ?? null;
  return {
    status,
    useClass: useClass ?? '',
    reason: reason ?? '',
    activatableMonths: activatableMonths === null ? '' : String(activatableMonths),
    isStartKnown: isStartKnown ? 'on' : '',
    tenancyType: tenancy?.type ?? '',
    businessId: labelTenants(tenants).find(({ id }) => id === tenancy?.businessId)?.label ?? '',
    knownEndOn: tenancy?.knownEndOn ?? '',
    rent: cents === null ? '' : typeNumber(cents / 100, getLocale())
  };
}

/** What all units have in common on a day; a field in which they differ is empty. */
export function commonState(units: readonly EditedUnit[], tenants: readonly Tenant[], day: IsoDate): FormValues {
  const states = units.map((unit) => {
    const entry = entryOn(unit, day);
    return entry ? typeOccupancy(entry.occupancy, tenants) : {};
  });
  const [first = {}, ...others] = states;
  return Object.fromEntries(
    Object.entries(first).map(([name, value]) => [name, others.every((state) => state[name] === value) ? value : ''])
  );
}

/** What the units are today: `3 leer, 2 belegt`. */
export function countStates(units: readonly EditedUnit[], day: IsoDate): string {
  const parts = OCCUPANCY_STATUSES.flatMap((status) => {
    const count = units.filter((unit) => entryOn(unit, day)?.occupancy.status === status).length;
    return count === 0 ? [] : [m.edit_state_count({ count: formatCount(count), state: STATUS_LABELS[status]() })];
  });
  return parts.join(m.edit_comma());
}

/** Name, kind and size of a unit as the fields of a form hold them. */
export function typeMeasure({ code, kind, areaSqm, areaType, frontageM }: UnitDraft, prefix = ''): FormValues {
  const number = (value: number | null) => (value === null ? '' : typeNumber(value, getLocale()));
  return {
    [`${prefix}code`]: code,
    [`${prefix}kind`]: kind,
    [`${prefix}areaSqm`]: number(areaSqm),
    [`${prefix}areaType`]: areaType ?? '',
    [`${prefix}frontageM`]: number(frontageM)
  };
}
