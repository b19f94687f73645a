import { AREA_TYPES, type PlanUse } from '../codes';
import { areaSqm as measureArea } from '../geometry';
import type { PlanAreaKind } from '../plan-codes';
import { NO_AREA_TYPE } from '../stock';
import { BALANCE_CLASSES, type BalanceClass } from './comparison-codes';
import { indexEntries, type PlanArea, type PlanContent, type PlanEntry } from './plan-content';
import { todayClass, type PlanStock } from './plan-stock';

/** Areas of different types are never added (domain notes 1.1): one sum for each, in the order of `AREA_TYPES`. */
export interface BalanceAmounts {
  /** Units as the plan cuts them: joined ones are one, a divided one is as many as it has parts. */
  readonly units: number;
  /** Parallel to `AREA_TYPES`. */
  readonly areaSqm: readonly number[];
  /** Recorded units whose area nobody has measured; no sum holds them. */
  readonly unitsWithoutArea: number;
  /** Metres of shop front on the ground floor. */
  readonly frontageM: number;
}

export interface BalanceRow extends BalanceAmounts {
  readonly class: BalanceClass;
}

/** What a plan draws on the map; no unit's area, so it stands beside the balance. */
export interface DrawnRow {
  readonly kind: PlanAreaKind;
  readonly use: PlanUse;
  readonly count: number;
  /** Ground that they cover. */
  readonly groundSqm: number;
  /** Ground times storeys; that of a part of the courtyard is its ground. */
  readonly floorSqm: number;
}

export interface PlanBalance {
  /** One row for each of `BALANCE_CLASSES`; they add up to `total`. */
  readonly rows: readonly BalanceRow[];
  /** Of the units as they are recorded, and of their number under the plan. */
  readonly total: BalanceAmounts;
  readonly drawn: readonly DrawnRow[];
  /** Targets for units that are no longer there. */
  readonly lostTargets: number;
}

/** What units without a target count as: what they are today, because they stay as they are, or `no_target`. */
export type BalanceRest = 'today' | 'no_target';

export interface BalanceOptions {
  readonly rest?: BalanceRest;
  /** The content's entries by unit, where they are at hand. */
  readonly entries?: ReadonlyMap<number, PlanEntry> | null;
}

const CLASS_INDEX: ReadonlyMap<string, number> = new Map(BALANCE_CLASSES.map((name, index) => [name, index]));
const NO_TARGET = CLASS_INDEX.get('no_target')!;

class Sums {
  readonly units = new Float64Array(BALANCE_CLASSES.length);
  readonly areas = new Float64Array(BALANCE_CLASSES.length * AREA_TYPES.length);
  readonly withoutArea = new Float64Array(BALANCE_CLASSES.length);
  readonly frontages = new Float64Array(BALANCE_CLASSES.length);

  rowOf(index: number): BalanceRow {
    return {
      class: BALANCE_CLASSES[index]!,
      units: this.units[index]!,
      areaSqm: [...this.areas.subarray(index * AREA_TYPES.length, (index + 1) * AREA_TYPES.length)],
      unitsWithoutArea: this.withoutArea[index]!,
      frontageM: this.frontages[index]!
    };
  }
}

/** A share of a unit that goes to a class. */
interface Share {
  readonly class: number;
  readonly area: number;
  readonly frontage: number;
}

/**
 * Area, units and ground-floor frontage by use; without a content, of today. What a unit measures is shared among the
 * parts of the plan in their proportion, so that the rows add up to what is recorded whatever tolerance the plan used.
 */
export function balancePlan(
  stock: PlanStock,
  content: PlanContent | null,
  { rest = 'today', entries = content === null ? null : indexEntries(content) }: BalanceOptions = {}
): PlanBalance {
  const sums = new Sums();
  const shares = new Map<number, readonly Share[]>();
  const counted = new Set<number>();
  let joinedAway = 0;
  let partsMore = 0;
  for (let row = 0; row < stock.unitId.length; row += 1) {
    const entry = entries?.get(stock.unitId[row]!);
    const lead = entry === undefined || entry.joinedTo === null ? entry : entries!.get(entry.joinedTo);
    if (lead === undefined || lead.parts.length === 0) {
      const index = rest === 'today' || content === null ? todayClass(stock, row) : NO_TARGET;
      sums.units[index]! += 1;
      add(sums, stock, row, [{ class: index, area: 1, frontage: 1 }]);
      continue;
    }
    let own = shares.get(lead.unitId);
    if (own === undefined) shares.set(lead.unitId, (own = shareParts(lead)));
    add(sums, stock, row, own);
    if (counted.has(lead.unitId)) joinedAway += 1;
    else {
      counted.add(lead.unitId);
      partsMore += own.length - 1;
      for (const share of own) sums.units[share.class]! += 1;
    }
  }
  return {
    rows: BALANCE_CLASSES.map((_, index) => sums.rowOf(index)),
    total: { ...measureStock(stock), units: stock.unitId.length - joinedAway + partsMore },
    drawn: sumDrawn(content?.areas ?? []),
    lostTargets: content?.entries.filter(({ unitId }) => !stock.rows.has(unitId)).length ?? 0
  };
}

/** Adds what unit `row` measures; without an area it is counted with the part that colours it. */
function add(sums: Sums, stock: PlanStock, row: number, shares: readonly Share[]): void {
  const type = stock.areaType[row]!;
  const frontage = stock.isGroundFloor[row] === 1 && !Number.isNaN(stock.frontageM[row]) ? stock.frontageM[row]! : 0;
  let main = shares[0]!;
  for (const share of shares) {
    if (type !== NO_AREA_TYPE) sums.areas[share.class * AREA_TYPES.length + type]! += stock.areaSqm[row]! * share.area;
    sums.frontages[share.class]! += frontage * share.frontage;
    if (share.area > main.area) main = share;
  }
  if (type === NO_AREA_TYPE) sums.withoutArea[main.class]! += 1;
}

/** A part without a shop front among others that have one has none; where none says, it follows the area. */
function shareParts({ parts }: PlanEntry): readonly Share[] {
  const areas = proportions(parts.map(({ areaSqm }) => areaSqm));
  const hasFrontages = parts.some(({ frontageM }) => frontageM !== null && frontageM > 0);
  const frontages = hasFrontages ? proportions(parts.map(({ frontageM }) => frontageM ?? 0)) : areas;
  return parts.map(({ use }, index) => ({
    class: CLASS_INDEX.get(use)!,
    area: areas[index]!,
    frontage: frontages[index]!
  }));
}

/** Shares that add up to 1; equal ones where a value is missing. */
function proportions(values: readonly (number | null)[]): readonly number[] {
  const whole = values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
  return whole === null || whole <= 0
    ? values.map(() => 1 / values.length)
    : values.map((value) => (value ?? 0) / whole);
}

function measureStock({ areaSqm, areaType, frontageM, isGroundFloor }: PlanStock): Omit<BalanceAmounts, 'units'> {
  const areas = AREA_TYPES.map(() => 0);
  let unitsWithoutArea = 0;
  let frontage = 0;
  for (let row = 0; row < areaSqm.length; row += 1) {
    if (areaType[row] === NO_AREA_TYPE) unitsWithoutArea += 1;
    else areas[areaType[row]!]! += areaSqm[row]!;
    if (isGroundFloor[row] === 1 && !Number.isNaN(frontageM[row])) frontage += frontageM[row]!;
  }
  return { areaSqm: areas, unitsWithoutArea, frontageM: frontage };
}

function sumDrawn(areas: readonly PlanArea[]): readonly DrawnRow[] {
  const rows = new Map<string, { -readonly [Key in keyof DrawnRow]: DrawnRow[Key] }>();
  for (const { kind, use, storeys, geometry } of areas) {
    const key = `${kind} ${use}`;
    const row = rows.get(key) ?? { kind, use, count: 0, groundSqm: 0, floorSqm: 0 };
    const groundSqm = measureArea({
      type: 'Polygon',
      coordinates: geometry.coordinates.map((ring) => ring.map(([lon, lat]) => [lon, lat]))
    });
    row.count += 1;
    row.groundSqm += groundSqm;
    row.floorSqm += groundSqm * Math.max(storeys, 1);
    rows.set(key, row);
  }
  return [...rows.values()];
}
