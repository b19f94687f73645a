import { OCCUPANCY_STATUSES, SURVEY_METHODS, TENANCY_TYPES, USE_CLASSES, VACANCY_REASONS } from '../../domain/codes';
import type { IsoDate } from '../../domain/interval';
import { canHaveReason, isUsed, type Evidence, type Occupancy, type Tenancy } from '../../domain/occupancy';
import { findTenant, type Tenant } from '../../domain/tenant';
import type { FormReader } from './form-reader';

interface OccupancyReading {
  /** Before the names of the fields, such as `parts.0.`. */
  readonly prefix?: string;
  readonly tenants: readonly Tenant[];
  /** What holds so far: the same tenant stays the same person. */
  readonly present: Occupancy | null;
}

/**
 * The state that a form describes. What does not go with the chosen status is not read: a form without a script shows
 * all of its fields.
 */
export function readOccupancy(form: FormReader, reading: OccupancyReading): Omit<Occupancy, 'checkedOn'> {
  const { prefix = '' } = reading;
  const field = (name: string) => prefix + name;
  const status = form.require(field('status'), form.code(field('status'), OCCUPANCY_STATUSES), 'unknown');
  return {
    status,
    useClass: isUsed(status) ? form.code(field('useClass'), USE_CLASSES) : null,
    tenancy: isUsed(status) ? readTenancy(form, reading) : null,
    reason: canHaveReason(status) ? form.code(field('reason'), VACANCY_REASONS) : null,
    activatableMonths: status === 'vacant' ? form.integer(field('activatableMonths')) : null,
    isStartKnown: true
  };
}

function readTenancy(form: FormReader, { prefix = '', tenants, present }: OccupancyReading): Tenancy | null {
  const field = (name: string) => prefix + name;
  const type = form.code(field('tenancyType'), TENANCY_TYPES);
  const business = form.text(field('businessId'));
  const knownEndOn = form.day(field('knownEndOn'));
  const rentCentsPerMonth = form.cents(field('rent'));
  const businessId = business === null ? null : findTenant(tenants, business);
  if (business !== null && businessId === null) form.refuse(field('businessId'), 'business_unknown');
  if (type === null) {
    const isDescribed = business !== null || knownEndOn !== null || rentCentsPerMonth !== null;
    if (isDescribed) form.refuse(field('tenancyType'), 'required');
    return null;
  }
  const before = present?.tenancy ?? null;
  const isSameTenant = before !== null && before.type === type && before.businessId === businessId;
  return { type, businessId, knownEndOn, rentCentsPerMonth, partyId: isSameTenant ? before.partyId : null };
}

/** How and when somebody came to know it. */
export function readEvidence(form: FormReader, today: IsoDate): Evidence {
  return {
    method: form.require('method', form.code('method', SURVEY_METHODS), 'other'),
    checkedOn: form.require('checkedOn', form.day('checkedOn'), today)
  };
}
