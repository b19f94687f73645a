import {
  isCode,
  OCCUPANCY_STATUSES,
  TENANCY_TYPES,
  USE_CLASSES,
  VACANCY_REASONS,
  type OccupancyStatus,
  type SurveyMethod,
  type TenancyType,
  type UseClass,
  type VacancyReason
} from './codes';
import { isIsoDate, type IsoDate } from './interval';
import type { Issue } from './refusal';

/** Mietverhältnis behind an occupancy. Rent, known end and party are restricted. */
export interface Tenancy {
  readonly type: TenancyType;
  readonly businessId: number | null;
  readonly partyId: string | null;
  /** The day from which the unit is known to be free again. */
  readonly knownEndOn: IsoDate | null;
  readonly rentCentsPerMonth: number | null;
}

/** Belegung: what holds of a unit for some time. */
export interface Occupancy {
  readonly status: OccupancyStatus;
  readonly useClass: UseClass | null;
  readonly reason: VacancyReason | null;
  /** For a vacancy: months until it could be let; null where nobody has judged it. */
  readonly activatableMonths: number | null;
  /** False where it began before the entry does and nobody knows when. */
  readonly isStartKnown: boolean;
  readonly tenancy: Tenancy | null;
  readonly checkedOn: IsoDate | null;
}

/** How somebody came to know it; stands for the source of what the desk records. */
export interface Evidence {
  readonly method: SurveyMethod;
  readonly checkedOn: IsoDate;
}

/** States in which somebody uses the unit. */
const USED: ReadonlySet<OccupancyStatus> = new Set(['occupied', 'interim']);
/** States that a reason can explain. */
const EXPLAINED: ReadonlySet<OccupancyStatus> = new Set(['vacant', 'works', 'unusable']);

export function isUsed(status: OccupancyStatus): boolean {
  return USED.has(status);
}

export function canHaveReason(status: OccupancyStatus): boolean {
  return EXPLAINED.has(status);
}

/** Longest time ahead that a vacancy can be judged for, in months. */
export const MAX_ACTIVATABLE_MONTHS = 240;
/** A million euros a month. */
export const MAX_RENT_CENTS = 100_000_000;

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** What contradicts itself in an occupancy; fields as in the forms. An empty list is fine. */
export function checkOccupancy(occupancy: Occupancy, today: IsoDate): Issue[] {
  const { status, useClass, reason, activatableMonths, tenancy, checkedOn } = occupancy;
  const issues: Issue[] = [];
  const claim = (isWrong: boolean, field: string, code: Issue['code']) => {
    if (isWrong) issues.push({ field, code });
  };
  claim(!isCode(OCCUPANCY_STATUSES, status), 'status', 'unknown_code');
  claim(useClass !== null && !isCode(USE_CLASSES, useClass), 'useClass', 'unknown_code');
  claim(reason !== null && !isCode(VACANCY_REASONS, reason), 'reason', 'unknown_code');
  claim(tenancy !== null && !isCode(TENANCY_TYPES, tenancy.type), 'tenancyType', 'unknown_code');
  claim(useClass !== null && !isUsed(status), 'useClass', 'use_without_occupation');
  claim(tenancy !== null && !isUsed(status), 'tenancyType', 'tenancy_without_occupation');
  claim(reason !== null && !canHaveReason(status), 'reason', 'reason_without_vacancy');
  claim(activatableMonths !== null && status !== 'vacant', 'activatableMonths', 'activatable_without_vacancy');
  claim(!isWholeWithin(activatableMonths, MAX_ACTIVATABLE_MONTHS), 'activatableMonths', 'out_of_range');
  claim(!isWholeWithin(tenancy?.rentCentsPerMonth ?? null, MAX_RENT_CENTS), 'rent', 'out_of_range');
  claim(tenancy !== null && tenancy.partyId !== null && !UUID.test(tenancy.partyId), 'partyId', 'unknown_code');
  const { knownEndOn = null } = tenancy ?? {};
  claim(knownEndOn !== null && !isIsoDate(knownEndOn), 'knownEndOn', 'not_a_day');
  claim(checkedOn !== null && checkedOn > today, 'checkedOn', 'in_the_future');
  return issues;
}

function isWholeWithin(value: number | null, most: number): boolean {
  return value === null || (Number.isInteger(value) && value >= 0 && value <= most);
}

/** Drops what does not go with the status, so that a form may keep showing it. */
export function tidyOccupancy(occupancy: Occupancy): Occupancy {
  const used = isUsed(occupancy.status);
  return {
    ...occupancy,
    useClass: used ? occupancy.useClass : null,
    tenancy: used ? occupancy.tenancy : null,
    reason: canHaveReason(occupancy.status) ? occupancy.reason : null,
    activatableMonths: occupancy.status === 'vacant' ? occupancy.activatableMonths : null
  };
}

/** Are two occupancies the same but for the day of the check? */
export function isSameOccupancy(a: Occupancy, b: Occupancy): boolean {
  const plain = ({ checkedOn: _checkedOn, ...rest }: Occupancy) => JSON.stringify(sortKeys(rest));
  return plain(a) === plain(b);
}

function sortKeys(value: object): unknown {
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, item !== null && typeof item === 'object' ? sortKeys(item as object) : item]);
}
