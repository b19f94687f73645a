import { normaliseEmail, normaliseName } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import { consultationPhase, judgeComment, type CommentDraft } from '../../domain/plan/consultation';
import { findPlace } from '../../domain/plan/plan-comment';
import { normaliseText } from '../../domain/public-form';
import { refuse } from '../../domain/refusal';
import { takeAttempt } from '../auth/throttle';
import type { ServiceContext } from '../context';
import { planComment } from '../db/schema';
import { readPlan } from '../use-plan/plan-content';
import type { CommentMails } from './comment-mails';
import { readPlaces } from './comment-place';
import { issueCommentLink, mailCommenter, subjectColumns } from './comment-record';

export interface NewComment extends CommentDraft {
  readonly planId: number;
  /** The network address that it comes from. */
  readonly address: string;
  readonly mails: CommentMails;
}

/**
 * Sends a comment of somebody who agreed that it is stored, while the consultation on the plan runs. Nobody reads it
 * before the desk has. Where they gave an address, a receipt with a link goes there, without a word of theirs.
 * @returns the secret of the page of their own
 * @throws {DomainError} `not_found` where there is no such plan for them; `conflict` `consultation_is_over` where it
 * takes no comments today; `invalid` with `field`; `conflict` `too_many_attempts`
 */
export async function sendComment(
  context: ServiceContext,
  { planId, address, mails, ...draft }: NewComment
): Promise<string> {
  const plan = await readPlan(context, planId);
  if (consultationPhase(plan, context.today) !== 'open') throw refuse('consultation_is_over');
  const places = await readPlaces(context, plan.content);
  const [issue] = Object.entries(judgeComment(draft, (subject) => findPlace(places, subject) !== null));
  if (issue !== undefined) throw new DomainError('invalid', issue[1].code, { field: issue[0] });
  const email = normaliseEmail(draft.email);
  await takeAttempt(context, [
    { kind: 'comment_address', of: address },
    ...(email === null ? [] : [{ kind: 'comment_mail' as const, of: email }])
  ]);
  const { locale } = context;
  return context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const [made] = await db
      .insert(planComment)
      .values({
        ...{ planId, locale, email, ...subjectColumns(draft.subject!) },
        ...{ body: normaliseText(draft.text), name: normaliseName(draft.name) }
      })
      .returning({ id: planComment.id });
    const { id } = made!;
    await mailCommenter(inside, { id, planId, email, locale }, mails.receipt);
    return issueCommentLink(inside, id);
  });
}
