import { AREA_TYPES, OCCUPANCY_STATUSES, STOREY_TYPES, UNIT_KINDS } from './codes';
import type { QuarterParameters } from './quarter';
import type { StockColumns } from './stock';
import { isGroundFloorStorey } from './storey';
import { createReading, INTERIM, OCCUPIED, readUnit, VACANT, type CountDays, type UnitReading } from './unit-reading';
import { addPeriod, createPeriodCount, type PeriodCount } from './vacancy-period';

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
    periods: AREA_TYPES.map(createPeriodCount),
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

/** What stays the same over one pass, and the reading of the unit that it is at. */
interface CountPass {
  readonly stock: StockColumns;
  readonly rules: CountRules;
  readonly reading: UnitReading;
  /** Is a storey ground floor, by index of its type; the upper half is for level 0. */
  readonly groundFloors: Uint8Array;
}

function tabulateGroundFloors({ countsRaisedGroundFloor }: QuarterParameters): Uint8Array {
  return Uint8Array.from(
    [1, 0].flatMap((level) =>
      STOREY_TYPES.map((type) => (isGroundFloorStorey(type, level, countsRaisedGroundFloor) ? 1 : 0))
    )
  );
}

/**
 * Counts the units that each of `selections` keeps (1; null keeps all) in one pass over units and occupancies,
 * however many selections there are.
 */
export function countVacancies(
  stock: StockColumns,
  selections: readonly (Uint8Array | null)[],
  rules: CountRules
): VacancyCount[] {
  const counts = selections.map(createCount);
  const reading = createReading();
  const pass: CountPass = { stock, rules, reading, groundFloors: tabulateGroundFloors(rules.parameters) };
  const unitCount = stock.units.from.length;
  for (let unit = 0; unit < unitCount; unit += 1) {
    let isRead = false;
    for (let set = 0; set < selections.length; set += 1) {
      const selection = selections[set]!;
      if (selection !== null && selection[unit] !== 1) continue;
      if (!isRead && !readUnit(stock, unit, rules.days, reading)) break;
      isRead = true;
      addUnit(counts[set]!, pass, unit);
    }
  }
  return counts;
}

function addUnit(count: VacancyCount, pass: CountPass, unit: number): void {
  const { stock, reading } = pass;
  if (reading.existsNow === 1) {
    countUnit(count, pass, unit);
    countRow(count, pass);
  }
  const period = count.periods[stock.units.areaType[unit]!];
  if (period === undefined) {
    count.daysWithoutArea += reading.existingDays;
    count.keptWithoutArea += reading.existsNow & reading.existedBefore;
  } else {
    addPeriod(period, reading, stock.units.areaSqm[unit]!);
  }
}

function countUnit(count: VacancyCount, { stock, reading, groundFloors }: CountPass, unit: number): void {
  const { units } = stock;
  const status = reading.now;
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

function countRow(count: VacancyCount, { stock, rules, reading }: CountPass): void {
  const { activatableMonths, knownEnd } = stock.occupancies;
  if (reading.now === VACANT) {
    const months = activatableMonths[reading.row]!;
    if (months < 0) count.notJudged += 1;
    else if (months <= rules.parameters.marketActiveMonths) count.marketActive += 1;
    if (reading.isStartKnown === 0) count.startUnknown += 1;
    else if (rules.days.day - reading.vacantSince > rules.parameters.durationDays[1]) count.structural += 1;
  } else if (reading.now === OCCUPIED || reading.now === INTERIM) {
    if (knownEnd[reading.row]! <= rules.days.availableBy) count.comingFree += 1;
  }
}
