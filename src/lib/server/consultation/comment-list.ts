import { and, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { dayAt } from '../../domain/interval';
import { consultationPhase, type ConsultationPhase } from '../../domain/plan/consultation';
import {
  OUTCOME_CHOICES,
  writeSubject,
  type CommentCounts,
  type CommentPlaces,
  type CommentSubject,
  type OutcomeChoice,
  type PublicComment
} from '../../domain/plan/plan-comment';
import type { PlanHead } from '../../domain/plan/plan-head';
import type { ServiceContext } from '../context';
import { planComment, usePlan } from '../db/schema';
import { getQuarter } from '../quarter';
import { readPage, toPage, type Page } from '../record/table';
import { readPlan } from '../use-plan/plan-content';
import { isPlanShown } from '../use-plan/plan-head';
import { readPlaces } from './comment-place';
import { placeOf, subjectColumns, subjectOf } from './comment-record';

/** What of a consultation everybody may know. */
export interface Consultation {
  readonly plan: PlanHead;
  readonly phase: ConsultationPhase;
  readonly places: CommentPlaces;
  readonly counts: CommentCounts;
  /** Newest first. */
  readonly comments: Page<PublicComment>;
  /** After so many days an address is deleted. */
  readonly commentDays: { readonly answered: number; readonly unanswered: number };
}

export interface CommentChoice {
  /** Null: about anything. */
  readonly subject: CommentSubject | null;
  /** Null: whatever became of it. */
  readonly outcome: OutcomeChoice | null;
  readonly page?: number | undefined;
}

/**
 * The consultation on a plan with the comments that are published; of all others nothing is told, not even how many.
 * @throws {DomainError} `not_found` where there is no such plan for the reader
 */
export async function getConsultation(
  context: ServiceContext,
  planId: number,
  choice: CommentChoice
): Promise<Consultation> {
  const { content, ...plan } = await readPlan(context, planId);
  const [places, counts, { settings }] = await Promise.all([
    readPlaces(context, content),
    countComments(context, planId),
    getQuarter(context)
  ]);
  const { timeZone, parameters } = settings;
  return {
    ...{ plan, places, counts, commentDays: parameters.commentDays },
    phase: consultationPhase(plan, context.today),
    comments: await readComments(context, { planId, places, timeZone, ...choice })
  };
}

/** How many comments on a plan everybody can read; none on one that the reader may not see. */
export async function countComments(
  context: Pick<ServiceContext, 'db' | 'actor'>,
  planId: number
): Promise<CommentCounts> {
  const rows = await context.db
    .select({
      unitId: planComment.unitId,
      areaId: planComment.areaId,
      outcome: planComment.outcome,
      count: sql<number>`count(*)::integer`
    })
    .from(planComment)
    .innerJoin(usePlan, and(eq(usePlan.id, planComment.planId), isPlanShown(context)))
    .where(isPublic(planId))
    .groupBy(planComment.unitId, planComment.areaId, planComment.outcome);
  const byOutcome = Object.fromEntries(OUTCOME_CHOICES.map((outcome) => [outcome, 0])) as Record<OutcomeChoice, number>;
  const bySubject: Record<string, number> = {};
  for (const { outcome, count, ...about } of rows) {
    const key = writeSubject(subjectOf(about));
    byOutcome[outcome ?? 'open'] += count;
    bySubject[key] = (bySubject[key] ?? 0) + count;
  }
  return { total: rows.reduce((sum, { count }) => sum + count, 0), byOutcome, bySubject };
}

const isPublic = (planId: number) => and(eq(planComment.planId, planId), eq(planComment.state, 'published'));

interface CommentQuestion extends CommentChoice {
  readonly planId: number;
  readonly places: CommentPlaces;
  readonly timeZone: string;
}

async function readComments(
  { db }: ServiceContext,
  { planId, places, timeZone, subject, outcome, page: asked }: CommentQuestion
): Promise<Page<PublicComment>> {
  const { page, limit, offset } = readPage(asked);
  const isWanted = and(isPublic(planId), isAbout(subject), hasOutcome(outcome));
  const [rows, total] = await Promise.all([
    // What the desk notes and where answers go are not even read.
    db
      .select({
        id: planComment.id,
        unitId: planComment.unitId,
        areaId: planComment.areaId,
        body: planComment.body,
        locale: planComment.locale,
        name: planComment.name,
        createdAt: planComment.createdAt,
        outcome: planComment.outcome,
        reply: planComment.reply
      })
      .from(planComment)
      .where(isWanted)
      .orderBy(desc(planComment.createdAt), desc(planComment.id))
      .limit(limit)
      .offset(offset),
    db.$count(planComment, isWanted)
  ]);
  const comments = rows.map(({ unitId, areaId, createdAt, ...comment }) => ({
    ...comment,
    place: placeOf({ unitId, areaId }, places),
    saidOn: dayAt(createdAt, timeZone)
  }));
  return toPage(comments, { page, total });
}

function isAbout(subject: CommentSubject | null): SQL | undefined {
  if (subject === null) return undefined;
  const { unitId, areaId } = subjectColumns(subject);
  return and(
    unitId === null ? isNull(planComment.unitId) : eq(planComment.unitId, unitId),
    areaId === null ? isNull(planComment.areaId) : eq(planComment.areaId, areaId)
  );
}

function hasOutcome(outcome: OutcomeChoice | null): SQL | undefined {
  if (outcome === null) return undefined;
  return outcome === 'open' ? isNull(planComment.outcome) : eq(planComment.outcome, outcome);
}
