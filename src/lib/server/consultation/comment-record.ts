import { and, eq, inArray, sql } from 'drizzle-orm';
import { findPlace, type CommentPlace, type CommentPlaces, type CommentSubject } from '../../domain/plan/plan-comment';
import { dropLinks, issueLink } from '../auth/link';
import type { ServiceContext } from '../context';
import { planComment, quarter, usePlan } from '../db/schema';
import { dropMailsAbout, queueMail, type MailText } from '../mail/queue';
import { readPlanHeads } from '../use-plan/plan-head';
import type { CommenterMail } from './comment-mails';

export type Comment = typeof planComment.$inferSelect;

/**
 * As long as anybody can read what somebody said, they can take it back: their link works for ten years, which is what
 * the record of a plan is looked up for.
 */
const OWN_PAGE_DAYS = 3650;

/** Those comments of the plan that are there still, in the order of their ids; held until the transaction ends. */
export async function lockComments(
  { db, quarter: slug }: ServiceContext,
  { planId, ids }: { readonly planId: number; readonly ids: readonly number[] }
): Promise<readonly Comment[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ comment: planComment })
    .from(planComment)
    .innerJoin(usePlan, eq(usePlan.id, planComment.planId))
    .innerJoin(quarter, and(eq(quarter.id, usePlan.quarterId), eq(quarter.slug, slug)))
    .where(and(eq(planComment.planId, planId), inArray(planComment.id, [...ids])))
    .orderBy(planComment.id)
    .for('update', { of: planComment });
  return rows.map(({ comment }) => comment);
}

/** The columns that say what a comment is about. */
export function subjectColumns(subject: CommentSubject): Pick<Comment, 'unitId' | 'areaId'> {
  return {
    unitId: subject.kind === 'unit' ? subject.unitId : null,
    areaId: subject.kind === 'area' ? subject.areaId : null
  };
}

export function subjectOf({ unitId, areaId }: Pick<Comment, 'unitId' | 'areaId'>): CommentSubject {
  if (unitId !== null) return { kind: 'unit', unitId };
  return areaId === null ? { kind: 'plan' } : { kind: 'area', areaId };
}

/** @param places of the plan as it is now; null where the reader may not see the plan */
export function placeOf(comment: Pick<Comment, 'unitId' | 'areaId'>, places: CommentPlaces | null): CommentPlace {
  return (places && findPlace(places, subjectOf(comment))) ?? { kind: 'gone' };
}

/** A new link to the page of a comment. */
export function issueCommentLink({ db }: Pick<ServiceContext, 'db'>, id: number): Promise<string> {
  return issueLink({ db }, { kind: 'comment', subject: String(id), days: OWN_PAGE_DAYS });
}

const aboutComment = (id: number): string => `comment/${id}`;

/** Writes to whoever commented, in their language, with a link of its own; nothing where they gave no address. */
export async function mailCommenter(
  context: ServiceContext,
  { id, planId, email, locale }: Pick<Comment, 'id' | 'planId' | 'email' | 'locale'>,
  compose: (to: CommenterMail) => MailText
): Promise<void> {
  if (email === null) return;
  const [plan] = await readPlanHeads({ ...context, locale }, sql`use_plan.id = ${planId}`);
  if (plan === undefined) throw new Error(`The plan ${planId} of a comment is not to be seen.`);
  const secret = await issueCommentLink(context, id);
  const words = compose({ locale, planTitle: plan.title, secret });
  await queueMail(context, { recipient: email, locale, about: aboutComment(id), ...words });
}

/** Forgets where the answer goes, and the mails that went or would go there. */
export async function forgetAddress({ db }: Pick<ServiceContext, 'db'>, id: number): Promise<void> {
  await dropMailsAbout({ db }, aboutComment(id));
  await db.update(planComment).set({ email: null }).where(eq(planComment.id, id));
}

/** Deletes a comment with its links and mails; nothing of it stays. */
export async function eraseComment({ db }: Pick<ServiceContext, 'db'>, id: number): Promise<void> {
  await dropLinks({ db }, 'comment', String(id));
  await dropMailsAbout({ db }, aboutComment(id));
  await db.delete(planComment).where(eq(planComment.id, id));
}
