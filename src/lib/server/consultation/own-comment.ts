import { eq } from 'drizzle-orm';
import { DomainError } from '../../domain/errors';
import { readId } from '../../domain/id-list';
import type { CommentPlace } from '../../domain/plan/plan-comment';
import type { CommentOutcome, CommentState } from '../../domain/plan-codes';
import { findLink } from '../auth/link';
import type { ServiceContext } from '../context';
import { planComment } from '../db/schema';
import { readContents } from '../use-plan/plan-content';
import { readPlaces } from './comment-place';
import { eraseComment, forgetAddress, lockComments, placeOf, type Comment } from './comment-record';

/** A comment as whoever wrote it sees it on their own page. */
export interface OwnComment {
  /** Null where the plan is not public any more. */
  readonly plan: { readonly id: number; readonly title: string } | null;
  readonly place: CommentPlace;
  readonly body: string;
  readonly name: string | null;
  readonly state: CommentState;
  /** Why it is not shown; for them alone. */
  readonly reason: string | null;
  readonly outcome: CommentOutcome | null;
  readonly reply: string | null;
  readonly createdAt: Date;
  /** Will they hear of an answer by mail? */
  readonly hasAddress: boolean;
}

/**
 * The comment behind a secret.
 * @throws {DomainError} `not_found` where the secret opens nothing, or no longer
 */
export async function getOwnComment(context: ServiceContext, secret: string): Promise<OwnComment> {
  const { planId, ...comment } = await openOwn(context, secret);
  const [plan] = await readContents(context, [planId]);
  const places = plan === undefined ? null : await readPlaces(context, plan.content);
  const { body, name, state, moderationNote, outcome, reply, createdAt, email } = comment;
  return {
    plan: plan === undefined ? null : { id: plan.id, title: plan.title },
    place: placeOf(comment, places),
    ...{ body, name, state, outcome, reply, createdAt },
    reason: state === 'rejected' ? moderationNote : null,
    hasAddress: email !== null
  };
}

/**
 * Takes the comment back: nobody reads it any more, and nobody answers it. It stays on their own page until they delete
 * it or its time is over.
 * @throws {DomainError} `not_found`; `conflict` `comment_changed` where it is withdrawn already
 */
export async function withdrawComment(context: ServiceContext, secret: string): Promise<void> {
  await context.db.transaction(async (db) => {
    const { id, state } = await openOwn({ ...context, db }, secret);
    if (state === 'withdrawn') throw new DomainError('conflict', 'comment_changed');
    await db.update(planComment).set({ state: 'withdrawn', decidedAt: new Date() }).where(eq(planComment.id, id));
    await forgetAddress({ db }, id);
  });
}

/**
 * Deletes the comment at once with everything about it, also mails that have not gone out.
 * @throws {DomainError} `not_found`
 */
export async function deleteOwnComment(context: ServiceContext, secret: string): Promise<void> {
  await context.db.transaction(async (db) => {
    const { id } = await openOwn({ ...context, db }, secret);
    await eraseComment({ db }, id);
  });
}

/** Held until the transaction of the context ends. */
async function openOwn(context: ServiceContext, secret: string): Promise<Comment> {
  const id = readId((await findLink(context, 'comment', secret)) ?? '');
  const [planned] =
    id === null
      ? []
      : await context.db.select({ planId: planComment.planId }).from(planComment).where(eq(planComment.id, id));
  const [comment] = planned === undefined ? [] : await lockComments(context, { planId: planned.planId, ids: [id!] });
  if (comment === undefined) throw new DomainError('not_found', 'comment_not_found');
  return comment;
}
