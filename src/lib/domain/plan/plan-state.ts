import type { AuditAction, PlanStatus } from '../codes';
import type { IsoDate } from '../interval';
import type { Issue } from '../refusal';

/** What can be decided about a plan as a whole, from what is mostly wanted to what is grave. */
export const PLAN_STEPS = ['open_consultation', 'adopt', 'close_consultation', 'withdraw', 'remove'] as const;
export type PlanStep = (typeof PLAN_STEPS)[number];

/**
 * The way of a plan: where each step leads from each state; what a state does not name cannot be done there. What people
 * were asked about or what was decided is never drawn on: it goes back to the draft, or a new version is drawn. Only a
 * draft can be removed, the rest is withdrawn and stays readable.
 */
export const PLAN_WAY: Readonly<Record<PlanStatus, Readonly<Partial<Record<PlanStep, PlanStatus | 'removed'>>>>> = {
  draft: { open_consultation: 'consultation', remove: 'removed' },
  consultation: { adopt: 'adopted', close_consultation: 'draft', withdraw: 'withdrawn' },
  adopted: { withdraw: 'withdrawn' },
  withdrawn: {}
};

/** What the audit list calls a step. */
export const PLAN_STEP_ACTION: Readonly<Record<PlanStep, AuditAction>> = {
  open_consultation: 'open_consultation',
  adopt: 'adopt_plan',
  close_consultation: 'close_consultation',
  withdraw: 'withdraw_plan',
  remove: 'remove_plan'
};

/** Where `step` leads from `status`; null where it cannot be taken. */
export function planStepFrom(status: PlanStatus, step: PlanStep): PlanStatus | 'removed' | null {
  return PLAN_WAY[status][step] ?? null;
}

/** The steps that can be taken from `status`, in their order. */
export function listPlanSteps(status: PlanStatus): PlanStep[] {
  return PLAN_STEPS.filter((step) => planStepFrom(status, step) !== null);
}

/** Can be drawn on and described; everything else is frozen. */
export function isPlanOpen(status: PlanStatus): boolean {
  return status === 'draft';
}

export const MAX_DECISION_LENGTH = 300;

/** First and last day of a consultation. */
export interface ConsultationPeriod {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** A period that is not over yet and ends after it begins. */
export function checkPeriod({ from, to }: ConsultationPeriod, today: IsoDate): Issue[] {
  if (to < from) return [{ field: 'to', code: 'end_not_after_start' }];
  return to < today ? [{ field: 'to', code: 'out_of_range' }] : [];
}
