import { AREA_TYPES, OCCUPANCY_STATUSES, STOREY_TYPES, UNIT_KINDS } from './codes';
import type { QuarterParameters } from './quarter';
import type { StockColumns } from './stock';
import { isGroundFloorStorey } from './storey';
import {
  createReading,
  INTERIM,
  OCCUPIED,
  readUnit,
  UNKNOWN,
  VACANT,
  type CountDays,
  type UnitReading
} from './unit-reading';

const DWELLING = UNIT_KINDS.indexOf('dwelling');
/** V3: 1 for the kinds that serve customers. */
const IS_SHOP_KIND = Uint8Array.from(UNIT_KINDS, (kind) =>
  kind === 'shop' || kind === 'gastronomy' || kind === 'office' || kind === 'practice' ? 1 : 0
);

/** Units per status (index into `OCCUPANCY_STATUSES`), and what they measure together. */
export interface StatusTally {
  readonly units: Float64Array;
  readonly sum: Float64Array;
}

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

/** What all figures of one set of units are worked out from. */
export interface VacancyCount {
  readonly units: Float64Array;
  /** V3: ground-floor units of a kind that serves customers, or where a shop is plausible; no dwellings. */
  readonly shops: Float64Array;
  /** Ground-floor units with a frontage in metres; the ones without. */
  readonly frontage: StatusTally;
  readonly withoutFrontage: Float64Array;
  /** Per area type (index into `AREA_TYPES`); the units without an area. */
  readonly areas: readonly StatusTally[];
  readonly withoutArea: Float64Array;
  readonly periods: readonly PeriodCount[];
  /** Days in the period of units without area; those of them that exist on both days. */
  daysWithoutArea: number;
  keptWithoutArea: number;
  /** Lettable units (O, Z, V) that are dwellings. */
  lettableDwellings: number;
  /** Vacant units that can be let soon enough, that nobody has judged, that are long vacant, undated. */
  marketActive: number;
  notJudged: number;
  structural: number;
  startUnknown: number;
  /** Occupied or interim units whose use is known to end in time. */
  comingFree: number;
}

function createCount(): VacancyCount {
  const perStatus = () => new Float64Array(OCCUPANCY_STATUSES.length);
  const tally = () => ({ units: perStatus(), sum: perStatus() });
  return {
    units: perStatus(),
    shops: perStatus(),
    frontage: tally(),
    withoutFrontage: perStatus(),
    areas: AREA_TYPES.map(tally),
    withoutArea: perStatus(),
    periods: AREA_TYPES.map(() => ({
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
    })),
    daysWithoutArea: 0,
    keptWithoutArea: 0,
    lettableDwellings: 0,
    marketActive: 0,
    notJudged: 0,
    structural: 0,
    startUnknown: 0,
    comingFree: 0
  };
}

interface CountRules {
  readonly days: CountDays;
  readonly parameters: QuarterParameters;
}

/** Is a storey ground floor, by index of its type; the upper half of the table is for level 0. */
function tabulateGroundFloors({ countsRaisedGroundFloor }: QuarterParameters): Uint8Array {
  return Uint8Array.from(
    [1, 0].flatMap((level) =>
      STOREY_TYPES.map((type) => (isGroundFloorStorey(type, level, countsRaisedGroundFloor) ? 1 : 0))
    )
  );
}

/** Counts the units that `selection` keeps (1; null keeps all) in one pass over units and occupancies. */
export function countVacancy(stock: StockColumns, selection: Uint8Array | null, rules: CountRules): VacancyCount {
  const count = createCount();
  const reading = createReading();
  const { areaType, areaSqm } = stock.units;
  const groundFloors = tabulateGroundFloors(rules.parameters);
  for (let unit = 0; unit < areaSqm.length; unit += 1) {
    if (selection !== null && selection[unit] !== 1) continue;
    if (!readUnit(stock, unit, rules.days, reading)) continue;
    const period = count.periods[areaType[unit]!];
    if (reading.existsNow === 1) {
      countUnit(count, stock, { unit, status: reading.now, groundFloors });
      countRow(count, stock, rules, reading);
    }
    if (period === undefined) {
      count.daysWithoutArea += reading.existingDays;
      count.keptWithoutArea += reading.existsNow & reading.existedBefore;
    } else {
      addPeriod(period, reading, areaSqm[unit]!);
    }
  }
  return count;
}

function countUnit(
  count: VacancyCount,
  { units }: StockColumns,
  { unit, status, groundFloors }: { readonly unit: number; readonly status: number; readonly groundFloors: Uint8Array }
): void {
  const kind = units.kind[unit]!;
  const areas = count.areas[units.areaType[unit]!];
  count.units[status]! += 1;
  if (areas === undefined) {
    count.withoutArea[status]! += 1;
  } else {
    areas.units[status]! += 1;
    areas.sum[status]! += units.areaSqm[unit]!;
  }
  const isLettable = status === OCCUPIED || status === INTERIM || status === VACANT;
  if (kind === DWELLING && isLettable) count.lettableDwellings += 1;
  const floor = units.storeyType[unit]! + (units.level[unit] === 0 ? STOREY_TYPES.length : 0);
  if (groundFloors[floor] === 0) return;
  if (IS_SHOP_KIND[kind] === 1 || (units.isShopUsePlausible[unit] === 1 && kind !== DWELLING)) {
    count.shops[status]! += 1;
  }
  const frontageM = units.frontageM[unit]!;
  if (Number.isNaN(frontageM)) {
    count.withoutFrontage[status]! += 1;
  } else {
    count.frontage.units[status]! += 1;
    count.frontage.sum[status]! += frontageM;
  }
}

function countRow(
  count: VacancyCount,
  { occupancies }: StockColumns,
  { days, parameters }: CountRules,
  reading: UnitReading
): void {
  if (reading.now === VACANT) {
    const months = occupancies.activatableMonths[reading.row]!;
    if (months < 0) count.notJudged += 1;
    else if (months <= parameters.marketActiveMonths) count.marketActive += 1;
    if (reading.isStartKnown === 0) count.startUnknown += 1;
    else if (days.day - reading.vacantSince > parameters.durationDays[1]) count.structural += 1;
  } else if (reading.now === OCCUPIED || reading.now === INTERIM) {
    if (occupancies.knownEnd[reading.row]! <= days.availableBy) count.comingFree += 1;
  }
}

function addPeriod(period: PeriodCount, reading: UnitReading, areaSqm: number): void {
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
