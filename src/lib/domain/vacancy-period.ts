import { OCCUPIED, UNKNOWN, type UnitReading } from './unit-reading';

/** V9 and V11 of the units that are measured in one type of area. */
export interface PeriodCount {
  vacantSqmDays: number;
  lettableSqmDays: number;
  unknownSqmDays: number;
  /** Days of units, without the weight of their area. */
  knownDays: number;
  existingDays: number;
  /** Units with days of unknown status. */
  unitsWithUnknownDays: number;
  /** Units that exist on both days, of them those of unknown status on either, and the occupied area of the rest. */
  kept: number;
  keptUnknown: number;
  occupiedBeforeSqm: number;
  occupiedAfterSqm: number;
  /** Area that exists on the day but did not before, less the reverse. */
  stockChangeSqm: number;
}

export function createPeriodCount(): PeriodCount {
  return {
    vacantSqmDays: 0,
    lettableSqmDays: 0,
    unknownSqmDays: 0,
    knownDays: 0,
    existingDays: 0,
    unitsWithUnknownDays: 0,
    kept: 0,
    keptUnknown: 0,
    occupiedBeforeSqm: 0,
    occupiedAfterSqm: 0,
    stockChangeSqm: 0
  };
}

/** Adds what one unit of `areaSqm` contributes. */
export function addPeriod(period: PeriodCount, reading: UnitReading, areaSqm: number): void {
  const unknownDays = reading.existingDays - reading.knownDays;
  period.vacantSqmDays += reading.vacantDays * areaSqm;
  period.lettableSqmDays += reading.lettableDays * areaSqm;
  period.unknownSqmDays += unknownDays * areaSqm;
  period.knownDays += reading.knownDays;
  period.existingDays += reading.existingDays;
  if (unknownDays > 0) period.unitsWithUnknownDays += 1;
  if (reading.existsNow !== reading.existedBefore) {
    period.stockChangeSqm += reading.existsNow === 1 ? areaSqm : -areaSqm;
  } else if (reading.existsNow === 1) {
    period.kept += 1;
    if (reading.now === UNKNOWN || reading.before === UNKNOWN) {
      period.keptUnknown += 1;
      return;
    }
    if (reading.before === OCCUPIED) period.occupiedBeforeSqm += areaSqm;
    if (reading.now === OCCUPIED) period.occupiedAfterSqm += areaSqm;
  }
}
