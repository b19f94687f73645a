import {
  AREA_TYPES,
  OCCUPANCY_STATUSES,
  STOREY_TYPES,
  UNIT_KINDS,
  type AreaType,
  type OccupancyStatus,
  type StoreyType,
  type UnitKind
} from './codes';

/** An open end in `to` columns, and no known end in `knownEnd`. */
export const OPEN_END = 2147483647;
/** No area type. */
export const NO_AREA_TYPE = 255;
/** Months until a vacancy could be let that nobody has judged. */
export const NOT_JUDGED = -1;

/**
 * All units of a quarter with their dated occupancies as typed arrays: what vacancy figures are worked out
 * from, without an object per unit. Days are numbers since 1970-01-01, codes are indexes into the lists of
 * `codes.ts`. Holds the states of dwellings, so it never leaves the server; `disclosure.ts` decides on results.
 */
export interface StockColumns {
  readonly units: {
    readonly building: Int32Array;
    /** Row or id of the block and the district; -1 outside any. */
    readonly block: Int32Array;
    readonly district: Int32Array;
    /** Index into `UNIT_KINDS`. */
    readonly kind: Uint8Array;
    readonly level: Int16Array;
    /** Index into `STOREY_TYPES`. */
    readonly storeyType: Uint8Array;
    /** NaN where not known. */
    readonly areaSqm: Float64Array;
    /** Index into `AREA_TYPES`, or `NO_AREA_TYPE`. */
    readonly areaType: Uint8Array;
    /** NaN where not known; of a corner unit both sides together. */
    readonly frontageM: Float64Array;
    readonly isShopUsePlausible: Uint8Array;
    /** 1 where the unit's own status may be public (`statusIsPublic`). */
    readonly isStatusPublic: Uint8Array;
    readonly from: Int32Array;
    readonly to: Int32Array;
  };
  readonly occupancies: {
    /** The rows of unit `u` are `first[u]` up to, without, `first[u + 1]`, in the order of their days. */
    readonly first: Int32Array;
    readonly from: Int32Array;
    readonly to: Int32Array;
    /** Index into `OCCUPANCY_STATUSES`. */
    readonly status: Uint8Array;
    readonly activatableMonths: Int16Array;
    readonly isStartKnown: Uint8Array;
    /** Day on which the use is known to end, or `OPEN_END`. */
    readonly knownEnd: Int32Array;
  };
}

/** One unit on its way into `packStock`. */
export interface StockUnit {
  readonly building: number;
  readonly block: number | null;
  readonly district: number | null;
  readonly kind: UnitKind;
  readonly level: number;
  readonly storeyType: StoreyType;
  readonly areaSqm: number | null;
  readonly areaType: AreaType | null;
  readonly frontageM: number | null;
  readonly isShopUsePlausible: boolean;
  readonly isStatusPublic: boolean;
  readonly from: number;
  readonly to: number | null;
}

/** One occupancy on its way into `packStock`; `unit` is the row of its unit. */
export interface StockOccupancy {
  readonly unit: number;
  readonly from: number;
  readonly to: number | null;
  readonly status: OccupancyStatus;
  readonly activatableMonths: number | null;
  readonly isStartKnown: boolean;
  readonly knownEnd: number | null;
}

/** Empty columns of the given lengths, to be filled row by row. */
export function allocateStock(unitCount: number, occupancyCount: number): StockColumns {
  return {
    units: {
      building: new Int32Array(unitCount),
      block: new Int32Array(unitCount).fill(-1),
      district: new Int32Array(unitCount).fill(-1),
      kind: new Uint8Array(unitCount),
      level: new Int16Array(unitCount),
      storeyType: new Uint8Array(unitCount),
      areaSqm: new Float64Array(unitCount).fill(NaN),
      areaType: new Uint8Array(unitCount).fill(NO_AREA_TYPE),
      frontageM: new Float64Array(unitCount).fill(NaN),
      isShopUsePlausible: new Uint8Array(unitCount),
      isStatusPublic: new Uint8Array(unitCount),
      from: new Int32Array(unitCount),
      to: new Int32Array(unitCount).fill(OPEN_END)
    },
    occupancies: {
      first: new Int32Array(unitCount + 1),
      from: new Int32Array(occupancyCount),
      to: new Int32Array(occupancyCount).fill(OPEN_END),
      status: new Uint8Array(occupancyCount),
      activatableMonths: new Int16Array(occupancyCount).fill(NOT_JUDGED),
      isStartKnown: new Uint8Array(occupancyCount),
      knownEnd: new Int32Array(occupancyCount).fill(OPEN_END)
    }
  };
}

/** Packs rows into columns. Throws a RangeError unless occupancies are sorted by unit and then by day. */
export function packStock(units: readonly StockUnit[], occupancies: readonly StockOccupancy[]): StockColumns {
  const stock = allocateStock(units.length, occupancies.length);
  units.forEach((unit, row) => packUnit(stock.units, unit, row));
  occupancies.forEach((occupancy, row) => {
    const before = occupancies[row - 1];
    if (before && (before.unit > occupancy.unit || (before.unit === occupancy.unit && before.from >= occupancy.from))) {
      throw new RangeError(`occupancies are not sorted by unit and day at row ${row}`);
    }
    packOccupancy(stock.occupancies, occupancy, row);
  });
  for (let unit = 0; unit < units.length; unit += 1) {
    stock.occupancies.first[unit + 1]! += stock.occupancies.first[unit]!;
  }
  return stock;
}

function packUnit(columns: StockColumns['units'], unit: StockUnit, row: number): void {
  columns.building[row] = unit.building;
  columns.block[row] = unit.block ?? -1;
  columns.district[row] = unit.district ?? -1;
  columns.kind[row] = UNIT_KINDS.indexOf(unit.kind);
  columns.level[row] = unit.level;
  columns.storeyType[row] = STOREY_TYPES.indexOf(unit.storeyType);
  columns.areaSqm[row] = unit.areaSqm ?? NaN;
  columns.areaType[row] = unit.areaType === null ? NO_AREA_TYPE : AREA_TYPES.indexOf(unit.areaType);
  columns.frontageM[row] = unit.frontageM ?? NaN;
  columns.isShopUsePlausible[row] = unit.isShopUsePlausible ? 1 : 0;
  columns.isStatusPublic[row] = unit.isStatusPublic ? 1 : 0;
  columns.from[row] = unit.from;
  columns.to[row] = unit.to ?? OPEN_END;
}

function packOccupancy(columns: StockColumns['occupancies'], occupancy: StockOccupancy, row: number): void {
  columns.first[occupancy.unit + 1]! += 1;
  columns.from[row] = occupancy.from;
  columns.to[row] = occupancy.to ?? OPEN_END;
  columns.status[row] = OCCUPANCY_STATUSES.indexOf(occupancy.status);
  columns.activatableMonths[row] = occupancy.activatableMonths ?? NOT_JUDGED;
  columns.isStartKnown[row] = occupancy.isStartKnown ? 1 : 0;
  columns.knownEnd[row] = occupancy.knownEnd ?? OPEN_END;
}
