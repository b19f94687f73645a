import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { findPlanners } from '../enquiry/offerer';
import type { ServiceContext } from '../context';
import { planComment, quarter, usePlan } from '../db/schema';
import type { Job } from '../job/job';
import { queueMail } from '../mail/queue';
import { getQuarter } from '../quarter';
import { idList } from '../record/visibility';
import { readPlanHeads } from '../use-plan/plan-head';
import { readWaiting } from './comment-desk';
import type { CommentMails } from './comment-mails';
import { eraseComment, forgetAddress } from './comment-record';

const DAY_MINUTES = 24 * 60;

/** What the product does by itself about comments on plans. */
export function commentJobs(mailsFrom: (origin: string) => CommentMails): readonly Job[] {
  return [
    {
      name: 'comments_waiting',
      everyMinutes: DAY_MINUTES,
      run: async ({ origin, ...context }) => void (await tellOfWaiting(context, mailsFrom(origin)))
    },
    {
      name: 'forget_commenters',
      everyMinutes: DAY_MINUTES,
      run: async (context) => void (await forgetCommenters(context))
    }
  ];
}

/** Tells everybody who plans on how many comments wait to be read; nobody while none waits. How many mails. */
export async function tellOfWaiting(context: ServiceContext, mails: CommentMails): Promise<number> {
  const waiting = await readWaiting(context);
  if (waiting.size === 0) return 0;
  return context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const planners = await findPlanners(inside);
    for (const { email: recipient, locale, name } of planners) {
      const heads = await readPlanHeads({ ...inside, locale }, sql`use_plan.id = any(${idList([...waiting.keys()])})`);
      const plans = heads.map(({ id: planId, title }) => ({ planId, title, count: waiting.get(planId)! }));
      if (plans.length > 0) await queueMail(inside, { recipient, locale, ...mails.waiting({ locale, name, plans }) });
    }
    return planners.length;
  });
}

/**
 * Forgets the addresses of people whose answer is old, or never came; deletes what was not shown to anybody when its
 * time is over, too.
 * @returns how many comments that concerned
 */
export async function forgetCommenters(context: ServiceContext, now = new Date()): Promise<number> {
  const { db, today } = context;
  const { answered, unanswered } = (await getQuarter(context)).settings.parameters.commentDays;
  const daysAgo = (days: number) => sql`${now.toISOString()}::timestamptz - make_interval(days => ${days}::integer)`;
  const isAddressOver = sql`case
    when ${planComment.state} = 'rejected' then ${planComment.decidedAt} <= ${daysAgo(answered)}
    when ${planComment.answeredAt} is not null then ${planComment.answeredAt} <= ${daysAgo(answered)}
    else coalesce(${usePlan.consultationTo}, ${planComment.createdAt}::date) <= ${today}::date - ${unanswered}::integer end`;
  const old = (condition: ReturnType<typeof sql>) =>
    db
      .select({ id: planComment.id })
      .from(planComment)
      .innerJoin(usePlan, eq(usePlan.id, planComment.planId))
      .innerJoin(quarter, and(eq(quarter.id, usePlan.quarterId), eq(quarter.slug, context.quarter)))
      .where(condition)
      .orderBy(planComment.id);
  const isUnshown = and(
    inArray(planComment.state, ['rejected', 'withdrawn']),
    sql`${planComment.decidedAt} <= ${daysAgo(unanswered)}`
  )!;
  const unshown = await old(isUnshown);
  for (const { id } of unshown) await db.transaction((tx) => eraseComment({ db: tx }, id));
  const known = await old(and(isNotNull(planComment.email), isAddressOver)!);
  for (const { id } of known) await db.transaction((tx) => forgetAddress({ db: tx }, id));
  return unshown.length + known.length;
}
