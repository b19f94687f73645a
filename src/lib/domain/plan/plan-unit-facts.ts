import type { BuildingReference } from '../building';
import type { AreaType, BuildingPart, ShownStatus, StoreyType, UnitKind, UseClass } from '../codes';
import type { IsoDate } from '../interval';
import type { PlanUnit } from './plan-content';

/** A unit in the area of a plan with what plans are compared with and judged by, as far as the reader may see it. */
export interface PlanUnitFacts extends PlanUnit {
  readonly code: string;
  readonly kind: UnitKind;
  readonly building: BuildingReference;
  readonly isMonument: boolean;
  readonly storeyId: number;
  readonly part: BuildingPart;
  readonly level: number;
  readonly storeyType: StoreyType;
  /** Order along the front of its storey, seen from the street, from the left. */
  readonly position: number;
  readonly areaType: AreaType | null;
  readonly hasOwnEntrance: boolean;
  readonly isStepFree: boolean | null;
  readonly hasSecondEscapeRoute: boolean | null;
  readonly hasExtractor: boolean | null;
  /** On the day that was asked for. */
  readonly status: ShownStatus;
  readonly use: UseClass | null;
  /** The day from which an occupied unit is known to be free; null also for whoever may not see ends of tenancies. */
  readonly knownEndOn: IsoDate | null;
}
