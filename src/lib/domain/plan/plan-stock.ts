import {
  AREA_TYPES,
  SHOWN_STATUSES,
  UNIT_KINDS,
  USE_CLASSES,
  type AreaType,
  type ShownStatus,
  type UnitKind,
  type UseClass
} from '../codes';
import { NO_AREA_TYPE } from '../stock';
import { BALANCE_CLASSES, type BalanceClass } from './comparison-codes';
import type { PlanUnit } from './plan-content';

/** A unit that a plan may speak of, with what the reader may know of its use today. */
export interface PlanStockUnit extends PlanUnit {
  readonly kind: UnitKind;
  readonly areaType: AreaType | null;
  readonly isGroundFloor: boolean;
  readonly status: ShownStatus;
  readonly use: UseClass | null;
}

/** Units as columns, so that ten thousand are compared without an object each; codes are indexes into their lists. */
export interface PlanStock {
  /** In the order of the rows. */
  readonly unitId: Int32Array;
  /** Row by id. */
  readonly rows: ReadonlyMap<number, number>;
  readonly buildingId: Int32Array;
  /** Index into `UNIT_KINDS`. */
  readonly kind: Uint8Array;
  /** NaN where not known. */
  readonly areaSqm: Float64Array;
  /** Index into `AREA_TYPES`, or `NO_AREA_TYPE` where the area is not known. */
  readonly areaType: Uint8Array;
  /** NaN where there is none, or it is not known. */
  readonly frontageM: Float64Array;
  readonly isGroundFloor: Uint8Array;
  /** Index into `SHOWN_STATUSES`. */
  readonly status: Uint8Array;
  /** Index into `USE_CLASSES`, or `NO_USE`. */
  readonly use: Uint8Array;
}

export const NO_USE = 255;

/** The columns without `rows`, as the database hands them over. */
export type PlanStockColumns = Omit<PlanStock, 'rows'>;

export function indexPlanStock(columns: PlanStockColumns): PlanStock {
  const rows = new Map<number, number>();
  columns.unitId.forEach((id, row) => rows.set(id, row));
  return { ...columns, rows };
}

export function packPlanStock(units: readonly PlanStockUnit[]): PlanStock {
  return indexPlanStock({
    unitId: Int32Array.from(units, ({ unitId }) => unitId),
    buildingId: Int32Array.from(units, ({ buildingId }) => buildingId),
    kind: Uint8Array.from(units, ({ kind }) => UNIT_KINDS.indexOf(kind)),
    areaSqm: Float64Array.from(units, ({ areaSqm }) => areaSqm ?? NaN),
    areaType: Uint8Array.from(units, ({ areaType, areaSqm }) =>
      areaType === null || areaSqm === null ? NO_AREA_TYPE : AREA_TYPES.indexOf(areaType)
    ),
    frontageM: Float64Array.from(units, ({ frontageM }) => frontageM ?? NaN),
    isGroundFloor: Uint8Array.from(units, ({ isGroundFloor }) => (isGroundFloor ? 1 : 0)),
    status: Uint8Array.from(units, ({ status }) => SHOWN_STATUSES.indexOf(status)),
    use: Uint8Array.from(units, ({ use }) => (use === null ? NO_USE : USE_CLASSES.indexOf(use)))
  });
}

/** The rows that `isKept` says yes to, in their order. */
export function keepRows(stock: PlanStock, isKept: (row: number) => boolean): PlanStock {
  const kept = stock.unitId.map((_, row) => (isKept(row) ? 1 : 0));
  const filter = <Column extends Int32Array | Uint8Array | Float64Array>(column: Column) =>
    column.filter((_: number, row: number) => kept[row] === 1) as Column;
  return indexPlanStock({
    unitId: filter(stock.unitId),
    buildingId: filter(stock.buildingId),
    kind: filter(stock.kind),
    areaSqm: filter(stock.areaSqm),
    areaType: filter(stock.areaType),
    frontageM: filter(stock.frontageM),
    isGroundFloor: filter(stock.isGroundFloor),
    status: filter(stock.status),
    use: filter(stock.use)
  });
}

const CLASS_OF_USE: readonly number[] = USE_CLASSES.map((use) => BALANCE_CLASSES.indexOf(use));
const [UNUSED, UNKNOWN, WITHHELD, HOUSING] = (['unused', 'unknown', 'withheld', 'housing'] as const).map((name) =>
  BALANCE_CLASSES.indexOf(name)
) as [number, number, number, number];
const DWELLING = UNIT_KINDS.indexOf('dwelling');

/**
 * The class of a unit's use today, as index into `BALANCE_CLASSES`. A dwelling whose status is withheld counts as
 * housing, as it does on the map: what it is built for is public, and it is the same whether it is let or not.
 */
export function todayClass({ status, use, kind }: PlanStock, row: number): number {
  switch (SHOWN_STATUSES[status[row]!]!) {
    case 'occupied':
    case 'interim':
      return CLASS_OF_USE[use[row]!] ?? UNKNOWN;
    case 'vacant':
    case 'works':
    case 'unusable':
      return UNUSED;
    case 'unknown':
      return UNKNOWN;
    case 'withheld':
      return kind[row] === DWELLING ? HOUSING : WITHHELD;
  }
}

export function todayClassName(stock: PlanStock, row: number): BalanceClass {
  return BALANCE_CLASSES[todayClass(stock, row)]!;
}
