import { and, asc, desc, eq, isNotNull, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { canModerate, isAnswerable } from '../../domain/plan/consultation';
import type { CommentPlace, CommentView, DeskComment } from '../../domain/plan/plan-comment';
import type { PlanHead } from '../../domain/plan/plan-head';
import { assertCapable } from '../authorise';
import type { ServiceContext } from '../context';
import { planComment, quarter, usePlan } from '../db/schema';
import { readPage, toPage, type Page } from '../record/table';
import { readPlan } from '../use-plan/plan-content';
import { readPlaces } from './comment-place';
import { placeOf, type Comment } from './comment-record';

export interface DeskComments {
  readonly plan: PlanHead;
  readonly counts: Readonly<Record<CommentView, number>>;
  readonly comments: Page<DeskComment>;
}

/** What was taken back is nobody's any more but its author's: it stands in no list of the desk. */
const isKept = (planId: number) => and(eq(planComment.planId, planId), ne(planComment.state, 'withdrawn'));

const VIEWS: Readonly<Record<CommentView, SQL | undefined>> = {
  received: eq(planComment.state, 'received'),
  unanswered: and(eq(planComment.state, 'published'), isNull(planComment.outcome)),
  answered: and(eq(planComment.state, 'published'), isNotNull(planComment.outcome)),
  rejected: eq(planComment.state, 'rejected'),
  all: sql`true`
};

/**
 * The comments on a plan for whoever moderates them; those that wait stand in the order in which they came.
 * @throws {DomainError} `forbidden`; `not_found`
 */
export async function listDeskComments(
  context: ServiceContext,
  {
    planId,
    view,
    page: asked
  }: { readonly planId: number; readonly view: CommentView; readonly page?: number | undefined }
): Promise<DeskComments> {
  assertCapable(context, 'comment:moderate');
  const { content, ...plan } = await readPlan(context, planId);
  const places = await readPlaces(context, content);
  const { page, limit, offset } = readPage(asked);
  const isWanted = and(isKept(planId), VIEWS[view]);
  const isWaiting = view === 'received' || view === 'unanswered';
  const [rows, total, counts] = await Promise.all([
    context.db
      .select()
      .from(planComment)
      .where(isWanted)
      .orderBy(isWaiting ? asc(planComment.id) : desc(planComment.id))
      .limit(limit)
      .offset(offset),
    context.db.$count(planComment, isWanted),
    countViews(context, planId)
  ]);
  const comments = rows.map((row) => toDeskComment(row, placeOf(row, places)));
  return { plan, counts, comments: toPage(comments, { page, total }) };
}

/**
 * The whole record of a consultation in the order in which it came, for the files of the administration: what was said
 * and decided, without an address of anybody.
 * @throws {DomainError} `forbidden`; `not_found`
 */
export async function listRecord(
  context: ServiceContext,
  planId: number
): Promise<Pick<DeskComments, 'plan'> & { readonly comments: readonly DeskComment[] }> {
  assertCapable(context, 'comment:moderate');
  const { content, ...plan } = await readPlan(context, planId);
  const places = await readPlaces(context, content);
  const rows = await context.db.select().from(planComment).where(isKept(planId)).orderBy(asc(planComment.id));
  return { plan, comments: rows.map((row) => toDeskComment(row, placeOf(row, places))) };
}

/**
 * How many comments wait to be read, by the id of their plan; those alone with any.
 * @throws {DomainError} `forbidden`
 */
export async function countWaiting(context: ServiceContext): Promise<ReadonlyMap<number, number>> {
  assertCapable(context, 'comment:moderate');
  return readWaiting(context);
}

/** The same for the program itself. */
export async function readWaiting({
  db,
  quarter: slug
}: Pick<ServiceContext, 'db' | 'quarter'>): Promise<ReadonlyMap<number, number>> {
  const rows = await db
    .select({ planId: planComment.planId, count: sql<number>`count(*)::integer` })
    .from(planComment)
    .innerJoin(usePlan, eq(usePlan.id, planComment.planId))
    .innerJoin(quarter, and(eq(quarter.id, usePlan.quarterId), eq(quarter.slug, slug)))
    .where(VIEWS.received)
    .groupBy(planComment.planId);
  return new Map(rows.map(({ planId, count }) => [planId, count]));
}

async function countViews({ db }: ServiceContext, planId: number): Promise<Readonly<Record<CommentView, number>>> {
  const countOf = (view: CommentView) => sql<number>`count(*) filter (where ${VIEWS[view]})::integer`;
  const [counts] = await db
    .select({
      received: countOf('received'),
      unanswered: countOf('unanswered'),
      answered: countOf('answered'),
      rejected: countOf('rejected'),
      all: countOf('all')
    })
    .from(planComment)
    .where(isKept(planId));
  if (counts === undefined) throw new DomainError('not_found', 'use_plan_not_found', { id: planId });
  return counts;
}

function toDeskComment(row: Comment, place: CommentPlace): DeskComment {
  const { id, body, locale, name, email, state, moderationNote, outcome, reply, createdAt, answeredAt } = row;
  return {
    ...{ id, place, body, locale, name, state, outcome, reply, createdAt, answeredAt },
    ...{ hasAddress: email !== null, reason: moderationNote },
    canPublish: canModerate(state, 'published'),
    canReject: canModerate(state, 'rejected'),
    canAnswer: isAnswerable(state)
  };
}
