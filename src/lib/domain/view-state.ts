import type { ShownStatus, UnitKind, UseClass } from './codes';
import type { FigureCode } from './figure';
import type { IsoDate } from './interval';

export const THEMES = ['vacancy', 'use', 'plan', 'difference', 'renewal', 'duration', 'freshness'] as const;
export type Theme = (typeof THEMES)[number];

/** Extruded storey by storey, or flat footprints showing the ground floor. */
export const MAP_FORMS = ['storeys', 'flat'] as const;
export type MapForm = (typeof MAP_FORMS)[number];

export const STAGES = ['map', 'table'] as const;
export type Stage = (typeof STAGES)[number];

export const TABLE_SORTS = [
  'place',
  'storey',
  'kind',
  'area',
  'status',
  'use',
  'target',
  'duration',
  'checked'
] as const;
export type TableSort = (typeof TABLE_SORTS)[number];

/** Which units are shown; an empty list does not restrict. */
export interface UnitFilter {
  readonly status: readonly ShownStatus[];
  readonly use: readonly UseClass[];
  readonly kind: readonly UnitKind[];
  readonly minSqm: number | null;
  readonly maxSqm: number | null;
  /** Only units on ground-floor level. */
  readonly isGroundFloor: boolean;
}

/** The settings of a view that are worth sharing. Search parameters hold them, defaults are left out. */
export interface ViewState {
  readonly theme: Theme;
  /** Null means today. */
  readonly date: IsoDate | null;
  readonly form: MapForm;
  readonly stage: Stage;
  readonly definition: FigureCode;
  readonly filter: UnitFilter;
  readonly sort: TableSort;
  readonly isDescending: boolean;
}
