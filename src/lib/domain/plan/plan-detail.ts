import type { PlanDifference, PlanStatus, PlanUse } from '../codes';
import type { IsoDate } from '../interval';
import type { PlanAreaKind } from '../plan-codes';
import type { UnitReference } from '../unit';
import type { PlanHead } from './plan-head';

/** What a unit, or a part of it, should become, in the reader's language. */
export interface TargetPart {
  readonly use: PlanUse;
  readonly wish: string | null;
  readonly reason: string | null;
  readonly targetOn: IsoDate;
  /** Of a part of a divided unit; else null. */
  readonly areaSqm: number | null;
  readonly frontageM: number | null;
}

/** What a plan wants of a unit, beside how it stands on the day shown. Use and words are those of its main part. */
export interface UnitTarget extends Omit<TargetPart, 'areaSqm' | 'frontageM'> {
  readonly unit: UnitReference;
  /** The unit that the plan joins this one to; its parts are shown here, too. */
  readonly joinedTo: UnitReference | null;
  /** One, or from left to right where the plan divides the unit. */
  readonly parts: readonly TargetPart[];
  readonly difference: PlanDifference;
}

/** A new building or a part of the courtyard, in the reader's language. */
export interface AreaTarget {
  /** UUID. */
  readonly id: string;
  readonly kind: PlanAreaKind;
  readonly use: PlanUse;
  /** 0 for a part of the courtyard. */
  readonly storeys: number;
  /** Of the ground that it covers. */
  readonly areaSqm: number;
  readonly wish: string | null;
  readonly reason: string | null;
  readonly targetOn: IsoDate;
}

/** Another version of a plan. */
export interface PlanVersion {
  readonly id: number;
  readonly version: number;
  readonly status: PlanStatus;
  readonly adoptedOn: IsoDate | null;
}

/** A plan as its page shows it. */
export interface UsePlanDetail extends PlanHead {
  readonly targets: readonly UnitTarget[];
  readonly areas: readonly AreaTarget[];
  /** All that the reader may see, this one included, the newest first. */
  readonly versions: readonly PlanVersion[];
}
