import type { AuditAction } from './codes';
import type { IsoDate } from './interval';
import type { BuildingReference } from './building';
import type { UnitReference } from './unit';

/** One column of a row that a change touched; null also stands for "was not there". */
export interface ChangedValue {
  readonly column: string;
  readonly old: string | number | boolean | null;
  readonly new: string | number | boolean | null;
}

/** One row that a change touched. */
export interface ChangedRow {
  readonly entity: string;
  readonly rowKey: string;
  readonly kind: 'added' | 'changed' | 'removed';
  readonly values: readonly ChangedValue[];
}

/** A change as the audit list shows it. */
export interface ChangeSummary {
  readonly id: number;
  /** ISO instant. */
  readonly at: string;
  readonly actor: string;
  readonly action: AuditAction;
  readonly units: readonly UnitReference[];
  readonly unitCount: number;
  readonly buildings: readonly BuildingReference[];
  readonly effectiveOn: IsoDate | null;
  readonly reason: string | null;
  readonly undoesId: number | null;
  readonly undoneById: number | null;
  readonly canUndo: boolean;
}

export interface ChangeDetail extends ChangeSummary {
  readonly rows: readonly ChangedRow[];
  readonly rowCount: number;
}

/** What the audit list is narrowed down to. */
export interface ChangeFilter {
  readonly actions: readonly AuditAction[];
  /** Part of the actor's name. */
  readonly actor: string | null;
  readonly unitId: number | null;
  readonly buildingId: number | null;
  /** Recorded on or after this day, and before the day after `to`, in the quarter's time zone. */
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

export const NO_CHANGE_FILTER: ChangeFilter = {
  actions: [],
  actor: null,
  unitId: null,
  buildingId: null,
  from: null,
  to: null
};
