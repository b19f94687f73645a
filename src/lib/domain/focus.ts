import type {
  AreaType,
  BuildingPart,
  PlanUse,
  RenewalState,
  ShownStatus,
  StoreyType,
  UnitKind,
  UseClass,
  VacancyReason
} from './codes';
import type { IsoDate } from './interval';
import type { QuarterParameters } from './quarter';

/**
 * The focus block as columns: every house, storey, unit and dated fact that the reader may see. It is
 * loaded once; theme, filter and date are then pure functions of it, on the server for the table and in
 * the browser for map and stacking view. Days are numbers of days since 1970-01-01 (`toDayNumber`); null
 * is an open end. Rows of one table point into another by row index, never by id.
 */
export interface Focus {
  /** Null for a single house that lies in no block. */
  readonly block: {
    readonly id: number;
    readonly slug: string;
    readonly name: string;
    readonly isAssumption: boolean;
  } | null;
  readonly parameters: QuarterParameters;
  readonly buildings: BuildingColumns;
  readonly storeys: StoreyColumns;
  readonly units: UnitColumns;
  readonly occupancies: OccupancyColumns;
  readonly renewals: RenewalColumns;
  readonly plan: PlanColumns | null;
  readonly businesses: BusinessColumns;
  /** Public listings of units, by row. */
  readonly listings: { readonly id: readonly number[]; readonly unit: readonly number[] };
}

export interface BuildingColumns {
  readonly id: readonly number[];
  /** Place in the block, clockwise; null for courtyard buildings. */
  readonly sequence: readonly (number | null)[];
  readonly street: readonly (string | null)[];
  readonly houseNumber: readonly (string | null)[];
  readonly isCourtyard: readonly boolean[];
  readonly isMonument: readonly boolean[];
  readonly eavesM: readonly (number | null)[];
  readonly ridgeM: readonly (number | null)[];
  /** Width of the street front in metres, for the street face. */
  readonly frontM: readonly number[];
}

export interface StoreyColumns {
  readonly id: readonly number[];
  /** Row in `buildings`. */
  readonly building: readonly number[];
  readonly part: readonly BuildingPart[];
  readonly level: readonly number[];
  readonly type: readonly StoreyType[];
  readonly sort: readonly number[];
  readonly baseM: readonly number[];
  readonly heightM: readonly number[];
}

export interface UnitColumns {
  readonly id: readonly number[];
  /** Row in `storeys`. */
  readonly storey: readonly number[];
  readonly code: readonly string[];
  readonly position: readonly number[];
  readonly kind: readonly UnitKind[];
  readonly areaSqm: readonly (number | null)[];
  readonly areaType: readonly (AreaType | null)[];
  readonly frontageM: readonly (number | null)[];
  readonly isStepFree: readonly (boolean | null)[];
  readonly isShopUsePlausible: readonly boolean[];
  readonly from: readonly number[];
  readonly to: readonly (number | null)[];
}

/**
 * Dated status and use. A unit whose own status the reader may not see has exactly one row with
 * status `withheld` over its observed period: neither its states nor the days of their change leave the server.
 */
export interface OccupancyColumns {
  /** Row in `units`; rows are sorted by unit, then by day. */
  readonly unit: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly (number | null)[];
  readonly status: readonly ShownStatus[];
  readonly use: readonly (UseClass | null)[];
  readonly reason: readonly (VacancyReason | null)[];
  readonly activatableMonths: readonly (number | null)[];
  readonly isStartKnown: readonly boolean[];
  readonly checkedOn: readonly (number | null)[];
  /** Row in `businesses`, where its name is public. */
  readonly business: readonly (number | null)[];
}

export interface RenewalColumns {
  /** Row in `buildings`. */
  readonly building: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly (number | null)[];
  readonly state: readonly RenewalState[];
}

export interface PlanColumns {
  readonly id: number;
  readonly title: string;
  readonly horizonOn: IsoDate;
  /** Row in `units`; at most one target per unit. */
  readonly unit: readonly number[];
  readonly use: readonly PlanUse[];
  readonly wish: readonly (string | null)[];
  readonly targetOn: readonly number[];
}

export interface BusinessColumns {
  readonly id: readonly number[];
  readonly name: readonly string[];
}
