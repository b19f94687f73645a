import { describe, expect, it } from 'vitest';
import { OCCUPANCY_STATUSES } from '../../src/lib/domain/codes';
import {
  canHaveReason,
  checkOccupancy,
  isSameOccupancy,
  isUsed,
  MAX_ACTIVATABLE_MONTHS,
  MAX_RENT_CENTS,
  tidyOccupancy,
  type Occupancy,
  type Tenancy
} from '../../src/lib/domain/occupancy';

const TODAY = '2026-11-22';
const LEASE: Tenancy = { type: 'lease', businessId: 1, partyId: null, knownEndOn: null, rentCentsPerMonth: 90_000 };
const OCCUPIED: Occupancy = {
  ...{ status: 'occupied', useClass: 'retail', reason: null, activatableMonths: null, isStartKnown: true },
  ...{ tenancy: LEASE, checkedOn: '2026-11-20' }
};
const VACANT: Occupancy = {
  ...{ status: 'vacant', useClass: null, reason: 'tenant_search', activatableMonths: 6, isStartKnown: true },
  ...{ tenancy: null, checkedOn: null }
};

const check = (base: Occupancy, overrides: Partial<Record<keyof Occupancy, unknown>>) =>
  checkOccupancy({ ...base, ...overrides } as Occupancy, TODAY).map(({ field, code }) => `${field} ${code}`);
const checkLease = (overrides: Partial<Record<keyof Tenancy, unknown>>) =>
  check(OCCUPIED, { tenancy: { ...LEASE, ...overrides } });

describe('an occupancy', () => {
  it('is fine as people record it', () => {
    expect(check(OCCUPIED, {})).toEqual([]);
    expect(check(VACANT, {})).toEqual([]);
    expect(check(VACANT, { activatableMonths: MAX_ACTIVATABLE_MONTHS })).toEqual([]);
    expect(checkLease({ rentCentsPerMonth: MAX_RENT_CENTS, knownEndOn: '9999-12-31' })).toEqual([]);
    expect(check(OCCUPIED, { checkedOn: TODAY })).toEqual([]);
  });

  it.each([
    [
      VACANT,
      { status: 'gone' },
      ['status unknown_code', 'reason reason_without_vacancy', 'activatableMonths activatable_without_vacancy']
    ],
    [OCCUPIED, { useClass: 'moon' }, ['useClass unknown_code']],
    [VACANT, { reason: 'x' }, ['reason unknown_code']],
    [VACANT, { useClass: 'retail' }, ['useClass use_without_occupation']],
    [VACANT, { tenancy: LEASE }, ['tenancyType tenancy_without_occupation']],
    [OCCUPIED, { reason: 'tenant_search' }, ['reason reason_without_vacancy']],
    [OCCUPIED, { activatableMonths: 3 }, ['activatableMonths activatable_without_vacancy']],
    [{ ...VACANT, status: 'works' }, {}, ['activatableMonths activatable_without_vacancy']],
    [OCCUPIED, { checkedOn: '2026-11-23' }, ['checkedOn in_the_future']]
  ] as const)('%# contradicts itself', (base, overrides, issues) => {
    expect(check(base as Occupancy, overrides)).toEqual(issues);
  });

  it.each([-1, 0.5, MAX_ACTIVATABLE_MONTHS + 1, NaN, Infinity, 40_000])('cannot be let in %d months', (months) => {
    expect(check(VACANT, { activatableMonths: months })).toEqual(['activatableMonths out_of_range']);
  });

  it.each([-1, 0.5, MAX_RENT_CENTS + 1, NaN, -Infinity, 2 ** 53])('has no rent of %d cents', (rentCentsPerMonth) => {
    expect(checkLease({ rentCentsPerMonth })).toEqual(['rent out_of_range']);
  });

  it('names what a tenancy cannot say', () => {
    expect(checkLease({ type: 'loan' })).toEqual(['tenancyType unknown_code']);
    expect(checkLease({ knownEndOn: '2026-02-30' })).toEqual(['knownEndOn not_a_day']);
    expect(checkLease({ knownEndOn: '0001-01-01' })).toEqual(['knownEndOn not_a_day']);
    expect(checkLease({ partyId: '1; drop' })).toEqual(['partyId unknown_code']);
    expect(checkLease({ partyId: '6f9619ff-8b86-d011-b42d-00cf4fc964ff' })).toEqual([]);
  });
});

describe('tidying', () => {
  it('leaves of every status only what goes with it, and never an issue', () => {
    for (const status of OCCUPANCY_STATUSES) {
      const all: Occupancy = { ...OCCUPIED, status, reason: 'tenant_search', activatableMonths: 3 };
      const tidy = tidyOccupancy(all);
      expect(checkOccupancy(tidy, TODAY)).toEqual([]);
      expect([tidy.useClass !== null, tidy.tenancy !== null]).toEqual([isUsed(status), isUsed(status)]);
      expect(tidy.reason !== null).toBe(canHaveReason(status));
      expect(tidy.activatableMonths !== null).toBe(status === 'vacant');
      expect(tidyOccupancy(tidy)).toEqual(tidy);
    }
  });

  it('takes interim use for use', () => {
    expect(OCCUPANCY_STATUSES.filter(isUsed)).toEqual(['occupied', 'interim']);
  });
});

describe('sameness', () => {
  it('does not ask for the day of the check or the order of fields', () => {
    const { status, ...rest } = OCCUPIED;
    const { type, ...terms } = LEASE;
    expect(isSameOccupancy(OCCUPIED, { ...rest, tenancy: { ...terms, type }, status, checkedOn: null })).toBe(true);
    expect(isSameOccupancy(OCCUPIED, { ...OCCUPIED, tenancy: { ...LEASE, rentCentsPerMonth: 1 } })).toBe(false);
    expect(isSameOccupancy(OCCUPIED, { ...OCCUPIED, isStartKnown: false })).toBe(false);
  });
});
