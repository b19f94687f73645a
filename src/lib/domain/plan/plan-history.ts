import type { AuditAction, PlanStatus } from '../codes';
import type { UnitReference } from '../unit';
import type { PlanChange } from './plan-change';

/** What a change did to the plan as a whole; null on one side: it was not there. */
export interface PlanHeadChange {
  readonly field: 'title' | 'summary' | 'horizonOn' | 'status' | 'adoptedOn' | 'decision' | 'withdrawnOn';
  /** Language of a translation; null in the base language. */
  readonly locale: string | null;
  readonly before: string | PlanStatus | null;
  readonly after: string | PlanStatus | null;
}

/** One change of a plan: who, when, and what became of each unit and area. */
export interface PlanHistoryEntry {
  readonly eventId: number;
  /** ISO instant. */
  readonly at: string;
  readonly actor: string;
  readonly action: AuditAction;
  readonly reason: string | null;
  readonly undoesId: number | null;
  readonly undoneById: number | null;
  /** May be taken back from here: a drawing or words of what is a draft still. */
  readonly canUndo: boolean;
  readonly change: PlanChange;
  readonly head: readonly PlanHeadChange[];
}

export interface PlanHistory {
  /** The newest first. */
  readonly entries: readonly PlanHistoryEntry[];
  /** Are there older ones than these? */
  readonly isMore: boolean;
  /** The units that the entries name, as far as they are there still. */
  readonly units: readonly UnitReference[];
}
