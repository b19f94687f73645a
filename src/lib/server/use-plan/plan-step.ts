import { eq, sql } from 'drizzle-orm';
import type { PlanStatus } from '../../domain/codes';
import { checkText } from '../../domain/free-text';
import { isIsoDate, type IsoDate } from '../../domain/interval';
import {
  checkPeriod,
  MAX_DECISION_LENGTH,
  PLAN_STEP_ACTION,
  planStepFrom,
  type ConsultationPeriod,
  type PlanStep
} from '../../domain/plan/plan-state';
import { refuse, rejectIssues, type Issue } from '../../domain/refusal';
import { assertCapable } from '../authorise';
import { inChange, type Changed } from '../change/audit';
import type { ServiceContext } from '../context';
import { usePlan, usePlanArea, usePlanTarget } from '../db/schema';
import { dropTexts } from '../record/text-record';
import { checkNote } from '../unit/occupancy';
import { findPlan, type StoredPlan } from './plan-record';

/** A step of a plan: who takes it had seen `version` of its record; null or nothing takes it as it is. */
export interface PlanMove {
  readonly planId: number;
  readonly version?: number | null;
}

/**
 * Asks the public about a draft from one day to another, both included; from here on it is frozen.
 * @throws {InvalidInput} `from`, `to`; `summary` where the plan does not say what it is about, `form` where it is empty
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `step_not_possible`, `changed_meanwhile`
 */
export async function openConsultation(
  context: ServiceContext,
  { from, to, ...move }: PlanMove & ConsultationPeriod
): Promise<Changed<PlanStatus>> {
  assertCapable(context, 'plan:decide');
  const period = { from, to };
  rejectIssues(checkDays(period));
  rejectIssues(checkPeriod(period, context.today));
  return takeStep(context, { ...move, step: 'open_consultation' }, async (inside) => {
    rejectIssues(await checkSubstance(inside, move.planId));
    return { consultationFrom: from, consultationTo: to };
  });
}

/**
 * Takes a plan back to the draft: it can be drawn on again, and the public does not see it any more. A period that has
 * begun ends today.
 * @throws {DomainError} as `openConsultation`
 */
export async function closeConsultation(
  context: ServiceContext,
  move: PlanMove & { readonly note?: string | null }
): Promise<Changed<PlanStatus>> {
  assertCapable(context, 'plan:decide');
  const { today } = context;
  return takeStep(
    context,
    { ...move, step: 'close_consultation' },
    async (_, { consultationFrom: from, consultationTo: to }) =>
      from !== null && to !== null && from <= today
        ? { consultationTo: to < today ? to : today }
        : { consultationFrom: null, consultationTo: null }
  );
}

export interface Adoption extends PlanMove {
  /** The day of the decision, which has come. */
  readonly adoptedOn: IsoDate;
  /** Who decided, and where that can be read. */
  readonly decision: string | null;
}

/**
 * Writes down that a plan was adopted: from here on it stays as it is.
 * @throws {InvalidInput} `adoptedOn`, `decision`
 * @throws {DomainError} as `openConsultation`
 */
export async function adoptPlan(
  context: ServiceContext,
  { adoptedOn, decision, ...move }: Adoption
): Promise<Changed<PlanStatus>> {
  assertCapable(context, 'plan:decide');
  rejectIssues([...checkDays({ adoptedOn }), ...checkText('decision', decision, MAX_DECISION_LENGTH)]);
  rejectIssues(adoptedOn > context.today ? [{ field: 'adoptedOn', code: 'in_the_future' }] : []);
  return takeStep(context, { ...move, step: 'adopt' }, () => Promise.resolve({ adoptedOn, decision }));
}

/** Withdraws a plan, with an optional reason; it stays readable. Errors as `openConsultation`. */
export async function withdrawPlan(
  context: ServiceContext,
  move: PlanMove & { readonly note?: string | null }
): Promise<Changed<PlanStatus>> {
  assertCapable(context, 'plan:decide');
  return takeStep(context, { ...move, step: 'withdraw' }, () => Promise.resolve({ withdrawnOn: context.today }));
}

/**
 * Removes a draft with all that it says; the audit list keeps it.
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` `plan_is_frozen`, `changed_meanwhile`; `still_referred_to`
 * where people have commented on it already
 */
export async function removePlan(
  context: ServiceContext,
  { planId, version = null, note = null }: PlanMove & { readonly note?: string | null }
): Promise<Changed<number>> {
  assertCapable(context, 'plan:decide');
  await findPlan(context, planId);
  rejectIssues(checkNote(note));
  return inChange(context, [{ entity: 'use_plan', id: planId, version }], async (inside) => {
    const { status } = await findPlan(inside, planId);
    if (planStepFrom(status, 'remove') === null) throw refuse('plan_is_frozen');
    await dropTexts(inside, { entity: 'use_plan', id: planId });
    await inside.db.delete(usePlanTarget).where(eq(usePlanTarget.planId, planId));
    await inside.db.delete(usePlanArea).where(eq(usePlanArea.planId, planId));
    await inside.db.delete(usePlan).where(eq(usePlan.id, planId));
    return {
      note: { action: PLAN_STEP_ACTION.remove, entity: 'use_plan', entityId: planId, reason: note },
      result: planId
    };
  });
}

type Decided = Partial<
  Pick<typeof usePlan.$inferInsert, 'adoptedOn' | 'decision' | 'withdrawnOn' | 'consultationFrom' | 'consultationTo'>
>;

async function takeStep(
  context: ServiceContext,
  { planId, version = null, step, note = null }: PlanMove & { step: Exclude<PlanStep, 'remove'>; note?: string | null },
  decide: (inside: ServiceContext, plan: StoredPlan) => Promise<Decided>
): Promise<Changed<PlanStatus>> {
  await findPlan(context, planId);
  rejectIssues(checkNote(note));
  return inChange(context, [{ entity: 'use_plan', id: planId, version }], async (inside) => {
    const plan = await findPlan(inside, planId);
    const status = planStepFrom(plan.status, step);
    if (status === null || status === 'removed') throw refuse('step_not_possible');
    await inside.db
      .update(usePlan)
      .set({ status, ...(await decide(inside, plan)) })
      .where(eq(usePlan.id, planId));
    return {
      note: {
        ...{ action: PLAN_STEP_ACTION[step], entity: 'use_plan', entityId: planId, reason: note },
        detail: { status }
      },
      result: status
    };
  });
}

function checkDays(days: Readonly<Record<string, IsoDate>>): Issue[] {
  return Object.entries(days).flatMap(([field, day]) => (isIsoDate(day) ? [] : [{ field, code: 'not_a_day' }]));
}

/** Nobody is asked about a plan that says nothing. */
async function checkSubstance({ db }: ServiceContext, planId: number): Promise<Issue[]> {
  const [row] = await db.execute<{ hasSummary: boolean; isDrawn: boolean }>(sql`
    select summary <> '' as "hasSummary", exists (select from use_plan_target g where g.plan_id = use_plan.id)
      or exists (select from use_plan_area a where a.plan_id = use_plan.id) as "isDrawn"
    from use_plan where id = ${planId}`);
  return [
    ...(row!.hasSummary ? [] : [{ field: 'summary', code: 'required' as const }]),
    ...(row!.isDrawn ? [] : [{ field: 'form', code: 'plan_is_empty' as const }])
  ];
}
