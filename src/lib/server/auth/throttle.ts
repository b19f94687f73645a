import { and, eq, gt, inArray, sql } from 'drizzle-orm';
import { blockedUntil, countAttempt, THROTTLE_RULES, type ThrottleKind } from '../../domain/account';
import { DomainError } from '../../domain/errors';
import type { ServiceContext } from '../context';
import { throttle } from '../db/schema';
import { hashSecret } from './secret';

/** Whose attempts are counted: `of` is an account's mail or id, or a network address. */
export interface ThrottleSubject {
  readonly kind: ThrottleKind;
  readonly of: string;
}

/** Addresses of people need not stand in a table to be counted. */
const keyOf = ({ kind, of }: ThrottleSubject): string => `${kind} ${hashSecret(of)}`;

/**
 * Counts one attempt against every subject, or none where one of them has to wait. Holds across connections and
 * processes: the counters are locked while they are read and raised, always in the same order.
 * @throws {DomainError} `conflict` `too_many_attempts` with `retryInS`, the seconds to wait
 */
export async function takeAttempt(
  { db }: Pick<ServiceContext, 'db'>,
  subjects: readonly ThrottleSubject[]
): Promise<void> {
  const now = new Date();
  const sorted = subjects
    .map((subject) => ({ ...subject, key: keyOf(subject) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const keys = sorted.map(({ key }) => key);
  await db.transaction(async (tx) => {
    const fresh = keys.map((key) => ({ key, count: 0, windowEndsAt: now }));
    await tx.insert(throttle).values(fresh).onConflictDoNothing();
    const rows = await tx
      .select()
      .from(throttle)
      .where(inArray(throttle.key, keys))
      .orderBy(throttle.key)
      .for('update');
    const states = new Map(rows.map((row) => [row.key, row]));
    const ends = keys.map((key) => blockedUntil(states.get(key) ?? null, now)?.getTime() ?? 0);
    const end = Math.max(...ends);
    if (end > 0) {
      const retryInS = Math.ceil((end - now.getTime()) / 1000);
      throw new DomainError('conflict', 'too_many_attempts', { retryInS });
    }
    for (const { key, kind } of sorted) {
      const next = countAttempt(states.get(key) ?? null, now, THROTTLE_RULES[kind]);
      await tx.update(throttle).set(next).where(eq(throttle.key, key));
    }
  });
}

/** After a success: the subject's own attempts are forgotten. */
export async function forgetAttempts({ db }: Pick<ServiceContext, 'db'>, subject: ThrottleSubject): Promise<void> {
  await db.delete(throttle).where(eq(throttle.key, keyOf(subject)));
}

/** After a success: takes back the one attempt that was counted, and leaves those of others. */
export async function returnAttempt({ db }: Pick<ServiceContext, 'db'>, subject: ThrottleSubject): Promise<void> {
  await db
    .update(throttle)
    .set({ count: sql`${throttle.count} - 1` })
    .where(and(eq(throttle.key, keyOf(subject)), gt(throttle.count, 0)));
}
