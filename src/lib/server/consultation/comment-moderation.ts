import { eq } from 'drizzle-orm';
import { isCode, type AuditAction } from '../../domain/codes';
import { DomainError } from '../../domain/errors';
import {
  canModerate,
  isAnswerable,
  MAX_REASON_LENGTH,
  MAX_REPLY_LENGTH,
  MOST_COMMENTS_AT_ONCE
} from '../../domain/plan/consultation';
import { COMMENT_OUTCOMES } from '../../domain/plan-codes';
import { judgeText, normaliseText } from '../../domain/public-form';
import { assertCapable } from '../authorise';
import { inChange } from '../change/audit';
import type { ServiceContext } from '../context';
import { planComment } from '../db/schema';
import type { CommentMails } from './comment-mails';
import { lockComments, mailCommenter, type Comment } from './comment-record';

/** Several comments of one plan: what is alike is done with at once. */
export interface ChosenComments {
  readonly planId: number;
  readonly ids: readonly number[];
}

/**
 * Shows comments to everybody.
 * @returns how many; those for which the step is not possible any more stay as they are
 * @throws {DomainError} `forbidden`; `invalid` with `field`; `conflict` `comment_changed` where it is possible for none
 */
export function publishComments(context: ServiceContext, chosen: ChosenComments): Promise<number> {
  const set = { state: 'published' as const, moderationNote: null, decidedAt: new Date() };
  return decide(context, chosen, {
    action: 'moderate_comment',
    detail: { state: 'published' },
    isPossible: ({ state }) => canModerate(state, 'published'),
    write: async (inside, { id }) => {
      await inside.db.update(planComment).set(set).where(eq(planComment.id, id));
    }
  });
}

/**
 * Keeps comments from being shown, or takes them down, for a reason that only their authors read.
 * @throws {DomainError} as `publishComments`
 */
export async function rejectComments(
  context: ServiceContext,
  { reason, mails, ...chosen }: ChosenComments & { readonly reason: string; readonly mails: CommentMails }
): Promise<number> {
  assertCapable(context, 'comment:moderate');
  const moderationNote = readText(reason, { field: 'reason', most: MAX_REASON_LENGTH });
  const set = { state: 'rejected' as const, moderationNote, decidedAt: new Date() };
  return decide(context, chosen, {
    action: 'moderate_comment',
    detail: { state: 'rejected' },
    isPossible: ({ state }) => canModerate(state, 'rejected'),
    write: async (inside, comment) => {
      await inside.db.update(planComment).set(set).where(eq(planComment.id, comment.id));
      await mailCommenter(inside, comment, mails.rejection);
    }
  });
}

export interface CommentAnswer extends ChosenComments {
  /** One of `COMMENT_OUTCOMES`. */
  readonly outcome: string;
  readonly reply: string;
  readonly mails: CommentMails;
}

/**
 * Says what became of comments, and why, for everybody to read; whoever gave an address hears of it. An answer can be
 * given anew.
 * @throws {DomainError} as `publishComments`
 */
export async function answerComments(
  context: ServiceContext,
  { outcome, reply: text, mails, ...chosen }: CommentAnswer
): Promise<number> {
  assertCapable(context, 'comment:moderate');
  if (!isCode(COMMENT_OUTCOMES, outcome)) throw new DomainError('invalid', 'unknown_code', { field: 'outcome' });
  const reply = readText(text, { field: 'reply', most: MAX_REPLY_LENGTH });
  const set = { outcome, reply, answeredAt: new Date() };
  return decide(context, chosen, {
    action: 'answer_comment',
    detail: { outcome },
    isPossible: ({ state }) => isAnswerable(state),
    write: async (inside, comment) => {
      await inside.db.update(planComment).set(set).where(eq(planComment.id, comment.id));
      await mailCommenter(inside, comment, (to) => mails.answer({ ...to, outcome, reply }));
    }
  });
}

interface Step {
  readonly action: AuditAction;
  readonly detail: Readonly<Record<string, string>>;
  readonly isPossible: (comment: Comment) => boolean;
  readonly write: (inside: ServiceContext, comment: Comment) => Promise<void>;
}

/** One change for all of them. The audit list learns which comments and what of them, and no word of anybody. */
async function decide(
  context: ServiceContext,
  { planId, ids }: ChosenComments,
  { action, detail, isPossible, write }: Step
): Promise<number> {
  assertCapable(context, 'comment:moderate');
  const wanted = [...new Set(ids)];
  if (wanted.length === 0 || wanted.length > MOST_COMMENTS_AT_ONCE) {
    throw new DomainError('invalid', 'comments_none', { field: 'ids' });
  }
  const { result } = await inChange(context, [], async (inside) => {
    const found = (await lockComments(inside, { planId, ids: wanted })).filter(isPossible);
    if (found.length === 0) throw new DomainError('conflict', 'comment_changed');
    for (const comment of found) await write(inside, comment);
    const comments = found.map(({ id }) => id);
    return {
      note: { action, entity: 'use_plan', entityId: planId, detail: { ...detail, count: found.length, comments } },
      result: found.length
    };
  });
  return result;
}

function readText(text: string, { field, most }: { readonly field: string; readonly most: number }): string {
  const issue = judgeText(text, most);
  if (issue !== null) throw new DomainError('invalid', issue, { field });
  return normaliseText(text);
}
