import { AREA_TYPES } from './codes';
import type { Figure } from './figure';
import { describeRatio, describeTally, divide, sumStatuses } from './figure-ratio';
import type { VacancyCount } from './vacancy-count';
import type { PeriodCount } from './vacancy-period';

/** The type that covers most area on the day, or else most over the period; areas of two types are never added. */
function findDominantType(count: VacancyCount): number {
  const sums = count.areas.map((tally) => sumStatuses(tally.sum));
  const weights = sums.some((sqm) => sqm > 0)
    ? sums
    : count.periods.map(({ lettableSqmDays, unknownSqmDays }) => lettableSqmDays + unknownSqmDays);
  return weights.indexOf(Math.max(...weights));
}

function nameAreaType(count: VacancyCount): Pick<Figure, 'areaType' | 'otherAreaTypes'> {
  const type = findDominantType(count);
  const measured = count.areas.map((tally) => sumStatuses(tally.units));
  const hasAny = count.periods[type]!.existingDays > 0 || measured[type]! > 0;
  return {
    areaType: hasAny ? AREA_TYPES[type]! : null,
    otherAreaTypes: measured.reduce((others, units, index) => (index === type ? others : others + units), 0)
  };
}

/** V2: vacant of lettable area. */
export function describeArea(count: VacancyCount): Figure {
  const tally = count.areas[findDominantType(count)]!;
  return { ...describeTally('V2', tally, { measure: 'sqm', without: count.withoutArea }), ...nameAreaType(count) };
}

function findPeriod(count: VacancyCount): PeriodCount {
  return count.periods[findDominantType(count)]!;
}

/** V9: vacant of lettable area, day by day over the period. */
export function describePeriod(count: VacancyCount): Figure {
  const period = findPeriod(count);
  const ratio = describeRatio({
    code: 'V9',
    measure: 'sqm_days',
    counted: period.vacantSqmDays,
    of: period.lettableSqmDays,
    unknown: period.unitsWithUnknownDays,
    unknownSum: period.unknownSqmDays,
    coverage: divide(period.knownDays, period.existingDays + count.daysWithoutArea),
    works: 0,
    unusable: 0
  });
  return { ...ratio, works: null, unusable: null, ...nameAreaType(count) };
}

/** V11: only an occupied unit is let for good, an interim use is not; a unit of unknown status on either day is left out. */
export function describeAbsorption(count: VacancyCount): Figure {
  const period = findPeriod(count);
  const compared = period.kept - period.keptUnknown;
  return {
    code: 'V11',
    measure: 'sqm',
    value: compared > 0 ? period.occupiedAfterSqm - period.occupiedBeforeSqm : null,
    numerator: period.occupiedAfterSqm,
    denominator: period.occupiedBeforeSqm,
    unknown: period.keptUnknown,
    coverage: divide(compared, period.kept + count.keptWithoutArea),
    range: null,
    absence: compared > 0 ? null : 'empty',
    stockChangeSqm: period.stockChangeSqm,
    ...nameAreaType(count)
  };
}
