import { STATUS_LABELS, USE_LABELS, VACANCY_REASON_LABELS } from '../../../i18n/codes';
import { formatAge, formatDate } from '../../../i18n/format';
import { labelHouse } from '../../../i18n/place';
import { m } from '../../../i18n/paraglide/messages';
import type { FreshnessClass, OccupancyStatus, UseClass, VacancyReason } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import type { UnitReference } from '../../domain/unit';
import { labelUnitPlace } from '../record/names';

/** A unit of the worklist as its row shows it. */
export interface ListedUnit extends UnitReference {
  readonly version: number;
  readonly freshness: FreshnessClass;
  readonly state: {
    readonly status: OccupancyStatus;
    readonly use: UseClass | null;
    readonly reason: VacancyReason | null;
    readonly from: IsoDate;
    readonly isStartKnown: boolean;
    readonly checkedOn: IsoDate | null;
    readonly businessName: string | null;
  } | null;
}

/** A unit with its house, for whoever hears a button out of its row. */
export function nameUnitFully({ code, building }: Pick<UnitReference, 'code' | 'building'>): string {
  return `${labelUnitPlace(code)}, ${labelHouse(building)}`;
}

/** What is recorded of a unit today: `leer seit 14.04.2026 · Mietersuche`. */
export function describeState({ state }: ListedUnit): string {
  if (state === null) return m.desk_work_no_state();
  const { status, use, reason, from, isStartKnown, businessName } = state;
  const label = { status: STATUS_LABELS[status](), date: formatDate(from) };
  const since = isStartKnown ? m.records_unit_status_since(label) : m.records_unit_status_at_least_since(label);
  return [since, businessName, use && USE_LABELS[use](), reason && VACANCY_REASON_LABELS[reason]()]
    .filter((part) => part !== null && part !== undefined)
    .join(' · ');
}

/** When somebody last looked: `geprüft 03.11.2024 (vor 2 Jahren)`. */
export function describeCheck({ state }: ListedUnit, today: IsoDate): string {
  const checkedOn = state?.checkedOn ?? null;
  if (checkedOn === null) return m.desk_work_never();
  return m.desk_work_checked({ date: formatDate(checkedOn), age: formatAge(checkedOn, today) });
}
