import type { Effect } from '../../domain/plan/plan-effect';
import type { PlanRatio } from '../../domain/plan/plan-ratio';

/** One row of a table of effects; `cells` are parallel to the columns, each with its lines. */
export interface EffectRow {
  readonly key: string;
  readonly label: string;
  readonly note?: string | undefined;
  readonly cells: readonly (readonly string[])[];
  readonly ratios?: readonly PlanRatio[];
  /** Of the columns, for what is missing from them. */
  readonly gaps?: readonly Pick<Effect, 'unitsWithoutArea' | 'usesWithoutRatio'>[];
  /** A row that belongs to the one above. */
  readonly isPart?: boolean;
}
